//! What is lost with a file that Asterisk cannot read as a whole (G-69).

/// What happens because all of it is lost.
pub(super) fn sentence(main: &str) -> String {
    let lost = match main {
        "pjsip.conf" => return kept(main, "no transport, endpoint or other object is loaded"),
        "acl.conf" => return kept(main, "no named ACL exists, and every object that names one allows everyone"),
        "geolocation.conf" | "stir_shaken.conf" | "pjsip_wizard.conf" => {
            return kept(main, "nothing in it takes effect");
        }
        "modules.conf" | "extconfig.conf" | "sorcery.conf" => {
            return format!("Asterisk drops all of {main}, and does not start: it shows at the next restart");
        }
        "users.conf" => {
            return "Asterisk drops all of users.conf, and crashes at its start: it shows at the next restart".into();
        }
        "extensions.conf" => "there is no dialplan, and calls are answered 404",
        "queues.conf" => "`app_queue` does not load, and there is no queue",
        "hep.conf" => "`res_hep` and the modules that need it do not load, and nothing is captured",
        "musiconhold.conf" => "there is no music on hold",
        "http.conf" => "the HTTP server stays off, and with it WebSocket transports",
        "manager.conf" => "the manager interface stays off",
        "rtp.conf" | "features.conf" | "pjproject.conf" | "udptl.conf" | "cdr.conf" | "ccss.conf" => {
            "every setting falls back to its default"
        }
        _ => "nothing in it takes effect",
    };
    format!("Asterisk drops all of {main}: {lost}")
}

/// The same where a running Asterisk keeps what it has.
fn kept(main: &str, lost: &str) -> String {
    format!(
        "Asterisk drops all of {main}: {lost}. A reload keeps the old objects, so the loss shows at the next restart"
    )
}
