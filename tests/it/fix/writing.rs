//! How edited files take the place of the old ones.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;

use pjlint::fix::{Changed, write};

use crate::site::Site;

const BAD: &[u8] = b"[a]\ntype=aor\nmax_contact=1\n";
const GOOD: &[u8] = b"[a]\ntype=aor\nmax_contacts=1\n";

fn read(path: &Path) -> Vec<u8> {
    fs::read(path).expect("a readable file")
}

fn changed(path: &Path, before: &[u8], after: &[u8]) -> Changed {
    let name = path.file_name().expect("a name").to_string_lossy().into_owned();
    Changed { name, path: path.to_owned(), before: before.into(), after: after.into() }
}

#[test]
fn mode_and_owner_stay() {
    let site = Site::named("fix/writing/mode", &[("pjsip.conf", BAD)]);
    let root = &site.dir.root;
    let path = root.join("pjsip.conf");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("a file of our own");
    // Only root can give a file away.
    let given = std::os::unix::fs::chown(&path, Some(1234), Some(1235)).is_ok();
    let fixed = site.fix(false);
    write(&fixed.files).expect("a writable directory");
    assert_eq!(read(&path), GOOD);
    let metadata = fs::metadata(&path).expect("a file");
    assert_eq!(metadata.mode() & 0o7777, 0o640);
    assert!(!given || (metadata.uid(), metadata.gid()) == (1234, 1235));
    assert_eq!(fs::read_dir(root).expect("a directory").count(), 1, "nothing is left behind");
    assert!(site.fix(true).files.is_empty(), "a second run changes nothing");
}

#[test]
fn a_link_stays_a_link() {
    let site = Site::named("fix/writing/link", &[("real/a.conf", BAD)]);
    let root = &site.dir.root;
    symlink("real/a.conf", root.join("pjsip.conf")).expect("a link");
    let fixed = site.fix(false);
    write(&fixed.files).expect("a writable directory");
    assert!(root.join("pjsip.conf").is_symlink());
    assert_eq!(read(&root.join("real/a.conf")), GOOD);
}

/// All or none: a file that somebody else has changed, or that has other names, costs no other its place.
#[test]
fn what_is_not_as_it_was_is_not_written() {
    let site = Site::named("fix/writing/changed", &[("one.conf", BAD), ("two.conf", b"other"), ("three.conf", BAD)]);
    let root = &site.dir.root;
    fs::hard_link(root.join("three.conf"), root.join("four.conf")).expect("a link");
    let one = changed(&root.join("one.conf"), BAD, GOOD);
    let error = write(&[one.clone(), changed(&root.join("two.conf"), BAD, GOOD)]).expect_err("it has changed");
    assert!(error.to_string().contains("two.conf (it has changed since it was read"), "{error}");
    assert!(error.to_string().ends_with("no file was changed"), "{error}");
    let error = write(&[one, changed(&root.join("three.conf"), BAD, GOOD)]).expect_err("it has two names");
    assert!(error.to_string().contains("hard links"), "{error}");
    assert_eq!(read(&root.join("one.conf")), BAD);
    assert_eq!(read(&root.join("three.conf")), BAD);
    assert_eq!(fs::read_dir(root).expect("a directory").count(), 4, "nothing is left behind");
}
