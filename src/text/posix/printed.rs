//! Writes an expression in the syntax of the crate `regex`.

use std::fmt::Write;

use super::bracket::{Set, Wide};
use super::syntax::{Node, Place};

/// How text is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum As {
    /// Each byte is a character (locale "C").
    Bytes,
    /// UTF-8. Where it is not known whether a character is in a set, it is not.
    FewestCharacters,
    /// UTF-8. Where that is not known, it is.
    MostCharacters,
}

/// The same expression for `regex::bytes`, with Unicode unless it is for bytes. `None` if there is something in it that
/// only the C library can match: a back reference, or an anchor in a group that is repeated. That library forgets about
/// such anchors here and there (`(^3){2}` matches `33`).
pub(super) fn printed(node: &Node, read: As) -> Option<String> {
    let mut out = String::new();
    put(node, read, false, &mut out)?;
    Some(out)
}

fn put(node: &Node, read: As, repeated: bool, out: &mut String) -> Option<()> {
    match node {
        Node::One(set) => put_set(*set, read, out)?,
        Node::At(_) if repeated => return None,
        Node::At(Place::Start) => out.push_str(r"\A"),
        Node::At(Place::End) => out.push_str(r"\z"),
        // Which characters make words is up to the tables.
        Node::At(_) if read != As::Bytes => return None,
        Node::At(Place::WordStart) => out.push_str(r"\b{start}"),
        Node::At(Place::WordEnd) => out.push_str(r"\b{end}"),
        Node::At(Place::WordEdge) => out.push_str(r"\b"),
        Node::At(Place::NoWordEdge) => out.push_str(r"\B"),
        Node::Sequence(nodes) => nodes.iter().try_for_each(|n| put(n, read, repeated, out))?,
        Node::Either(branches) => {
            out.push_str("(?:");
            for (i, branch) in branches.iter().enumerate() {
                if i > 0 {
                    out.push('|');
                }
                put(branch, read, repeated, out)?;
            }
            out.push(')');
        }
        Node::Repeated { node, least, most } => {
            // What is repeated here is the last byte of a character, there all of it.
            if read != As::Bytes && matches!(**node, Node::One(set) if is_part(set)) {
                return None;
            }
            out.push_str("(?:");
            put(node, read, true, out)?;
            let _ = match most {
                Some(most) => write!(out, "){{{least},{most}}}"),
                None => write!(out, "){{{least},}}"),
            };
        }
        Node::Reference => return None,
    }
    Some(())
}

/// Whether it is a byte of a character that stands in the expression as it is.
fn is_part(set: Set) -> bool {
    set.wide == Wide::None && (0x80..=u8::MAX).any(|b| set.contains(b))
}

/// Bytes are written as numbers: none of them can then mean anything else.
fn put_set(set: Set, read: As, out: &mut String) -> Option<()> {
    let (most, wide) = match (read, set.wide) {
        (As::Bytes, _) => (u8::MAX, false),
        (_, Wide::Unclear) => return None,
        (_, Wide::None) if is_part(set) => (u8::MAX, false),
        (As::FewestCharacters, wide) => (0x7f, wide == Wide::All),
        (As::MostCharacters, wide) => (0x7f, wide != Wide::None),
    };
    out.push_str(if most == u8::MAX { "(?-u:[" } else { "[" });
    let mut from = 0;
    while let Some(first) = (from..=most).find(|b| set.contains(*b)) {
        let last = (first..=most).take_while(|b| set.contains(*b)).last().unwrap_or(first);
        let _ = write!(out, r"\x{first:02x}-\x{last:02x}");
        match last.checked_add(1) {
            Some(next) => from = next,
            None => break,
        }
    }
    out.push_str(if wide { r"\x{80}-\x{10ffff}]" } else { "]" });
    if most == u8::MAX {
        out.push(')');
    }
    Some(())
}
