//! Which rule reports what Asterisk makes of a section: here alone verdicts are tied to rules, for the verdicts
//! ([`crate::objects`]) and the text ([`crate::text`]) know nothing of rules.

use crate::finding::Finding;
use crate::objects::{Cause, ObjectCheck, RejectReason, UnknownType};
use crate::text::{Problem, ProblemKind};

use super::context::Sentences;

/// The rule that reports why a section is not loaded; `None` where there is nothing to report.
pub(crate) fn rule_of(cause: &Cause) -> Option<&'static str> {
    Some(match cause {
        Cause::Rejected(why) => rule_of_rejection(*why),
        Cause::FileLost(problem) => rule_of_problem(problem),
        Cause::Duplicate => "duplicate-object",
        Cause::TooMany => "global-object-rejected",
        Cause::NoType => "missing-type",
        Cause::UnknownType(UnknownType::ChanSip) => "chan-sip-option",
        Cause::UnknownType(UnknownType::Wizard) => "wizard-in-wrong-file",
        Cause::UnknownType(UnknownType::Other) => "unknown-object-type",
        Cause::Shadowed => "wizard-name-collision",
        Cause::Replaced => "wizard-repeated",
        Cause::NoModule => "required-module-noload",
        Cause::Incomplete | Cause::Foreign | Cause::Unmade | Cause::Elsewhere => return None,
    })
}

/// The rule that reports a refused object. Of unknown options some others know more, each of its own.
pub(super) fn rule_of_rejection(why: RejectReason) -> &'static str {
    match why {
        RejectReason::UnknownOption => "unknown-option",
        RejectReason::BadValue => "invalid-value",
        RejectReason::Unreadable => "cert-file-missing",
        RejectReason::Whole(ObjectCheck::NoProfile) => "dangling-profile",
        RejectReason::Whole(ObjectCheck::BindTaken) => "transport-bind-duplicate",
        RejectReason::Whole(_) => "rejected-object",
    }
}

/// The rule that reports what is wrong with the text.
pub(super) fn rule_of_problem(kind: &ProblemKind) -> &'static str {
    match kind {
        ProblemKind::NoBase(_) => "undefined-template",
        ProblemKind::NoAppendTarget(_) | ProblemKind::BadFilter(_) => "append-to-missing",
        ProblemKind::MissingInclude(_) => "missing-include",
        ProblemKind::Exec
        | ProblemKind::TooDeep
        | ProblemKind::Cycle
        | ProblemKind::IncludedTwice
        | ProblemKind::TooMuchAgain => "include-trap",
        ProblemKind::UnterminatedComment | ProblemKind::StrayCommentEnd | ProblemKind::CommentTooDeep => "comment-trap",
        ProblemKind::LineTooLong
        | ProblemKind::NoBracket
        | ProblemKind::NoParenthesis
        | ProblemKind::NoEquals
        | ProblemKind::NoName
        | ProblemKind::BadEscape
        | ProblemKind::NoSection
        | ProblemKind::UnknownDirective(_)
        | ProblemKind::NoArgument
        | ProblemKind::InheritsItself
        | ProblemKind::TooMuchInherited
        | ProblemKind::TextAfterBracket
        | ProblemKind::BlankInName
        | ProblemKind::NameTooLong => "malformed-line",
    }
}

impl Sentences<'_, '_> {
    /// A finding on what is wrong with the text, with the message that `show` prints too.
    pub(crate) fn problem(self, problem: &Problem) -> Finding {
        debug_assert_eq!(rule_of_problem(&problem.kind), self.cx.rule.name, "verdicts.rs has another rule for this");
        self.cx.finding(problem.span, problem.message(&self.cx.config.sources, |bytes| self.cx.plain(bytes)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue;

    #[test]
    fn the_rules_are_there() {
        let rejections = [RejectReason::UnknownOption, RejectReason::BadValue, RejectReason::Unreadable];
        let checks = [ObjectCheck::NoProfile, ObjectCheck::BindTaken, ObjectCheck::NoUsername];
        let problems = [
            ProblemKind::NoBase(String::new()),
            ProblemKind::NoAppendTarget(String::new()),
            ProblemKind::MissingInclude(String::new()),
            ProblemKind::Cycle,
            ProblemKind::CommentTooDeep,
            ProblemKind::NoBracket,
        ];
        let others = [
            Cause::Duplicate,
            Cause::TooMany,
            Cause::NoType,
            Cause::UnknownType(UnknownType::ChanSip),
            Cause::UnknownType(UnknownType::Wizard),
            Cause::UnknownType(UnknownType::Other),
            Cause::Shadowed,
            Cause::Replaced,
            Cause::NoModule,
        ];
        let causes = rejections.into_iter().chain(checks.map(RejectReason::Whole)).map(Cause::Rejected);
        let all: Vec<Cause> = causes.chain(problems.map(Cause::FileLost)).chain(others).collect();
        for name in all.iter().filter_map(rule_of) {
            assert!(catalogue::find(name).is_some_and(|r| r.name == name), "{name}");
        }
    }
}
