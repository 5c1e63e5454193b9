//! Lines that the reader cannot parse.

use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::objects::State;
use crate::rules::Context;
use crate::rules::facts::detached_templates::{is_base_list, name_start, sections_with_detached_template};
use crate::text::{Document, Problem, ProblemKind, SectionId};

use super::encoding_or_bom::odd;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for (main, doc) in cx.config.documents() {
        let sections = sections_with_detached_template(doc, &cx.config.sources);
        for problem in &doc.problems {
            let Some((message, at, help, log)) = said(problem) else { continue };
            // An invisible character is what is wrong with the line: see encoding-or-bom.
            let unread = matches!(problem.kind, ProblemKind::NoEquals | ProblemKind::UnknownDirective(_));
            if unread && odd(cx.config.sources.bytes(problem.span)).is_some() {
                continue;
            }
            let mut finding = cx.finding(problem.span, message).at(at).help(help);
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

/// Whether the section is one of pjsip.conf that is ignored because it has no `type`.
fn has_no_type(cx: &Context<'_>, doc: &Document, section: SectionId) -> bool {
    std::ptr::eq(&raw const cx.config.pjsip.doc, doc) && cx.config.pjsip.state(section) == State::NoType
}

type Wording = (String, &'static str, &'static str, Option<String>);

fn said(problem: &Problem) -> Option<Wording> {
    let say = |message: &str, at, help, log: Option<&str>| Some((message.to_owned(), at, help, log.map(str::to_owned)));
    match &problem.kind {
        ProblemKind::NoBracket => say(
            "a section header without `]`",
            "`]` is missing",
            "Close the bracket",
            Some("parse error: no closing ']'"),
        ),
        ProblemKind::NoParenthesis => say(
            "a section header without `)`",
            "`)` is missing",
            "Close the parenthesis",
            Some("parse error: no closing ')'"),
        ),
        ProblemKind::NoSection => say(
            "a setting before the first section",
            "no section is open",
            "Put a `[section]` line above it",
            Some("parse error: No category context"),
        ),
        ProblemKind::BadEscape => say(
            "a line begins with `\\` followed by a character that cannot be escaped",
            "nothing to escape",
            "Remove the backslash",
            Some("Invalid escape"),
        ),
        ProblemKind::NoEquals => say(
            "a line that is neither a section nor a setting",
            "no `=`",
            "Write `name = value`, or put `;` before a comment",
            Some("No '=' (equal sign)"),
        ),
        ProblemKind::NoName => {
            say("a setting without a name", "nothing before the `=`", "Write `name = value`", Some("No variable name"))
        }
        ProblemKind::UnknownDirective(word) => Some((
            format!("`#{}` is not a directive", crate::printable::printable(word.as_bytes())),
            "`#` does not begin a comment",
            "Begin comments with `;`. A `#include` that was meant as a comment is executed",
            Some(format!("Unknown directive '#{}'", crate::printable::printable(word.as_bytes()))),
        )),
        ProblemKind::NoArgument => say(
            "an include without a file name",
            "no file name",
            "Add the file name",
            Some("Directive '#include' needs an argument"),
        ),
        ProblemKind::LineTooLong => say(
            "a line of more than 8190 bytes",
            "too long",
            "Split the value over several lines, if the option accumulates",
            Some("too long, skipping"),
        ),
        ProblemKind::TextAfterBracket => say(
            "text after the `]` of a section header",
            "ignored",
            "Put `(template)` directly after the `]`, or `;` before a comment",
            None,
        ),
        ProblemKind::BlankInName => say(
            "spaces around a section name inside the brackets",
            "spaces are part of the name",
            "Remove the spaces",
            None,
        ),
        ProblemKind::InheritsItself => say(
            "a section that appends to itself and names itself as its base",
            "the section itself",
            "Remove the self-reference; it adds nothing",
            None,
        ),
        ProblemKind::TooMuchInherited => say(
            "templates add up to more than 4,194,304 settings in one section, or 67,108,864 in total",
            "exceeded here",
            "Name each base once: a base that is named twice is inherited twice, and doubles what the next level inherits",
            None,
        ),
        ProblemKind::NameTooLong => {
            say("a section name of more than 79 bytes", "truncated", "Use a shorter name", None)
        }
        _ => None,
    }
}
