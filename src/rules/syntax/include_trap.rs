//! Includes that do something else than bring a file in.

use crate::hashing::{SeededMap, SeededSet};

use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::rules::Context;
use crate::source::{FileId, Span};
use crate::text::{Document, Include, Problem, ProblemKind};

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for (main, doc) in cx.config.documents() {
        let mut includes = None;
        for problem in &doc.problems {
            let finding = match &problem.kind {
                ProblemKind::Cycle => cx
                    .problem(problem)
                    .at("a circle")
                    .consequence("Asterisk follows the circle to its depth limit and was seen to crash at the start")
                    .log("Same File included more than once")
                    .help("Remove this include"),
                ProblemKind::TooDeep => cx
                    .problem(problem)
                    .at("too deep")
                    .consequence(too_deep(cx, main, doc, problem))
                    .log("Maximum Include level (10) exceeded")
                    .help("Include from fewer levels, and fix the files that fail: such a file never gives its level back"),
                ProblemKind::TooMuchAgain => cx
                    .problem(problem)
                    .at("too often")
                    .consequence("Each time makes sections of its own, duplicates of those before. pjlint stops here and takes the file for lost")
                    .help("Include each file once; a link to a directory in itself makes any number of paths to one file"),
                ProblemKind::IncludedTwice => match twice(cx, doc, includes.get_or_insert_with(|| Includes::new(doc)), problem) {
                    Some(finding) => finding,
                    None => continue,
                },
                ProblemKind::Exec => cx
                    .problem(problem)
                    .at("never run by pjlint")
                    .severity(Severity::Info)
                    .consequence("Asterisk runs the command only with `execincludes=yes` in asterisk.conf; else it skips the line with a warning")
                    .help("Findings on names that are not found are only notes because of it"),
                _ => continue,
            };
            out.push(finding);
        }
    }
}

/// An include that is one too deep counts as missing (G-63).
fn too_deep(cx: &Context<'_>, main: &str, doc: &Document, problem: &Problem) -> String {
    let missing = |p: &&Problem| matches!(p.kind, ProblemKind::MissingInclude(_)) && p.span == problem.span;
    match doc.problems.iter().find(missing) {
        Some(missing) => format!("Asterisk takes it for missing. {}", cx.skipped_or_lost(main, doc, missing)),
        None => "Asterisk takes it for missing".into(),
    }
}

/// The includes of a document, looked up and not searched: there may be a million.
struct Includes<'d> {
    by_place: SeededMap<Span, &'d Include>,
    /// How often each argument is written.
    arguments: SeededMap<&'d str, usize>,
    /// The files that have sections.
    with_sections: SeededSet<FileId>,
}

impl<'d> Includes<'d> {
    fn new(doc: &'d Document) -> Self {
        let mut all = Self {
            by_place: SeededMap::default(),
            arguments: SeededMap::default(),
            with_sections: (0..doc.len()).map(|s| doc.name_span(s).file).collect(),
        };
        for include in &doc.includes {
            all.by_place.entry(include.span).or_insert(include);
            *all.arguments.entry(&include.argument).or_default() += 1;
        }
        all
    }
}

/// A second include of a file: nothing to say of where it has no sections, since the settings of one file may be meant
/// for several sections. An object in it is lost to its own double, with its whole type (G-65).
fn twice(cx: &Context<'_>, doc: &Document, includes: &Includes<'_>, problem: &Problem) -> Option<Finding> {
    let argument = cx.config.sources.bytes(problem.span);
    let include = *includes.by_place.get(&problem.span)?;
    if !include.files.iter().any(|f| includes.with_sections.contains(f)) {
        return None;
    }
    let is_in_it = |section| include.files.contains(&doc.name_span(section).file);
    let judged = cx.judged().filter(|j| std::ptr::eq(&raw const j.doc, doc));
    let lost: Vec<&str> = judged
        .flat_map(|j| j.lost.iter().filter(|l| doc.name_span(l.first) == doc.name_span(l.second) && is_in_it(l.first)))
        .map(|l| l.of.facts().name)
        .collect();
    let mut finding = cx.problem(problem).at("read before").help("Include it once");
    // Asterisk compares the arguments: `./a.conf` is another file to it than `a.conf`.
    if std::str::from_utf8(argument).is_ok_and(|a| includes.arguments.get(a).is_some_and(|count| *count > 1)) {
        finding = finding.log("Same File included more than once!");
    }
    Some(if lost.is_empty() {
        finding
            .severity(Severity::Warning)
            .consequence("Its sections are there twice; nothing is lost only because none of them is an object")
    } else {
        finding.consequence(format!(
            "Its sections are there twice, and a duplicate loses the whole type: there is no object of type {} at all, from whatever file. A reload keeps the old ones, so the loss shows at the next restart",
            lost.join(", ")
        ))
    })
}
