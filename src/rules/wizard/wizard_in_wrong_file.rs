//! A wizard in pjsip.conf, or an object in pjsip_wizard.conf.

use crate::asterisk::TypeId;
use crate::finding::Finding;
use crate::objects::State;
use crate::rules::Context;
use crate::text::Getter;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let (judged, sources) = (&cx.config.pjsip, &cx.config.sources);
    // Nearly all files have none; the option's text is looked at only where the type is unknown.
    for section in (0..judged.doc.section_count()).filter(|s| judged.state(*s) == State::UnknownType) {
        let Some(setting) = judged.doc.first_setting(sources, section, b"type") else { continue };
        if judged.doc.value(sources, setting) == b"wizard" {
            let name = cx.name(&judged.doc, section);
            out.push(
                cx.finding(judged.doc.setting_span(sources, setting), format!("wizard `{name}` is in pjsip.conf"))
                    .at("nothing reads it here")
                    .label(judged.doc.name_span(section), "generates no objects")
                    .object("wizard", &name)
                    .consequence("None of its objects is generated, and Asterisk logs nothing")
                    .help("Move the section to pjsip_wizard.conf"),
            );
        }
    }
    let Some(doc) = &cx.config.wizard else { return };
    let kind = Getter::new(doc, sources, "type");
    for section in (0..doc.section_count()).filter(|s| !doc.is_template(*s)) {
        let Some(setting) = kind.last(section) else { continue };
        let value = String::from_utf8_lossy(doc.value(sources, setting));
        let Some(of) = TypeId::find("pjsip.conf", &value) else { continue };
        // Another line of the section may still make it a wizard (W-1).
        let mut is_wizard = false;
        doc.each_setting(section, |s| {
            let name = doc.option(sources, s);
            is_wizard |= memchr::memmem::find(name, b"type").is_some() && doc.value(sources, s) == b"wizard";
        });
        if is_wizard {
            let what = || format!("section `{}`", cx.name(doc, section));
            cx.quiet_about(what, "another line of it makes it a wizard");
            continue;
        }
        let (kind, name) = (of.facts().name, cx.name(doc, section));
        out.push(
            cx.finding(doc.setting_span(sources, setting), format!("{kind} `{name}` is in pjsip_wizard.conf"))
                .at("nothing reads it here")
                .label(doc.name_span(section), "is not a wizard")
                .object(kind, &name)
                .consequence(format!("Asterisk never loads this {kind}, and logs nothing"))
                .help("Move the section to pjsip.conf"),
        );
    }
}
