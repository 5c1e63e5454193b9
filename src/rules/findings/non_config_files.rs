//! Findings in files that are not configuration: all of one file become one, which shows nothing of its content.

use crate::hashing::{SeededMap, SeededSet};

use crate::finding::{Finding, Label};
use crate::objects::Configuration;
use crate::source::{FileId, Span};

use crate::printable::printable;

/// The findings, with those in hidden files moved to where the files are included.
pub(crate) fn fold(findings: Vec<Finding>, config: &Configuration) -> Vec<Finding> {
    // Of a thousand files few have findings: only those are checked.
    let mut hidden: SeededSet<FileId> =
        findings.iter().flat_map(|f| f.labels.iter().chain([&f.primary])).map(|label| label.span.file).collect();
    hidden.retain(|file| config.sources.file(*file).is_not_configuration());
    if hidden.is_empty() {
        return findings;
    }
    let places = places(config, &hidden);
    let (inside, mut kept): (Vec<Finding>, Vec<Finding>) =
        findings.into_iter().partition(|f| hidden.contains(&f.primary.span.file));
    let mut worst: SeededMap<FileId, (Finding, usize)> = SeededMap::default();
    for finding in inside {
        let file = finding.primary.span.file;
        if let Some((known, count)) = worst.get_mut(&file) {
            *count += 1;
            if finding.severity > known.severity {
                *known = finding;
            }
        } else {
            worst.insert(file, (finding, 1));
        }
    }
    for finding in &mut kept {
        // The text of a label quotes the file.
        for label in finding.labels.iter_mut().filter(|l| hidden.contains(&l.span.file)) {
            label.text = "in a file that is not configuration".into();
        }
    }
    let one = |(file, (finding, count)): (FileId, (Finding, usize))| {
        let span = *places.get(&file)?;
        Some(at_include(&finding, span, &printable(config.sources.file(file).name.as_bytes()), count))
    };
    kept.extend(worst.into_iter().filter_map(one));
    kept
}

/// For each hidden file, a line of a configuration that includes it.
fn places(config: &Configuration, hidden: &SeededSet<FileId>) -> SeededMap<FileId, Span> {
    let mut places = SeededMap::default();
    for (_, doc) in config.documents().chain(config.other_documents()) {
        for include in doc.includes.iter().filter(|i| !hidden.contains(&i.span.file)) {
            for file in include.files.iter().filter(|f| hidden.contains(f)) {
                places.entry(*file).or_insert(include.span);
            }
        }
    }
    places
}

fn at_include(finding: &Finding, span: Span, name: &str, count: usize) -> Finding {
    let problems = if count == 1 { "1 problem".to_owned() } else { format!("{count} problems") };
    Finding {
        message: format!("`{name}` does not look like a configuration file: {problems} in it"),
        primary: Label { span, text: "included here".into() },
        labels: Vec::new(),
        consequence:
            "Asterisk still reads it, and treats each line as a line of a configuration. Its content is not shown here"
                .into(),
        log: None,
        help: Some("Include files of Asterisk's configuration only".into()),
        object: None,
        option: None,
        count: 1,
        doubt: None,
        fix: None,
        ..finding.clone()
    }
}
