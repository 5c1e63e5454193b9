//! `sends_line_with_registrations` where no registration is sent.

use crate::asterisk::value::number::is_true;
use crate::finding::Finding;
use crate::rules::Context;
use crate::text::Getter;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let (Some(doc), sources) = (&cx.config.wizard, &cx.config.sources) else { return };
    let getter = |option| Getter::new(doc, sources, option);
    let (line, sends, accepts) =
        (getter("sends_line_with_registrations"), getter("sends_registrations"), getter("accepts_registrations"));
    let on = |g: &Getter<'_>, wizard| g.last(wizard).filter(|s| is_true(doc.value(sources, *s)));
    for wizard in cx.objects().wizards() {
        let Some(setting) = on(&line, wizard) else { continue };
        if on(&sends, wizard).is_some() || on(&accepts, wizard).is_some() {
            continue;
        }
        let name = cx.name(doc, wizard);
        out.push(
            cx.finding(
                doc.setting_span(sources, setting),
                format!("wizard `{name}` sends a line with its registrations, but sends no registrations"),
            )
            .at("without `sends_registrations`")
            .object("wizard", &name)
            .option("sends_line_with_registrations")
            .consequence(
                "There is neither a registration nor an identify: every request from the provider is answered 401",
            )
            .help(
                "Add `sends_registrations=yes`, or remove this line: then an identify is generated from `remote_hosts`",
            ),
        );
    }
}
