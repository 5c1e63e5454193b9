//! Rules on names that lead nowhere (REF).

pub(super) mod cert_file_missing;
pub(super) mod dangling_acl;
pub(super) mod dangling_aor;
pub(super) mod dangling_auth;
pub(super) mod dangling_identify_endpoint;
pub(super) mod dangling_profile;
pub(super) mod dangling_publication;
pub(super) mod dangling_transport;
pub(super) mod dialplan_unknown_endpoint;
pub(super) mod orphan_object;
pub(super) mod reference_to_other_type;
pub(super) mod undefined_context;
