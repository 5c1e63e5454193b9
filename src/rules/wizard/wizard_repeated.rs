//! Two wizards of one name.

use crate::finding::Finding;
use crate::rules::Context;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let Some(doc) = &cx.config.wizard else { return };
    for (earlier, last) in &cx.config.pjsip.generated.repeated {
        let name = cx.name(doc, *earlier);
        out.push(
            cx.finding(doc.name_span(*earlier), format!("the wizard `{name}` is there again"))
                .at("takes no effect")
                .label(doc.name_span(*last), "its objects are made in place of the first one's")
                .object("wizard", &name)
                .consequence(
                    "The objects of the last one take the place of the first one's, and what only the first one makes is removed: a registration is never sent. Asterisk says nothing",
                )
                .help(format!("Give one of them another name; to add lines to the first write `[{name}](+)`")),
        );
    }
}
