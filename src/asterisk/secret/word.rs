//! Secrets that stand behind a word: `password=`, `the old password was`, `Authenticate(`.

use std::ops::Range;

use super::names::{is_like_one, is_secret_word, is_variable, may_announce};

/// Dialplan applications and functions whose arguments hold a secret, or may: a command's often do.
const CALLS: [&str; 8] = ["authenticate", "vmauthenticate", "mysql", "disa", "meetme", "system", "trysystem", "shell"];

/// What must stand between a secret word and what is masked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Between {
    /// Anything, a space too.
    Anything,
    /// `=`, `:` or spaces: `(secret-base,phone)` is a list of names.
    Blanks,
    /// `=` or `:`, for values that are shown for their own sake, such as `callerid=Password Reset`.
    Separator,
    /// `=`, for sentences: `password: ...` may be said in one.
    Equals,
}

/// What is masked of a text: everything behind the first secret word.
pub(super) fn of_text(text: &[u8], between: Between) -> Option<Range<usize>> {
    let mut at = 0;
    while let Some(word) = next_word(text, at) {
        at = word.end;
        let Some(behind) = behind(text, &word) else { continue };
        let (start, certain) = separator(text, behind);
        let rest = &text[start..];
        let worth = if certain { !rest.is_empty() } else { rest.iter().any(u8::is_ascii_alphanumeric) };
        let wanted = match between {
            Between::Anything => true,
            Between::Blanks => certain || start > behind && text[start].is_ascii_alphanumeric(),
            Between::Separator => certain || is_call(text, &word),
            Between::Equals => certain && text[behind..start].contains(&b'='),
        };
        if worth && wanted {
            return Some(start..text.trim_ascii_end().len().max(start));
        }
    }
    None
}

/// Where a secret word begins, if there is one at all.
pub(super) fn first_word(text: &[u8]) -> Option<usize> {
    let mut at = 0;
    while let Some(word) = next_word(text, at) {
        if behind(text, &word).is_some() {
            return Some(word.start);
        }
        at = word.end;
    }
    None
}

/// The next run of letters, digits, `_` and `-`.
fn next_word(text: &[u8], from: usize) -> Option<Range<usize>> {
    let start = from + text.get(from..)?.iter().position(|b| is_part(*b))?;
    let len = text[start..].iter().position(|b| !is_part(*b)).unwrap_or(text.len() - start);
    Some(start..start + len)
}

fn is_part(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b == b'_' || b == b'-'
}

/// Where what the word announces begins, its separator included; `None` for a word that announces nothing.
fn behind(text: &[u8], word: &Range<usize>) -> Option<usize> {
    if is_call(text, word) {
        return Some(word.end);
    }
    let is_assigned = text.get(word.end) == Some(&b'=');
    let is_set = is_assigned && is_set(&text[..word.start]);
    if !is_set && !may_announce(&text[word.clone()]) {
        return None;
    }
    let lower = String::from_utf8_lossy(&text[word.clone()]).to_ascii_lowercase();
    if is_set && is_variable(&lower) {
        return Some(word.end);
    }
    if let Some(len) = stuck(&lower) {
        return Some(word.start + len);
    }
    let is_userpass = lower == "userpass" && {
        // `auth_type=userpass` is a value, and a frequent one.
        let before = text[..word.start].trim_ascii_end();
        before.last().is_some_and(|b| b"=>,".contains(b))
    };
    // Users, hosts and directories have such names too: `sip:pin@example.org`, `/etc/asterisk/secret/key.pem`.
    let is_other = match &text[word.end..] {
        [b'@', ..] => true,
        [b'.', next, ..] => next.is_ascii_alphanumeric(),
        [b'/', ..] => word.start > 0 && text[word.start - 1] == b'/',
        _ => false,
    };
    let is_secret = is_secret_word(&lower) || is_assigned && is_like_one(&lower);
    (!is_userpass && !is_other && is_secret).then_some(word.end)
}

/// `set_var=`, `Set(`, `?`, `&`: what is assigned behind them is a variable, and no option.
fn is_set(before: &[u8]) -> bool {
    match before {
        [.., b'=' | b'?' | b'&'] => true,
        [.., s, e, t, b'('] => [*s, *e, *t].eq_ignore_ascii_case(b"set"),
        _ => false,
    }
}

fn is_call(text: &[u8], word: &Range<usize>) -> bool {
    text.get(word.end) == Some(&b'(') && CALLS.iter().any(|c| text[word.clone()].eq_ignore_ascii_case(c.as_bytes()))
}

/// `passwordhunter2`: the length of the secret word that something is stuck to. `password_digest` is a word of its own.
fn stuck(lower: &str) -> Option<usize> {
    let stem = ["password", "secret", "passwd"].into_iter().find(|s| lower.starts_with(s))?;
    let rest = &lower[stem.len()..];
    let is_name =
        rest.strip_prefix(['_', '-']).is_some_and(|r| r.bytes().all(|b| b"_-".contains(&b) || b.is_ascii_alphabetic()));
    (rest.len() >= 3 && !is_name).then_some(stem.len())
}

/// Where the value begins behind an optional `=`, `=>`, `+=` or `:`, and whether there was one.
fn separator(text: &[u8], from: usize) -> (usize, bool) {
    let blanks = |from: usize| from + text[from..].iter().take_while(|b| b.is_ascii_whitespace()).count();
    let mut at = blanks(from);
    if text[at..].starts_with(b"+=") {
        at += 1;
    }
    match text.get(at) {
        Some(b'=') => {
            let arrow = text.get(at + 1) == Some(&b'>');
            (blanks(at + 1 + usize::from(arrow)), true)
        }
        Some(b':') => (blanks(at + 1), true),
        Some(b'(') => (at + 1, false),
        _ => (at, false),
    }
}
