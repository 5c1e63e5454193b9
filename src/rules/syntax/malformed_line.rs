//! Lines that the reader cannot make sense of.

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
            // A character that cannot be seen is what is wrong with the line: see encoding-or-bom.
            let unread = matches!(problem.kind, ProblemKind::NoEquals | ProblemKind::UnknownDirective(_));
            if unread && odd(cx.config.sources.bytes(problem.span)).is_some() {
                continue;
            }
            let mut finding = cx.finding(problem.span, message).at(at).help(help);
            finding.consequence = match &problem.kind {
                ProblemKind::TextAfterBracket => "Asterisk ignores it without a word".into(),
                ProblemKind::BlankInName => "The blanks belong to the name, and no reference can match it".into(),
                ProblemKind::NameTooLong => {
                    "Asterisk keeps 79 bytes; a reference by the whole name finds nothing".into()
                }
                ProblemKind::TooMuchInherited => {
                    "Asterisk copies each of them for each inheritor, 200 bytes and more a piece, and ends for want of memory".into()
                }
                ProblemKind::InheritsItself => {
                    "Asterisk copies the settings behind each other without end, until its memory ends: it does not start"
                        .into()
                }
                _ => cx.sentences().skipped_or_lost(main, doc, problem),
            };
            finding.log = log;
            if !problem.fatal {
                finding.severity = Severity::Warning;
            }
            if problem.kind == ProblemKind::TextAfterBracket && is_base_list(&cx.config.sources, problem.span) {
                finding.message = "a blank between the `]` and the list of templates".into();
                finding.consequence = "Asterisk ignores the list without a word: nothing is inherited".into();
                finding.help = Some("Put the `(` directly behind the `]`".into());
                let start = name_start(&cx.config.sources, problem.span);
                let section = start.and_then(|at| sections.get(&(problem.span.file, at))).copied();
                if section.is_some_and(|s| has_no_type(cx, doc, s)) {
                    finding.consequence += ", not even the `type`, so that the section is no object";
                    finding.severity = Severity::Error;
                }
            }
            out.push(finding);
        }
    }
}

/// Whether the section is one of pjsip.conf, and ignored for want of a `type`.
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
            "a line that begins with `\\` and what cannot be escaped",
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
            format!("`#{}` is no directive", crate::printable::printable(word.as_bytes())),
            "`#` does not begin a comment",
            "Begin comments with `;`. `#include` behind a `#` that was meant as a comment is carried out",
            Some(format!("Unknown directive '#{}'", crate::printable::printable(word.as_bytes()))),
        )),
        ProblemKind::NoArgument => say(
            "an include without a file name",
            "what is to be included?",
            "Name the file",
            Some("Directive '#include' needs an argument"),
        ),
        ProblemKind::LineTooLong => say(
            "a line of more than 8190 bytes",
            "too long",
            "Spread the value over several lines, where the option accumulates",
            Some("too long, skipping"),
        ),
        ProblemKind::TextAfterBracket => say(
            "text behind the `]` of a section header",
            "ignored",
            "Put `(template)` directly behind the `]`, or `;` before a comment",
            None,
        ),
        ProblemKind::BlankInName => say(
            "blanks around a section name inside the brackets",
            "blanks belong to the name",
            "Remove the blanks",
            None,
        ),
        ProblemKind::InheritsItself => say(
            "a section that appends to itself and names itself as its base",
            "the section itself",
            "Remove the base: what the section has, it has",
            None,
        ),
        ProblemKind::TooMuchInherited => say(
            "templates that come to more than 4,194,304 settings in one section, or 67,108,864 in all",
            "here it is too much",
            "Name each base once: a base that is named twice is inherited twice, and doubles what the next level inherits",
            None,
        ),
        ProblemKind::NameTooLong => say("a section name of more than 79 bytes", "cut", "Use a shorter name", None),
        _ => None,
    }
}
