//! A dialplan context that extensions.conf does not have.

use crate::finding::Finding;
use crate::graph::Goal;
use crate::rules::Context;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let Some(dialplan) = &cx.config.extensions else { return };
    let elsewhere = dialplan.is_incomplete()
        || ["extensions.ael", "extensions.lua"].iter().any(|f| cx.config.dir.root.join(f).exists());
    if elsewhere || has_switch(cx) {
        return;
    }
    for d in cx.graph.dangling.iter().filter(|d| d.goal == Goal::Context) {
        let name = cx.plain(&d.name);
        let mut finding = cx
            .about(
                &cx.config.pjsip,
                d.section,
                Some(d.option.of),
                d.setting,
                d.span,
                format!("extensions.conf has no context `{name}`"),
            )
            .at("no such context")
            .count(d.count)
            .consequence(match d.option.name() {
                "context" => "Calls from the endpoint are answered 404",
                "message_context" => "Messages from the endpoint are answered 404",
                _ => "Subscriptions of the endpoint are answered 404",
            });
        if d.option.name() == "context" {
            finding = finding.log(format!("rejected because extension not found in context '{name}'."));
        }
        finding.help = Some(
            cx.suggest_from(&d.name, Some(dialplan))
                .unwrap_or_else(|| format!("Add `[{name}]` to extensions.conf; contexts are compared with case")),
        );
        out.push(finding);
    }
}

/// `switch =>` and `include =>` of contexts that come from elsewhere make a list of contexts say little.
fn has_switch(cx: &Context<'_>) -> bool {
    let Some(doc) = &cx.config.extensions else { return false };
    let is_switch = |n: &[u8]| {
        n.eq_ignore_ascii_case(b"switch") || n.eq_ignore_ascii_case(b"lswitch") || n.eq_ignore_ascii_case(b"eswitch")
    };
    doc.option_names().any(is_switch)
}
