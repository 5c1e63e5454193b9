//! An extension with a dash in `hint_exten`, beside an application for it.

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
                format!("the wizard `{name}` makes an entry for the extension `{shown}`, which has a dash"),
            )
            .at("has a dash")
            .label(doc.setting_span(sources, runs), "the application")
            .object("wizard", &name)
            .option("hint_exten")
            .consequence("Asterisk ends with a segmentation fault as soon as it has read the wizard, at every start")
            .log(format!("Found duplicate exten. Had {shown} found {shown}"))
            .help("Write the extension without the dash: the dialplan takes no notice of it; or remove `hint_application` and write the line into extensions.conf"),
        );
    }
}

/// Whether the extension has a dash that the dialplan passes over, and more than dashes: those between the brackets of
/// a pattern make a range.
fn has_dash(exten: &[u8]) -> bool {
    let (is_pattern, mut in_brackets) = (exten.starts_with(b"_"), false);
    let passed_over = |b: &u8| {
        match b {
            b'[' => in_brackets = is_pattern,
            b']' => in_brackets = false,
            _ => {}
        }
        *b == b'-' && !in_brackets
    };
    exten.iter().any(passed_over) && exten.iter().any(|b| *b != b'-')
}

/// Whether a priority is made of it: a name must be there before the brackets.
fn is_application(value: &[u8]) -> bool {
    value.first().is_some_and(|b| *b != b'(')
}
