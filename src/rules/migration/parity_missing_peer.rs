//! A device in sip.conf without an endpoint in PJSIP.

use crate::asterisk::TypeId;
use crate::finding::Finding;
use crate::parity::Counterpart;
use crate::rules::Context;

/// At most this many devices are listed one by one; the last finding counts the rest.
const MAX_NAMED: usize = 1000;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let Some(parity) = cx.migration().parity() else { return };
    let endpoint = TypeId::pjsip("endpoint");
    if cx.config.mapping.is_elsewhere(endpoint) {
        return cx.quiet("sorcery.conf keeps endpoints elsewhere, where the devices of sip.conf may be");
    }
    let mut count = 0;
    for device in &parity.devices {
        let like = match device.counterpart {
            Counterpart::Missing(like) => like,
            Counterpart::NotLoaded(section) => {
                let what = || format!("`{}`", cx.name(&cx.config.pjsip.doc, section));
                cx.quiet_about(what, "pjsip.conf has this endpoint, but Asterisk does not load it");
                continue;
            }
            Counterpart::Endpoint(_) | Counterpart::Renamed(_) => continue,
        };
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
            .finding(span, format!("the {kind} `{name}` in sip.conf has no endpoint in PJSIP"))
            .at("not in PJSIP")
            .object("", &name)
            .consequence(if device.kind.peer {
                "Without chan_sip it can neither register nor call (401), and calls to it fail"
            } else {
                "Without chan_sip its calls are answered 401"
            })
            .log(format!("Request 'REGISTER' from '<sip:{name}@...>' failed for '...' - No matching endpoint found"))
            .help(
                "Create an endpoint of that name, with an aor and an auth object; `pjlint parity` lists all missing \
                 ones",
            );
        if !device.kind.peer {
            finding.log = None;
        }
        if let Some(section) = like {
            let doc = &cx.config.pjsip.doc;
            finding = finding.label(doc.name_span(section), format!("`{name}` is the username here")).help(format!(
                "Asterisk looks for an endpoint by the name that the phone uses, `{name}`: rename the endpoint `{}` \
                 and its aor, or identify it by auth_username",
                cx.name(doc, section)
            ));
        }
        out.push(finding.unless_sure(cx.sentences().doubt(Some(endpoint))));
    }
}
