//! Fixes through the real program: only what somebody wants to hear of is edited.

use crate::adoption::program::empty;
use crate::site::Site;

/// An endpoint whose second line of a pair of defaults is in another file.
fn endpoint(id: &str, line: &str) -> String {
    format!("[{id}]\ntype=endpoint\ncontext=phones\nallow=ulaw\n{line}\n")
}

fn two_files(name: &str) -> Site {
    let site = empty(name);
    site.write("pjsip.conf", "#include x.conf\n#include y.conf\n");
    site.write("x.conf", endpoint("101", "rtp_symmetric=enabled"));
    site.write("y.conf", endpoint("102", "rtp_symmetric=enabled"));
    site
}

#[test]
fn only_the_files_of_the_report_are_edited() {
    let (fixed, left) = (endpoint("101", "rtp_symmetric=yes"), endpoint("102", "rtp_symmetric=enabled"));
    let site = two_files("fix-file");
    site.check("--fix x.conf");
    assert_eq!((site.read("x.conf"), site.read("y.conf")), (fixed.clone(), left.clone()));
    let site = two_files("fix-exclude");
    site.write("pjlint.toml", "exclude = ['y.conf']\n");
    site.check("--fix");
    assert_eq!((site.read("x.conf"), site.read("y.conf")), (fixed.clone(), left.clone()));
    let site = two_files("fix-override");
    site.write("pjlint.toml", "[[override]]\npaths = ['y.conf']\nrules = { SYN12 = 'off' }\n");
    site.check("--fix");
    assert_eq!((site.read("x.conf"), site.read("y.conf")), (fixed, left));
}

/// One finding about lines of two files: what holds for the other file holds for its edit.
#[test]
fn an_edit_elsewhere_needs_leave_as_well() {
    let default = |id: &str, more: &str| endpoint(id, &format!("rtp_symmetric=no{more}"));
    let site = |name: &str, more: &str| {
        let site = empty(name);
        site.write("pjsip.conf", "#include x.conf\n#include y.conf\n");
        site.write("x.conf", default("101", ""));
        site.write("y.conf", default("102", more));
        site
    };
    let excluded = site("fix-default-exclude", "");
    excluded.write("pjlint.toml", "exclude = ['y.conf']\n");
    excluded.check("--fix --profile audit");
    assert_eq!(excluded.read("y.conf"), default("102", ""));
    let given = site("fix-default-file", "");
    given.check("--fix --profile audit x.conf");
    assert_eq!(given.read("y.conf"), default("102", ""));
    let comment = " ; pjlint: ignore[STY02] must stay visible";
    let kept = site("fix-default-comment", comment);
    kept.check("--fix --profile audit");
    assert_eq!(kept.read("y.conf"), default("102", comment));
}

/// What is neither yes nor no is a mistake, and no default.
#[test]
fn no_mistake_is_taken_for_a_default() {
    let site = empty("fix-mistake");
    site.write("pjsip.conf", endpoint("101", "rtp_symmetric=ja\nice_support=tru\nforce_rport=yes"));
    site.check("--fix --profile audit");
    let text = site.read("pjsip.conf");
    assert!(text.contains("rtp_symmetric=yes\nice_support=yes\n"), "{text}");
}

/// Phones of several kinds below one template: its line is one finding, with the number of all.
#[test]
fn a_template_line_is_said_once() {
    let site = empty("together");
    let head = "[phone](!)\ntype=endpoint\nallow=ulaw\ntransport=none\nauth=nobody\n";
    let phone = |(nth, context): (usize, &&str)| format!("[10{nth}](phone)\ncontext={context}\n");
    let text = head.to_owned() + &["a", "a", "b", "b", "c"].iter().enumerate().map(phone).collect::<String>();
    site.write("pjsip.conf", &text);
    let json = site.check("--format json").json();
    let findings = json["runs"][0]["findings"].as_array().expect("findings");
    let lines: Vec<u64> = findings
        .iter()
        .filter(|f| f["rule"] == "dangling-auth")
        .map(|f| f["count"].as_u64().expect("a count"))
        .collect();
    assert_eq!(lines, [5], "{findings:#?}");
}

#[cfg(unix)]
#[test]
fn a_device_is_no_baseline() {
    let site = empty("baseline-device");
    site.write("pjsip.conf", endpoint("101", "rtp_symmetric=no"));
    let printed = site.check("--baseline /dev/zero");
    assert_eq!(printed.status, 2);
    assert!(printed.err.contains("not a regular file"), "{}", printed.err);
}
