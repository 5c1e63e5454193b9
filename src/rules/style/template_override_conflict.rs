//! A line that repeats its template's value, and templates that differ.

use crate::hashing::{SeededMap, SeededSet};

use crate::asterisk::{OptionRef, Repeat, TypeId};
use crate::finding::Finding;
use crate::objects::State;
use crate::rules::Context;
use crate::text::{SectionId, SettingId};

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let judged = &cx.config.pjsip;
    let (doc, sources) = (&judged.doc, &cx.config.sources);
    // Once for each line of a template, and once for each list of templates, however many inherit them.
    let mut again: SeededMap<SettingId, (SectionId, SettingId, u32)> = SeededMap::default();
    let mut lists: SeededSet<&[SectionId]> = SeededSet::default();
    for section in (0..doc.section_count()).filter(|s| judged.state(*s) == State::Loaded && !doc.parents(*s).is_empty())
    {
        let Some(of) = judged.type_of(section) else { continue };
        let parents = doc.parents(section);
        let inherited = last_lines(cx, of, parents.iter().copied());
        for own in doc.own_settings(section) {
            let Some(&line) = option(cx, of, own).as_ref().and_then(|o| inherited.get(o)) else { continue };
            if doc.value(sources, own) == doc.value(sources, line) {
                again.entry(line).or_insert((section, own, 0)).2 += 1;
            }
        }
        if parents.len() > 1 && lists.insert(parents) {
            differing(cx, section, of, out);
        }
    }
    let mut again: Vec<_> = again.into_iter().collect();
    again.sort_unstable();
    for (line, (section, own, count)) in again {
        let (name, who) = (cx.option(doc, own), cx.who(doc, section, count));
        out.push(
            cx.about(
                judged,
                section,
                judged.type_of(section),
                own,
                doc.setting_span(sources, own),
                format!("`{name}` of {who} repeats the template's value"),
            )
            .at("same value")
            .label(doc.setting_span(sources, line), "the template's line")
            .count(count)
            .consequence("A change to the template has no effect here")
            .help("Remove the line"),
        );
    }
}

/// Options that a section's templates set to different values, while the section itself does not set them.
fn differing(cx: &Context<'_>, section: SectionId, of: TypeId, out: &mut Vec<Finding>) {
    let judged = &cx.config.pjsip;
    let (doc, sources) = (&judged.doc, &cx.config.sources);
    let own: SeededSet<OptionRef> = doc.own_settings(section).filter_map(|s| option(cx, of, s)).collect();
    let mut before: SeededMap<OptionRef, SettingId> = SeededMap::default();
    for &parent in doc.parents(section) {
        let mut lines: Vec<_> = last_lines(cx, of, [parent].into_iter()).into_iter().collect();
        lines.sort_unstable_by_key(|(_, s)| *s);
        for (option, line) in lines {
            let Some(earlier) = before.insert(option, line).filter(|_| !own.contains(&option)) else { continue };
            if earlier == line || doc.value(sources, earlier) == doc.value(sources, line) {
                continue;
            }
            let (name, who) = (option.name(), cx.name(doc, section));
            out.push(
                cx.finding(
                    doc.name_span(section),
                    format!("the templates of `{who}` have different values for `{name}`"),
                )
                .at("the template that is named last wins")
                .label(doc.setting_span(sources, earlier), "has no effect")
                .label(doc.setting_span(sources, line), "takes effect")
                .object(of.facts().name, who.clone())
                .option(name)
                .consequence("Which value applies depends on the order in the parentheses, which is easily overlooked")
                .help(format!("Write `{name}` in the section itself, or in one of the templates only")),
            );
        }
    }
}

/// The last line of each option that is set by these sections.
fn last_lines(
    cx: &Context<'_>,
    of: TypeId,
    sections: impl Iterator<Item = SectionId>,
) -> SeededMap<OptionRef, SettingId> {
    let mut lines = SeededMap::default();
    for section in sections {
        cx.config.pjsip.doc.each_setting(section, |s| {
            if let Some(option) = option(cx, of, s) {
                lines.insert(option, s);
            }
        });
    }
    lines
}

/// The option of a setting, if a later line replaces it.
fn option(cx: &Context<'_>, of: TypeId, setting: SettingId) -> Option<OptionRef> {
    let name = String::from_utf8_lossy(cx.config.pjsip.doc.option(&cx.config.sources, setting)).to_ascii_lowercase();
    // `allow` and `disallow` build one list of codecs.
    let single = |o: &OptionRef| o.facts().repeat == Repeat::Last && !matches!(o.name(), "type" | "allow" | "disallow");
    cx.config.target.option(of, &name).filter(single)
}
