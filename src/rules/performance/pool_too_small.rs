//! The maximum size of the pool is below its initial or minimum size.

use crate::asterisk::value::number;
use crate::finding::Finding;
use crate::objects::Object;
use crate::rules::Context;
use crate::text::SettingId;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let (doc, sources) = (&cx.config.pjsip.doc, &cx.config.sources);
    for system in cx.objects().of_type("system") {
        let Some((max, most)) = last(cx, &system, "_max_size").filter(|(_, n)| *n > 0) else { continue };
        let started = ["_initial_size", "_minimum_size"].iter().filter_map(|o| last(cx, &system, o));
        let Some((other, count)) = started.filter(|(_, n)| *n > most).max_by_key(|(_, n)| *n) else { continue };
        let raised = system.knows("taskpool_max_size");
        let mut finding = cx
            .about(
                &cx.config.pjsip,
                system.section,
                Some(system.of),
                max,
                doc.setting_span(sources, max),
                format!("the pool's maximum size ({most}) is below its initial or minimum size ({count})"),
            )
            .at("the maximum")
            .label(doc.setting_span(sources, other), "larger than the maximum")
            .consequence(if raised {
                "Asterisk raises the maximum to that size: the configured limit is not kept"
            } else {
                "Asterisk starts only as many threads as the maximum allows"
            })
            .help("Make the maximum larger: twice the initial size is a good start");
        if raised {
            finding = finding.log(format!(
                "Taskpool 'pjsip' has a max size of {most}, which is less than the initial size of {count}. Adjusting \
                 to {count}."
            ));
        }
        out.push(finding);
    }
}

/// The effective setting of a pool size that has two names, and its value: the later line wins (P-2).
fn last(cx: &Context<'_>, system: &Object<'_>, ending: &str) -> Option<(SettingId, u32)> {
    let is_it = |name: &str| name.strip_prefix("threadpool").or(name.strip_prefix("taskpool")) == Some(ending);
    let (_, setting) = system.all().filter(|(o, _)| is_it(o.name())).last()?;
    Some((setting, number::uint(system.bytes(setting), cx.config.target.reads_binary())?))
}
