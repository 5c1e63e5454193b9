//! A device of sip.conf that PJSIP has no account for.

use crate::asterisk::TypeId;
use crate::finding::Finding;
use crate::parity::Counterpart;
use crate::rules::Context;

/// Devices that are named one by one; the last finding counts the others.
const MAX_NAMED: usize = 1000;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let Some(parity) = cx.migration().parity() else { return };
    let endpoint = TypeId::pjsip("endpoint");
    if cx.config.mapping.is_elsewhere(endpoint) {
        return;
    }
    let mut count = 0;
    for device in &parity.devices {
        let Counterpart::Missing(like) = device.counterpart else { continue };
        count += 1;
        if count > MAX_NAMED {
            if let Some(last) = out.last_mut() {
                last.count += 1;
            }
            continue;
        }
        let Some((span, name)) = cx.migration().device(device.section) else { continue };
        let kind = device.kind.name();
        let mut finding = cx
            .finding(span, format!("the {kind} `{name}` of sip.conf has no endpoint in PJSIP"))
            .at("not in PJSIP")
            .object("", &name)
            .consequence(if device.kind.peer {
                "When chan_sip goes, it can neither register nor call (401), and calls to it fail"
            } else {
                "When chan_sip goes, its calls are answered 401"
            })
            .log(format!("Request 'REGISTER' from '<sip:{name}@...>' failed for '...' - No matching endpoint found"))
            .help("Write an endpoint of that name, with an aor and an auth object; `pjlint parity` lists all that are missing");
        if !device.kind.peer {
            finding.log = None;
        }
        if let Some(section) = like {
            let doc = &cx.config.pjsip.doc;
            finding = finding
                .label(doc.name_span(section), format!("`{name}` is the username here"))
                .help(format!(
                    "A phone that calls itself `{name}` is looked for by that name: give the endpoint `{}` and its aor that name, or let it be identified by auth_username",
                    cx.name(doc, section)
                ));
        }
        out.push(finding.unless_sure(cx.sentences().doubt(Some(endpoint))));
    }
}
