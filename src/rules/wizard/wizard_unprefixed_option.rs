//! A line of a wizard that nothing reads: an object's option without its prefix, or a misspelt wizard option.

use crate::hashing::SeededSet;

use crate::asterisk::TypeId;
use crate::catalogue::{FixSafety, Severity};
use crate::finding::{Finding, Fix};
use crate::objects::{is_wizard_option, wizard_options};
use crate::rules::Context;
use crate::rules::fixes::intent::one_slip;
use crate::spelling::nearest;
use crate::text::{Document, SectionId, SettingId};

/// Prefixes, with the type whose options they pass on; those that are forgotten most often come first.
const PREFIXES: [(&str, &str); 7] = [
    ("endpoint", "endpoint"),
    ("aor", "aor"),
    ("inbound_auth", "auth"),
    ("outbound_auth", "auth"),
    ("identify", "identify"),
    ("registration", "registration"),
    ("phoneprov", "phoneprov"),
];

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let Some(doc) = &cx.config.wizard else { return };
    let mut seen: SeededSet<SettingId> = SeededSet::default();
    // Most names are known: those that are not are found once for the whole file.
    let odd: Vec<bool> = doc.option_names().map(|n| !n.is_empty() && is_odd(n)).collect();
    if !odd.contains(&true) {
        return;
    }
    for wizard in cx.objects().wizards() {
        doc.each_setting(wizard, |setting| {
            let id = doc.option_id(setting).0 as usize;
            if odd.get(id).copied().unwrap_or(false) && seen.insert(setting) {
                out.push(report(cx, doc, wizard, setting));
            }
        });
    }
}

fn is_odd(name: &[u8]) -> bool {
    if name.first() == Some(&b'@') || is_wizard_option(name) {
        return false;
    }
    let prefixed = |(prefix, _): &(&str, &str)| {
        name.strip_prefix(prefix.as_bytes()).and_then(|n| n.strip_prefix(b"/")).is_some_and(|n| !n.is_empty())
    };
    !PREFIXES.iter().any(prefixed)
}

fn report(cx: &Context<'_>, doc: &Document, wizard: SectionId, setting: SettingId) -> Finding {
    let sources = &cx.config.sources;
    let (written, name) = (cx.option(doc, setting), cx.name(doc, wizard));
    let lower = written.to_ascii_lowercase();
    let mut finding = cx
        .finding(doc.option_span(sources, setting), format!("nothing reads `{written}` in wizard `{name}`"))
        .at("not a wizard option")
        .object("wizard", &name)
        .option(&written);
    let owners: Vec<&str> = PREFIXES
        .iter()
        // Phoneprov accepts any name.
        .filter(|(_, of)| cx.config.target.option(TypeId::pjsip(of), &lower).is_some_and(|o| !o.facts().pattern))
        .map(|(prefix, _)| *prefix)
        .collect();
    let set = |name: &str| cx.fixes().has_line(doc, wizard, name);
    let value = doc.value(sources, setting);
    let named =
        |safety, name: &str| Fix::new(safety, format!("write `{name}`"), [cx.fixes().with_option(doc, setting, name)]);
    let accepted = |prefix: &str, option: &str| {
        let of = PREFIXES.iter().find(|(p, _)| *p == prefix).map(|(_, of)| TypeId::pjsip(of));
        of.and_then(|of| cx.fixes().known(of, option)).is_some_and(|o| cx.fixes().accepts(o, value))
    };
    if let Some(prefix) = PREFIXES.iter().map(|p| p.0).find(|p| lower.starts_with(&format!("{p}/"))) {
        finding.help = Some(format!("Write the prefix in lower case: `{prefix}/...`"));
        let option = &lower[prefix.len() + 1..];
        let name = format!("{prefix}/{option}");
        // The same name in another case is this line itself.
        let once = lines(cx, doc, wizard, &name) == 1;
        finding.fix = (once && accepted(prefix, option)).then(|| named(FixSafety::Safe, &name));
    } else if let Some(owner) = owners.first() {
        finding.help = Some(match owners.len() {
            1 => format!("Write `{owner}/{lower}`"),
            _ => format!(
                "Write its prefix: {}",
                owners.iter().map(|o| format!("`{o}/{lower}`")).collect::<Vec<_>>().join(" or ")
            ),
        });
        let name = format!("{owner}/{lower}");
        let alone = owners.len() == 1 && !set(&name) && accepted(owner, &lower);
        finding.fix = alone.then(|| named(FixSafety::Safe, &name));
    } else if let Some(near) = nearest(&lower, wizard_options()) {
        finding.help = Some(format!("Did you mean `{near}`?"));
        // It changes what the wizard generates: a registration, an identify.
        let meant = one_slip(&lower, wizard_options()).filter(|n| !set(n));
        finding.fix = meant.map(|n| named(FixSafety::Unsafe, n));
    } else {
        // Perhaps somebody's own note: Asterisk ignores it.
        finding.severity = Severity::Info;
        finding.help = Some("Remove the line; a comment begins with `;`".into());
    }
    finding.consequence("Asterisk silently skips the line: the option keeps its default")
}

/// How many lines of the wizard, including inherited ones, have the name, in any case.
fn lines(cx: &Context<'_>, doc: &Document, wizard: SectionId, name: &str) -> usize {
    let mut count = 0;
    doc.each_setting(wizard, |s| {
        count += usize::from(doc.option(&cx.config.sources, s).eq_ignore_ascii_case(name.as_bytes()));
    });
    count
}
