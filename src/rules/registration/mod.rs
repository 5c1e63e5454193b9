//! Rules on aors, contacts and registrations (AOR).

pub(super) mod aor_name_mismatch;
pub(super) mod aor_unreachable;
pub(super) mod max_contacts_excessive;
pub(super) mod max_contacts_lockout;
pub(super) mod multi_device_dial;
pub(super) mod no_contact_user;
pub(super) mod outbound_proxy_not_uri;
pub(super) mod outbound_proxy_only_on_registration;
pub(super) mod qualify_in_milliseconds;
pub(super) mod registration_gives_up;
pub(super) mod registration_uri_invalid;
pub(super) mod registration_without_auth;
pub(super) mod static_contact_and_registration;
pub(super) mod trunk_without_qualify;
