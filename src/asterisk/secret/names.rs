//! Names that announce a secret: of options, of channel variables, and words of prose. Slips of the pen among them, for
//! what is behind a misspelt `pasword=` is a secret all the same.

use std::sync::LazyLock;

use crate::spelling::Letters;

/// Option names whose values are secrets: PJSIP's, chan_sip's, and those of files that sections are pasted from.
pub(super) const SECRETS: &[&str] = &[
    "password",
    "md5_cred",
    "password_digest",
    "refresh_token",
    "oauth_token",
    "oauth_clientid",
    "oauth_secret",
    "private_key",
    "secret",
    "md5secret",
    "remotesecret",
    "vmsecret",
    "dbpass",
    "passwd",
    "pass",
    "passphrase",
    "passcode",
    "userpass",
    "pwd",
    "pwrd",
    "pword",
    "pswd",
    "passd",
    "passw",
    "psw",
    "pw",
    "pin",
    "pins",
    "psk",
    "cred",
    "creds",
    "credential",
    "credentials",
    "kennwort",
    "wachtwoord",
    "senha",
    "clave",
    "heslo",
    "digest",
    "md5",
    "sip_key",
    "auth",
    "register",
    "token",
    "access_token",
    "auth_token",
    "bearer",
    "api_key",
    "apikey",
    "authorization",
    "cookie",
];

/// Parts of names that no innocent name has, slips of the pen among them.
const STEMS: [&str; 20] = [
    "passwrd",
    "pasword",
    "passord",
    "paswd",
    "pasw",
    "pswrd",
    "secrt",
    "oauth_secre",
    "refresh_tok",
    "password",
    "passwd",
    "passwort",
    "passphrase",
    "secret",
    "md5_cred",
    "md5cred",
    "oauth_token",
    "credential",
    "api_key",
    "authorization",
];

/// Names that are recognised in spite of slips, without `_`: how many in any word, and how many in an option's name.
const NEAR: [(&str, usize, usize); 13] = [
    ("password", 2, 2),
    // Two slips away there are words such as `secure`.
    ("secret", 1, 2),
    ("md5cred", 2, 2),
    ("md5secret", 2, 2),
    ("oauthsecret", 2, 2),
    ("oauthtoken", 2, 2),
    ("oauthclientid", 2, 2),
    ("refreshtoken", 2, 2),
    ("accesstoken", 2, 2),
    ("authtoken", 1, 2),
    ("passphrase", 2, 2),
    ("credential", 1, 2),
    ("credentials", 1, 2),
];

/// Names may end in these: `mypass`, `userpwd`.
const ENDS: [&str; 3] = ["pass", "pwd", "pw"];

/// What ends so and is none.
const NO_ENDS: [&str; 7] = ["bypass", "actpass", "compass", "trespass", "surpass", "overpass", "underpass"];

/// Endings that count for a variable's name but not for an option's: `outbound_auth` and `dtls_private_key` name an
/// object, a file.
const VARIABLE_ENDS: [&str; 4] = ["key", "keys", "pin", "pins"];

/// What ends like them and is none.
const NO_VARIABLE_ENDS: [&str; 7] = ["monkey", "turkey", "donkey", "hotkey", "hockey", "rekey", "spin"];

/// What may follow a secret's name in that of a variable: `PIN_CODE`.
const SUFFIXES: [&str; 6] = ["code", "number", "nr", "no", "value", "hash"];

/// Options that name a user: what follows a colon in them is a password that was written along.
const USERS: [&str; 5] = ["username", "login", "authname", "authid", "contactuser"];

/// Whether a word announces a secret.
pub(super) fn is_secret_word(lower: &str) -> bool {
    if lower.len() < 2 || lower.len() > 64 || !may_announce(lower.as_bytes()) {
        return false;
    }
    let lower = lower.replace('-', "_");
    // These two are secrets only in a form that is looked for elsewhere.
    let exact = |name: &str| SECRETS.contains(&name) && name != "auth" && name != "register";
    // `DOOR_PIN`: what a thing is stands last in its name.
    let last = lower.rsplit(['_', '.']).next().unwrap_or_default();
    let is_one = |name: &str| exact(name) || ends_in(name, &ENDS, &NO_ENDS) || is_near(name, |(_, word, _)| *word);
    is_one(&lower) || is_one(last) || STEMS.iter().any(|s| lower.contains(s))
}

/// Whether an option of that name holds a secret, though it is spelt like none.
pub(super) fn is_like_one(lower: &str) -> bool {
    STEMS.iter().any(|s| lower.contains(s)) || is_near(lower, |(_, _, option)| *option)
}

/// Whether a channel variable of that name holds a secret.
pub(super) fn is_variable(lower: &str) -> bool {
    let exact = |part: &str| SECRETS.contains(&part) || part == "oauth";
    let is_one = |part: &str| {
        let part = part.trim_end_matches(|c: char| c.is_ascii_digit());
        exact(part)
            || ends_in(part, &ENDS, &NO_ENDS)
            || ends_in(part, &VARIABLE_ENDS, &NO_VARIABLE_ENDS)
            || is_near(part, |(_, word, _)| *word)
    };
    let mut parts = lower
        .rsplit(|c: char| !c.is_ascii_alphanumeric())
        .filter(|part| !part.is_empty() && !SUFFIXES.contains(part) && !part.bytes().all(|b| b.is_ascii_digit()));
    let last = parts.next().unwrap_or_default();
    is_one(last) || SUFFIXES.iter().filter_map(|s| last.strip_suffix(s)).any(is_one)
}

/// Whether an option sets a channel variable.
pub(super) fn is_set_var(lower: &str) -> bool {
    (5..=8).contains(&lower.len()) && strsim::osa_distance(&squeezed(lower), "setvar") <= 1
}

/// Whether an option names a user.
pub(super) fn is_user(lower: &str) -> bool {
    let name = squeezed(lower);
    let near = |user: &&str| name.len().abs_diff(user.len()) <= 1 && strsim::osa_distance(&name, user) <= 1;
    (name.contains("user") || name.contains("usr")) && !name.contains("agent") || USERS.iter().any(near)
}

/// Whether the letters of a word are such that it may announce a secret.
pub(super) fn may_announce(word: &[u8]) -> bool {
    static KNOWN: LazyLock<Vec<Letters>> =
        LazyLock::new(|| SECRETS.iter().chain(&STEMS).chain(&ENDS).map(|w| Letters::of(w.as_bytes())).collect());
    let letters = Letters::of(word);
    KNOWN.iter().any(|known| known.are_in(letters)) || near_letters(letters).next().is_some()
}

/// The names that a word of these letters may be a slip of.
fn near_letters(letters: Letters) -> impl Iterator<Item = &'static (&'static str, usize, usize)> {
    static LETTERS: LazyLock<Vec<Letters>> =
        LazyLock::new(|| NEAR.iter().map(|(name, ..)| Letters::of(name.as_bytes())).collect());
    NEAR.iter()
        .zip(LETTERS.iter())
        .filter(move |((.., most), known)| known.may_be(letters, *most))
        .map(|(near, _)| near)
}

/// Whether a name is one of `NEAR` but for so few slips.
fn is_near(lower: &str, slips: impl Fn(&(&str, usize, usize)) -> usize) -> bool {
    let mut name = None;
    near_letters(Letters::of(lower.as_bytes())).any(|near| {
        let name = name.get_or_insert_with(|| squeezed(lower));
        let most = slips(near);
        name.len().abs_diff(near.0.len()) <= most && strsim::osa_distance(name, near.0) <= most
    })
}

fn ends_in(name: &str, ends: &[&str], but: &[&str]) -> bool {
    ends.iter().any(|e| name.ends_with(e)) && !but.iter().any(|b| name.ends_with(b))
}

/// A name without what joins its parts.
fn squeezed(lower: &str) -> String {
    lower.chars().filter(|c| !"_-.".contains(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::is_secret;
    use super::{is_secret_word, is_user, is_variable};

    #[test]
    fn knows_misspelt_and_foreign_names() {
        for name in [
            "oauth_tokn",
            "md5cerd",
            "passphrse",
            "pwrd",
            "authpass",
            "sippass",
            "mypass",
            "userpwd",
            "md5secert",
            "inbound_auth.secert",
            "creds",
            "cred",
            "credentials",
            "auth_cred",
            "secert",
            "md5_crd",
        ] {
            assert!(is_secret(name.as_bytes(), b"x"), "{name}");
            assert!(is_secret_word(name), "{name}");
        }
        for name in [
            "passthrough",
            "bypass",
            "moh_passthrough",
            "direct_media",
            "auth_type",
            "auth",
            "outbound_auth",
            "authenticate",
            "authenticate_qualify",
            "keepalive",
            "dtls_private_key",
            "actpass",
            "callerid",
        ] {
            assert!(!is_secret(name.as_bytes(), b"phone1"), "{name}");
            assert!(!is_secret_word(name), "{name}");
        }
        for word in ["secure", "server", "section", "street", "sacred", "credit", "created", "process", "passed"] {
            assert!(!is_secret_word(word), "{word}");
        }
    }

    #[test]
    fn knows_variables() {
        for name in [
            "PIN_CODE",
            "PINCODE",
            "PIN1",
            "pw1",
            "ACCESS_KEY",
            "X_KEY",
            "APIKEY1",
            "USERPW",
            "DBPW",
            "AUTH",
            "OAUTH",
            "DOOR_PIN_2",
            "__X_KEY",
            "PJSIP_HEADER(add,X-Auth-Token)",
        ] {
            let value = format!("{name}=hunter2");
            assert!(is_variable(&name.to_ascii_lowercase()), "{name}");
            assert!(is_secret(b"set_var", value.as_bytes()) && is_secret(b"setvra", value.as_bytes()), "{name}");
        }
        for name in
            ["KEYBOARD", "AUTH_TYPE", "COLOUR", "SPIN", "MONKEY", "BYPASS", "COUNTRY_CODE", "CALLERID(num)", "PINK"]
        {
            assert!(!is_secret(b"set_var", format!("{name}=x").as_bytes()), "{name}");
        }
    }

    #[test]
    fn knows_users() {
        assert!(["usernam", "from_usr", "usename", "contact_user", "auth_username"].into_iter().all(is_user));
        assert!(!["user_agent", "contact", "context", "callerid"].into_iter().any(is_user));
    }
}
