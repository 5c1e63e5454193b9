//! A single-valued option that one section sets twice.

use crate::asterisk::{Repeat, ValueKind};
use crate::finding::Finding;
use crate::objects::State;
use crate::rules::Context;
use crate::text::SettingId;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for judged in cx.loaded_files() {
        let (doc, sources) = (&judged.doc, &cx.config.sources);
        // Sections of one skeleton have the same names.
        let mut clean = vec![false; doc.skeleton_count()];
        for section in 0..doc.section_count() {
            let skeleton = doc.skeleton(section);
            if skeleton.is_some_and(|s| clean[s as usize]) {
                continue;
            }
            let own = doc.own_settings(section);
            let mut seen = 0u64;
            // Most sections repeat nothing: one bit per name shows that without comparing.
            let twice = own.clone().any(|s| {
                let bit = 1u64 << (doc.option_id(s).0 % 64);
                let was = seen & bit != 0;
                seen |= bit;
                was
            });
            if let Some(skeleton) = skeleton {
                clean[skeleton as usize] = !twice;
            }
            let of = judged.type_of(section).filter(|_| judged.state(section) == State::Loaded);
            let (true, Some(of)) = (twice, of) else { continue };
            let own: Vec<SettingId> = own.collect();
            for (i, &first) in own.iter().enumerate() {
                let name = doc.option(sources, first).to_ascii_lowercase();
                let is_same = |s: &SettingId| doc.option(sources, *s).eq_ignore_ascii_case(&name);
                let Some(&second) = own[i + 1..].iter().find(|s| is_same(s)) else { continue };
                let Some(option) = std::str::from_utf8(&name).ok().and_then(|n| cx.config.target.option(of, n)) else {
                    continue;
                };
                let kind = option.facts().kind(cx.config.target.version);
                let accumulates = option.facts().repeat == Repeat::Append
                    || matches!(kind, ValueKind::Codecs | ValueKind::EnumList | ValueKind::Type)
                    || option.name() == "cipher";
                if accumulates || option.facts().pattern || doc.value(sources, first) == doc.value(sources, second) {
                    continue;
                }
                let shown = cx.option(doc, second);
                out.push(
                    cx.about(
                        judged,
                        section,
                        Some(of),
                        second,
                        doc.setting_span(sources, second),
                        format!("`{shown}` is set twice in `{}`", cx.name(doc, section)),
                    )
                    .at("this one takes effect")
                    .label(doc.setting_span(sources, first), "this one does not")
                    .consequence("The last one wins, and the first one has no effect")
                    .help("Keep the one that is intended"),
                );
            }
        }
    }
}
