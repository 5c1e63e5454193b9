//! The same lines in many endpoints, where a template would hold them once.

use crate::hashing::SeededMap;

use crate::accounts::SignatureId;
use crate::finding::Finding;
use crate::rules::Context;
use crate::text::SectionId;

/// This many identical endpoints are worth a template.
const MIN_OBJECTS: u32 = 5;
/// Lines that they must have in common, `type` not counted.
const MIN_LINES: usize = 4;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let doc = &cx.config.pjsip.doc;
    let mut alike: SeededMap<SignatureId, (SectionId, u32)> = SeededMap::default();
    for group in cx.accounts.groups() {
        let (first, count) = alike.entry(group.endpoint).or_insert((group.first, 0));
        *first = group.first.min(*first);
        *count += group.count;
    }
    let mut alike: Vec<(SignatureId, (SectionId, u32))> =
        alike.into_iter().filter(|(_, (_, n))| *n >= MIN_OBJECTS).collect();
    alike.sort_unstable_by_key(|(_, (first, _))| *first);
    for (signature, (first, count)) in alike {
        let span = doc.name_span(first);
        let own = |name: &str| matches!(name, "aors" | "auth" | "outbound_auth" | "callerid" | "mailboxes" | "set_var");
        let endpoint = cx.accounts.signature(signature).object(cx.config);
        let lines = endpoint.all().filter(|(o, _)| !own(o.name())).count();
        if doc.inherits(first) || lines < MIN_LINES {
            continue;
        }
        if let Some(program) = cx.site().generator(span.file) {
            cx.quiet(format_args!("{} writes the file", program.name));
            continue;
        }
        out.push(
            cx.finding(span, format!("{count} endpoints have the same {lines} lines"))
                .at("the first of them")
                .object("endpoint", cx.name(doc, first))
                .count(count)
                .consequence("A change has to be made in each of them, and one that is forgotten silently differs")
                .help("Write the lines once, in a template `[phone](!)`, and inherit them: `[101](phone)`"),
        );
    }
}
