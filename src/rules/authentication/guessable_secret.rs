//! A password that Internet scanners try first. Messages do not describe it.

use crate::accounts::AccountGroup;
use crate::asterisk::value::placeholder::is_placeholder;
use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::objects::Object;
use crate::parallel::map_ranges;
use crate::rules::Context;
use crate::rules::facts::addressing::Addressing;
use crate::text::SectionId;

/// What scanners try and examples use; compared without case and without trailing digits.
const COMMON: [&[u8]; 44] = [
    b"abc",
    b"abcd",
    b"abcdef",
    b"admin",
    b"administrator",
    b"alice",
    b"asdf",
    b"asdfgh",
    b"asterisk",
    b"bob",
    b"changeit",
    b"changeme",
    b"changethis",
    b"default",
    b"demo",
    b"example",
    b"freepbx",
    b"guest",
    b"hello",
    b"iloveyou",
    b"letmein",
    b"login",
    b"mypassword",
    b"mysecret",
    b"mysecretpassword",
    b"pass",
    b"passw0rd",
    b"password",
    b"phone",
    b"qwerty",
    b"qwertyuiop",
    b"secret",
    b"secretpassword",
    b"sip",
    b"softphone",
    b"supersecret",
    b"swordfish",
    b"test",
    b"testpass",
    b"unsecurepassword",
    b"voip",
    b"webrtc_client",
    b"welcome",
    b"yourpassword",
];

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    cx.exposure().where_exposed(out, |out| find(cx, out));
}

fn find(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let (mut open, mut guarded): (Vec<SectionId>, Vec<SectionId>) = (Vec::new(), Vec::new());
    for group in cx.accounts.groups() {
        let list = if cx.exposure().has_acl(&cx.groups().endpoint_of(group)) { &mut guarded } else { &mut open };
        let members = cx.credentials().inbound_members(group);
        let weak = map_ranges(members.len(), |part| weak_auths(cx, group, &members[part]));
        list.extend(weak.into_iter().flatten().filter(|a| uses_password(cx, *a)));
    }
    open.sort_unstable();
    open.dedup();
    guarded.sort_unstable();
    guarded.dedup();
    guarded.retain(|a| open.binary_search(a).is_err());
    for (sections, acl) in [(open, false), (guarded, true)] {
        for place in cx.sites().places(sections, &["password"]) {
            let mut finding = cx
                .sites()
                .at(&place, format!("the password of {} is easy to guess", cx.sites().whose(&place)))
                .at("scanners try this early")
                .consequence(
                    "Anyone who guesses it registers as this phone and makes calls at your expense; scanners reach \
                     every public address within hours",
                )
                .help(
                    "Give each auth its own long random password: not the extension, not only digits, not a word, not \
                     one from an example",
                );
            if acl || cx.site().addressing() == Addressing::Private {
                finding = finding.severity(Severity::Info);
            }
            out.push(finding);
        }
    }
}

/// The auths of these endpoints that have a weak password.
fn weak_auths<'a>(cx: &Context<'a>, group: &AccountGroup, endpoints: &'a [SectionId]) -> Vec<SectionId> {
    let (doc, sources) = (&cx.config.pjsip.doc, &cx.config.sources);
    let (password, username) = (cx.objects().getter("password"), cx.objects().getter("username"));
    let is_weak = |(endpoint, auth): &(SectionId, SectionId)| {
        let secret = password.value(*auth);
        !secret.is_empty() && is_weak(secret, &[doc.name(sources, *endpoint), username.value(*auth)])
    };
    cx.credentials().inbound_among(group, endpoints).filter(is_weak).map(|(_, auth)| auth).collect()
}

/// Whether the password is used, not a digest beside it (S-40, S-41).
fn uses_password(cx: &Context<'_>, auth: SectionId) -> bool {
    let auth = Object::new(cx.config, auth, crate::asterisk::TypeId::pjsip("auth"));
    let digest = auth.is_set("md5_cred") || auth.knows("password_digest") && auth.is_set("password_digest");
    let is_idle = digest && (cx.config.target.is_modern_auth() || auth.is_word("auth_type", "md5"));
    if is_idle {
        cx.quiet_object(&auth, "Asterisk uses the digest, not the password");
    }
    !is_idle
}

/// Whether a secret is easy to guess for anyone who knows these names.
fn is_weak(secret: &[u8], names: &[&[u8]]) -> bool {
    let word = secret.iter().rposition(|b| !b.is_ascii_digit() && *b != b'!').map_or(&[][..], |end| &secret[..=end]);
    let digits = || secret.len() < 12 && secret.iter().all(u8::is_ascii_digit);
    let same = || secret.iter().all(|b| *b == secret[0]);
    let weak = secret.len() < 8 || names.iter().any(|n| is_name(secret, n)) || is_common(word) || digits() || same();
    weak && !is_placeholder(secret)
}

/// Whether scanners try the word, in any case.
fn is_common(word: &[u8]) -> bool {
    let lower = |b: &u8| b.to_ascii_lowercase();
    COMMON.binary_search_by(|known| known.iter().copied().cmp(word.iter().map(lower))).is_ok()
}

/// Whether a secret is the name, or the name twice.
fn is_name(secret: &[u8], name: &[u8]) -> bool {
    let half = secret.split_at(secret.len() / 2);
    !name.is_empty()
        && (secret.eq_ignore_ascii_case(name) || half.0.eq_ignore_ascii_case(name) && half.1.eq_ignore_ascii_case(name))
}
