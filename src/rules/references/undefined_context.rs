//! A dialplan context that extensions.conf does not have.

use crate::finding::Finding;
use crate::graph::ReferenceTarget;
use crate::neighbours::Elsewhere;
use crate::rules::Context;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let Some(dialplan) = cx.config.dialplan() else { return };
    if let Some(elsewhere) = dialplan.elsewhere() {
        return cx.quiet(match elsewhere {
            Elsewhere::Incomplete => "not all of extensions.conf was read: an include is missing, or it does not parse",
            Elsewhere::Ael => "extensions.ael is a dialplan too",
            Elsewhere::Lua => "extensions.lua is a dialplan too",
            Elsewhere::Switch(_) => "a `switch` in extensions.conf leads to another dialplan",
        });
    }
    for d in cx.graph.dangling.iter().filter(|d| d.goal == ReferenceTarget::Context) {
        let name = cx.plain(&d.name);
        let mut finding = cx
            .references()
            .about_reference(d, format!("extensions.conf has no context `{name}`"))
            .at("no such context")
            .consequence(match d.option.name() {
                "context" => "Calls from the endpoint are answered 404",
                "message_context" => "Messages from the endpoint are answered 404",
                _ => "Subscriptions of the endpoint are answered 404",
            });
        if d.option.name() == "context" {
            finding = finding.log(format!("rejected because extension not found in context '{name}'."));
        }
        finding.help = Some(
            cx.references()
                .suggest_from(&d.name, Some(dialplan.document()))
                .unwrap_or_else(|| format!("Add `[{name}]` to extensions.conf; context names are case-sensitive")),
        );
        out.push(finding);
    }
}
