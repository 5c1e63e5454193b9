//! Rules on WebRTC (RTC).

pub(super) mod endpoint_pins_ws_transport;
pub(super) mod webrtc_by_hand_incomplete;
pub(super) mod webrtc_http_server;
pub(super) mod webrtc_max_contacts;
pub(super) mod webrtc_no_ws_transport;
pub(super) mod webrtc_redundant;
