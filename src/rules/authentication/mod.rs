//! Rules on authentication and security (AUT).

pub(super) mod anonymous_endpoint_exposed;
pub(super) mod auth_algorithm_impossible;
pub(super) mod auth_username_problem;
pub(super) mod guessable_secret;
pub(super) mod md5_credential_inconsistent;
pub(super) mod no_auth_no_identify;
pub(super) mod realm_mismatch_outbound;
pub(super) mod registrable_without_auth;
pub(super) mod shared_secret;
pub(super) mod srtp_without_tls;
pub(super) mod trunk_with_inbound_auth;
