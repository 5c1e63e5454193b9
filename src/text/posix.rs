//! Extended regular expressions as the C library takes and matches them (`regcomp` with `REG_EXTENDED`): parsed once,
//! so that what is valid and what it matches cannot come apart, and then matched by the crate `regex`.

mod bracket;
mod printed;
mod syntax;
#[cfg(test)]
mod tests;

pub(super) use bracket::class_of;
use std::cell::OnceCell;

use regex::bytes::{Regex, RegexBuilder};

use printed::As;
use syntax::{Fault, Node};

/// How large a compiled expression may get. That of `.{1000}` has 0.1 MB.
const MAX_COMPILED_SIZE: usize = 1 << 20;

/// Whether `pattern` compiles with `REG_EXTENDED` (G-40). Its text ends at a NUL. What is nested deeper than pjlint
/// follows is taken for one.
pub(crate) fn is_regex(pattern: &[u8]) -> bool {
    !matches!(syntax::parse(text_of(pattern)), Err(Fault::Invalid))
}

/// An expression to match with (G-36).
pub(super) struct Expression {
    node: Option<Node>,
    is_ascii: bool,
    /// The pattern is UTF-8, and the locale may be: [`Self::new`].
    utf_8: Option<bool>,
    bytes: OnceCell<Option<Regex>>,
    fewest: OnceCell<Option<Regex>>,
    most: OnceCell<Option<Regex>>,
}

/// Whether an expression matches. The answer to several that must all match is the least of theirs, the answer to
/// several of which one must match is the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Answer {
    /// It does not.
    No,
    /// The expression has back references or anchors that are repeated, or is larger than pjlint follows; or the answer
    /// is up to the locale.
    CannotTell,
    /// It matches.
    Yes,
}

impl Expression {
    /// Compiles `pattern`; `None` if the C library refuses it (G-40). Asterisk 16 runs in the locale "C". Releases of
    /// 2026 set "C.UTF-8", so that from 18 on (`modern`) it may be either: where they differ, nobody can tell.
    pub(super) fn new(pattern: &[u8], modern: bool) -> Option<Self> {
        let pattern = text_of(pattern);
        let node = match syntax::parse(pattern) {
            Ok(node) => Some(node),
            Err(Fault::Invalid) => return None,
            Err(Fault::TooDeep) => None,
        };
        Some(Self {
            node,
            is_ascii: pattern.is_ascii(),
            utf_8: modern.then(|| std::str::from_utf8(pattern).is_ok()),
            bytes: OnceCell::new(),
            fewest: OnceCell::new(),
            most: OnceCell::new(),
        })
    }

    /// Whether it matches anywhere in `text`, upper and lower case apart (G-36).
    pub(super) fn matches(&self, text: &[u8]) -> Answer {
        let bytes = self.answer(&self.bytes, As::Bytes, text);
        match self.utf_8 {
            None => bytes,
            Some(_) if self.is_ascii && text.is_ascii() => bytes,
            Some(true) if bytes == Answer::Yes => match self.answer(&self.fewest, As::FewestCharacters, text) {
                Answer::Yes => Answer::Yes,
                _ => Answer::CannotTell,
            },
            Some(true) if bytes == Answer::No && std::str::from_utf8(text).is_ok() => {
                match self.answer(&self.most, As::MostCharacters, text) {
                    Answer::No => Answer::No,
                    _ => Answer::CannotTell,
                }
            }
            Some(_) => Answer::CannotTell,
        }
    }

    fn answer(&self, cell: &OnceCell<Option<Regex>>, read: As, text: &[u8]) -> Answer {
        let regex = cell.get_or_init(|| {
            let text = printed::printed(self.node.as_ref()?, read)?;
            RegexBuilder::new(&text).unicode(read != As::Bytes).size_limit(MAX_COMPILED_SIZE).build().ok()
        });
        match regex {
            Some(regex) if regex.is_match(text) => Answer::Yes,
            Some(_) => Answer::No,
            None => Answer::CannotTell,
        }
    }
}

fn text_of(pattern: &[u8]) -> &[u8] {
    let end = pattern.iter().position(|b| *b == 0).unwrap_or(pattern.len());
    &pattern[..end]
}
