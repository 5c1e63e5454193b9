//! Includes that do something other than include a file.

use crate::hashing::{SeededMap, SeededSet};

use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::rules::Context;
use crate::source::{FileId, Span};
use crate::text::{Document, Include, Problem, ProblemKind};

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for (main, doc) in cx.config.documents().chain(cx.config.other_documents()) {
        let mut includes = None;
        for problem in &doc.problems {
            let finding = match &problem.kind {
                ProblemKind::Cycle => cx
                    .sentences()
                    .problem(problem)
                    .at("a cycle")
                    .consequence("Asterisk follows the cycle to its depth limit, and has been seen to crash at startup")
                    .log("Same File included more than once")
                    .help("Remove this include"),
                ProblemKind::TooDeep => cx
                    .sentences()
                    .problem(problem)
                    .at("too deep")
                    .consequence(too_deep(cx, main, doc, problem))
                    .log("Maximum Include level (10) exceeded")
                    .help("Use fewer levels of includes, and fix the files that fail: such a file never releases its level"),
                ProblemKind::TooMuchAgain => cx
                    .sentences()
                    .problem(problem)
                    .at("too often")
                    .consequence("Each inclusion creates its own sections, duplicates of those before. pjlint stops here and treats the file as lost")
                    .help("Include each file once; a link in a directory to the directory itself creates any number of paths to one file"),
                // Sections that are there twice harm objects; a context of the dialplan goes on where it ended.
                ProblemKind::IncludedTwice | ProblemKind::Exec if !cx.config.documents().any(|(_, d)| std::ptr::eq(d, doc)) => continue,
                ProblemKind::IncludedTwice => match twice(cx, doc, includes.get_or_insert_with(|| Includes::new(doc)), problem) {
                    Some(finding) => finding,
                    None => continue,
                },
                ProblemKind::Exec => cx
                    .sentences()
                    .problem(problem)
                    .at("never run by pjlint")
                    .severity(Severity::Info)
                    .consequence("Asterisk runs the command only with `execincludes=yes` in asterisk.conf; otherwise it skips the line with a warning")
                    .help("Because of it, findings on names that are not found are reported as info"),
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
        Some(missing) => {
            format!("Asterisk treats it as missing. {}", cx.sentences().skipped_or_lost(main, doc, missing))
        }
        None => "Asterisk treats it as missing".into(),
    }
}

/// The includes of a document, indexed instead of searched: there may be a million.
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
            with_sections: (0..doc.section_count()).map(|s| doc.name_span(s).file).collect(),
        };
        for include in &doc.includes {
            all.by_place.entry(include.span).or_insert(include);
            *all.arguments.entry(&include.argument).or_default() += 1;
        }
        all
    }
}

/// A second include of a file. Not reported if the file has no sections, since its settings may be meant for several
/// sections. An object in it is a duplicate of itself, and its whole type is lost (G-65).
fn twice(cx: &Context<'_>, doc: &Document, includes: &Includes<'_>, problem: &Problem) -> Option<Finding> {
    let argument = cx.config.sources.bytes(problem.span);
    let include = *includes.by_place.get(&problem.span)?;
    if !include.files.iter().any(|f| includes.with_sections.contains(f)) {
        let what = || format!("the second include of `{}`", cx.plain(argument));
        cx.quiet_about(what, "that file has no sections, and its lines may be meant for several");
        return None;
    }
    let is_in_it = |section| include.files.contains(&doc.name_span(section).file);
    let judged = cx.loaded_files().filter(|j| std::ptr::eq(&raw const j.doc, doc));
    let lost: Vec<&str> = judged
        .flat_map(|j| j.lost.iter().filter(|l| doc.name_span(l.first) == doc.name_span(l.second) && is_in_it(l.first)))
        .map(|l| l.of.facts().name)
        .collect();
    let mut finding = cx.sentences().problem(problem).at("already included").help("Include it once");
    // Asterisk compares the arguments: for it `./a.conf` and `a.conf` are different files.
    if std::str::from_utf8(argument).is_ok_and(|a| includes.arguments.get(a).is_some_and(|count| *count > 1)) {
        finding = finding.log("Same File included more than once!");
    }
    Some(if lost.is_empty() {
        finding
            .severity(Severity::Warning)
            .consequence("Its sections exist twice; nothing is lost, but only because none of them is an object")
    } else {
        finding.consequence(format!(
            "Its sections exist twice, and a duplicate loses the whole type: no object of type {} is loaded at all, from any file. A reload keeps the old ones, so the loss shows at the next restart",
            lost.join(", ")
        ))
    })
}
