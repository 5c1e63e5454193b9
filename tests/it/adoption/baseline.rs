//! The baseline.

use crate::adoption::program::{Printed, empty};
use crate::report::sarif::valid;
use crate::site::Site;

const PJSIP: &str = "\
[phone](!)
type=endpoint
context=phones
allow=ulaw
rtp_symmetric=maybe

[101](phone)

[trunk]
type=auth
username=trunk
pasword=SECRET-1

[trunk]
type=aor
max_contact=1
max_contact=1
";

/// A site whose configuration is in `etc`, with its baseline written.
fn known(name: &str) -> (Site, usize) {
    let site = empty(name);
    site.write("etc/pjsip.conf", PJSIP);
    let before = site.check("etc --format json").findings();
    assert!(before.len() >= 4, "{before:?}");
    let written = site.check("etc --baseline base.json --write-baseline");
    assert_eq!(written.status, 0, "{}{}", written.out, written.err);
    let wanted = format!("pjlint: base.json: {0} written, {0} added, 0 dropped\n", before.len());
    assert_eq!(written.err, wanted);
    assert!(written.out.contains(&format!("{} in the baseline", before.len())), "{}", written.out);
    (site, before.len())
}

fn json(site: &Site, words: &str) -> Printed {
    site.check(&format!("{words} --baseline base.json --format json"))
}

#[test]
fn what_is_known_does_not_count() {
    let (site, count) = known("known");
    let printed = json(&site, "etc");
    assert_eq!((printed.status, printed.findings().len(), printed.suppressed().len()), (0, 0, count));
    assert_eq!(printed.gone(), [""; 0]);
    // Lines move, blanks come, another object inherits the line: nothing is new.
    let moved = format!("; one\n\n{}", PJSIP.replace("max_contact=1", " max_contact = 1")) + "\n[102](phone)\n";
    site.write("etc/pjsip.conf", moved.replace("[101](phone)", "[100](phone)\n[101](phone)"));
    let printed = json(&site, "etc");
    assert_eq!((printed.status, printed.findings(), printed.gone()), (0, vec![], vec![]));
}

#[test]
fn it_does_not_matter_how_the_directory_is_named() {
    let (site, count) = known("named");
    let whole = site.dir.root.join("etc").display().to_string();
    for words in ["./etc", "etc/", &whole, "."] {
        assert_eq!(json(&site, words).suppressed().len(), count, "{words}");
    }
    let inside = site.check_in("etc", "2026-07-01", "--baseline ../base.json --format json");
    assert_eq!((inside.findings(), inside.suppressed().len()), (vec![], count));
}

#[test]
fn another_value_or_a_third_equal_one_is_new() {
    let (site, _) = known("new");
    site.write("etc/pjsip.conf", PJSIP.replace("rtp_symmetric=maybe", "rtp_symmetric=perhaps"));
    let printed = json(&site, "etc");
    assert_eq!(printed.findings(), ["non-boolean-boolean etc/pjsip.conf:5"]);
    assert_eq!(printed.gone(), ["pjsip.conf non-boolean-boolean 1"]);
    assert_eq!(printed.status, 1);
    let full = site.check("etc --baseline base.json").out;
    assert!(full.contains("1 finding of the baseline is gone"), "{full}");
    site.write("etc/pjsip.conf", format!("{PJSIP}max_contact=1\n"));
    let new = json(&site, "etc").findings();
    assert!(new.contains(&"unknown-option etc/pjsip.conf:18".to_owned()), "{new:?}");
    assert!(!new.iter().any(|f| f.ends_with(":16") || f.ends_with(":17")), "{new:?}");
}

#[test]
fn gone_is_what_was_looked_for() {
    let site = empty("gone");
    for dir in ["a", "b"] {
        site.write(&format!("{dir}/pjsip.conf"), format!("{PJSIP}#include more.conf\n"));
        site.write(&format!("{dir}/more.conf"), "[x]\ntype=aor\nno_such=1\n");
    }
    let written = site.check("a b --baseline base.json --write-baseline");
    let before = site.read("base.json");
    assert_eq!(written.status, 0);
    let clean = "[t]\ntype=transport\nbind=0.0.0.0\n";
    for dir in ["a", "b"] {
        site.write(&format!("{dir}/more.conf"), "[x]\ntype=aor\n");
    }
    let gone = |words: &str| json(&site, words).gone();
    assert_eq!(gone("a b"), ["more.conf unknown-option 1"; 2]);
    assert_eq!(gone("a"), ["more.conf unknown-option 1"]);
    assert_eq!(gone("a/more.conf"), ["more.conf unknown-option 1"]);
    assert_eq!(gone("a/pjsip.conf"), [""; 0]);
    assert_eq!(gone("a --ignore unknown-option"), [""; 0]);
    assert_eq!(gone("a --select nat"), [""; 0]);
    // What is written is renewed where it was looked at, and stays elsewhere.
    let again = site.check("a --baseline base.json --write-baseline");
    assert!(again.err.contains("0 added, 1 dropped"), "{}", again.err);
    assert_eq!(site.read("base.json").lines().count() + 1, before.lines().count());
    assert_eq!((gone("a"), gone("b")), (vec![], vec!["more.conf unknown-option 1".to_owned()]));
    // A file that is lost says nothing.
    site.write("b/pjsip.conf", format!("{clean}[broken\n"));
    assert_eq!(gone("b"), [""; 0]);
    let lost = site.check("b --baseline base.json --write-baseline");
    assert!(lost.err.contains(" 0 dropped"), "{}", lost.err);
}

#[test]
fn the_file_is_readable_and_has_no_secret() {
    let (site, _) = known("file");
    let text = site.read("base.json");
    assert!(!text.contains("SECRET") && !text.contains(&*site.dir.root.to_string_lossy()), "{text}");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[..3], ["{", "  \"schema\": 1,", "  \"findings\": ["]);
    let entries = &lines[3..lines.len() - 2];
    assert!(entries.iter().all(|l| l.starts_with("    {\"directory\":\"etc\",\"file\":\"pjsip.conf\",")), "{text}");
    assert!(entries.is_sorted() && entries.iter().any(|l| l.contains("\"count\":2")), "{text}");
    assert!(!text.contains("\"line\""));
    // Another password behind the misspelt option is no news.
    site.write("etc/pjsip.conf", PJSIP.replace("SECRET-1", "SECRET-2"));
    assert_eq!(json(&site, "etc").findings(), [""; 0]);
    // The same run writes the same bytes, and leaves nothing else behind.
    site.check("etc --baseline base.json --write-baseline");
    assert_eq!(site.read("base.json"), text);
    let left: Vec<_> =
        std::fs::read_dir(&site.dir.root).expect("the directory").map(|e| e.expect("an entry").file_name()).collect();
    assert_eq!(left.len(), 3, "{left:?}");
}

/// Two branches that wrote what they found: the merged file knows both, and nothing twice.
#[test]
fn two_branches_can_be_merged() {
    let (site, count) = known("merge");
    let ours = site.read("base.json");
    site.write("etc/pjsip.conf", PJSIP.replace("maybe", "perhaps"));
    site.check("etc --baseline base.json --write-baseline");
    let theirs = site.read("base.json");
    let line = |text: &str, word: &str| {
        text.lines().find(|l| l.contains(word)).expect("the line").trim_end_matches(',').to_owned()
    };
    let (one, other) = (line(&ours, "non-boolean"), line(&theirs, "non-boolean"));
    assert_ne!(one, other);
    // As git puts them together: both lines of what both sides changed, and one that both added.
    site.write("base.json", ours.replace(&one, &format!("{one},\n{other},\n{other}")));
    let printed = json(&site, "etc");
    assert_eq!((printed.findings(), printed.suppressed().len()), (vec![], count));
    assert_eq!(printed.gone(), ["pjsip.conf non-boolean-boolean 1"]);
}

#[test]
fn a_file_that_is_none_is_said() {
    let (site, _) = known("errors");
    let failed = |words: &str, wanted: &str| {
        let printed = site.check(words);
        assert!(printed.status == 2 && printed.err.contains(wanted) && printed.out.is_empty(), "{}", printed.err);
    };
    failed("etc --baseline none.json", "none.json: no such baseline: `--write-baseline` writes it");
    failed("etc --write-baseline", "`--baseline FILE`");
    let good = site.read("base.json");
    site.write("base.json", good.replace("\"schema\": 1", "\"schema\": 2"));
    failed("etc --baseline base.json", "written by a newer pjlint");
    failed("etc --baseline base.json --write-baseline", "written by a newer pjlint");
    site.write("base.json", format!("<<<<<<< ours\n{good}"));
    failed("etc --baseline base.json", "not a baseline of pjlint: expected value at line 1");
    site.write("base.json", good.replace("\"fingerprint\":\"", "\"fingerprint\":\"x"));
    failed("etc --baseline base.json", "is not a fingerprint");
    failed("etc --baseline no/such/base.json --write-baseline", "no/such/base.json");
}

#[test]
fn sarif_says_what_is_new_known_and_gone() {
    let (site, count) = known("sarif");
    site.write("etc/pjsip.conf", PJSIP.replace("maybe", "perhaps"));
    let sarif = site.check("etc --baseline base.json --format sarif").json();
    valid("baseline", &sarif);
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    let of = |state: &str| results.iter().filter(|r| r["baselineState"] == state).collect::<Vec<_>>();
    assert_eq!((of("new").len(), of("unchanged").len(), of("absent").len()), (1, count - 1, 1));
    assert!(of("unchanged").iter().all(|r| r["suppressions"][0]["kind"] == "external"));
    assert_eq!(of("absent")[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "etc/pjsip.conf");
    assert_eq!(of("absent")[0]["ruleId"], "SYN12");
    let only = site.check("etc --baseline base.json --format sarif --hide-suppressed").json();
    let left = only["runs"][0]["results"].as_array().expect("results");
    assert_eq!((left.len(), left[0].get("suppressions"), left[0].get("baselineState")), (1, None, None));
    // It is known by what it was known by when it was there.
    site.write("etc/pjsip.conf", PJSIP);
    let before = site.check("etc --format sarif").json();
    let there = before["runs"][0]["results"].as_array().expect("results");
    let was = there.iter().find(|r| r["ruleId"] == "SYN12").expect("it is there");
    assert_eq!(was["partialFingerprints"], of("absent")[0]["partialFingerprints"]);
}

/// A comment comes first, and what it suppresses leaves the baseline.
#[test]
fn comments_come_before_the_baseline() {
    let (site, count) = known("both");
    site.write("etc/pjsip.conf", PJSIP.replace("maybe", "maybe ; pjlint: ignore[SYN12] the script writes it"));
    let printed = json(&site, "etc");
    assert_eq!((printed.findings(), printed.suppressed().len()), (vec![], count));
    assert_eq!(printed.gone(), ["pjsip.conf non-boolean-boolean 1"]);
    let full = site.check("etc --baseline base.json").out;
    assert!(full.contains(&format!("1 suppressed by a comment, {} in the baseline", count - 1)), "{full}");
}

/// The file in the document is one as it is written, and knows what it says of these lines.
#[test]
fn the_document_is_right() {
    let text = include_str!("../../../docs/baseline.md");
    let block = text.split("```json\n").nth(1).and_then(|b| b.split("```").next()).expect("a block");
    let site = empty("document");
    site.write("base.json", block);
    site.write(
        "etc/pjsip.conf",
        "[phone](!)\ntype=endpoint\ncontext=phones\nallow=ulaw\nrtp_symmetric=maybe\n[101](phone)\n\
         [trunk]\ntype=aor\nmax_contact=1\nmax_contact=1\ncontact=sip:192.0.2.1\n",
    );
    let written = site.check("etc --baseline base.json --write-baseline");
    assert!(written.err.contains(": 3 written, 0 added, 0 dropped"), "{}", written.err);
    assert_eq!(site.read("base.json"), block);
}
