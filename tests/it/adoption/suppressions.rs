//! Comments that keep findings quiet.

use pjlint::source::Overlay;

use crate::adoption::program::empty;
use crate::site::{Site, edit};

const RULE: &str = "non-boolean-boolean";

/// An endpoint with nothing else wrong than the line.
fn endpoint(line: &str) -> String {
    format!("[101]\ntype=endpoint\ncontext=phones\nallow=ulaw\n{line}\n")
}

#[test]
fn what_is_suppressed_does_not_count() {
    let site = empty("comment");
    site.write("pjsip.conf", endpoint("rtp_symmetric=maybe"));
    assert_eq!(site.check("").status, 1);
    site.write(
        "pjsip.conf",
        endpoint("rtp_symmetric=maybe ; pjlint: ignore[SYN12] until 2026-07-02: the script writes it"),
    );
    let printed = site.check("--format json");
    assert_eq!((printed.status, printed.findings()), (0, vec![]));
    assert_eq!(printed.suppressed(), [format!("{RULE} pjsip.conf:5")]);
    let json = printed.json();
    let suppressed = &json["runs"][0]["suppressed"][0];
    assert_eq!(suppressed["suppressed_by"], "comment");
    assert_eq!((&suppressed["reason"], &suppressed["until"]), (&"the script writes it".into(), &"2026-07-02".into()));
    let full = site.check("").out;
    assert!(full.contains("1 suppressed by a comment") && !full.contains(RULE), "{full}");
    let sarif = site.check("--format sarif").json();
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    assert_eq!(results.len(), 1);
    assert_eq!(results[0]["suppressions"][0]["kind"], "inSource");
    assert_eq!(results[0]["suppressions"][0]["justification"], "the script writes it");
    assert!(results[0].get("baselineState").is_none());
}

#[test]
fn a_comment_holds_through_its_last_day() {
    let site = empty("until");
    site.write(
        "pjsip.conf",
        endpoint("rtp_symmetric=maybe ; pjlint: ignore[SYN12] until 2026-07-02: the script writes it"),
    );
    for (day, wanted) in [
        ("2026-07-02", vec![]),
        ("2026-07-02 23:59:59", vec![]),
        ("2026-07-03", vec!["non-boolean-boolean pjsip.conf:5", "expired-suppression pjsip.conf:5"]),
    ] {
        let mut found = site.check_in("", day, "--format json").findings();
        found.sort();
        let mut wanted: Vec<String> = wanted.iter().map(|w| (*w).to_owned()).collect();
        wanted.sort();
        assert_eq!(found, wanted, "{day}");
    }
    let wrong = site.check_in("", "tomorrow", "");
    assert!(wrong.status == 2 && wrong.err.contains("SOURCE_DATE_EPOCH"), "{}", wrong.err);
}

/// The comment at the template suppresses what all inheritors inherit, one at an inheritor does not hide it from the others.
#[test]
fn a_template_line_is_suppressed_at_the_template() {
    let site = empty("template");
    let text = |above: &str, inheritor: &str| {
        format!(
            "[phone](!)\ntype=endpoint\ncontext=phones\nallow=ulaw\n{above}\nrtp_symmetric=maybe\n[101](phone) {inheritor}\n[102](phone)\n"
        )
    };
    let comment = "; pjlint: ignore[non-boolean-boolean] the script writes it";
    site.write("pjsip.conf", text(comment, ""));
    assert_eq!(site.check("--format json").findings(), [""; 0]);
    site.write("pjsip.conf", text("", comment));
    let found = site.check("--format json").findings();
    assert_eq!(found, [format!("{RULE} pjsip.conf:6"), "unused-suppression pjsip.conf:7".to_owned()]);
}

/// Only rules that ran are judged, and all findings of the directory count, whatever FILE is named.
#[test]
fn unused_is_what_could_have_been_used() {
    let site = empty("unused");
    site.write(
        "pjsip.conf",
        endpoint("rtp_symmetric=yes ; pjlint: ignore[SYN12] the script writes it\n#include more.conf"),
    );
    site.write("more.conf", "; pjlint: ignore-file[SYN12] the script writes it\nice_support=maybe\n");
    let found = |words: &str| site.check(&format!("--format json {words}")).findings();
    assert_eq!(found(""), ["unused-suppression pjsip.conf:5"]);
    assert_eq!(found("more.conf"), [""; 0]);
    assert_eq!(found("pjsip.conf"), ["unused-suppression pjsip.conf:5"]);
    assert_eq!(found("--ignore SYN12"), [""; 0]);
    assert_eq!(found("--select nat,suppression"), [""; 0]);
    assert_eq!(found("--ignore suppression"), [""; 0]);
    // Where the file is lost nobody can tell.
    site.write(
        "pjsip.conf",
        &(endpoint("rtp_symmetric=yes ; pjlint: ignore[SYN12] the script writes it") + "[broken\n"),
    );
    assert!(!found("").iter().any(|f| f.starts_with("unused")), "{:?}", found(""));
}

/// What unused-suppression offers leaves the rest of the line as it was.
#[test]
fn the_fix_removes_no_more_than_the_comment() {
    let c = "; pjlint: ignore[SYN12] why";
    let one = "; pjlint: ignore[SYN12, SYN01] why";
    for (before, after) in [
        (format!("a_t=1\r\n{c}\r\nb_t=1\r\n"), "a_t=1\r\nb_t=1\r\n".to_owned()),
        (format!("a_t=1 {c}\r\n"), "a_t=1\r\n".to_owned()),
        (format!("a_t=1 ; note {c}"), "a_t=1 ; note".to_owned()),
        (format!("a_t=1 {c} {one}\n"), "a_t=1 ; pjlint: ignore[SYN01] why\n".to_owned()),
        (format!("a_t=1 {one}\n"), "a_t=1 ; pjlint: ignore[SYN01] why\n".to_owned()),
    ] {
        let head = "[101]\ntype=endpoint\ncontext=phones\nallow=ulaw\n";
        let site = Site::temporary(&[("pjsip.conf", format!("{head}{before}"))]);
        let report = site.lint();
        let unused = report.findings.iter().filter(|f| f.rule.name == "unused-suppression");
        let fixes: Vec<_> = unused.map(|f| f.fix.as_ref().expect("there is a fix")).collect();
        assert!(!fixes.is_empty(), "{before}");
        let mut overlay = Overlay::new();
        edit(&report, &fixes, &mut overlay);
        let text = &overlay[&site.path("pjsip.conf")];
        assert_eq!(String::from_utf8_lossy(text), format!("{head}{after}"), "{before}");
    }
}

/// The examples of the document do what it says: nothing is reported, and nothing is unused.
#[test]
fn the_document_is_right() {
    let text = include_str!("../../../docs/suppressions.md");
    let blocks: Vec<&str> =
        text.split("```asterisk pjsip.conf\n").skip(1).filter_map(|b| b.split("```").next()).collect();
    assert_eq!(blocks.len(), 3);
    for (nth, block) in blocks.iter().enumerate() {
        let site = empty(&format!("document-{nth}"));
        site.write("pjsip.conf", block);
        let printed = site.check("--format json");
        assert_eq!(printed.findings(), [""; 0], "{block}");
        assert!(!printed.suppressed().is_empty(), "{block}");
    }
}

#[test]
fn other_files_have_comments_too() {
    let site = empty("neighbours");
    site.write("pjsip.conf", endpoint("rtp_symmetric=yes"));
    site.write("rtp.conf", "[general]\n; pjlint: ignore[SYN12] not used\n");
    site.write("extensions.conf", "[phones]\nexten => 1,1,NoOp() ; pjlint: ignore[nonsense] why\n");
    let mut found = site.check("--format json").findings();
    found.sort();
    assert_eq!(found, ["malformed-suppression extensions.conf:2", "unattached-suppression rtp.conf:2"]);
}

/// A rule that is for other versions of Asterisk is not judged.
#[test]
fn a_rule_is_for_its_versions() {
    let is_for = |name: &str, version: &str| {
        pjlint::catalogue::find(name).expect("a rule").is_for(version.parse().expect("a version"))
    };
    for (rule, version, wanted) in [
        ("dangling-profile", "16.27", false),
        ("dangling-profile", "16.28", true),
        ("dangling-profile", "17.9", false),
        ("dangling-profile", "18.13", false),
        ("dangling-profile", "22.10", true),
        ("hep-chan-sip", "20.12", true),
        ("hep-chan-sip", "21.0", false),
        ("pool-option-version", "20.17", false),
        ("pool-option-version", "21.9", false),
        ("pool-option-version", "22.8", true),
        ("unknown-option", "13.0", true),
    ] {
        assert_eq!(is_for(rule, version), wanted, "{rule} {version}");
    }
}

/// What is written in a comment is quoted in reports, and may be a password.
#[test]
fn no_comment_shows_a_secret() {
    let site = empty("secrets");
    for (nth, comment) in [
        "ignore[SYN12] the password is hunter2",
        "ignore[SYN12] password=hunter2",
        "ignore[SYN12] see sip:u:hunter2@h",
        "ignore[SYN12] secret: hunter2",
        "ignore[password=hunter2] why",
        "ignore[sip:u:hunter2@h] why",
        "ignore[SYN12] until password=hunter2: why",
        "ignore[SYN01] the password is hunter2",
        "ignore[SYN12] until 2024-01-01: the password is hunter2",
    ]
    .iter()
    .enumerate()
    {
        let dir = format!("etc-{nth}");
        site.write(&format!("{dir}/pjsip.conf"), endpoint(&format!("rtp_symmetric=maybe ; pjlint: {comment}")));
        for words in ["--format full", "--format concise", "--format json", "--format sarif"] {
            let out = site.check(&format!("{dir} {words} --baseline {dir}.json --write-baseline")).out;
            let first = site.check(&format!("{dir} {words}")).out;
            assert!(!out.contains("hunter2") && !first.contains("hunter2"), "{comment}: {words}");
        }
        assert!(!site.read(&format!("{dir}.json")).contains("hunter2"), "{comment}");
    }
}

/// A file that two directories of one run include: the comment is there for one of them.
#[test]
fn a_comment_that_one_directory_needs_is_used() {
    let site = empty("shared-file");
    let line = "aors=101 ; pjlint: ignore[dangling-aor] the branch has it";
    site.write("pjsip.conf", "#include sub/x.conf\n");
    site.write("sub/pjsip.conf", "#include x.conf\n[101]\ntype=aor\nmax_contacts=1\nremove_existing=yes\n");
    site.write("sub/x.conf", endpoint(line));
    // By itself the branch has no use for it.
    assert_eq!(site.check("sub --format json --fail-on warning").findings(), ["unused-suppression sub/x.conf:5"]);
    let both = site.check(". sub --format json --fail-on warning");
    let unused = both.findings().into_iter().filter(|f| f.starts_with("unused"));
    assert_eq!(unused.count(), 0, "{}", both.out);
    site.check("--fix . sub");
    assert_eq!(site.read("sub/x.conf"), endpoint(line));
}
