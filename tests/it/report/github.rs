//! `--format github`: read back as the runner of GitHub Actions reads a job's log, and compared with the findings.

use std::collections::BTreeMap;
use std::process::Command;

use pjlint::catalogue::Severity;
use pjlint::finding::Finding;
use pjlint::linter::Report;
use pjlint::report::Format;

use crate::report::fixture::{clean, directory, findings, lint, run, text};

/// A command of the log, as the runner understands it.
#[derive(Debug)]
struct Annotation {
    level: String,
    properties: BTreeMap<String, String>,
    message: String,
}

/// The commands among the lines, and the other lines. Lines end where the runner ends them: at `\n`, `\r` or both.
fn read(log: &str) -> (Vec<Annotation>, Vec<&str>) {
    let (mut commands, mut others) = (Vec::new(), Vec::new());
    for line in log.split(['\n', '\r']) {
        let Some(rest) = line.trim_start().strip_prefix("::") else {
            assert!(!line.contains("##["), "an old command in {line:?}");
            others.push(line);
            continue;
        };
        let (command, message) = rest.split_once("::").expect("the end of the command");
        let (level, list) = command.split_once(' ').expect("properties");
        let property = |p: &str| {
            let (name, value) = p.split_once('=').expect("a value");
            (name.to_owned(), unescaped(value, true))
        };
        commands.push(Annotation {
            level: level.to_owned(),
            properties: list.split(',').map(property).collect(),
            message: unescaped(message, false),
        });
    }
    (commands, others)
}

fn unescaped(text: &str, is_property: bool) -> String {
    let text = text.replace("%0D", "\r").replace("%0A", "\n");
    let text = if is_property { text.replace("%3A", ":").replace("%2C", ",") } else { text };
    text.replace("%25", "%")
}

/// Each command is a finding, and each finding a command.
fn compare(commands: &[Annotation], linted: &Report) {
    let mut found: Vec<&Finding> = linted.findings.iter().collect();
    found.sort_by_key(|f| std::cmp::Reverse(f.severity));
    assert_eq!(commands.len(), found.len());
    for (command, f) in commands.iter().zip(found) {
        let level = match f.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "notice",
        };
        assert_eq!(command.level, level);
        let at = linted.config.sources.position(f.primary.span);
        assert_eq!(command.properties["line"], at.line.to_string());
        assert_eq!(command.properties["title"], format!("{} {}", f.rule.name, f.rule.code));
        let one_line = command.properties["endLine"] == command.properties["line"];
        assert_eq!(command.properties.contains_key("col"), one_line);
        if one_line {
            assert_eq!(command.properties["col"], at.column.to_string());
            assert!(command.properties["endColumn"].parse::<u32>().is_ok_and(|end| end >= at.column));
        }
        let place = format!("{}:{}:{}: ", linted.path(f.primary.span), at.line, at.column);
        assert!(command.message.starts_with(&format!("{place}{}", f.message)), "{command:?}");
        assert!(command.message.contains(&f.consequence), "{command:?}");
    }
}

#[test]
fn commands_are_the_findings() {
    let run = run(vec![findings("github")]);
    let log = text(&run, Format::Github);
    let (commands, others) = read(&log);
    compare(&commands, &run.reports[0]);
    for command in &commands {
        assert!(command.properties["file"].starts_with("conf/"), "{command:?}");
    }
    assert!(commands.iter().any(|c| c.properties["file"] == format!("conf/{}", crate::report::fixture::ODD)));
    let count = |severity| run.count(severity);
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    assert!(others.iter().any(|l| l.starts_with(&format!("{errors} errors, {warnings} warning"))), "{others:?}");
}

#[test]
fn nothing_found_is_no_command() {
    for run in [run(vec![clean("github-clean")]), run(Vec::new())] {
        let log = text(&run, Format::Github);
        let (commands, others) = read(&log);
        assert!(commands.is_empty());
        assert!(others.contains(&"nothing found"), "{others:?}");
    }
}

#[test]
fn more_than_github_shows_is_said() {
    let mut linted = findings("github-many");
    let one = linted.findings[0].clone();
    linted.findings = vec![one.clone().severity(Severity::Info); 10_000];
    linted.findings.extend(vec![one.severity(Severity::Error); 3]);
    let run = run(vec![linted]);
    let log = text(&run, Format::Github);
    let (commands, others) = read(&log);
    compare(&commands, &run.reports[0]);
    assert!(commands[..3].iter().all(|c| c.level == "error"), "the most severe come first");
    assert!(others.iter().any(|l| l.contains("9990 of 10003 findings are only in this log")), "{others:?}");
}

/// Names of files, sections and options that are commands themselves stay text, also in the summary.
#[cfg(unix)]
#[test]
fn no_text_of_a_configuration_is_a_command() {
    let run = run(vec![crate::report::fixture::odd("github-odd")]);
    let log = text(&run, Format::Github);
    let (commands, others) = read(&log);
    compare(&commands, &run.reports[0]);
    assert!(
        others.iter().any(|l| l.starts_with("Checked ::error file=x::")),
        "the summary names the directory: {others:?}"
    );
    assert!(!others.iter().any(|l| l.trim_start().starts_with("::")), "a line that is a command: {others:?}");
    let files: Vec<&str> = commands.iter().map(|c| c.properties["file"].as_str()).collect();
    assert!(files.contains(&"::error file=x::/odd/a\n::error::pwned\r##[error]pwned\n.conf"), "{files:?}");
    assert!(files.iter().all(|f| f.starts_with("::error file=x::/odd/")), "{files:?}");
}

/// Paths are those of the repository, wherever pjlint runs; what lies outside of it is not taken for a file of it.
#[test]
fn paths_begin_at_the_workspace() {
    let work = directory("github-workspace/site/etc", &[("pjsip.conf", "[a]\ntype=aor\nmax_contact=1\n")]);
    let site = work.parent().expect("site");
    let run = |here: &std::path::Path, workspace: Option<&std::path::Path>, args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pjlint"));
        command.args(["check", "--format", "github", "--quiet"]).args(args).current_dir(here);
        command.env_remove("GITHUB_WORKSPACE");
        if let Some(workspace) = workspace {
            command.env("GITHUB_WORKSPACE", workspace);
        }
        let output = command.output().expect("pjlint runs");
        assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
        let log = String::from_utf8(output.stdout).expect("UTF-8");
        read(&log).0.first().expect("a finding").properties["file"].clone()
    };
    assert_eq!(run(site, None, &["etc"]), "etc/pjsip.conf");
    assert_eq!(run(site, site.parent(), &["etc"]), "site/etc/pjsip.conf");
    assert_eq!(run(&work, Some(site), &[]), "etc/pjsip.conf");
    assert_eq!(run(&work, site.parent(), &["../etc"]), "site/etc/pjsip.conf");
    let whole = work.to_string_lossy().into_owned();
    assert_eq!(run(site, Some(site), &[&whole]), "etc/pjsip.conf");
    let elsewhere = directory("github-elsewhere", &[]);
    assert_eq!(run(&elsewhere, Some(&elsewhere), &[&whole]), format!("{whole}/pjsip.conf"));
}

/// Standard input is no file of the repository.
#[test]
fn standard_input_has_no_file() {
    use std::io::Write;
    let mut child = Command::new(env!("CARGO_BIN_EXE_pjlint"))
        .args(["check", "-", "--format", "github"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("pjlint runs");
    child.stdin.take().expect("a pipe").write_all(b"[a]\ntype=aor\nmax_contact=1\n").expect("it reads");
    let output = child.wait_with_output().expect("it ends");
    let log = String::from_utf8(output.stdout).expect("UTF-8");
    let (commands, _) = read(&log);
    assert!(!commands.is_empty() && commands.iter().all(|c| !c.properties.contains_key("file")), "{log}");
    assert!(commands[0].message.starts_with("<stdin>:3:1: "), "{log}");
}

#[test]
fn a_span_of_several_lines_has_no_columns() {
    let mut linted = lint(directory("github-lines", &[("pjsip.conf", "[a]\ntype=aor\nmax_contact=1\n")]), "conf/");
    linted.findings[0].primary.span.len = 14;
    let run = run(vec![linted]);
    let log = text(&run, Format::Github);
    let (commands, _) = read(&log);
    assert_eq!(commands[0].properties["endLine"], "4");
    compare(&commands, &run.reports[0]);
}
