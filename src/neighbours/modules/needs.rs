//! What modules need of each other, and in which versions they are: as their binaries of 16.28 and 22.10 say.

use crate::asterisk::Version;

/// Modules that are gone since Asterisk 21.
const GONE_SINCE_21: &[&str] =
    &["chan_sip", "app_macro", "res_monitor", "chan_skinny", "chan_mgcp", "chan_alsa", "app_osplookup"];

/// Those that need more than [`BASE`] and [`SESSION`] say.
const NEEDS: &[(&str, &[&str])] = &[
    ("chan_pjsip", &["res_pjsip", "res_pjsip_session", "res_pjsip_pubsub"]),
    ("chan_sip", &["res_http_websocket"]),
    ("func_pjsip_aor", &["res_pjsip"]),
    ("func_pjsip_contact", &["res_pjsip"]),
    ("func_pjsip_endpoint", &["res_pjsip"]),
    ("res_hep_pjsip", &["res_pjsip", "res_pjsip_session", "res_hep"]),
    ("res_hep_rtcp", &["res_hep"]),
    ("res_pjproject", &["res_sorcery_config"]),
    ("res_pjsip", &["res_pjproject", "res_sorcery_config", "res_sorcery_memory", "res_sorcery_astdb"]),
    ("res_pjsip_exten_state", &["res_pjsip", "res_pjsip_pubsub", "res_pjsip_outbound_publish"]),
    ("res_pjsip_geolocation", &["res_geolocation", "res_pjsip", "res_pjsip_session", "chan_pjsip"]),
    ("res_pjsip_phoneprov_provider", &["res_pjsip", "res_phoneprov"]),
    ("res_pjsip_publish_asterisk", &["res_pjsip", "res_pjsip_outbound_publish", "res_pjsip_pubsub"]),
    ("res_pjsip_refer", &["res_pjsip", "res_pjsip_session", "res_pjsip_pubsub"]),
    ("res_pjsip_stir_shaken", &["res_pjsip", "res_pjsip_session", "res_stir_shaken"]),
    ("res_pjsip_transport_websocket", &["res_pjsip", "res_http_websocket"]),
    ("res_stir_shaken", &["res_curl"]),
];

/// Modules of PJSIP that need its core only.
const BASE: &[&str] = &[
    "acl",
    "aoc",
    "authenticator_digest",
    "config_wizard",
    "endpoint_identifier_anonymous",
    "endpoint_identifier_ip",
    "endpoint_identifier_user",
    "history",
    "logger",
    "notify",
    "outbound_authenticator_digest",
    "outbound_publish",
    "outbound_registration",
    "pubsub",
    "registrar",
    "session",
    "sips_contact",
];

/// Modules of PJSIP that need its sessions too.
const SESSION: &[&str] = &[
    "caller_id",
    "diversion",
    "dlg_options",
    "dtmf_info",
    "empty_info",
    "header_funcs",
    "maintenance",
    "messaging",
    "nat",
    "one_touch_record_info",
    "path",
    "rfc3326",
    "rfc3329",
    "sdp_rtp",
    "send_to_voicemail",
    "t38",
];

/// Modules of PJSIP that need its subscriptions too.
const PUBSUB: &[&str] = &[
    "dialog_info_body_generator",
    "mwi",
    "mwi_body_generator",
    "pidf_body_generator",
    "pidf_digium_body_supplement",
    "pidf_eyebeam_body_supplement",
    "xpidf_body_generator",
];

/// Whether the version has the module; true for one that is not known.
pub(super) fn is_in(module: &str, version: Version) -> bool {
    version.major < 21 || !GONE_SINCE_21.contains(&module)
}

/// The modules without which this one does not run.
pub(super) fn of(module: &str) -> &'static [&'static str] {
    if let Some((_, needs)) = NEEDS.iter().find(|(name, _)| *name == module) {
        return needs;
    }
    match module.strip_prefix("res_pjsip_") {
        Some(rest) if BASE.contains(&rest) => &["res_pjsip"],
        Some(rest) if SESSION.contains(&rest) => &["res_pjsip", "res_pjsip_session"],
        Some(rest) if PUBSUB.contains(&rest) => &["res_pjsip", "res_pjsip_pubsub"],
        _ => &[],
    }
}
