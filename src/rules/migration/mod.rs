//! Rules on the migration from chan_sip to PJSIP (MIG).

pub(super) mod chan_sip_removed;
pub(super) mod converter_artifact_acl;
pub(super) mod converter_artifact_auth;
pub(super) mod converter_artifact_lost;
pub(super) mod dialplan_sip_channel;
pub(super) mod dialplan_sip_function;
pub(super) mod general_defaults_lost;
pub(super) mod general_section_in_pjsip;
pub(super) mod nat_mapping_wrong;
pub(super) mod parity_access;
pub(super) mod parity_dialplan;
pub(super) mod parity_login;
pub(super) mod parity_media;
pub(super) mod parity_missing_peer;
pub(super) mod parity_no_option;
pub(super) mod parity_reach;
pub(super) mod parity_registration;
pub(super) mod same_name_both_stacks;
