//! Rules on pjsip_wizard.conf (WIZ).

pub(super) mod could_be_wizard;
pub(super) mod wizard_auth_username;
pub(super) mod wizard_hint_with_dash;
pub(super) mod wizard_in_wrong_file;
pub(super) mod wizard_line_without_registrations;
pub(super) mod wizard_name_collision;
pub(super) mod wizard_remote_hosts;
pub(super) mod wizard_repeated;
pub(super) mod wizard_unprefixed_option;
