//! An option that the object type does not have in the target version.

use crate::asterisk::{OptionFacts, OptionRef};
use crate::finding::{Finding, Fix};
use crate::rules::Context;
use crate::rules::facts::unknown_options::UnknownOption;
use crate::rules::fixes::intent::{one_slip, safety};
use crate::spelling::nearest;

use super::encoding_or_bom::odd;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for unknown in UnknownOption::all(cx) {
        let (doc, name, of) = (&unknown.judged.doc, &unknown.name, unknown.of());
        let is_odd = odd(doc.option(&cx.config.sources, unknown.setting)).is_some();
        if is_odd || unknown.elsewhere.is_some() {
            continue;
        }
        let kind = of.facts().name;
        let who = unknown.who(cx);
        let known = || cx.config.target.options(of).map(OptionRef::name).filter(|n| !n.starts_with('^'));
        let history = of.facts().options.iter().find(|o| o.name == name.to_ascii_lowercase());
        let (message, help) = if let Some(option) = history {
            let message = format!("Asterisk {} has no {kind} option `{name}` (in {who})", cx.config.target.version);
            (message, Some(versions(option)))
        } else {
            let near = nearest(name, known()).map(|n| format!("Did you mean `{n}`?"));
            (format!("{kind} objects have no option `{name}` (in {who})"), near)
        };
        let meant = one_slip(name, known()).filter(|_| history.is_none()).and_then(|n| cx.fixes().known(of, n));
        let (section, count) = (unknown.group.first.section, unknown.group.count);
        let meant = meant.filter(|o| cx.fixes().may_be_called(unknown.judged, unknown.setting, section, count, *o));
        let fix = meant.map(|o| {
            let edit = cx.fixes().with_option(doc, unknown.setting, o.name());
            Fix::new(safety(unknown.judged, section), format!("write `{}`", o.name()), [edit])
        });
        let note = || {
            format!("Remove the line, or write `@{name}` to keep a note of your own: names with @ are never checked")
        };
        let finding = unknown.finding(cx, message).fix(fix).at("unknown option");
        out.push(finding.help(help.unwrap_or_else(note)));
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
