//! `#exec` is never run, and only `--fix` and what writes a file by its name ever write.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use crate::hostile::bounded::{Bounded, TRANSPORT};

/// A call of open(2) and the like, as strace(1) prints it.
pub(crate) struct Opened {
    pub(crate) path: String,
    flags: String,
}

/// What a run opens; nothing where there is no strace(1), or it may not trace here.
pub(crate) fn opened(site: &Bounded, words: &str) -> Option<Vec<Opened>> {
    let trace = traced(site, words, "open,openat,creat")?;
    let all = trace.lines().filter_map(|line| {
        let (_, rest) = line.split_once('"')?;
        let (path, flags) = rest.split_once('"')?;
        let path = if path.starts_with('/') { path.to_owned() } else { site.path(path).display().to_string() };
        Some(Opened { path, flags: flags.to_owned() })
    });
    Some(all.collect())
}

fn traced(site: &Bounded, words: &str, calls: &str) -> Option<String> {
    let file = site.path(".git/trace");
    let ran = Command::new("strace")
        .args(["-f", "-qq", "-s", "4096", "-e", &format!("trace={calls}"), "-o"])
        .arg(&file)
        .arg(env!("CARGO_BIN_EXE_pjlint"))
        .args(words.split_whitespace())
        .current_dir(&site.dir)
        .env_remove("LD_LIBRARY_PATH")
        .output();
    if !ran.is_ok_and(|r| matches!(r.status.code(), Some(0 | 1))) {
        println!("SKIPPED: strace(1) is not here, or may not trace");
        return None;
    }
    fs::read_to_string(file).ok()
}

fn exec() -> Bounded {
    let site = Bounded::new("exec");
    let evil = site.path("evil");
    let touch = |n: u32| format!("touch {}{n}", evil.display());
    let exec = format!("#exec {}\n#exec \"{}\"\n#EXEC => {}\n", touch(1), touch(2), touch(3));
    let site = site
        .with("asterisk.conf", "[options]\nexecincludes = yes\n")
        .with("pjsip.conf", format!("{TRANSPORT}{exec}"))
        .with("pjsip_wizard.conf", &exec)
        .with("sip.conf", format!("[general]\n{exec}"))
        .with("extensions.conf", format!("[x]\n{exec}exten => 1,1,System({})\n", touch(4)))
        .with("acl.conf", &exec)
        .with("included.conf", &exec);
    let mut text = fs::read_to_string(site.path("pjsip.conf")).expect("a file");
    text.push_str("#include included.conf\n");
    site.with("pjsip.conf", text)
}

const COMMANDS: [&str; 8] = [
    "check --no-config .",
    "check --no-config --profile audit --check-files --format json .",
    "check --no-config --profile migration --asterisk 16.28 .",
    "check --no-config --diff --unsafe-fixes .",
    "check --no-config --fix --unsafe-fixes .",
    "show --no-config .",
    "expand --no-config .",
    "parity --no-config .",
];

#[test]
fn exec_is_never_run() {
    let site = exec();
    for words in COMMANDS {
        let ran = site.pjlint(words);
        assert!(matches!(ran.status, Some(0..=2)), "{words}: {}", ran.err);
        for entry in fs::read_dir(&site.dir).expect("a directory") {
            let name = entry.expect("an entry").file_name();
            assert!(!name.to_string_lossy().starts_with("evil"), "{words} runs #exec");
        }
    }
    site.check("--no-config --format concise").says("the output of `#exec` is not checked");
    // No program is started at all: nothing but pjlint itself.
    if let Some(trace) = traced(&site, "check --no-config --asterisk 22 --check-files .", "execve,vfork,fork") {
        assert_eq!(trace.lines().filter(|l| l.contains("execve(")).count(), 1, "{trace}");
    }
}

#[test]
fn check_files_never_opens_for_writing() {
    let site = Bounded::new("check-files");
    for (name, mode) in [("cert.pem", 0o644), ("key.pem", 0o600), ("none.pem", 0o000)] {
        let path = site.path(name);
        fs::write(&path, "-----BEGIN CERTIFICATE-----\n").expect("a file");
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("its owner may");
    }
    let (dir, fifo) = (site.dir.display().to_string(), site.path("fifo"));
    rustix::fs::mknodat(rustix::fs::CWD, &fifo, rustix::fs::FileType::Fifo, rustix::fs::Mode::from_raw_mode(0o600), 0)
        .expect("a FIFO");
    let mut text = String::new();
    for (i, file) in ["cert.pem", "none.pem", "fifo", "gone.pem", "."].iter().enumerate() {
        text += &format!(
            "[t{i}]\ntype=transport\nprotocol=tls\nbind=0.0.0.0:{i}5061\ncert_file={dir}/{file}\npriv_key_file={dir}/key.pem\n"
        );
    }
    let site = site.with("pjsip.conf", text);
    let state = || {
        let entries = fs::read_dir(&site.dir).expect("a directory").map(|e| e.expect("an entry"));
        let entries = entries.filter(|e| e.file_name() != ".git");
        let mut all: Vec<_> = entries
            .map(|e| {
                let m = e.metadata().expect("it is there");
                (e.file_name(), m.len(), m.modified().expect("a time"), m.permissions().mode())
            })
            .collect();
        all.sort();
        all
    };
    let before = state();
    for format in ["full", "json"] {
        let ran = site.check(&format!("--no-config --check-files --profile audit --format {format}"));
        assert!(matches!(ran.status, Some(0 | 1)), "{}", ran.err);
    }
    assert_eq!(before, state(), "something was written");
    let Some(opened) = opened(&site, "check --no-config --check-files --profile audit .") else { return };
    for open in opened.iter().filter(|o| o.path != "/dev/tty" && o.path != "/dev/null") {
        let writes = ["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "O_APPEND"].iter().any(|f| open.flags.contains(f));
        assert!(!writes, "{} is opened for writing: {}", open.path, open.flags);
    }
}
