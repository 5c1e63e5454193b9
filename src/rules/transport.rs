//! Rules on transports: addresses, ports and TLS (TRN).

pub(super) mod tls_method_pins_version;
pub(super) mod tls_without_cert_or_key;
pub(super) mod transport_bind_duplicate;
