//! DTLS without a certificate.

use crate::finding::Finding;
use crate::rules::Context;
use crate::rules::fixes::option_changes::{FindingWithFix, set};

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let mut found = Vec::new();
    for group in cx.accounts.groups() {
        let endpoint = cx.groups().endpoint_of(group);
        let certified = endpoint.is_set("dtls_cert_file") || endpoint.is_on("dtls_auto_generate_cert");
        if certified || !endpoint.is_word("media_encryption", "dtls") {
            continue;
        }
        // (S-36)
        if endpoint.is_webrtc() {
            cx.groups().quiet(group, "`webrtc=yes` generates a certificate");
            continue;
        }
        for place in cx.sites().places_of(group, &["media_encryption"]) {
            let finding = cx
                .sites()
                .at(
                    &place,
                    format!(
                        "{} {} no certificate",
                        cx.sites().whose(&place),
                        place.agree("uses DTLS encryption, but has", "use DTLS encryption, but have")
                    ),
                )
                .at("needs a certificate")
                .consequence(
                    "If the other side starts DTLS, the call ends as soon as it is answered; most devices refuse an \
                     offer without a certificate fingerprint",
                )
                .log("DTLS failure occurred on RTP instance '...' due to reason 'no shared cipher', terminating")
                .help(
                    "Add `dtls_auto_generate_cert=yes`, or `dtls_cert_file` and `dtls_private_key`; for browsers, \
                     `webrtc=yes` alone is enough",
                );
            found.push(FindingWithFix::new(finding, &place, [set("dtls_auto_generate_cert", "yes")]));
        }
    }
    cx.fixes().report_with_fixes(found, out);
}
