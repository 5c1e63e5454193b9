//! An option that the object type does not have in the target version.

use crate::asterisk::{CHAN_SIP, OptionFacts, OptionRef, TYPES, TypeId, Version};
use crate::finding::{Finding, Fix};
use crate::objects::RejectReason;
use crate::rules::Context;
use crate::rules::fixes::intent::{one_slip, safety};
use crate::spelling::nearest;

use super::encoding_or_bom::odd;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for judged in cx.judged() {
        for group in cx.rejections(judged, |r| r.why == RejectReason::UnknownOption) {
            let Some(setting) = group.first.setting else { continue };
            let of = group.first.of;
            let name = cx.option(&judged.doc, setting);
            let is_odd = odd(judged.doc.option(&cx.config.sources, setting)).is_some();
            if is_odd || explained_elsewhere(of, &name, cx.config.target.version).is_some() {
                continue;
            }
            let span = judged.doc.option_span(&cx.config.sources, setting);
            let kind = of.facts().name;
            let who = cx.who(&judged.doc, group.first.section, group.count);
            let history = of.facts().options.iter().find(|o| o.name == name.to_ascii_lowercase());
            let (message, help) = if let Some(option) = history {
                let message = format!("Asterisk {} has no {kind} option `{name}` (in {who})", cx.config.target.version);
                (message, Some(versions(option)))
            } else {
                let known = cx.config.target.options(of).map(OptionRef::name).filter(|n| !n.starts_with('^'));
                let near = nearest(&name, known).map(|n| format!("Did you mean `{n}`?"));
                (format!("{kind} objects have no option `{name}` (in {who})"), near)
            };
            let known = cx.config.target.options(of).map(OptionRef::name).filter(|n| !n.starts_with('^'));
            let meant = one_slip(&name, known).filter(|_| history.is_none()).and_then(|n| cx.fixes().known(of, n));
            let fix = meant
                .filter(|o| cx.fixes().may_be_called(judged, setting, group.first.section, group.count, *o))
                .map(|o| {
                    let edit = cx.fixes().with_option(&judged.doc, setting, o.name());
                    Fix::new(safety(judged, group.first.section), format!("write `{}`", o.name()), [edit])
                });
            let mut finding = cx
                .about(judged, group.first.section, Some(of), setting, span, message)
                .fix(fix)
                .at("unknown option")
                .consequence(cx.sentences().rejected(of, group.count))
                .count(group.count)
                .log(format!(
                    "Could not find option suitable for category '{}' named '{name}'",
                    cx.name(&judged.doc, group.first.section)
                ));
            finding.help = help.or_else(|| {
                Some(format!(
                    "Remove the line, or write `@{name}` to keep a note of your own: names with @ are never checked"
                ))
            });
            out.push(finding);
        }
    }
}

/// In which versions an option exists.
fn versions(option: &OptionFacts) -> String {
    let list =
        |r: &[(u8, u8)]| r.iter().map(|(major, minor)| format!("{major}.{minor}")).collect::<Vec<_>>().join(", ");
    let removed =
        if option.removed.is_empty() { String::new() } else { format!(" and removed in {}", list(option.removed)) };
    format!("It was added in {}{removed}", list(option.since))
}

/// What a more specific rule says about an unknown option: where it belongs, or what replaced it.
pub(super) fn explained_elsewhere(of: TypeId, name: &str, version: Version) -> Option<Elsewhere> {
    let lower = name.to_ascii_lowercase();
    if of.facts().options.iter().any(|o| o.name == lower) || of.facts().file != "pjsip.conf" {
        return None;
    }
    let others: Vec<&'static str> = TYPES
        .iter()
        .filter(|t| t.file == "pjsip.conf" && !t.internal && version.has(t.since, t.removed))
        .filter(|t| t.options.iter().any(|o| o.name == lower && o.exists_in(version)))
        .map(|t| t.name)
        .collect();
    if !others.is_empty() {
        return Some(Elsewhere::OtherTypes(others));
    }
    let instead = CHAN_SIP.iter().find(|(n, _)| *n == lower).map(|(_, instead)| *instead)?;
    Some(Elsewhere::ChanSip(instead))
}

/// What else an unknown option is.
pub(super) enum Elsewhere {
    /// An option of these types.
    OtherTypes(Vec<&'static str>),
    /// chan_sip's, with what PJSIP has instead.
    ChanSip(&'static str),
}
