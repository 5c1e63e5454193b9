//! A `type` that nothing reads.

use crate::catalogue::FixSafety;
use crate::finding::{Finding, Fix};
use crate::objects::{State, UnknownType};
use crate::rules::Context;
use crate::rules::fixes::intent::one_slip;
use crate::spelling::nearest;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for judged in cx.loaded_files() {
        let (doc, sources) = (&judged.doc, &cx.config.sources);
        for section in (0..doc.section_count()).filter(|s| judged.state(*s) == State::UnknownType) {
            let Some(setting) = doc.first_setting(sources, section, b"type") else { continue };
            let meant = UnknownType::of(doc.value(sources, setting));
            if meant != UnknownType::Other {
                continue;
            }
            let value = cx.value(doc, setting);
            let file = if std::ptr::eq(judged, &raw const cx.config.pjsip) { "pjsip.conf" } else { "" };
            let known: Vec<&str> = crate::asterisk::TYPES
                .iter()
                .filter(|t| (file.is_empty() || t.file == file) && !t.internal)
                .map(|t| t.name)
                .collect();
            let other_version = known.iter().find(|k| **k == value);
            let mut finding = cx
                .about(judged, section, None, setting, doc.value_span(setting), meant.message(&value))
                .at("nothing reads this type")
                .consequence(format!("Asterisk silently ignores the whole section `{}`", cx.name(doc, section)));
            let bare = value.trim_matches(|c: char| "\"'\u{2018}\u{2019}\u{201c}\u{201d}".contains(c));
            let near = known
                .iter()
                .find(|k| k.eq_ignore_ascii_case(bare))
                .copied()
                .or_else(|| nearest(&value.replace(['_', ' '], "-"), known.iter().copied()))
                .or_else(|| nearest(&value, known.iter().copied()));
            let meant = known.iter().find(|k| k.eq_ignore_ascii_case(bare)).copied();
            let meant = meant.or_else(|| one_slip(&value, known.iter().copied()));
            let there = |name: &&str| cx.config.target.types_of("pjsip.conf").any(|t| t.facts().name == *name);
            let edit = meant.filter(|m| other_version.is_none() && there(m));
            let edit = edit.and_then(|m| Some((m, cx.fixes().with_value(doc, setting, m)?)));
            finding.fix = edit.map(|(m, e)| Fix::new(FixSafety::Safe, format!("write `type={m}`"), [e]));
            finding.help = Some(match (other_version, near) {
                (Some(_), _) => format!("Asterisk {} does not have this type", cx.config.target.version),
                (None, Some(near)) if near.eq_ignore_ascii_case(&value) => {
                    format!("Write `type={near}`: the value is case-sensitive")
                }
                (None, Some(near)) => format!("Did you mean `type={near}`?"),
                (None, None) => format!("The valid types are {}", known.join(", ")),
            });
            out.push(finding);
        }
    }
}
