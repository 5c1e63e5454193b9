//! Errors in the text itself.

use crate::source::{Sources, Span};

/// A problem that makes Asterisk's reader log a warning, skip a line or lose a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What it is.
    pub kind: ProblemKind,
    /// Where.
    pub(crate) span: Span,
    /// The reader stops here: the file is lost, or cut if it is an included one (G-60, G-69).
    pub(crate) fatal: bool,
}

/// The kinds of [`Problem`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// 8,191 bytes or more: skipped (G-1).
    LineTooLong,
    /// A block comment that never ends: the rest of the file is comment (G-12).
    UnterminatedComment,
    /// `--;` that ends nothing: every later line of the file is dropped (G-16).
    StrayCommentEnd,
    /// More than 128 nested block comments: Asterisk never starts, it logs endlessly.
    CommentTooDeep,
    /// `[` without `]` (G-19).
    NoBracket,
    /// `(` without `)` (G-23).
    NoParenthesis,
    /// `(base)` that does not exist at this point (G-29).
    NoBase(String),
    /// `(+)` on a section that does not exist at this point (G-34, G-35).
    NoAppendTarget(String),
    /// A filter of `(+...)` that is not a regular expression (G-40).
    BadFilter(String),
    /// No `=` on the line (G-45).
    NoEquals,
    /// Nothing before the `=` (G-46).
    NoName,
    /// `\` before what cannot be escaped (G-48).
    BadEscape,
    /// A setting before any section (G-49).
    NoSection,
    /// `#word` that is not a directive (G-17, G-52).
    UnknownDirective(String),
    /// `#include` of nothing (G-53).
    NoArgument,
    /// `#exec`: never run by pjlint; Asterisk runs it only with `execincludes` (G-66).
    Exec,
    /// `#include` of a missing file (G-58); the text says why.
    MissingInclude(String),
    /// More than 10 includes deep (G-63).
    TooDeep,
    /// A file that includes itself: Asterisk may crash (G-64).
    Cycle,
    /// A file that was included before: its objects are duplicates (G-65).
    IncludedTwice,
    /// Includes that repeat more text than pjlint follows.
    TooMuchAgain,
    /// A section that appends to itself and names itself as its base: Asterisk appends it to itself until it runs out
    /// of memory (G-34, G-30).
    InheritsItself,
    /// Templates with more inherited settings than Asterisk can copy: it runs out of memory.
    TooMuchInherited,
    /// Text after `]` that is not `(`: ignored silently, with the templates it names (G-22).
    TextAfterBracket,
    /// Spaces around the name inside the brackets: no reference can match it (G-18).
    BlankInName,
    /// A name of more than 79 bytes, cut there (G-20).
    NameTooLong,
}

impl Problem {
    pub(super) fn new(kind: ProblemKind, span: Span) -> Self {
        Self { kind, span, fatal: false }
    }

    pub(super) fn fatal(kind: ProblemKind, span: Span) -> Self {
        Self { kind, span, fatal: true }
    }

    /// What is wrong, in a sentence. `quote` makes what it quotes of the configuration fit to be shown.
    pub(crate) fn message(&self, sources: &Sources, quote: impl Fn(&[u8]) -> String) -> String {
        let here = || quote(sources.bytes(self.span));
        match &self.kind {
            ProblemKind::LineTooLong => "a line of more than 8190 bytes".into(),
            ProblemKind::UnterminatedComment => "a block comment is never closed".into(),
            ProblemKind::StrayCommentEnd => "`--;` without a block comment to end".into(),
            ProblemKind::CommentTooDeep => "more than 128 nested block comments".into(),
            ProblemKind::NoBracket => "a section header without `]`".into(),
            ProblemKind::NoParenthesis => "a section header without `)`".into(),
            ProblemKind::NoBase(name) => format!("there is no section `{}` to inherit from", quote(name.as_bytes())),
            ProblemKind::NoAppendTarget(name) => {
                format!("there is no section `{}` to append to", quote(name.as_bytes()))
            }
            ProblemKind::BadFilter(pattern) => format!("`{}` is not a regular expression", quote(pattern.as_bytes())),
            ProblemKind::NoEquals => "a line that is neither a section nor a setting".into(),
            ProblemKind::NoName => "a setting without a name".into(),
            ProblemKind::BadEscape => "a line begins with `\\` followed by a character that cannot be escaped".into(),
            ProblemKind::NoSection => "a setting before the first section".into(),
            ProblemKind::UnknownDirective(word) => format!("`#{}` is not a directive", quote(word.as_bytes())),
            ProblemKind::NoArgument => "an include without a file name".into(),
            ProblemKind::Exec => "the output of `#exec` is not checked".into(),
            ProblemKind::MissingInclude(why) => {
                format!("`{}` cannot be included: {}", here(), quote(why.as_bytes()))
            }
            ProblemKind::TooDeep => {
                format!("`{}` is not read: Asterisk has used up its 10 levels of includes", here())
            }
            ProblemKind::Cycle => format!("`{}` includes itself", here()),
            ProblemKind::IncludedTwice => format!("`{}` is included a second time", here()),
            ProblemKind::TooMuchAgain => {
                format!("`{}` repeats text that was included before, 256 MiB of it by now", here())
            }
            ProblemKind::InheritsItself => "a section that appends to itself and names itself as its base".into(),
            ProblemKind::TooMuchInherited => {
                "templates add up to more than 4,194,304 settings in one section, or 67,108,864 in total".into()
            }
            ProblemKind::TextAfterBracket => "text after the `]` of a section header".into(),
            ProblemKind::BlankInName => "spaces around a section name inside the brackets".into(),
            ProblemKind::NameTooLong => "a section name of more than 79 bytes".into(),
        }
    }
}
