//! The secrets of a whole line, as it stands in a file of Asterisk's: pjsip.conf and its neighbours.

use std::ops::Range;

use crate::asterisk::TYPES;

use super::word::Between;
use super::{after_user, bare, is_secret, merged, uri, word};

/// What a long `allow=` is continued with.
const CODECS: [&str; 12] =
    ["all", "ulaw", "alaw", "g722", "g729", "gsm", "ilbc", "opus", "speex", "h264", "vp8", "slin16"];

/// The bytes of a line that must not be shown, in order. Comments too: commented-out passwords are as good.
pub(crate) fn of_line(line: &[u8]) -> Vec<Range<usize>> {
    let mut ranges = of_text(line);
    if memchr::memmem::find(line, b";--").is_some() {
        // What Asterisk reads is the line without its block comments: `pass;-- x --;word=...`.
        let (text, at) = without_block_comments(line);
        ranges.extend(of_text(&text).into_iter().filter_map(|r| Some(*at.get(r.start)?..*at.get(r.end - 1)? + 1)));
    }
    merged(ranges)
}

fn of_text(line: &[u8]) -> Vec<Range<usize>> {
    let end = line.trim_ascii_end().len();
    let line = &line[..end];
    let begin = line.iter().take_while(|b| b";# \t".contains(b)).count();
    let is_comment = line[..begin].contains(&b';');
    let mut ranges = uri::of_text(line);
    if let Some(from) = command(line) {
        return Some(from..end).filter(|r| r.start < r.end).into_iter().collect();
    }
    if is_wrapped(line) {
        return Some(end - line.trim_ascii_start().len()..end).into_iter().collect();
    }
    let behind = |from: usize, between: Between| {
        word::of_text(&line[from..], between).into_iter().map(move |r| r.start + from..r.end + from)
    };
    let comment = comment(line, begin);
    let live = comment.unwrap_or(end);
    if line.get(begin) == Some(&b'[') && line[begin..live].contains(&b']') {
        // A template may be called auth-password: in the list of bases only what looks like a setting counts.
        let close = begin + line[begin..live].iter().position(|b| *b == b']').unwrap_or_default();
        ranges.extend(
            word::of_text(&line[begin..close], Between::Anything).into_iter().map(|r| r.start + begin..r.end + begin),
        );
        ranges.extend(behind(close, Between::Blanks));
    } else {
        ranges.extend(behind(begin, Between::Anything));
        ranges.extend(setting(line, begin));
    }
    if is_comment && !begins_with_setting(&line[begin..]) && has_secret(&line[begin..]) {
        ranges.push(begin..end);
    }
    if let Some(from) = comment.filter(|from| has_secret(&line[*from..])) {
        ranges.push(from + 1..end);
    }
    ranges
}

/// Where the command of an `#exec` begins, be it commented out: it may hold anything, `-phunter2`, `-u user:pass`.
fn command(line: &[u8]) -> Option<usize> {
    let blanks = |from: usize| from + line[from..].iter().take_while(|b| b.is_ascii_whitespace()).count();
    memchr::memchr_iter(b'#', line).find_map(|hash| {
        let start = blanks(hash + 1);
        let word = line[start..].iter().take_while(|b| b.is_ascii_alphabetic()).count();
        let name = String::from_utf8_lossy(&line[start..start + word]).to_ascii_lowercase();
        let exec = name.strip_prefix("try").unwrap_or(&name);
        (exec.starts_with("exec") || exec.len() <= 5 && strsim::osa_distance(exec, "exec") <= 1)
            .then(|| blanks(start + word))
    })
}

/// A word alone in its line: it may be the value of the line before, `password =`.
fn is_wrapped(line: &[u8]) -> bool {
    let word = line.trim_ascii_start();
    let is_alone = word.iter().any(u8::is_ascii_alphanumeric)
        && !matches!(word[0], b'[' | b';' | b'#' | b'<')
        && word.last() != Some(&b']')
        && !word.iter().any(|b| b.is_ascii_whitespace() || b"=;".contains(b));
    let Some(word) = std::str::from_utf8(word).ok().filter(|_| is_alone) else { return is_alone };
    // The name of an option or of a type is one that has lost its `=`.
    let is_known = |w: &str| w.eq_ignore_ascii_case(word);
    let is_codecs = || word.split(',').all(|w| CODECS.contains(&w.trim_start_matches('!')));
    !is_codecs() && !TYPES.iter().any(|t| is_known(t.name) || t.options.iter().any(|o| is_known(o.name)))
}

/// Whether prose says something about a secret: it may name it before the word.
fn has_secret(prose: &[u8]) -> bool {
    word::first_word(prose).is_some()
}

/// Where a trailing comment begins: at its `;`.
fn comment(line: &[u8], begin: usize) -> Option<usize> {
    memchr::memchr_iter(b';', &line[begin..]).map(|n| begin + n).find(|at| *at > begin && line[at - 1] != b'\\')
}

/// `;name = value`: a commented-out setting, not prose. Text with only a secret's name is not prose either.
fn begins_with_setting(text: &[u8]) -> bool {
    let name = text.iter().take_while(|b| b.is_ascii_alphanumeric() || b"_-/@.+".contains(b)).count();
    let rest = text[name..].trim_ascii_start();
    name > 0 && (rest.is_empty() || rest[0] == b'=' || word::first_word(text) == Some(0))
}

/// The value of a setting, where it is a secret by the option's name or by its form.
fn setting(line: &[u8], begin: usize) -> Option<Range<usize>> {
    let equals = begin + memchr::memchr(b'=', &line[begin..])?;
    let name: Vec<u8> = line[begin..equals].iter().copied().filter(|b| !b"+ \t-[](!){}".contains(b)).collect();
    let arrow = line.get(equals + 1) == Some(&b'>');
    let from = equals + 1 + usize::from(arrow);
    let from = from + line[from..].iter().take_while(|b| b.is_ascii_whitespace()).count();
    let value = &line[from..];
    if value.is_empty() {
        return None;
    }
    if is_secret(&name, value) {
        return Some(from..line.len());
    }
    let lower = bare(&name);
    if let Some(range) = after_user(&lower, value) {
        return Some(range.start + from..range.end + from);
    }
    if let Some(range) = uri::of_option(&lower, value) {
        return Some(range.start + from..range.end + from);
    }
    let comma = value.iter().position(|b| *b == b',');
    // agents.conf and meetme.conf: the number first, the secret behind it.
    if matches!(lower.as_str(), "agent" | "conf") && comma.is_some() {
        return Some(from + comma.unwrap_or_default() + 1..line.len());
    }
    // voicemail.conf: the secret first, behind the mailbox's number.
    let is_digits = |b: &[u8]| !b.is_empty() && b.iter().all(|b| b.is_ascii_digit() || b"*#-".contains(b));
    let first = &value[..comma.unwrap_or(value.len())];
    let is_mailbox = is_digits(lower.as_bytes())
        || arrow && comma.is_some() && is_digits(first.trim_ascii()) && !matches!(lower.as_str(), "exten" | "same");
    is_mailbox.then_some(from..from + first.len())
}

/// The line without its block comments, and where each byte of it was.
fn without_block_comments(line: &[u8]) -> (Vec<u8>, Vec<usize>) {
    let (mut text, mut at) = (Vec::new(), Vec::new());
    let mut depth = 0u32;
    let mut from = 0;
    while from < line.len() {
        let rest = &line[from..];
        if rest.starts_with(b";--") && rest.get(3) != Some(&b'-') {
            depth += 1;
            from += 3;
        } else if depth > 0 && rest.starts_with(b"--;") {
            depth -= 1;
            from += 3;
        } else {
            if depth == 0 {
                text.push(line[from]);
                at.push(from);
            }
            from += 1;
        }
    }
    (text, at)
}

#[cfg(test)]
mod tests {
    use super::super::{MASK, masked};
    use super::of_line;

    fn shown(line: &str) -> String {
        masked(line, of_line(line.as_bytes()))
    }

    /// `hunter2` is not to be seen, whatever else is.
    #[test]
    fn masks_secrets_of_every_neighbour() {
        for line in [
            "password=hunter2",
            "password += hunter2",
            ";password => hunter2 ; old",
            "password hunter2",
            "secret: hunter2",
            "pin=hunter2",
            "#password hunter2",
            "; the old password was hunter2",
            "; hunter2 is the password",
            "bogus=1 ; hunter2 is the password",
            "auth_type=bogus;password=hunter2",
            "auth_type=userpass ; password=hunter2",
            "type=auth ;-- x --; password=hunter2",
            "pass;-- x --;word=hunter2",
            "[password hunter2",
            "[password hunter2]",
            "[a] password=hunter2",
            "=password=hunter2",
            "contact_user=u:hunter2",
            "realm=password=hunter2",
            "contact=sip:u@h\\;password=hunter2",
            "match_header=Authorization: hunter2",
            "register => user:hunter2:authuser@host/ext",
            "register => tls://user@domain:hunter2:authuser@host:5061/ext",
            "register => peer?user:hunter2@host",
            "auth=user:hunter2@realm",
            "inbound_auth/password = hunter2",
            "100 => hunter2,Name,mail@example.org",
            "exten => 1,1,Dial(SIP/user:hunter2@host,30)",
            "same => n,Set(x=password hunter2)",
            "same => n,Set(__DOOR_PASSWORD=hunter2)",
            "same => n,Authenticate(hunter2)",
            "same => n,VMAuthenticate(100@hunter2)",
            "same => n,MYSQL(Connect c h user hunter2 db)",
            "same => n,Set(x=${CURL(https://u:hunter2@h)})",
            "same => n,System(mysql -phunter2)",
            "ps_auths => curl,https://u:hunter2@h/x",
            "agent => 1001,hunter2,Mark",
            "conf => 1001,hunter2",
            "dbpass = hunter2",
            "rtp_symetric=yes ; secert=hunter2",
            "rtp_symetric=yes ; sekrit=hunter2",
            "; old secert: hunter2",
            "; md5_crd hunter2",
            "; creds=hunter2",
            "; creds bob:hunter2",
            "set_var=PIN_CODE=hunter2",
            "set_var = USERPW=hunter2",
            "same => n,Set(X_KEY=hunter2)",
            "hunter2",
            "\thunter2",
            "contact=bob:hunter2",
            "contact=bob:my hunter2@h",
            "contact=sip:bob@corp:99,hunter2@h",
            "contact=sip:bob:1hunter2",
            "usernam=bob:hunter2",
            "from_usr=bob:hunter2",
            "authpass=hunter2",
            "inbound_auth.secert=hunter2",
            ";-- #exec curl hunter2 --;",
            "#tryexec curl hunter2",
            "#exce curl hunter2",
        ] {
            assert!(!shown(line).contains("hunter2"), "{line}");
            assert!(shown(line).contains(MASK), "{line}");
        }
    }

    #[test]
    fn leaves_the_rest() {
        for line in [
            "[auth-userpass](!)",
            "[alice](secret-template,phone) ; a phone",
            "auth_type=userpass",
            "auth_type = userpass ; logs in",
            "auth=alice-auth",
            "exten => 100,1,Dial(PJSIP/100,30)",
            "same => n,Dial(PJSIP/${EXTEN:1}@trunk)",
            "; a comment",
            "contact=sip:u@192.0.2.1:5060",
            "allow=!all,ulaw",
            "password=",
            "contact=sip:host:5060",
            "contact=host:5060",
            "set_var=KEYBOARD=x",
            "set_var=AUTH_TYPE=userpass",
            "moh_passthrough=yes ; a secure street",
            "dtls_setup=actpass ; passive",
            "outbound_auth=alice:b",
            "user_agent=PBX: 1",
            "rtp_symmetric",
            "endpoint",
            "ulaw,alaw",
            "alice]",
            "allow ulaw",
            "--;",
            "#include x.conf",
        ] {
            assert_eq!(shown(line), line);
        }
    }
}
