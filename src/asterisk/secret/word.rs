//! Secrets that stand behind a word: `password=`, `the old password was`, `Authenticate(`.

use std::ops::Range;
use std::sync::LazyLock;

use crate::asterisk::letters::Letters;

use super::{SECRETS, STEMS};

/// Dialplan applications and functions whose arguments hold a secret, or may: a command's often do.
const CALLS: [&str; 8] = ["authenticate", "vmauthenticate", "mysql", "disa", "meetme", "system", "trysystem", "shell"];

/// What must stand between a secret word and what is masked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Between {
    /// Anything, a blank too.
    Anything,
    /// `=`, `:` or blanks: `(secret-base,phone)` is a list of names.
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

/// Whether a word announces a secret.
pub(super) fn is_secret_word(lower: &str) -> bool {
    if lower.len() < 2 || lower.len() > 64 || !may_announce(lower.as_bytes()) {
        return false;
    }
    let lower = lower.replace('-', "_");
    let near = || (6..=10).contains(&lower.len()) && strsim::levenshtein(&lower, "password") <= 2;
    // These two are secrets only in a form that is looked for elsewhere.
    let exact = |name: &str| SECRETS.contains(&name) && name != "auth" && name != "register";
    // `DOOR_PIN`: what a thing is stands last in its name.
    exact(&lower) || lower.rsplit('_').next().is_some_and(exact) || STEMS.iter().any(|s| lower.contains(s)) || near()
}

/// Whether the letters of a word are such that it may announce a secret.
fn may_announce(word: &[u8]) -> bool {
    static KNOWN: LazyLock<Vec<Letters>> =
        LazyLock::new(|| SECRETS.iter().chain(&STEMS).map(|w| Letters::of(w.as_bytes())).collect());
    static PASSWORD: LazyLock<Letters> = LazyLock::new(|| Letters::of(b"password"));
    let letters = Letters::of(word);
    PASSWORD.may_be(letters, 2) || KNOWN.iter().any(|known| known.are_in(letters))
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
    if !may_announce(&text[word.clone()]) {
        return None;
    }
    let lower = String::from_utf8_lossy(&text[word.clone()]).to_ascii_lowercase();
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
    (!is_userpass && !is_other && is_secret_word(&lower)).then_some(word.end)
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
