//! A wizard without the `remote_hosts` that something is generated from, or with them where they do harm.

use crate::asterisk::TypeId;
use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::objects::{Missing, Object, State};
use crate::rules::Context;
use crate::text::{Document, Getter, SectionId};

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let Some(doc) = &cx.config.wizard else { return };
    let generated = &cx.config.pjsip.generated;
    for fault in &generated.faults {
        let name = cx.name(doc, fault.wizard);
        let registers = fault.kind == Missing::Hosts && accepts_contacts(cx, doc, fault.wizard);
        let (message, consequence) = match fault.kind {
            Missing::Hosts if registers => (
                format!("wizard `{name}` has no `remote_hosts`, and is not set to accept registrations"),
                "Asterisk logs an error at each load; devices can still register, because the aor accepts contacts",
            ),
            Missing::Hosts => (
                format!("wizard `{name}` has no `remote_hosts`, and nothing registers to it"),
                "There is no identify, so requests from there are answered 401, and there is no contact to call",
            ),
            Missing::HostsToRegister => (
                format!("wizard `{name}` has no `remote_hosts` to register to"),
                "No registration is generated: the provider never learns where this Asterisk is",
            ),
            _ => continue,
        };
        // One line is missing, but Asterisk logs it twice where a registration is wanted too.
        let twice = fault.kind == Missing::Hosts
            && generated.faults.iter().any(|f| f.wizard == fault.wizard && f.kind == Missing::HostsToRegister);
        if twice {
            continue;
        }
        let span =
            fault.setting.map_or_else(|| doc.name_span(fault.wizard), |s| doc.setting_span(&cx.config.sources, s));
        let mut finding = cx
            .finding(span, message)
            .at("no `remote_hosts`")
            .object("wizard", &name)
            .consequence(consequence)
            .help("Add `remote_hosts=ADDRESS`, or `accepts_registrations=yes` if devices register to it");
        if registers {
            finding = finding.severity(Severity::Warning);
        }
        if fault.kind == Missing::Hosts {
            finding =
                finding.log(format!("Wizard '{name}' must have 'remote_hosts' if it doesn't accept registrations."));
        } else {
            finding = finding.log(format!("Wizard '{name}' must have 'remote_hosts' if it sends registrations."));
        }
        out.push(finding);
    }
    static_and_registering(cx, out);
}

/// Whether devices can register to the wizard's aor, because its `max_contacts` is set by hand (W-17).
fn accepts_contacts(cx: &Context<'_>, doc: &Document, wizard: SectionId) -> bool {
    let (config, of) = (cx.config, TypeId::pjsip("aor"));
    let generated = config.pjsip.find(&config.sources, of, doc.name(&config.sources, wizard));
    let loaded = generated.filter(|aor| config.pjsip.state(*aor) == State::Loaded);
    loaded.is_some_and(|aor| Object::new(config, aor, of).number("max_contacts") > 0)
}

/// `accepts_registrations` beside `remote_hosts`: the hosts are called as well, and not identified (W-20).
fn static_and_registering(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let (Some(doc), sources) = (&cx.config.wizard, &cx.config.sources) else { return };
    let accepts = Getter::new(doc, sources, "accepts_registrations");
    let hosts = Getter::new(doc, sources, "remote_hosts");
    for wizard in cx.objects().wizards() {
        let on = accepts.last(wizard).is_some_and(|s| crate::asterisk::value::number::is_true(doc.value(sources, s)));
        let Some(setting) = hosts.last(wizard).filter(|s| on && !doc.value(sources, *s).is_empty()) else { continue };
        let name = cx.name(doc, wizard);
        out.push(
            cx.finding(
                doc.setting_span(sources, setting),
                format!("wizard `{name}` accepts registrations, and also has `remote_hosts`"),
            )
            .severity(Severity::Warning)
            .at("become static contacts, and no identify")
            .object("wizard", &name)
            .consequence("A call goes to one contact, which may be one of these hosts even if a device has registered; requests from these hosts are not identified by address")
            .help("Keep one of the two: `remote_hosts` for a trunk, `accepts_registrations` for a device"),
        );
    }
}
