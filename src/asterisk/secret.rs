//! Which values are secrets. None of them may appear in any output.

/// What stands in a secret's place; of one length, so that it tells nothing.
pub const MASK: &str = "********";

/// Option names whose values are secrets: PJSIP's, chan_sip's, and those of files that sections are pasted from.
const SECRETS: &[&str] = &[
    "password",
    "md5_cred",
    "password_digest",
    "refresh_token",
    "oauth_secret",
    "secret",
    "md5secret",
    "remotesecret",
    "vmsecret",
    "dbpass",
    "passwd",
    "pass",
    "auth",
    "register",
    "token",
    "api_key",
    "apikey",
];

/// Whether the value of an option of that name, as written in a file, is a secret. A wizard's prefix
/// (`inbound_auth/password`) and another case change nothing.
pub fn is_secret(option: &[u8], value: &[u8]) -> bool {
    let name = option.rsplit(|b| *b == b'/').next().unwrap_or(option);
    let name = name.strip_prefix(b"@").unwrap_or(name);
    let lower = String::from_utf8_lossy(name).to_ascii_lowercase();
    if lower == "set_var" || lower == "setvar" {
        // A channel variable's own name says whether its value is one.
        let equals = value.iter().position(|b| *b == b'=');
        return equals.is_some_and(|e| is_secret(value[..e].trim_ascii(), &value[e + 1..]));
    }
    match SECRETS.iter().find(|s| **s == lower) {
        // PJSIP's `auth` is a name; chan_sip's is user:secret@realm.
        Some(&"auth") => value.contains(&b':') && value.contains(&b'@'),
        Some(_) => true,
        // A misspelt `pasword=` holds one all the same.
        None => {
            let near = |s: &str| lower.len().abs_diff(s.len()) <= 2 && strsim::levenshtein(&lower, s) <= 2;
            ["password", "secret", "md5_cred"].iter().any(|s| lower.contains(s) || near(s))
        }
    }
}

/// `text` with the password of every SIP URI in it (`sip:user:password@host`) masked.
pub fn without_uri_passwords(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = find_scheme(rest) {
        let (before, uri) = rest.split_at(at);
        out.push_str(before);
        let end = uri.find([' ', '>', '"', '`']).unwrap_or(uri.len());
        let scheme = uri.find(':').map_or(0, |c| c + 1);
        // Another URI may follow after a comma, and a password may have a comma or an `@` in it.
        let end = find_scheme(&uri[scheme..end]).map_or(end, |next| scheme + next);
        let (uri, after) = uri.split_at(end);
        let first = uri.find('@').unwrap_or(scheme).max(scheme);
        let colon = uri[scheme..first].find(':').map(|c| scheme + c + 1);
        match colon.zip(uri.rfind('@')) {
            Some((from, to)) => {
                out.push_str(&uri[..from]);
                out.push_str(MASK);
                out.push_str(&uri[to..]);
            }
            None => out.push_str(uri),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

fn find_scheme(text: &str) -> Option<usize> {
    let lower = text.to_ascii_lowercase();
    ["sip:", "sips:", "tel:", "http:", "https:"].into_iter().filter_map(|s| lower.find(s)).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_secrets_by_name() {
        for name in
            ["password", "Password", "inbound_auth/password", "pasword", "md5secret", "@oauth_secret", "pssword"]
        {
            assert!(is_secret(name.as_bytes(), b"x"), "{name}");
        }
        for name in ["auth", "outbound_auth", "username", "realm", "max_contacts"] {
            assert!(!is_secret(name.as_bytes(), b"x"), "{name}");
        }
        assert!(is_secret(b"auth", b"user:secret@realm"));
        assert!(is_secret(b"set_var", b"DOOR_SECRET=x") && !is_secret(b"set_var", b"COLOUR=green"));
    }

    #[test]
    fn masks_passwords_in_uris() {
        assert_eq!(without_uri_passwords("a sip:u:pw@h, sip:u@h:5060"), "a sip:u:********@h, sip:u@h:5060");
        assert_eq!(without_uri_passwords("<SIPS:u:p;x@h>"), "<SIPS:u:********@h>");
        assert_eq!(without_uri_passwords("sip:u:p,@w@h,sip:v:x@i"), "sip:u:********@h,sip:v:********@i");
        assert_eq!(without_uri_passwords("tel:u:p@h"), "tel:u:********@h");
        assert_eq!(without_uri_passwords("sip:h:5060,sip:u@i"), "sip:h:5060,sip:u@i");
    }
}
