//! What an object's options come to, secrets masked, and the lines that they are from.

use serde::Serialize;

use crate::asterisk::secret::{self, MASK, is_secret};
use crate::objects::{Effective, EffectiveValue, effective};
use crate::text::SettingId;

use super::super::format_util::FilePosition;
use super::object::{Object, shown};
use crate::linter::Report;

/// One option of an object.
#[derive(Serialize)]
pub(super) struct OptionValue {
    #[serde(skip)]
    pub(super) name: String,
    pub(super) value: Written,
    /// The last line that has a part in it.
    #[serde(flatten)]
    pub(super) last: Option<ValuePlace>,
    /// The option that has set it, where that is another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) by: Option<String>,
    /// Every line that has a part in it, where several may.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) from: Vec<ValuePlace>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) default: bool,
}

/// What it comes to.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Written {
    One(String),
    Many(Vec<String>),
}

/// A line of the configuration, and how it came to the object.
#[derive(Clone, Serialize)]
pub(super) struct ValuePlace {
    #[serde(flatten)]
    pub(super) place: FilePosition,
    pub(super) via: Vec<Via>,
    /// How many more templates there are between the line and the object.
    #[serde(skip_serializing_if = "is_zero")]
    pub(super) via_more: usize,
}

/// Templates that are named for a line, the nearest first: chains of 500 are for machines that write them.
const MAX_ORIGINS: usize = 8;

#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_zero(n: &usize) -> bool {
    *n == 0
}

/// A template that a line was inherited through, or the `(+)` header that it stands under.
#[derive(Clone, Serialize)]
#[serde(untagged)]
pub(super) enum Via {
    Template { section: String, file: String, line: u32 },
    Append { append: bool, file: String, line: u32 },
}

/// The effective values of a loaded object; of a template, what it has to give.
pub(super) fn values(report: &Report, object: &Object<'_>, defaults: bool) -> Vec<OptionValue> {
    let Some(of) = object.shown_type() else { return Vec::new() };
    let config = &report.config;
    let all = effective(object.judged, &config.sources, &config.target, object.section, of, defaults);
    all.into_iter().map(|e| value(report, object, e)).collect()
}

fn value(report: &Report, object: &Object<'_>, e: Effective) -> OptionValue {
    let doc = &object.judged.doc;
    let many = matches!(e.value, EffectiveValue::Many(_)) || e.settings.len() > 1;
    let mut lines: Vec<ValuePlace> = e.settings.iter().map(|s| line(report, object, *s)).collect();
    // A wizard's name is set by its header.
    let by_header = e.name == "@pjsip_wizard" && e.settings.is_empty();
    let header = || ValuePlace { place: FilePosition::new(report, object.span()), via: Vec::new(), via_more: 0 };
    let last = lines.last().cloned().or_else(|| by_header.then(header));
    if !many {
        lines.clear();
    }
    let written = e.settings.last().map(|s| doc.option(&report.config.sources, *s));
    let by = written.filter(|w| !w.eq_ignore_ascii_case(e.name.as_bytes()) && !w.eq_ignore_ascii_case(b"disallow"));
    let safe = |v: String| masked(&e.name, written.unwrap_or_default(), v);
    OptionValue {
        value: match e.value {
            EffectiveValue::One(one) => Written::One(safe(one)),
            EffectiveValue::Many(all) => Written::Many(all.into_iter().map(safe).collect()),
        },
        by: by.map(shown),
        default: e.settings.is_empty() && !by_header,
        name: secret::name(&e.name),
        last,
        from: lines,
    }
}

fn line(report: &Report, object: &Object<'_>, setting: SettingId) -> ValuePlace {
    let doc = &object.judged.doc;
    let origin = doc.origin(object.section, setting);
    let templates = origin.templates.iter().take(MAX_ORIGINS).map(|&section| {
        let at = FilePosition::new(report, doc.name_span(section));
        let section = shown(doc.name(&report.config.sources, section));
        Via::Template { section, file: at.file, line: at.line }
    });
    let append = origin.append.map(|header| {
        let at = FilePosition::new(report, header);
        Via::Append { append: true, file: at.file, line: at.line }
    });
    ValuePlace {
        place: FilePosition::new(report, doc.setting_span(&report.config.sources, setting)),
        via: templates.chain(append).collect(),
        via_more: origin.templates.len().saturating_sub(MAX_ORIGINS),
    }
}

/// A value without what is secret in it.
fn masked(name: &str, written: &[u8], value: String) -> String {
    if value.is_empty() {
        return value;
    }
    // The value may be under the name of another option, which says more of it.
    let secret = is_secret(written, value.as_bytes()) && !is_secret(name.as_bytes(), value.as_bytes());
    if secret { MASK.into() } else { secret::value(name.as_bytes(), &value) }
}
