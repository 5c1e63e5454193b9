//! What an include may lead to that is no file: it is never waited for, and said what it is.

use std::fs::{self, File};
use std::os::unix::fs::symlink;

use rustix::fs::{CWD, FileType, Mode, mknodat};

use crate::hostile::bounded::{Bounded, TRANSPORT, exists};

fn including(name: &str, what: &str) -> Bounded {
    Bounded::of(name, format!("{TRANSPORT}#include {what}\n[lost]\ntype=aor\n"))
}

fn fifo(site: &Bounded, file: &str) {
    mknodat(CWD, site.path(file), FileType::Fifo, Mode::from_raw_mode(0o600), 0).expect("a FIFO");
}

#[test]
fn an_include_of_a_device() {
    for device in ["/dev/zero", "/dev/random", "/dev/tty", "/dev/full"] {
        if exists(device) {
            let ran = including("device", device).check("--format concise");
            ran.ends_with(1).says("missing-include").says("it is not a regular file");
        }
    }
}

#[test]
fn an_include_of_a_fifo() {
    let site = including("fifo", "pipe.conf");
    fifo(&site, "pipe.conf");
    site.check("--format concise").ends_with(1).says("missing-include").says("it is not a regular file");
}

#[test]
fn every_file_that_is_read_is_a_fifo() {
    let site = Bounded::of("fifos", TRANSPORT);
    for name in ["sip.conf", "pjsip_wizard.conf", "extensions.conf", "asterisk.conf", "modules.conf", "acl.conf"] {
        fifo(&site, name);
    }
    site.check("").ends_with(2).complains("regular file");
    let site = Bounded::new("fifo-main");
    fifo(&site, "pjsip.conf");
    assert_eq!(site.check("").status, Some(2));
    assert_eq!(site.pjlint("check pjsip.conf").status, Some(2));
    // One that is named may come by a pipe, but a device has no end.
    let site = Bounded::of("fifo-policy", TRANSPORT);
    fifo(&site, "pjlint.toml");
    fifo(&site, "known");
    site.check("").ends_with(0);
    site.check("--config /dev/zero").ends_with(2).complains("it is not a pjlint.toml");
    site.check("--no-config --baseline known").ends_with(2).complains("known");
}

#[test]
fn an_include_of_a_directory() {
    let site = including("directory", "there");
    fs::create_dir(site.path("there")).expect("a directory");
    site.check("--format concise").ends_with(1).says("missing-include").says("it is not a regular file");
}

#[test]
fn an_include_of_a_loop_of_links() {
    let site = including("links", "a.conf");
    symlink("b.conf", site.path("a.conf")).expect("a link");
    symlink("a.conf", site.path("b.conf")).expect("a link");
    site.check("--format concise").ends_with(1).says("missing-include").says("it cannot be read");
}

/// A link to the directory itself: wildcards go around in it as often as the pattern has parts.
#[test]
fn a_directory_that_holds_itself() {
    let site = including("around", "x/*/*/*/*/*/*.conf");
    symlink(".", site.path("x")).expect("a link");
    site.check("--format concise").ends_with(1);
    // Thirty links make 27,000 paths to one file: its content is held once, and is not read without end.
    let site = including("thirty-around", "l*/l*/l*/a.conf").with("a.conf", "; padding\n".repeat(40_000));
    for n in 0..30 {
        symlink(".", site.path(&format!("l{n}"))).expect("a link");
    }
    site.check("--format concise").ends_with(1).says("include-trap").says("256 MiB");
    // To look for configurations in a tree goes around in none.
    let site = Bounded::new("around-tree").with("tree/a/pjsip.conf", TRANSPORT);
    symlink("..", site.path("tree/a/x")).expect("a link");
    symlink(".", site.path("tree/y")).expect("a link");
    site.pjlint("check --format concise tree").ends_with(0);
}

#[test]
fn a_file_of_4_gib_and_more() {
    let site = including("4gib", "large.conf");
    for len in [(1 << 32) - 1, 1 << 32, 5 << 30, 1 << 40] {
        File::create(site.path("large.conf")).and_then(|f| f.set_len(len)).expect("a file with a hole");
        let ran = site.check("--format concise");
        ran.ends_with(1).says("missing-include").says("it is 4 GiB or larger, more than pjlint reads from one file");
    }
    fs::rename(site.path("large.conf"), site.path("pjsip.conf")).expect("a file");
    site.check("").ends_with(2).complains("pjsip.conf: it is 4 GiB or larger");
}

#[test]
fn a_file_that_does_not_end() {
    let Ok(own) = fs::metadata("/proc/self/pagemap") else { return };
    assert_eq!(own.len(), 0, "the kernel does not say how long it is");
    // By root it can be read without an end, by others not at all.
    including("endless", "/proc/self/pagemap").check("--format concise").ends_with(1).says("missing-include");
}

#[test]
fn a_tree_of_very_deep_directories() {
    let site = Bounded::of("deep", TRANSPORT);
    let mut dir = site.dir.clone();
    for _ in 0..300 {
        dir.push("d");
    }
    fs::create_dir_all(&dir).expect("directories");
    fs::write(dir.join("pjsip.conf"), TRANSPORT).expect("a file");
    site.check("--format concise").ends_with(0);
}
