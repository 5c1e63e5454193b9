//! Rules on access control lists (ACL).

pub(super) mod acl_deny_last;
pub(super) mod acl_error_fails_open;
pub(super) mod acl_missing_beside_siblings;
pub(super) mod acl_permit_only;
pub(super) mod named_acl_unused;
pub(super) mod pjsip_acl_is_global;
