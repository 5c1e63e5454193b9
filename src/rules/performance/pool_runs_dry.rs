//! A thread pool that never adds threads, and starts none or ends the idle ones.

use crate::finding::Finding;
use crate::rules::Context;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let (doc, sources) = (&cx.config.pjsip.doc, &cx.config.sources);
    for system in cx.objects().of_type("system") {
        let Some(setting) = system.setting("threadpool_auto_increment") else { continue };
        if system.number("threadpool_auto_increment") != 0 {
            continue;
        }
        // (P-1)
        if system.knows("taskpool_max_size") {
            cx.quiet_object(&system, "this Asterisk keeps its initial threads, and 0 means a fixed size");
            continue;
        }
        let first = system.number("threadpool_initial_size");
        let idle = system.number("threadpool_idle_timeout");
        let (message, consequence, help) = match (first, idle) {
            (0, _) => (
                "the pool starts without threads, and never adds one".to_owned(),
                "Asterisk does not start: it waits forever for the first thread, and logs nothing",
                "Remove the line, or also set `threadpool_initial_size` and `threadpool_idle_timeout=0`",
            ),
            (_, 0) => {
                cx.quiet_object(&system, "with `threadpool_idle_timeout=0` its initial threads stay");
                continue;
            }
            _ => (
                format!("the pool ends threads that are idle for {idle} s, and never adds one"),
                "After a quiet period no threads are left: Asterisk answers no SIP requests until it is restarted, and \
                 logs nothing",
                "Remove the line, or also set `threadpool_idle_timeout=0`, so that the initial threads stay",
            ),
        };
        let span = doc.setting_span(sources, setting);
        let mut finding = cx
            .about(&cx.config.pjsip, system.section, Some(system.of), setting, span, message)
            .at("threads are never added")
            .consequence(consequence)
            .help(help);
        let other = if first == 0 { "threadpool_initial_size" } else { "threadpool_idle_timeout" };
        if let Some(other) = system.setting(other) {
            let text = if first == 0 { "no initial threads" } else { "idle threads are ended" };
            finding = finding.label(doc.setting_span(sources, other), text);
        }
        out.push(finding);
    }
}
