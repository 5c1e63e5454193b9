//! Checkstyle's XML report, which most tools that collect reports of linters read.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};

use crate::finding::Finding;

use super::Run;
use super::repo_paths::RepoPaths;
use super::sentences::paragraph;
use super::xml::Xml;
use crate::linter::Report;

/// The version of Checkstyle whose report this is like; readers look for one.
const LIKE: &str = "10.0";

pub(super) fn write(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    let tree = RepoPaths::new(run, None);
    // Each file once, also where two directories read it.
    let mut files: BTreeMap<String, Vec<(&Report, &Finding)>> = BTreeMap::new();
    for (nth, report) in run.reports.iter().enumerate() {
        for f in &report.findings {
            let path = tree.path(report, nth, f.primary.span).unwrap_or_else(|| "stdin".to_owned());
            files.entry(path).or_default().push((report, f));
        }
    }
    let mut out = BufWriter::with_capacity(1 << 16, out);
    let mut xml = Xml::new(&mut out)?;
    if files.is_empty() {
        xml.empty("checkstyle", &[("version", LIKE)])?;
        xml.finish()?;
        return out.flush();
    }
    xml.open("checkstyle", &[("version", LIKE)])?;
    for (path, found) in &files {
        xml.open("file", &[("name", path)])?;
        for (report, f) in found {
            let at = report.config.sources.position(f.primary.span);
            xml.empty(
                "error",
                &[
                    ("line", &at.line.to_string()),
                    ("column", &at.column.to_string()),
                    ("severity", &f.severity.to_string()),
                    ("message", &paragraph(f)),
                    ("source", &format!("pjlint.{}.{}", f.rule.group, f.rule.name)),
                ],
            )?;
        }
        xml.close("file")?;
    }
    xml.close("checkstyle")?;
    xml.finish()?;
    out.flush()
}
