//! `[general]` in pjsip.conf, as in sip.conf.

use crate::asterisk::CHAN_SIP;
use crate::finding::Finding;
use crate::objects::State;
use crate::rules::Context;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let judged = &cx.config.pjsip;
    let doc = &judged.doc;
    for section in (0..doc.section_count()).filter(|s| judged.state(*s) == State::NoType) {
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
        // An empty one is harmless.
        if count == 0 {
            cx.quiet("`[general]` of pjsip.conf is empty, which does no harm");
            continue;
        }
        instead.dedup();
        instead.truncate(6);
        let help = if instead.is_empty() {
            "Put global settings in `type=global` or `type=system`, shared ones in a template".to_owned()
        } else {
            format!("Instead of {}", instead.join("; "))
        };
        let lines = if count == 1 { "its line is".to_owned() } else { format!("its {count} lines are") };
        out.push(
            cx.finding(doc.name_span(section), format!("pjsip.conf has no `[general]`: {lines} ignored"))
                .at("only sip.conf has such a section")
                .object("", cx.name(doc, section))
                .count(1)
                .consequence("Asterisk silently ignores the section: no endpoint gets these defaults")
                .help(help),
        );
    }
}
