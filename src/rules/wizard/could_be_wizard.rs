//! Endpoints that a wizard could generate, each written out with its aor and auth.

use crate::accounts::AccountFlags;
use crate::finding::Finding;
use crate::rules::Context;

/// This many accounts of one group are worth a template.
const MIN_ACCOUNTS: u32 = 5;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let doc = &cx.config.pjsip.doc;
    // A site with a wizard file knows about wizards.
    let has_wizards = cx.config.wizard.is_some();
    if has_wizards && !cx.is_verbose() {
        return;
    }
    for group in cx.accounts.groups().iter().filter(|k| k.count >= MIN_ACCOUNTS) {
        let alone = doc.parents(group.first).is_empty() && doc.is_simple(group.first);
        let whole = group.aor.is_some() && group.auth.is_some() && group.has(AccountFlags::NAMESAKE_AOR);
        let span = doc.name_span(group.first);
        if !alone || !whole {
            continue;
        }
        if has_wizards {
            return cx.quiet("there is a pjsip_wizard.conf, so that whoever wrote this knows of wizards");
        }
        if let Some(program) = cx.site().generator(span.file) {
            cx.quiet(format_args!("{} writes the file", program.name));
            continue;
        }
        let name = cx.name(doc, group.first);
        out.push(
            cx.finding(span, format!("`{name}` and {} other endpoints are written out in the same way, without a template", group.count - 1))
                .at("the first of them")
                .object("endpoint", &name)
                .count(group.count)
                .consequence("A change must be made in each of them, and one is forgotten sooner or later")
                .help("Put what they share into a template `[name](!)`, or use pjsip_wizard.conf, which generates endpoint, aor and auth from one section"),
        );
    }
}
