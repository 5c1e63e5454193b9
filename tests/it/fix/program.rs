//! Through the command line: what is printed, what is written, and the exit status.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::site::{Site, directory};

const BAD: &str = "[a]\ntype=aor\nmax_contact=1\n\n[a]\ntype=auth\nusername=a\npassword=hunter2\nrealm=x\n";

fn pjlint(dir: &Path, args: &[&str], stdin: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_pjlint"))
        .current_dir(dir)
        .arg("check")
        .args(args)
        .env("LC_ALL", "C.UTF-8")
        .env_remove("PJLINT_ASTERISK_VERSION")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // A program that does not read it ends the pipe.
    let _ = child.stdin.take().expect("a pipe").write_all(stdin.as_bytes());
    child.wait_with_output().expect("the program ends")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

#[test]
fn fix_writes_and_reports_what_is_left() {
    let root = Site::named("fix/run/fix", &[("pjsip.conf", BAD.as_bytes())]).dir.root;
    let before = pjlint(&root, &["."], "");
    assert_eq!(before.status.code(), Some(1));
    assert!(
        text(&before.stdout).contains("fix: write `max_contacts` (pjlint check --fix)"),
        "{}",
        text(&before.stdout)
    );
    assert!(text(&before.stdout).contains("1 can be fixed with --fix\n"), "{}", text(&before.stdout));
    let out = pjlint(&root, &[".", "--fix"], "");
    let said = text(&out.stdout);
    assert!(said.starts_with("pjsip.conf: 1 fixed\n  1 unknown-option\n1 finding fixed in 1 file\n"), "{said}");
    assert_eq!(out.status.code(), Some(0), "{said}");
    let now = fs::read_to_string(root.join("pjsip.conf")).expect("a file");
    assert_eq!(now, BAD.replace("max_contact=", "max_contacts="));
}

#[test]
fn a_diff_can_be_applied_once_secrets_are_asked_for() {
    let bad = "[a]\r\ntype=auth\r\nusername=a\r\npassword=hunter2\r\nnonce_lifetim=30";
    let root = Site::named("fix/run/diff", &[("pjsip.conf", bad.as_bytes())]).dir.root;
    let out = pjlint(&root, &[".", "--diff"], "");
    assert!(!text(&out.stdout).contains("hunter2"));
    assert!(text(&out.stdout).contains("password=********"), "{}", text(&out.stdout));
    assert!(text(&out.stderr).contains("masked") && text(&out.stderr).contains("--show-secrets"));
    assert_eq!(fs::read_to_string(root.join("pjsip.conf")).expect("a file"), bad, "nothing is written");
    assert_eq!(out.status.code(), Some(1), "the findings as they are");
    let out = pjlint(&root, &[".", "--diff", "--show-secrets"], "");
    assert!(text(&out.stdout).contains("password=hunter2"));
    let Ok(mut patch) =
        Command::new("patch").args(["-p0", "--binary"]).current_dir(&root).stdin(Stdio::piped()).spawn()
    else {
        println!("patch(1) is not there: the diff is not applied");
        return;
    };
    patch.stdin.take().expect("a pipe").write_all(&out.stdout).expect("patch reads");
    assert!(patch.wait().expect("patch ends").success());
    let now = fs::read_to_string(root.join("pjsip.conf")).expect("a file");
    assert_eq!(now, bad.replace("lifetim=", "lifetime="));
}

#[test]
fn standard_input_has_a_diff_and_no_fix() {
    let root = directory("fix/run/stdin");
    let out = pjlint(&root, &["-", "--diff"], BAD);
    assert!(text(&out.stdout).contains("--- <stdin>\n+++ <stdin>\n"), "{}", text(&out.stdout));
    assert!(text(&out.stdout).contains("-max_contact=1\n+max_contacts=1\n"));
    assert_eq!(pjlint(&root, &["-", "--fix"], BAD).status.code(), Some(2));
    assert_eq!(pjlint(&root, &["-", "--unsafe-fixes"], BAD).status.code(), Some(2));
}

/// A FILE limits the report, and so the fixes.
#[test]
fn only_the_named_file_is_fixed() {
    let bad = "[b]\ntype=aor\nmax_contact=1\n";
    let files: [(&str, &[u8]); 2] =
        [("pjsip.conf", b"[a]\ntype=aor\nmax_contact=1\n#include b.conf\n"), ("b.conf", bad.as_bytes())];
    let root = Site::named("fix/run/file", &files).dir.root;
    pjlint(&root, &["b.conf", "--fix"], "");
    assert_eq!(fs::read_to_string(root.join("b.conf")).expect("a file"), bad.replace("contact=", "contacts="));
    assert_eq!(fs::read(root.join("pjsip.conf")).expect("a file"), files[0].1);
}

/// A file outside of the directory is left alone, and that is said; one that two directories share is edited once.
#[test]
fn files_elsewhere_and_files_of_two() {
    let bad = b"[b]\ntype=aor\nmax_contact=1\n";
    let root = Site::named("fix/run/two", &[("elsewhere/b.conf", bad), ("one/b.conf", bad)]).dir.root;
    let elsewhere = format!("#include {}\n", root.join("elsewhere/b.conf").display());
    fs::create_dir_all(root.join("two")).expect("a directory");
    fs::write(root.join("one/pjsip.conf"), "#include b.conf\n").expect("a file");
    fs::write(root.join("two/pjsip.conf"), elsewhere).expect("a file");
    let out = pjlint(&root, &["two", "--fix"], "");
    assert!(text(&out.stderr).contains("it is outside the linted directory"), "{}", text(&out.stderr));
    assert_eq!(fs::read(root.join("elsewhere/b.conf")).expect("a file"), bad);
    #[cfg(unix)]
    {
        fs::remove_file(root.join("two/pjsip.conf")).expect("a file");
        std::os::unix::fs::symlink("../one/b.conf", root.join("two/b.conf")).expect("a link");
        fs::write(root.join("two/pjsip.conf"), "#include b.conf\n").expect("a file");
        let out = pjlint(&root, &["one", "two", "--fix", "-q"], "");
        assert_eq!(out.status.code(), Some(0), "{}{}", text(&out.stdout), text(&out.stderr));
        assert_eq!(fs::read_to_string(root.join("one/b.conf")).expect("a file"), "[b]\ntype=aor\nmax_contacts=1\n");
        assert!(root.join("two/b.conf").is_symlink());
    }
}

/// In JSON and SARIF there is what an editor needs, and no secret.
#[test]
fn formats_for_programs_have_the_edits() {
    let bad = format!("{BAD}pasword=hunter3\n");
    let root = Site::named("fix/run/json", &[("pjsip.conf", bad.as_bytes())]).dir.root;
    let out = pjlint(&root, &[".", "--format", "json"], "");
    assert!(!text(&out.stdout).contains("hunter"));
    let json: serde_json::Value = serde_json::from_slice(&out.stdout).expect("JSON");
    let findings = json["runs"][0]["findings"].as_array().expect("a list");
    let fix = &findings.iter().find(|f| f["line"] == 3).expect("the finding")["fix"];
    assert_eq!(fix["safety"], "safe");
    assert_eq!(fix["edits"][0]["text"], "max_contacts");
    assert_eq!((fix["edits"][0]["line"].as_u64(), fix["edits"][0]["end_column"].as_u64()), (Some(3), Some(12)));
    let out = pjlint(&root, &[".", "--format", "sarif"], "");
    assert!(!text(&out.stdout).contains("hunter"));
    let sarif: serde_json::Value = serde_json::from_slice(&out.stdout).expect("JSON");
    let results = sarif["runs"][0]["results"].as_array().expect("a list");
    let change = results.iter().find_map(|r| r["fixes"][0]["artifactChanges"].as_array()).expect("a fix");
    assert_eq!(change[0]["replacements"][0]["insertedContent"]["text"], "max_contacts");
}
