//! Options that a later version will not have.

use crate::asterisk::Choice;
use crate::catalogue::FixSafety;
use crate::finding::{Finding, Fix};
use crate::objects::State;
use crate::rules::Context;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    // Without a declared version nobody can tell what is outdated.
    let is_guessed = cx.config.target.choice == Choice::Default;
    if is_guessed && !cx.is_verbose() {
        return;
    }
    let judged = &cx.config.pjsip;
    let (doc, sources, version) = (&judged.doc, &cx.config.sources, cx.config.target.version);
    let deprecated = |name: &[u8]| -> bool {
        let lower = String::from_utf8_lossy(name).to_ascii_lowercase();
        cx.config
            .target
            .types_of("pjsip.conf")
            .filter_map(|t| cx.config.target.option(t, &lower))
            .any(|o| version.from(o.facts().deprecated))
    };
    let names: Vec<bool> = doc.option_names().map(deprecated).collect();
    if !names.contains(&true) {
        return;
    }
    if is_guessed {
        return cx.quiet("the version of Asterisk is not known: see --asterisk");
    }
    for section in (0..doc.section_count()).filter(|s| judged.state(*s) == State::Loaded) {
        let Some(of) = judged.type_of(section) else { continue };
        for setting in doc.own_settings(section) {
            if !names.get(doc.option_id(setting).0 as usize).copied().unwrap_or(false) {
                continue;
            }
            let name = cx.option(doc, setting);
            let Some(option) =
                cx.config.target.option(of, &name.to_ascii_lowercase()).filter(|o| version.from(o.facts().deprecated))
            else {
                continue;
            };
            let mut finding = cx
                .about(
                    judged,
                    section,
                    Some(of),
                    setting,
                    doc.option_span(sources, setting),
                    format!("`{name}` is deprecated in Asterisk {version}"),
                )
                .at("still accepted")
                .consequence("It still works; once it is removed, it is an unknown option, which rejects the object");
            finding.help = option.facts().replaced_by.map(|by| format!("Write `{by}`"));
            // The old names of the pool set the same fields as the new ones (P-2).
            let new = option.facts().replaced_by.filter(|_| option.name().starts_with("threadpool_"));
            let new = new.and_then(|by| cx.fixes().known(of, by)).filter(|by| {
                !cx.fixes().has_line(doc, section, by.name()) && cx.fixes().accepts(*by, doc.value(sources, setting))
            });
            finding.fix = new.map(|by| {
                let edit = cx.fixes().with_option(doc, setting, by.name());
                Fix::new(FixSafety::Safe, format!("write `{}`", by.name()), [edit])
            });
            out.push(finding);
        }
    }
}
