//! Colours and links: on a terminal that has them, unless somebody says otherwise.

use crate::terminal::pjlint;
use crate::terminal::pty;

const DEMO: &[&str] = &["check", "fixtures/demo", "--asterisk", "22.10"];
const LINK: &str = "\u{1b}]8;;https://";

fn on_terminal(environment: &[(&str, &str)], more: &[&str]) -> String {
    pty::run(pjlint().args(DEMO).args(more).env("TERM", "xterm-256color").envs(environment.iter().copied())).0
}

fn into_pipe(environment: &[(&str, &str)], more: &[&str]) -> String {
    let output = pjlint().args(DEMO).args(more).envs(environment.iter().copied()).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

fn has_color(text: &str) -> bool {
    text.contains("\u{1b}[")
}

#[test]
fn colours_follow_the_terminal_the_environment_and_the_command_line() {
    assert!(has_color(&on_terminal(&[], &[])));
    assert!(!has_color(&into_pipe(&[("TERM", "xterm-256color")], &[])));
    // Both ways, and who wins.
    assert!(!has_color(&on_terminal(&[("NO_COLOR", "1")], &[])));
    assert!(has_color(&on_terminal(&[("NO_COLOR", "")], &[])));
    assert!(!has_color(&on_terminal(&[("TERM", "dumb")], &[])));
    assert!(!has_color(&on_terminal(&[("CLICOLOR", "0")], &[])));
    assert!(has_color(&into_pipe(&[("CLICOLOR_FORCE", "1")], &[])));
    assert!(has_color(&into_pipe(&[("FORCE_COLOR", "1")], &[])));
    assert!(!has_color(&on_terminal(&[("FORCE_COLOR", "0")], &[])));
    assert!(!has_color(&into_pipe(&[("FORCE_COLOR", "1"), ("NO_COLOR", "1")], &[])));
    assert!(has_color(&into_pipe(&[("NO_COLOR", "1")], &["--color", "always"])));
    assert!(!has_color(&on_terminal(&[("FORCE_COLOR", "1")], &["--color", "never"])));
    // The same for what is one line each.
    assert!(has_color(&on_terminal(&[], &["--format", "concise"])));
    assert!(!has_color(&into_pipe(&[], &["--format", "concise"])));
}

#[test]
fn rules_are_links_on_terminals_that_have_them() {
    let able = ("VTE_VERSION", "7600");
    for format in ["full", "concise"] {
        let more = ["--format", format];
        let text = on_terminal(&[able], &more);
        assert!(text.contains("/rules/acl/acl-deny-last.md\u{1b}\\acl-deny-last ACL01\u{1b}]8;;\u{1b}\\"), "{text}");
        assert!(!text.contains("(link)"));
        assert!(!on_terminal(&[], &more).contains(LINK), "a terminal that is not known to have them");
        for off in [("NO_COLOR", "1"), ("TERM", "dumb"), ("FORCE_COLOR", "0")] {
            assert!(!on_terminal(&[able, off], &more).contains(LINK), "{off:?}");
        }
        assert!(!on_terminal(&[able], &[&more[..], &["--color", "never"]].concat()).contains(LINK));
        for force in [("FORCE_HYPERLINK", "1"), ("FORCE_COLOR", "1"), ("CLICOLOR_FORCE", "1")] {
            assert!(!into_pipe(&[able, force], &more).contains(LINK), "{force:?}: never in a pipe");
        }
        assert!(!into_pipe(&[able], &[&more[..], &["--color", "always"]].concat()).contains(LINK));
    }
}

#[test]
fn a_run_that_takes_its_time_says_what_it_does() {
    // Standard input stays open until the line has appeared, however long that takes.
    let mut command = pjlint();
    command.args(["check", "-", "--color", "never", "--asterisk", "22.10"]).env("TERM", "xterm").env("COLUMNS", "100");
    let (text, status) = pty::run_until(&mut command, "reading standard input");
    assert_eq!(status, 0, "{text}");
    // The line is wiped before the report.
    let (line, report) = text.rsplit_once("\u{1b}[2K").unwrap();
    assert!(line.contains("reading standard input") && !report.contains("reading"), "{text:?}");
    assert!(report.contains("nothing found"), "{text:?}");
}

#[test]
fn nothing_of_the_progress_stays() {
    // The report ends with the summary, and no line is drawn over or left.
    let (text, status) = pty::run(pjlint().args(DEMO).args(["--color", "never"]).env("TERM", "xterm"));
    assert_eq!(status, 1);
    let [fixes, counts] = text.trim_end().lines().rev().take(2).collect::<Vec<_>>()[..] else { panic!("{text}") };
    assert!(counts.contains("errors") && counts.contains("notes") && fixes.contains("--fix"), "{counts}\n{fixes}");
    for quiet in [&["--quiet"][..], &["--format", "json"]] {
        let (text, _) = pty::run(pjlint().args(DEMO).args(quiet).args(["--color", "never"]).env("TERM", "xterm"));
        assert!(!text.contains("checking") && !text.contains('\u{1b}'), "{quiet:?}");
    }
}
