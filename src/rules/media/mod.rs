//! Rules on codecs and media (MED).

pub(super) mod allow_all;
pub(super) mod dtls_option_conflict;
pub(super) mod endpoint_without_codecs;
pub(super) mod inband_dtmf_compressed;
pub(super) mod no_common_codec;
pub(super) mod rtp_port_range;
