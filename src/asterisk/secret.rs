//! What is secret in a configuration. None of it may appear in any output: whatever quotes the configuration asks here
//! first. Where it is not certain that something is none, it is masked.

mod line;
mod names;
mod uri;
mod word;

use std::ops::Range;

use names::{is_like_one, is_set_var, is_user, is_variable};
use word::Between;

pub(crate) use line::of_line;

/// What stands in a secret's place; of one length, so that it tells nothing.
pub(crate) const MASK: &str = "********";

/// Whether the value of an option of that name, as written in a file, is a secret. A wizard's prefix
/// (`inbound_auth/password`) and another case change nothing.
pub(crate) fn is_secret(option: &[u8], value: &[u8]) -> bool {
    let lower = bare(option);
    if is_set_var(&lower) {
        // A channel variable's own name says whether its value is one.
        let equals = value.iter().position(|b| *b == b'=');
        return equals
            .is_some_and(|e| is_variable(&bare(&value[..e])) || is_secret(value[..e].trim_ascii(), &value[e + 1..]));
    }
    match names::SECRETS.iter().find(|s| **s == lower) {
        // PJSIP's `auth` is a name; chan_sip's is user:secret@realm.
        Some(&"auth") => value.contains(&b':') && value.contains(&b'@'),
        Some(_) => true,
        None => is_like_one(&lower) || names::is_secret_word(lower.split([' ', '\t']).next().unwrap_or_default()),
    }
}

/// The option's name without a wizard's prefix and the `@` of a note, in lower case.
fn bare(option: &[u8]) -> String {
    let name = option.rsplit(|b| *b == b'/').next().unwrap_or(option);
    String::from_utf8_lossy(name.strip_prefix(b"@").unwrap_or(name)).to_ascii_lowercase()
}

/// An option's value as it may be shown.
pub(crate) fn value(option: &[u8], value: &str) -> String {
    if value.is_empty() {
        return String::new();
    }
    let secret = is_secret(option, value.as_bytes());
    let lower = bare(option);
    match value.split_once('=').filter(|_| is_set_var(&lower)) {
        Some((variable, _)) if secret => format!("{}={MASK}", name(variable)),
        _ if secret => MASK.into(),
        _ => {
            let mut ranges = uri::of_text(value.as_bytes());
            ranges.extend(word::of_text(value.as_bytes(), Between::Separator));
            ranges.extend(after_user(&lower, value.as_bytes()));
            ranges.extend(uri::of_option(&lower, value.as_bytes()));
            masked(value, ranges)
        }
    }
}

/// What is wrong with a value, in a sentence that may quote a part of it: a part that the value itself is not shown
/// with is not shown here either.
pub(crate) fn complaint(option: &[u8], written: &str, why: &str) -> String {
    let shown = value(option, written);
    if shown == written {
        return why.to_owned();
    }
    if written.contains('`') {
        // What is quoted cannot be told from the quotes.
        let (Some(from), Some(to)) = (why.find('`'), why.rfind('`')) else { return why.to_owned() };
        return format!("{}`{MASK}`{}", &why[..from], &why[to + 1..]);
    }
    let hidden = |part: &str| !part.is_empty() && written.contains(part) && !shown.contains(part);
    let parts = why.split('`').enumerate().map(|(nth, p)| if nth % 2 == 1 && hidden(p) { MASK } else { p });
    parts.collect::<Vec<_>>().join("`")
}

/// A name of the configuration (an option's, a section's), or other text of it, as it may be shown.
pub(crate) fn name(text: &str) -> String {
    let mut ranges = uri::of_text(text.as_bytes());
    ranges.extend(word::of_text(text.as_bytes(), Between::Anything));
    masked(text, ranges)
}

/// A sentence that may quote the configuration, between backticks or otherwise.
pub(crate) fn sentence(text: String) -> String {
    if !text.contains(['`', '@', '=']) {
        return text;
    }
    let mut ranges = Vec::new();
    let mut from = 0;
    for (nth, part) in text.split('`').enumerate() {
        let part = part.as_bytes();
        let mut found = uri::of_sentence(part);
        let quoted = nth % 2 == 1;
        found.extend(word::of_text(part, if quoted { Between::Anything } else { Between::Equals }));
        ranges.extend(found.into_iter().map(|r| r.start + from..r.end + from));
        from += part.len() + 1;
    }
    if ranges.is_empty() { text } else { masked(&text, ranges) }
}

/// What follows the colon in an option that names a user.
fn after_user(lower: &str, value: &[u8]) -> Option<Range<usize>> {
    let colon = value.iter().position(|b| *b == b':').filter(|_| is_user(lower))?;
    let is_uri = matches!(value[..colon].to_ascii_lowercase().as_slice(), b"sip" | b"sips" | b"tel");
    (!is_uri && colon + 1 < value.len()).then_some(colon + 1..value.len())
}

/// The ranges in order, those that touch together.
fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.retain(|r| r.start < r.end);
    ranges.sort_unstable_by_key(|r| (r.start, r.end));
    ranges.dedup_by(|next, kept| {
        let one = next.start <= kept.end;
        if one {
            kept.end = kept.end.max(next.end);
        }
        one
    });
    ranges
}

/// The text with these bytes masked.
fn masked(text: &str, ranges: Vec<Range<usize>>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for range in merged(ranges) {
        // Ranges begin and end at ASCII bytes, or at the text's own end.
        out.push_str(text.get(from..range.start).unwrap_or_default());
        out.push_str(MASK);
        from = range.end;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asterisk::TYPES;

    #[test]
    fn knows_secrets_by_name() {
        for name in
            ["password", "Password", "inbound_auth/password", "pasword", "md5secret", "@oauth_secret", "pssword"]
        {
            assert!(is_secret(name.as_bytes(), b"x"), "{name}");
        }
        for name in ["pin", "pwd", "passphrase", "userpass", "private_key", "oauth_clientid", "password hunter2"] {
            assert!(is_secret(name.as_bytes(), b"x"), "{name}");
        }
        for name in ["auth", "outbound_auth", "username", "realm", "max_contacts"] {
            assert!(!is_secret(name.as_bytes(), b"x"), "{name}");
        }
        assert!(is_secret(b"auth", b"user:secret@realm"));
        assert!(is_secret(b"set_var", b"DOOR_SECRET=x") && !is_secret(b"set_var", b"COLOUR=green"));
    }

    /// Values that are not secrets must stay visible: a report without them is worth little.
    #[test]
    fn takes_no_other_option_for_a_secret() {
        let mut found: Vec<&str> =
            TYPES.iter().flat_map(|t| t.options).map(|o| o.name).filter(|n| is_secret(n.as_bytes(), b"x")).collect();
        found.sort_unstable();
        found.dedup();
        let wanted = ["md5_cred", "oauth_clientid", "oauth_secret", "password", "password_digest", "refresh_token"];
        assert_eq!(found, wanted);
        for option in TYPES.iter().flat_map(|t| t.options) {
            for value in option.values {
                assert_eq!(super::value(option.name.as_bytes(), value.name), value.name, "{}", option.name);
            }
        }
    }

    #[test]
    fn masks_what_a_name_has_swallowed() {
        assert_eq!(name("pasword hunter2"), "pasword ********");
        assert_eq!(name("passwordhunter2"), "password********");
        assert_eq!(name("auth-password"), "auth-password");
        assert_eq!(name("password: hunter2"), "password: ********");
    }

    #[test]
    fn masks_values() {
        assert_eq!(value(b"username", "alice:hunter2"), "alice:********");
        assert_eq!(value(b"realm", "password=hunter2"), "password=********");
        assert_eq!(value(b"match_header", "Authorization: hunter2"), "Authorization: ********");
        assert_eq!(value(b"set_var", "DOOR_SECRET=hunter2"), "DOOR_SECRET=********");
        assert_eq!(value(b"callerid", "Password Reset <100>"), "Password Reset <100>");
        assert_eq!(value(b"contact", "u:hunter2@h"), "u:********@h");
        assert_eq!(complaint(b"contact", "sip:u:a,b@h", "`b@h` is no SIP URI"), "`********` is no SIP URI");
        assert_eq!(complaint(b"contact", "u:a`b@h", "`u:a`b@h` is no SIP URI"), "`********` is no SIP URI");
    }

    #[test]
    fn masks_what_a_sentence_quotes() {
        assert_eq!(sentence("there is no `auth  password=hunter2`".into()), "there is no `auth  password=********`");
        assert_eq!(sentence("see `a:b@c` and password or digest".into()), "see `a:********@c` and password or digest");
        let fixed = "In place of `secret`: `password` of an auth object; `username`: `username` of an auth object";
        assert_eq!(sentence(fixed.into()), fixed);
    }
}
