//! An extension with a dash in `hint_exten`, together with `hint_application`.

use crate::asterisk::value::number::is_true;
use crate::finding::Finding;
use crate::rules::Context;
use crate::text::Getter;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let (Some(doc), sources) = (&cx.config.wizard, &cx.config.sources) else { return };
    let getter = |option| Getter::new(doc, sources, option);
    let (hint, exten, application) = (getter("has_hint"), getter("hint_exten"), getter("hint_application"));
    for wizard in cx.objects().wizards() {
        let Some(setting) = exten.last(wizard).filter(|s| has_dash(doc.value(sources, *s))) else { continue };
        let Some(runs) = application.last(wizard).filter(|s| is_application(doc.value(sources, *s))) else { continue };
        if !hint.last(wizard).is_some_and(|s| is_true(doc.value(sources, s))) {
            continue;
        }
        let (name, shown) = (cx.name(doc, wizard), cx.value(doc, setting));
        out.push(
            cx.finding(
                doc.setting_span(sources, setting),
                format!("wizard `{name}` creates a dialplan entry for extension `{shown}`, which has a dash"),
            )
            .at("has a dash")
            .label(doc.setting_span(sources, runs), "the application")
            .object("wizard", &name)
            .option("hint_exten")
            .consequence("Asterisk crashes with a segmentation fault as soon as it has read the wizard, at every start")
            .log(format!("Found duplicate exten. Had {shown} found {shown}"))
            .help("Write the extension without the dash, which the dialplan ignores; or remove `hint_application` and add the line to extensions.conf"),
        );
    }
}

/// Whether the extension has a dash that the dialplan ignores, and not only dashes: one between the brackets of a
/// pattern makes a range.
fn has_dash(exten: &[u8]) -> bool {
    let (is_pattern, mut in_brackets) = (exten.starts_with(b"_"), false);
    let is_ignored = |b: &u8| {
        match b {
            b'[' => in_brackets = is_pattern,
            b']' => in_brackets = false,
            _ => {}
        }
        *b == b'-' && !in_brackets
    };
    exten.iter().any(is_ignored) && exten.iter().any(|b| *b != b'-')
}

/// Whether it becomes a priority: there must be a name before the parenthesis.
fn is_application(value: &[u8]) -> bool {
    value.first().is_some_and(|b| *b != b'(')
}
