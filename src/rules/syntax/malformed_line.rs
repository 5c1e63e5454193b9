//! Lines that the reader cannot parse.

use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::objects::State;
use crate::rules::Context;
use crate::rules::facts::detached_templates::{is_base_list, name_start, sections_with_detached_template};
use crate::text::{Document, ProblemKind, SectionId};

use super::encoding_or_bom::odd;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for (main, doc) in cx.config.documents().chain(cx.config.other_documents()) {
        let sections = sections_with_detached_template(doc, &cx.config.sources);
        for problem in &doc.problems {
            let Some((label, help, log)) = advice(&problem.kind) else { continue };
            // An invisible character is what is wrong with the line: see encoding-or-bom.
            let unread = matches!(problem.kind, ProblemKind::NoEquals | ProblemKind::UnknownDirective(_));
            if unread && odd(cx.config.sources.bytes(problem.span)).is_some() {
                continue;
            }
            // What Asterisk says nothing of may be a habit in the files of others.
            if log.is_none() && !is_of_pjsip(cx, doc) {
                continue;
            }
            let mut finding = cx.sentences().problem(problem).at(label).help(help);
            finding.consequence = match &problem.kind {
                ProblemKind::TextAfterBracket => "Asterisk silently ignores it".into(),
                ProblemKind::BlankInName => "The spaces are part of the name, and no reference can match it".into(),
                ProblemKind::NameTooLong => {
                    "Asterisk keeps 79 bytes; a reference by the full name finds nothing".into()
                }
                ProblemKind::TooMuchInherited => {
                    "Asterisk copies each of them for each inheriting section, at 200 bytes or more each, until it runs out of memory".into()
                }
                ProblemKind::InheritsItself => {
                    "Asterisk appends the section to itself until it runs out of memory: it does not start".into()
                }
                _ => cx.sentences().skipped_or_lost(main, doc, problem),
            };
            finding.log = log;
            if !problem.fatal {
                finding.severity = Severity::Warning;
            }
            if problem.kind == ProblemKind::TextAfterBracket && is_base_list(&cx.config.sources, problem.span) {
                finding.message = "a space between the `]` and the list of templates".into();
                finding.consequence = "Asterisk silently ignores the list: nothing is inherited".into();
                finding.help = Some("Put the `(` directly after the `]`".into());
                let start = name_start(&cx.config.sources, problem.span);
                let section = start.and_then(|at| sections.get(&(problem.span.file, at))).copied();
                if section.is_some_and(|s| has_no_type(cx, doc, s)) {
                    finding.consequence += ", not even the `type`, so the section is not an object";
                    finding.severity = Severity::Error;
                }
            }
            out.push(finding);
        }
    }
}

fn is_of_pjsip(cx: &Context<'_>, doc: &Document) -> bool {
    cx.config.documents().any(|(_, d)| std::ptr::eq(d, doc))
}

/// Whether the section is one of pjsip.conf that is ignored because it has no `type`.
fn has_no_type(cx: &Context<'_>, doc: &Document, section: SectionId) -> bool {
    std::ptr::eq(&raw const cx.config.pjsip.doc, doc) && cx.config.pjsip.state(section) == State::NoType
}

/// What is said of a problem beside its message: at the line itself, what to do, and what Asterisk logs.
type Advice = (&'static str, &'static str, Option<String>);

/// `None` for what other rules report.
fn advice(kind: &ProblemKind) -> Option<Advice> {
    let say = |label, help, log: Option<&str>| Some((label, help, log.map(str::to_owned)));
    match kind {
        ProblemKind::NoBracket => say("`]` is missing", "Close the bracket", Some("parse error: no closing ']'")),
        ProblemKind::NoParenthesis => {
            say("`)` is missing", "Close the parenthesis", Some("parse error: no closing ')'"))
        }
        ProblemKind::NoSection => {
            say("no section is open", "Put a `[section]` line above it", Some("parse error: No category context"))
        }
        ProblemKind::BadEscape => say("nothing to escape", "Remove the backslash", Some("Invalid escape")),
        ProblemKind::NoEquals => {
            say("no `=`", "Write `name = value`, or put `;` before a comment", Some("No '=' (equal sign)"))
        }
        ProblemKind::NoName => say("nothing before the `=`", "Write `name = value`", Some("No variable name")),
        ProblemKind::UnknownDirective(word) => Some((
            "`#` does not begin a comment",
            "Begin comments with `;`. A `#include` that was meant as a comment is executed",
            Some(format!("Unknown directive '#{}'", crate::printable::printable(word.as_bytes()))),
        )),
        ProblemKind::NoArgument => {
            say("no file name", "Add the file name", Some("Directive '#include' needs an argument"))
        }
        ProblemKind::LineTooLong => {
            say("too long", "Split the value over several lines, if the option accumulates", Some("too long, skipping"))
        }
        ProblemKind::TextAfterBracket => {
            say("ignored", "Put `(template)` directly after the `]`, or `;` before a comment", None)
        }
        ProblemKind::BlankInName => say("spaces are part of the name", "Remove the spaces", None),
        ProblemKind::InheritsItself => say("the section itself", "Remove the self-reference; it adds nothing", None),
        ProblemKind::TooMuchInherited => say(
            "exceeded here",
            "Name each base once: a base that is named twice is inherited twice, and doubles what the next level inherits",
            None,
        ),
        ProblemKind::NameTooLong => say("truncated", "Use a shorter name", None),
        _ => None,
    }
}
