//! Rules on NAT: addresses, flags and media paths (NAT).

pub(super) mod direct_media_behind_nat;
pub(super) mod external_address_on_other_transport;
pub(super) mod external_address_private;
pub(super) mod external_address_without_local_net;
pub(super) mod external_media_without_signaling;
pub(super) mod ice_switched_off;
pub(super) mod local_net_misses_peer;
pub(super) mod local_net_misses_server;
pub(super) mod local_net_without_external;
pub(super) mod media_address_is_name;
pub(super) mod no_keepalive_behind_nat;
pub(super) mod partial_nat_flags;
pub(super) mod placeholder_left;
pub(super) mod rtp_bound_to_external_address;
pub(super) mod webrtc_nat_without_ice_mapping;
