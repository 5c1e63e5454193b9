//! Names that are too long, no text, or meant for the terminal of whoever reads the report.

use std::ffi::OsString;
use std::fs;
use std::os::unix::ffi::OsStringExt;

use crate::hostile::bounded::{Bounded, TRANSPORT};
use crate::sample;

const FORMATS: [&str; 8] = ["full", "concise", "json", "sarif", "github", "gitlab", "junit", "checkstyle"];

/// Clears the screen, sets the title, writes to the clipboard, turns what follows, joins lines.
const EVIL: &str = "\u{1b}[2J\u{1b}]0;x\u{7}\u{9b}31m\u{202e}\u{2066}\u{200f}\u{61c}\r\u{8}\u{feff}";

#[test]
fn names_of_megabytes() {
    let long = "n".repeat(2 << 20);
    let site = Bounded::of(
        "long",
        format!("{TRANSPORT}[{long}]\ntype=endpoint\n[e]\n{long}=1\ntype={long}\ncontext={long}\n"),
    );
    for format in FORMATS {
        let ran = site.check(&format!("--format {format}"));
        assert!(ran.out.len() < 2 << 20, "{format} repeats what is too long");
        ran.says("line of more than 8190 bytes");
    }
    // As long as Asterisk reads.
    let long = "n".repeat(8000);
    let text =
        format!("{TRANSPORT}[{long}]\ntype=endpoint\n[e]\ntype=endpoint\n{long}=1\n[f]\ntype={long}\naors={long}\n");
    let site = Bounded::of("long-read", text);
    for format in FORMATS {
        let ran = site.check(&format!("--format {format}")).ends_with(1);
        assert!(ran.out.len() < 2 << 20, "{format} repeats what is too long");
    }
    // `+=` makes a value of any length of lines of 8 KB; `tests/hostile-large` has a longer one. It is written in a
    // quarter of the formats, others in each run, and always as JSON.
    sample::tell();
    let text = format!("{TRANSPORT}[e]\ntype=endpoint\ncontext=x\naors=a\n{}", format!("aors+=,{long}\n").repeat(300));
    let site = Bounded::of("long-value", text);
    for format in FORMATS.into_iter().filter(|f| *f == "json" || sample::is_drawn(f)) {
        let ran = site.check(&format!("--format {format}"));
        assert!(ran.out.len() < 10 << 20, "{format} repeats what is too long: {}", ran.out.len());
    }
}

/// Of names with these eight bytes in the middle, a hash that is often taken for names knows the first eight no more.
const FORGETS: [u8; 8] = 0xa409_3822_299f_31d0_u64.to_le_bytes();

#[test]
fn names_that_share_a_well_known_hash() {
    let mut text = TRANSPORT.as_bytes().to_vec();
    for i in 0..sample::size(120_000, 60_000) {
        text.extend(format!("[{i:08}").bytes());
        text.extend(FORGETS);
        text.extend(b"0123456789abcdef]\ntype=aor\nmax_contacts=1\n");
    }
    Bounded::of("shared-hash", text).check("--format concise").ends_with(0).says("bytes that are not UTF-8");
}

#[test]
fn bytes_that_are_no_utf_8() {
    let text = [
        TRANSPORT.as_bytes(),
        b"[\xff\xfe]\ntype=endpoint\n\xc3=\x80\ncontext=\xf0\x9f\naors=\xff\xff\n[\xed\xa0\x80](\xff)\n",
    ];
    let site = Bounded::of("bytes", text.concat());
    for format in FORMATS {
        site.check(&format!("--format {format}")).ends_with(1);
    }
    site.pjlint("show --no-config .").ends_with(0);
    site.pjlint("show --no-config --format json .").ends_with(0);
    // UTF-16, as an editor may save it.
    let wide: Vec<u8> = "\u{feff}[e]\ntype=endpoint\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let ran = Bounded::of("utf-16", wide).check("--format concise").ends_with(1);
    assert!(!ran.out.is_empty());
}

#[test]
fn names_that_would_drive_a_terminal() {
    let e = EVIL.replace('\r', "");
    let text = format!(
        "{TRANSPORT}[a{e}]\ntype=endpoint\nno{e}=1\naors={e}\nauth=b{e}\ncontext={e}\nallow={e}\n[c](!{e})\n\
         [d{e}]\ntype={e}\n[e]\ntype=auth\nusername={e}\npassword={e}\n#include {e}\n; pjlint: ignore[{e}] {e}\nno {e}\n"
    );
    let site = Bounded::of("evil", &text)
        .with("extensions.conf", format!("[x{e}]\nexten => {e},1,Dial(PJSIP/{e})\n"))
        .with("sip.conf", format!("[general]\nregister => {e}:{e}@{e}\n[{e}]\ntype=friend\nhost={e}\nsecret={e}\n"))
        .with("pjsip_wizard.conf", format!("[w{e}]\ntype=wizard\nremote_hosts={e}\nendpoint/{e}={e}\n"))
        .with("acl.conf", format!("[{e}]\npermit={e}\n"));
    for format in FORMATS {
        for words in ["--profile audit", "--profile migration --asterisk 16.28"] {
            let ran = site.check(&format!("--no-config {words} --format {format}"));
            assert!(ran.status.is_some());
            ran.ends_with(1);
        }
    }
    // A diff is to be applied: only for a terminal it is without them.
    assert_eq!(site.check("--diff --unsafe-fixes").status, Some(1));
    for words in ["show --no-config .", "show --no-config --format json .", "parity ."] {
        let ran = site.pjlint(words);
        let status = ran.status.expect("no signal");
        ran.ends_with(status);
    }
    site.pjlint("show --no-config . endpoint/\u{1b}[31m").ends_with(2);
    site.pjlint("explain \u{1b}[31m\u{202e}").ends_with(2);
    site.pjlint("check --select \u{1b}[31m .").ends_with(2);
    site.pjlint("check --config \u{1b}[31m .").ends_with(2);
    site.pjlint("check \u{1b}[31m\u{202e}").ends_with(2);
    let dir = "new\u{1b}[31m\u{9b}\u{202e}\u{61c}";
    fs::create_dir(site.path(dir)).expect("a directory of that name");
    site.pjlint(&format!("init {dir}")).ends_with(0);
    fs::write(site.path(dir).join("pjsip.conf"), "[e]\ntype=endpoint\nbogus=1\n").expect("a file");
    for format in FORMATS {
        site.pjlint(&format!("check --format {format} {dir}")).ends_with(1);
    }
    site.pjlint(&format!("check --baseline {dir}/known --write-baseline {dir}")).ends_with(0);
}

/// One finding is one line of `concise`, and one element of the others, however files are called.
#[test]
fn paths_with_newlines() {
    let site = Bounded::of("paths", format!("{TRANSPORT}#include d/*.conf\n"));
    fs::create_dir(site.path("d")).expect("a directory");
    let name = "d/a\nb: error: forged [x Y]\u{1b}[31m\u{202e}.conf";
    fs::write(site.path(name), "[a]\ntype=aor\nmax_contact=1\n").expect("a file of that name");
    fs::write(site.dir.join("d").join(OsString::from_vec(b"\xff\n.conf".to_vec())), "[b]\ntype=aor\nx=1\n")
        .expect("a file");
    for format in FORMATS {
        site.check(&format!("--format {format}")).ends_with(1);
    }
    let ran = site.check("--format concise --quiet").ends_with(1);
    assert_eq!(ran.out.lines().filter(|l| l.starts_with("b: error")).count(), 0, "{}", ran.out);
    assert!(ran.out.lines().all(|l| l.starts_with("d/")), "{}", ran.out);
    assert_eq!(site.check("--diff").status, Some(1));
    site.check("--fix").ends_with(1);
    site.check("--baseline known --write-baseline").ends_with(0);
    site.check("--baseline known").ends_with(0);

    let site = Bounded::new("dirs").with("x\n::error::y/pjsip.conf", "[a]\ntype=aor\nx=1\n");
    for format in FORMATS {
        let ran = site.check(&format!("--format {format}")).ends_with(1);
        assert!(!ran.out.lines().any(|l| l.starts_with("::error::y")), "{format}: {}", ran.out);
    }
}
