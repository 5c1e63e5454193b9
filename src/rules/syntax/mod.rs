//! Rules on the text and on the loading of objects (SYN).

pub(super) mod append_to_missing;
pub(super) mod chan_sip_option;
pub(super) mod comment_trap;
pub(super) mod deprecated_option;
pub(super) mod duplicate_object;
pub(super) mod encoding_or_bom;
pub(super) mod global_object_rejected;
pub(super) mod ignored_value;
pub(super) mod include_trap;
pub(super) mod invalid_value;
pub(super) mod malformed_line;
pub(super) mod missing_include;
pub(super) mod missing_type;
pub(super) mod non_boolean_boolean;
pub(super) mod option_on_wrong_object;
pub(super) mod option_repeated;
pub(super) mod rejected_object;
pub(super) mod undefined_template;
pub(super) mod unescaped_semicolon;
pub(super) mod unknown_object_type;
pub(super) mod unknown_option;
