//! A pool of threads that starts none, or ends the idle ones, and adds none.

use crate::finding::Finding;
use crate::rules::Context;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let (doc, sources) = (&cx.config.pjsip.doc, &cx.config.sources);
    // The pool of later releases keeps its first threads and takes 0 for a fixed size (P-1).
    for system in cx.objects().of_type("system").filter(|s| !s.knows("taskpool_max_size")) {
        let Some(setting) = system.setting("threadpool_auto_increment") else { continue };
        if system.number("threadpool_auto_increment") != 0 {
            continue;
        }
        let first = system.number("threadpool_initial_size");
        let idle = system.number("threadpool_idle_timeout");
        let (message, consequence, help) = match (first, idle) {
            (0, _) => (
                "The pool starts without a thread, and never adds one".to_owned(),
                "Asterisk does not come up: its start waits for ever for the first thread, and the log says nothing",
                "Remove the line, or set `threadpool_initial_size` and `threadpool_idle_timeout=0` too",
            ),
            (_, 0) => continue,
            _ => (
                format!("The pool ends a thread that has had nothing to do for {idle} s, and never adds one"),
                "After a quiet while there is no thread left: Asterisk answers no SIP request any more until it is restarted, and the log says nothing",
                "Remove the line, or set `threadpool_idle_timeout=0` too, so that the first threads stay",
            ),
        };
        let span = doc.setting_span(sources, setting);
        let mut finding = cx
            .about(&cx.config.pjsip, system.section, Some(system.of), setting, span, message)
            .at("no thread is ever added")
            .consequence(consequence)
            .help(help);
        let other = if first == 0 { "threadpool_initial_size" } else { "threadpool_idle_timeout" };
        if let Some(other) = system.setting(other) {
            let text = if first == 0 { "nor at the start" } else { "idle ones are ended" };
            finding = finding.label(doc.setting_span(sources, other), text);
        }
        out.push(finding);
    }
}
