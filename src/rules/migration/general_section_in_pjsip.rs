//! `[general]` in pjsip.conf, as sip.conf has it.

use crate::asterisk::CHAN_SIP;
use crate::finding::Finding;
use crate::objects::State;
use crate::rules::Context;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let judged = &cx.config.pjsip;
    let doc = &judged.doc;
    for section in (0..doc.len()).filter(|s| judged.state(*s) == State::NoType) {
        if !doc.name(&cx.config.sources, section).eq_ignore_ascii_case(b"general") {
            continue;
        }
        let mut count = 0;
        let mut instead = Vec::new();
        doc.each_setting(section, |s| {
            count += 1;
            let name = cx.option(doc, s).to_ascii_lowercase();
            if let Some((_, new)) = CHAN_SIP.iter().find(|(n, _)| *n == name) {
                instead.push(format!("`{name}`: {new}"));
            }
        });
        // An empty one does no harm.
        if count == 0 {
            continue;
        }
        instead.dedup();
        instead.truncate(6);
        let help = if instead.is_empty() {
            "What is for all belongs into `type=global` or `type=system`, what is for many into a template".to_owned()
        } else {
            format!("In place of {}", instead.join("; "))
        };
        let lines = if count == 1 { "its line is".to_owned() } else { format!("its {count} lines are") };
        out.push(
            cx.finding(doc.name_span(section), format!("pjsip.conf has no `[general]`: {lines} ignored"))
                .at("sip.conf has such a section, PJSIP has not")
                .object("", cx.name(doc, section))
                .count(1)
                .consequence("Asterisk ignores the section without a word: no endpoint has these as defaults")
                .help(help),
        );
    }
}
