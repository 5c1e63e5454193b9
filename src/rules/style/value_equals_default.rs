//! An option that is set to its default.

use crate::hashing::SeededMap;

use crate::asterisk::value::number;
use crate::asterisk::{OptionRef, TypeId, ValueKind};
use crate::catalogue::FixSafety;
use crate::finding::{Finding, Fix};
use crate::objects::State;
use crate::rules::Context;
use crate::text::{SectionId, SettingId};

/// One fix removes at most this many lines; the next run removes more.
const MAX_LINES: usize = 50_000;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let judged = &cx.config.pjsip;
    let (doc, sources) = (&judged.doc, &cx.config.sources);
    let mut found: SeededMap<OptionRef, Vec<(SectionId, SettingId)>> = SeededMap::default();
    let mut known: Vec<Vec<Option<Option<OptionRef>>>> = vec![Vec::new(); crate::asterisk::TYPES.len()];
    let mut writer = None;
    // A section that inherits may have to override its template, and an inherited line is the template's.
    for section in (0..doc.section_count()).filter(|s| judged.state(*s) == State::Loaded && !doc.inherits(*s)) {
        let Some(of) = judged.type_of(section) else { continue };
        if let Some(program) = cx.site().generator(doc.name_span(section).file) {
            writer = Some(program.name);
            continue;
        }
        for setting in doc.own_settings(section) {
            let table = &mut known[of.0 as usize];
            let id = doc.option_id(setting).0 as usize;
            if table.len() <= id {
                table.resize(id + 16, None);
            }
            let option = *table[id].get_or_insert_with(|| with_default(cx, of, setting));
            let Some(option) = option.filter(|o| is_default(cx, *o, doc.value(sources, setting))) else { continue };
            found.entry(option).or_default().push((section, setting));
        }
    }
    if let Some(writer) = writer {
        cx.quiet(format_args!("{writer} writes a file, and what stands in that is not for hands to tidy"));
    }
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_unstable_by_key(|(_, all)| all[0].1);
    for (option, all) in found {
        let ((section, setting), count) = (all[0], all.len() as u32);
        // A section that inherits this one could get another value from another base without the line.
        let is_alone =
            |s: &SectionId, line: SettingId| !cx.fixes().is_base(*s) && cx.fixes().is_own_line(doc, *s, line);
        let edits: Option<Vec<_>> = all
            .iter()
            .take(MAX_LINES)
            .map(|(s, line)| cx.fixes().without(doc, *line).filter(|_| is_alone(s, *line)))
            .collect();
        let title = if count > 1 { "remove the lines" } else { "remove the line" };
        let fix = edits.map(|e| Fix::new(FixSafety::Safe, title, e));
        let (name, who) = (option.name(), cx.who(doc, section, count));
        out.push(
            cx.about(
                judged,
                section,
                Some(option.of),
                setting,
                doc.setting_span(sources, setting),
                format!("`{name}` of {who} is set to its default"),
            )
            .at("has no effect")
            .fix(fix)
            .count(count)
            .consequence("The line changes nothing, and hides those that do")
            .help("Remove the line, unless it is there as documentation"),
        );
    }
}

/// The option of a setting, if its default is the same in all versions: a line for one that changed keeps the value.
fn with_default(cx: &Context<'_>, of: TypeId, setting: SettingId) -> Option<OptionRef> {
    let name = String::from_utf8_lossy(cx.config.pjsip.doc.option(&cx.config.sources, setting)).to_ascii_lowercase();
    let option = cx.config.target.option(of, &name)?;
    // These are worth reading: for instance, whether a transport is for UDP.
    let telling = matches!(option.name(), "protocol" | "context" | "type" | "auth_type");
    (option.facts().defaults.len() == 1 && !telling).then_some(option)
}

fn is_default(cx: &Context<'_>, option: OptionRef, value: &[u8]) -> bool {
    let version = cx.config.target.version;
    let default = option.facts().default(version).as_bytes();
    if default.is_empty() || value.is_empty() {
        return false;
    }
    match option.facts().kind(version) {
        // A value that is neither yes nor no means no, and another rule reports it.
        ValueKind::Bool if !number::is_true(value) && !number::is_false(value) => false,
        ValueKind::Bool => number::is_true(default) == number::is_true(value),
        _ => default.eq_ignore_ascii_case(value),
    }
}
