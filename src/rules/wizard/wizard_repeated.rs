//! Two wizards of one name.

use crate::finding::Finding;
use crate::rules::Context;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let Some(doc) = &cx.config.wizard else { return };
    for (earlier, last) in &cx.config.pjsip.generated.repeated {
        let name = cx.name(doc, *earlier);
        out.push(
            cx.finding(doc.name_span(*earlier), format!("wizard `{name}` is defined again"))
                .at("has no effect")
                .label(doc.name_span(*last), "its objects replace those of the first")
                .object("wizard", &name)
                .consequence(
                    "The objects of the last one replace those of the first, and what only the first one generates is removed: a registration is never sent. Asterisk logs nothing",
                )
                .help(format!("Give one of them another name; to add lines to the first, write `[{name}](+)`")),
        );
    }
}
