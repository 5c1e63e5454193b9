//! pjsip.conf and pjsip_wizard.conf both have an object of one type and id.

use crate::finding::Finding;
use crate::objects::State;
use crate::rules::Context;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let judged = &cx.config.pjsip;
    let doc = &judged.doc;
    let Some(from) = judged.generated.first() else { return };
    for section in (from..doc.section_count()).filter(|s| judged.state(*s) == State::Shadowed) {
        let Some(of) = judged.type_of(section) else { continue };
        let id = doc.name(&cx.config.sources, section);
        let Some(there) = judged.find(&cx.config.sources, of, id) else { continue };
        let (kind, id) = (of.facts().name, cx.plain(id));
        out.push(
            cx.finding(doc.name_span(there), format!("{kind} `{id}` hides the one that pjsip_wizard.conf generates"))
                .at("found first")
                .label(doc.name_span(section), format!("generates the {kind} of the same id"))
                .object(kind, &id)
                .consequence(format!("Asterisk uses this {kind}, and the wizard's lines for it have no effect"))
                .help("Give one of the two another name, or move everything to one file"),
        );
    }
}
