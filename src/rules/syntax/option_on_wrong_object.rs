//! An option that only another object type has.

use crate::asterisk::TypeId;
use crate::catalogue::FixSafety;
use crate::finding::{Finding, Fix};
use crate::objects::LoadedFile;
use crate::rules::Context;
use crate::rules::facts::unknown_options::{Elsewhere, UnknownOption};
use crate::text::{SectionId, SettingId};

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for unknown in UnknownOption::all(cx) {
        let Some(Elsewhere::OtherTypes(types)) = &unknown.elsewhere else { continue };
        let (kind, list) = (unknown.of().facts().name, types.join(" or "));
        let message = format!("`{}` is an option of {list}, not of {kind} (in {})", unknown.name, unknown.who(cx));
        let moved = || moved(cx, unknown.judged, unknown.group.first.section, unknown.setting, types);
        out.push(
            unknown
                .finding(cx, message)
                .at(format!("{kind} objects do not have it"))
                .fix(if unknown.group.count <= 1 { moved() } else { None })
                .help(format!("Move the line to the {list} object that it is meant for")),
        );
    }
}

/// Moves the line to the object of the same name, or to the only object of a type that allows only one. The option must
/// not be set there yet, and must accept the value.
fn moved(cx: &Context<'_>, judged: &LoadedFile, section: SectionId, setting: SettingId, types: &[&str]) -> Option<Fix> {
    let (doc, sources) = (&judged.doc, &cx.config.sources);
    let [kind] = types else { return None };
    let of = TypeId::find("pjsip.conf", kind).filter(|_| cx.fixes().is_own_line(doc, section, setting))?;
    let is_single = matches!(*kind, "global" | "system" | "transport");
    let to = if is_single {
        let mut all = judged.of_type(of);
        all.next().filter(|_| all.next().is_none())?
    } else {
        judged.find(sources, of, doc.name(sources, section))?
    };
    if judged.generated.is_generated(to) != judged.generated.is_generated(section) {
        return None;
    }
    let name = String::from_utf8_lossy(doc.option(sources, setting)).to_ascii_lowercase();
    let option = cx.fixes().known(of, &name)?;
    let value = std::str::from_utf8(doc.value(sources, setting)).ok()?;
    if !cx.fixes().accepts(option, value.as_bytes()) || cx.fixes().has_line(doc, to, &name) {
        return None;
    }
    let text = value.replace(';', "\\;");
    let edits = [cx.fixes().without(doc, setting)?, cx.fixes().added(doc, to, &name, &text)?];
    let title = format!("move the line to {kind} `{}`", cx.name(doc, to));
    Some(Fix::new(FixSafety::Unsafe, title, edits))
}
