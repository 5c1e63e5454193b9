//! A digest that no password can match.

use crate::asterisk::TypeId;
use crate::asterisk::value::placeholder::is_placeholder;
use crate::asterisk::value::trimmed_list;
use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::objects::Object;
use crate::rules::Context;
use crate::text::SettingId;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let of = TypeId::pjsip("auth");
    let (cred, digest) = (cx.objects().getter("md5_cred"), cx.objects().getter("password_digest"));
    let doc = &cx.config.pjsip.doc;
    // Digests are rare: skip everything if the file has none.
    let is_digest = |n: &[u8]| n.eq_ignore_ascii_case(b"md5_cred") || n.eq_ignore_ascii_case(b"password_digest");
    if !doc.option_names().any(is_digest) {
        return;
    }
    let global = cx.objects().global();
    for section in cx.objects().sections_of_type(of).filter(|s| cred.last(*s).is_some() || digest.last(*s).is_some()) {
        let auth = Object::new(cx.config, section, of);
        not_hexadecimal(cx, &auth, out);
        beside_password(cx, &auth, global.as_ref(), out);
    }
}

/// The digests of an auth: the setting and the hexadecimal part.
fn digests<'a>(auth: &Object<'a>) -> Vec<(SettingId, &'a [u8])> {
    let mut found: Vec<(SettingId, &[u8])> = Vec::new();
    let modern = auth.knows("password_digest");
    // Releases with `password_digest` accept an algorithm prefix, for both options.
    let hash = |item| match <[u8]>::iter(item).position(|b| *b == b':') {
        Some(colon) if modern => &item[colon + 1..],
        _ => item,
    };
    found.extend(auth.setting("md5_cred").map(|s| (s, hash(auth.bytes(s)))));
    if modern {
        for setting in auth.settings("password_digest") {
            found.extend(trimmed_list(auth.bytes(setting)).map(|item| (setting, hash(item))));
        }
    }
    found.retain(|(_, d)| !d.is_empty());
    found
}

/// Asterisk compares the text: only lower-case hexadecimal digits can match.
fn not_hexadecimal(cx: &Context<'_>, auth: &Object<'_>, out: &mut Vec<Finding>) {
    for (setting, digest) in digests(auth) {
        let fits = digest.iter().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(b));
        // Depending on auth_type, 16 never looks at it.
        let unused = !cx.config.target.is_modern_auth() && !auth.is_word("auth_type", "md5");
        if fits || unused || is_placeholder(digest) {
            if !fits && unused {
                cx.quiet_object(auth, "this Asterisk looks at a digest only with `auth_type=md5`");
            }
            continue;
        }
        let capital = digest.iter().all(u8::is_ascii_hexdigit);
        let id = cx.plain(auth.id());
        let message = if capital {
            format!("the digest of `{id}` is in upper case")
        } else {
            format!("the digest of `{id}` is not hexadecimal")
        };
        out.push(
            finding(cx, auth, setting, message)
                .at("no password matches this")
                .consequence("Asterisk loads it, but always answers 401, whatever password the phone uses")
                .log("Failed to authenticate")
                .help(if capital {
                    "Write it in lower case: 0 to 9, a to f"
                } else {
                    "Use the output of `md5sum` for username:realm:password"
                }),
        );
    }
}

/// Which of the two counts depends on the version (S-40, S-41).
fn beside_password(cx: &Context<'_>, auth: &Object<'_>, global: Option<&Object<'_>>, out: &mut Vec<Finding>) {
    let (Some(password), Some((digest, _))) =
        (auth.setting("password").filter(|_| auth.is_set("password")), digests(auth).first().copied())
    else {
        return;
    };
    let modern = cx.config.target.is_modern_auth();
    if modern && !has_every_digest(global, auth) {
        return cx.quiet_object(auth, "its password is used for the algorithms that have no digest");
    }
    let by_digest = modern || auth.is_word("auth_type", "md5");
    let (idle, used) = if by_digest { (password, digest) } else { (digest, password) };
    let changes = !auth.is_word("auth_type", "md5");
    let id = cx.plain(auth.id());
    let what = if by_digest { "password" } else { "digest" };
    let mut consequence = format!("Asterisk never uses the {what}: changing it has no effect");
    if changes {
        consequence += ". Up to 20.11, 21.6 and 22.1 it uses the password, later releases the digest";
    }
    out.push(
        finding(cx, auth, idle, format!("`{id}` has a password and a digest, but only one is used"))
            .at("has no effect")
            .label(cx.config.pjsip.doc.setting_span(&cx.config.sources, used), "this one is used")
            .consequence(consequence)
            .help(format!("Remove the {what}"))
            .severity(Severity::Warning),
    );
}

/// Whether there is a digest for each algorithm of the auth, so that the password is not needed.
fn has_every_digest(global: Option<&Object<'_>>, auth: &Object<'_>) -> bool {
    let mut made: Vec<&[u8]> = Vec::new();
    made.extend(auth.is_set("md5_cred").then_some(&b"MD5"[..]));
    for setting in auth.settings("password_digest") {
        let algorithm = |item: &'_ [u8]| item.iter().position(|b| *b == b':');
        made.extend(trimmed_list(auth.bytes(setting)).filter_map(|i| Some(&i[..algorithm(i)?])));
    }
    [
        ("supported_algorithms_uas", "default_auth_algorithms_uas"),
        ("supported_algorithms_uac", "default_auth_algorithms_uac"),
    ]
    .into_iter()
    .all(|(own, default)| {
        let list = match (auth.is_set(own), global) {
            (true, _) => auth.text(own),
            (false, Some(global)) if global.is_set(default) => global.text(default),
            _ => b"MD5",
        };
        trimmed_list(list).filter(|a| !a.is_empty()).all(|a| made.iter().any(|m| m.eq_ignore_ascii_case(a)))
    })
}

fn finding(cx: &Context<'_>, auth: &Object<'_>, setting: SettingId, message: String) -> Finding {
    let judged = &cx.config.pjsip;
    let span = judged.doc.setting_span(&cx.config.sources, setting);
    cx.about(judged, auth.section, Some(auth.of), setting, span, message)
}
