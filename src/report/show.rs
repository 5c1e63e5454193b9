//! The objects that Asterisk will have, each value with where it came from. One object at a time: a carrier has
//! 3,000,000. The JSON is described in docs/json.md.

mod object;
mod text;
mod value;

use std::io::{self, Write};

use serde::{Serialize, Serializer};

use super::Style;
use super::format_util::{FilePosition, Seq, document};
use crate::linter::Report;

use object::{Index, Object, Reason, Verdict, matching};
use value::{OptionValue, values};

/// As JSON: one document for each directory, each on its own line.
///
/// # Errors
/// Where `out` cannot be written.
pub fn show_json(
    report: &[Report],
    filter: Option<(&str, Option<&str>)>,
    defaults: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    for report in report {
        let index = Index::new(report);
        let objects = Seq(|| matching(report, filter).map(|o| entry(report, &index, &o, defaults)));
        document(&Objects { asterisk: report.config.target.version.to_string(), objects }, out)?;
    }
    Ok(())
}

/// As text for people.
///
/// # Errors
/// Where `out` cannot be written.
pub fn show_text(
    report: &[Report],
    filter: Option<(&str, Option<&str>)>,
    defaults: bool,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    text::write(report, filter, defaults, style, out)
}

/// The ids of the objects of that type, whatever became of them; of the templates for `template`.
pub fn ids_of<'a>(report: &'a Report, kind: &'a str) -> impl Iterator<Item = &'a [u8]> {
    matching(report, Some((kind, None))).map(|object| object.raw_id())
}

#[derive(Serialize)]
struct Objects<O> {
    asterisk: String,
    objects: O,
}

#[derive(Serialize)]
struct Entry {
    #[serde(rename = "type")]
    kind: String,
    id: String,
    source: &'static str,
    verdict: Verdict,
    file: String,
    line: u32,
    because: Vec<Reason>,
    #[serde(serialize_with = "by_name")]
    values: Vec<OptionValue>,
}

fn entry(report: &Report, index: &Index<'_>, object: &Object<'_>, defaults: bool) -> Entry {
    let at = FilePosition::new(report, object.span());
    Entry {
        kind: object.kind(),
        id: object.id(),
        source: object.source,
        verdict: object.verdict(),
        file: at.file,
        line: at.line,
        because: object.reasons(index),
        values: values(report, object, defaults),
    }
}

fn by_name<S: Serializer>(values: &[OptionValue], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(values.iter().map(|v| (&v.name, v)))
}
