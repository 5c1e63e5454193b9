//! Two objects of one type and id: the whole type is lost.

use crate::finding::Finding;
use crate::rules::Context;

/// Findings for one id, after which the rest are only counted.
const MAX_OF_ONE: u32 = 10;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for judged in cx.loaded_files() {
        for lost in judged.lost.iter().filter(|l| !l.too_many) {
            let kind = lost.of.facts().name;
            let id = cx.name(&judged.doc, lost.second);
            // Nothing of pjsip_wizard.conf is lost together with pjsip.conf's objects (W-5).
            let all = judged.of_type(lost.of).filter(|s| !judged.generated.is_generated(*s)).count();
            // Asterisk stops at the first; the others are reported so that all can be fixed at once.
            let others = duplicates(cx, judged, lost.of).into_iter().filter(|(_, second)| *second != lost.second);
            let consequence = if lost.of.facts().single {
                format!(
                    "Asterisk loads no {kind} object from the file: all of its settings fall back to their defaults"
                )
            } else {
                let which = match all {
                    2 => "both are lost".to_owned(),
                    n => format!("all {n} are lost, including unrelated ones"),
                };
                format!(
                    "Asterisk loads no {kind} from the file: {which}. A reload keeps the old set, so the loss shows at the next restart"
                )
            };
            let finding = |first, second| {
                cx.finding(
                    judged.name_span(second),
                    format!("{kind} `{}` is defined twice", cx.name(&judged.doc, second)),
                )
                .at("the second")
                .label(judged.name_span(first), "the first")
                .object(kind, cx.name(&judged.doc, second))
                .consequence(consequence.clone())
                .help("Remove one of them, or extend the first with `(+)` after the name")
            };
            // A section that duplicates itself is in a file that is included twice: see include-trap.
            let other_place = |first, second| judged.name_span(first) != judged.name_span(second);
            let file = lost.of.facts().file;
            if other_place(lost.first, lost.second) {
                out.push(finding(lost.first, lost.second).log(format!(
                    "Config file '{file}' could not be loaded; configuration contains a duplicate object: '{id}' of type '{kind}'"
                )));
            }
            let mut repeats: SeededMap<SectionId, u32> = SeededMap::default();
            let mut last: SeededMap<SectionId, usize> = SeededMap::default();
            for (first, second) in others.filter(|(f, s)| other_place(*f, *s)) {
                let repeat = repeats.entry(first).or_default();
                *repeat += 1;
                if *repeat <= MAX_OF_ONE {
                    last.insert(first, out.len());
                    out.push(finding(first, second));
                } else if let Some(at) = last.get(&first) {
                    // The others are counted: 100,000 of one id are one mistake.
                    let folded: &mut Finding = &mut out[*at];
                    folded.count += 1;
                    folded.message =
                        format!("{kind} `{}` is defined {} more times", cx.name(&judged.doc, second), folded.count);
                }
            }
        }
    }
}

use crate::asterisk::TypeId;
use crate::hashing::SeededMap;
use crate::objects::{LoadedFile, State};
use crate::text::SectionId;

/// Every section that repeats the id of one before it, with the first of that id.
fn duplicates(cx: &Context<'_>, judged: &LoadedFile, of: TypeId) -> Vec<(SectionId, SectionId)> {
    let mut seen: SeededMap<&[u8], SectionId> = SeededMap::default();
    let mut found = Vec::new();
    for section in judged.of_type(of).filter(|s| !judged.generated.is_generated(*s)) {
        let name = judged.doc.name(&cx.config.sources, section);
        match seen.get(name) {
            Some(first) => found.push((*first, section)),
            None if judged.state(section) == State::TypeLost => {
                seen.insert(name, section);
            }
            None => {}
        }
    }
    found
}
