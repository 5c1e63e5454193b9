//! Long lines, long lists, deep comments.

use std::fmt::Write as _;

use crate::hostile::bounded::{Bounded, TRANSPORT};
use crate::sample;

const ENDPOINT: &str = "[e]\ntype=endpoint\ncontext=x\n";

fn many(text: &str, count: usize, line: impl Fn(usize) -> String) -> String {
    let mut text = format!("{TRANSPORT}{text}");
    (0..count).for_each(|i| writeln!(text, "{}", line(i)).expect("a String takes everything"));
    text
}

#[test]
fn block_comments_128_deep_and_deeper() {
    let nested = |n: usize| format!("{TRANSPORT}{}{}{ENDPOINT}", ";--\n".repeat(n), "--;\n".repeat(n));
    Bounded::of("comments-128", nested(128)).check("--format concise").ends_with(0);
    Bounded::of("comments-129", nested(129)).check("--format concise").ends_with(1).says("comment-trap");
    let site = Bounded::of("comments-open", format!("{TRANSPORT}{}", ";--\n".repeat(200_000)));
    site.check("--format concise").ends_with(1).says("comment-trap");
    let one_line = Bounded::of("comments-line", format!("{TRANSPORT}{}\n", ";--".repeat(100_000)));
    one_line.check("--format concise").says("a line of more than 8190 bytes");
}

/// Asterisk skips it; with a NUL in each piece that its buffer holds, it reads it piece by piece.
#[test]
fn a_line_of_many_megabytes() {
    for (name, piece) in [("plain", "a"), ("semicolons", "a;"), ("escapes", "\\;"), ("open", ";--"), ("brackets", "[(")]
    {
        let line = piece.repeat((16 << 20) / piece.len());
        let site = Bounded::of(&format!("line-{name}"), format!("{TRANSPORT}{ENDPOINT}set_var={line}\n"));
        site.check("").says("a line of more than 8190 bytes");
        site.check("--format json").says("a line of more than 8190 bytes");
    }
    let line = format!("{}\0", "a".repeat(1000)).repeat(16_000);
    let site = Bounded::of("line-nul", format!("{TRANSPORT}{ENDPOINT}set_var={line}\n[after]\ntype=aor\n"));
    assert!(site.check("--format concise").status.is_some());
}

/// As JSON a quarter of them in each run: the long report takes as long as all the rest. A third of the size shows what is
/// not linear too.
#[test]
fn lists_without_number() {
    sample::tell();
    let size = |whole| sample::size(whole, whole / 3);
    let address = |i: usize| format!("10.{}.{}.{}", i >> 16 & 255, i >> 8 & 255, i & 255);
    let cases = [
        ("acl", many("[a]\ntype=acl\n", size(60_000), |i| format!("{}={}", ["permit", "deny"][i % 2], address(i)))),
        ("acl-endpoint", many(ENDPOINT, size(60_000), |i| format!("{}={}", ["permit", "deny"][i % 2], address(i)))),
        ("matches", many("[i]\ntype=identify\nendpoint=e\n", size(60_000), |i| format!("match={}", address(i)))),
        ("contacts", many("[a]\ntype=aor\n", size(60_000), |i| format!("contact=sip:{i}@{}", address(i)))),
        ("codecs", many(ENDPOINT, 200, |_| format!("allow={}", "ulaw,alaw,g722,nothing,".repeat(300)))),
        ("variables", many(ENDPOINT, size(60_000), |i| format!("set_var=V{i}={i}"))),
        ("types", many("", size(10_000), |i| format!("[x{i}]\ntype=nothing{i}"))),
        ("options", many(ENDPOINT, size(5000), |i| format!("option{i}=1"))),
        ("without-type", many("", size(10_000), |i| format!("[x{i}]\ncontext=c{i}"))),
        ("transports", many("", size(10_000), |i| format!("[x{i}]\ntype=transport\nbind={}", address(i)))),
        ("lines", many(ENDPOINT, size(20_000), |_| "no setting".into())),
        ("ignored", many(ENDPOINT, size(10_000), |i| format!("; pjlint: ignore[nothing{i}] why"))),
    ];
    for (name, text) in cases {
        let site = Bounded::of(&format!("list-{name}"), text);
        for format in ["concise", "json"].into_iter().filter(|f| *f == "concise" || sample::is_drawn(name)) {
            let ran = site.check(&format!("--format {format}"));
            assert!(matches!(ran.status, Some(0 | 1)), "{name}: {}", ran.err);
        }
    }
}

/// The list of acl.conf that comes to nothing, once for each of very many.
#[test]
fn access_lists_without_number() {
    let mut lists = String::new();
    (0..5000)
        .for_each(|i| write!(lists, "[a{i}]\npermit=10.0.0.1\ndeny=0.0.0.0/0\n").expect("a String takes everything"));
    let site = Bounded::of("acls", TRANSPORT).with("acl.conf", lists);
    site.check("--format concise").ends_with(1).says("acl-deny-last");
}

#[test]
fn fixes_without_number() {
    let count = sample::size(5000, 2000);
    let site = Bounded::of("fixes", many("", count, |i| format!("[a{i}]\ntype=aor\nmax_contact={i}")));
    site.check("--diff").ends_with(1).says(&format!("+max_contacts={}", count - 1));
    site.check("--fix").ends_with(0).says(&format!("{count} findings fixed"));
}

#[test]
fn a_baseline_of_any_size_or_kind() {
    let count = sample::size(5000, 2000);
    let site = Bounded::of("baseline", many("", count, |i| format!("[a{i}]\ntype=aor\nmax_contact={i}")));
    site.check("--baseline known --write-baseline").ends_with(0);
    site.check("--baseline known").ends_with(0);
    for text in ["", "{", "[[[[[[[[[[", "\u{1b}[31m", "{\"version\":1e999}"] {
        let site = Bounded::of("baseline-bad", TRANSPORT).with("known", text);
        site.check("--baseline known").ends_with(2).complains("known");
    }
    let deep = Bounded::of("baseline-deep", TRANSPORT).with("known", "[".repeat(1_000_000));
    deep.check("--baseline known").ends_with(2).complains("known");
}

#[test]
fn a_policy_of_any_size_or_kind() {
    for (name, text) in [
        ("deep", format!("select = {}", "[".repeat(100_000))),
        ("keys", "a.".repeat(100_000) + "b = 1"),
        ("glob", format!("exclude = [\"{}\"]", "{a,b}*".repeat(2000))),
        ("glob-open", format!("exclude = [\"{}\"]", "{".repeat(2000))),
        ("escape", "\"\\u001b[31m\" = 1".into()),
        ("classes", (0..300).map(|i| format!("[class.c{i}]\n")).collect()),
    ] {
        let site = Bounded::of(&format!("policy-{name}"), format!("{TRANSPORT}{ENDPOINT}")).with("pjlint.toml", text);
        let ran = site.check("");
        assert!(matches!(ran.status, Some(0..=2)), "{name}: {}", ran.err);
        assert!(!ran.err.contains('\u{1b}'), "{name}");
    }
}
