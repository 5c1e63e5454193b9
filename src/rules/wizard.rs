//! Rules on pjsip_wizard.conf (WIZ).
