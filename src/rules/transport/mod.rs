//! Rules on transports: addresses, ports and TLS (TRN).

pub(super) mod dual_stack_bind_collision;
pub(super) mod endpoint_transport_ambiguous;
pub(super) mod ipv6_wildcard_bind;
pub(super) mod public_bind_default_port;
pub(super) mod tls_method_pins_version;
pub(super) mod tls_without_cert_or_key;
pub(super) mod transport_bind_duplicate;
pub(super) mod transport_missing;
pub(super) mod websocket_option_ignored;
