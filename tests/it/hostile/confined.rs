//! Reading is confined to what the configuration names, and a report shows nothing of a file that is no configuration.

use std::fs;

use crate::hostile::bounded::{Bounded, TRANSPORT};

const FORMATS: [&str; 8] = ["full", "concise", "json", "sarif", "github", "gitlab", "junit", "checkstyle"];

/// Files that hold what is nobody's business: none of their words may be printed.
const PRIVATE: [(&str, &str); 4] = [
    ("shadow", "root:$6$zebrafish$walrus:19000:0:99999:7:::\nasterisk:!:zebrafish:0:99999:7:::\n"),
    (
        "key",
        "-----BEGIN PRIVATE KEY-----\nzebrafishMIIEvQIBADANBg\nwalrushkiG9w0BAQEFAASC\nzebrafishAo==\n-----END PRIVATE KEY-----\n",
    ),
    ("letter", "Dear walrus,\n\nthe zebrafish of the [door is 4711.\nzebrafish\n(zebrafish)\nYours\n"),
    ("binary", "\u{7f}ELF\u{1}\0zebrafish\0\n\u{2}walrus\n\u{3}zebrafish\n"),
];

fn is_quiet(text: &str, what: &str) {
    for word in ["zebrafish", "walrus"] {
        assert!(!text.contains(word), "{what} prints {word:?}: {text}");
    }
}

#[test]
fn a_file_that_is_no_configuration_is_not_shown() {
    for (name, text) in PRIVATE {
        // Before any section, in one, and where a file is read that nobody has named so.
        for (place, before) in [("first", ""), ("later", "[e]\ntype=endpoint\ncontext=x\n")] {
            let site =
                Bounded::of(&format!("private-{name}-{place}"), format!("{TRANSPORT}{before}#include private\n"))
                    .with("private", text)
                    .with("extensions.conf", "[x]\n#include private\n")
                    .with("sip.conf", "[general]\n#include private\n")
                    .with("pjsip_wizard.conf", "#include private\n")
                    .with("acl.conf", "#include private\n");
            for format in FORMATS {
                for words in ["--profile audit", "--profile migration --asterisk 16.28"] {
                    let ran = site.check(&format!("--no-config {words} --format {format}"));
                    assert!(matches!(ran.status, Some(0 | 1)), "{}", ran.err);
                    is_quiet(&(ran.out + &ran.err), &format!("{name} {place} {format}"));
                }
            }
            let words = [
                "show --no-config .",
                "show --no-config --format json .",
                "expand --no-config .",
                "parity --no-config .",
            ];
            for words in words.into_iter().chain(["check --no-config --diff --unsafe-fixes ."]) {
                let ran = site.pjlint(words);
                is_quiet(&(ran.out + &ran.err), &format!("{name} {place} {words}"));
            }
            site.check("--no-config --format concise").ends_with(1).says("does not look like a configuration");
        }
    }
}

/// What is a configuration with a mistake in its first line is shown as before.
#[test]
fn a_configuration_with_mistakes_is_shown() {
    let site = Bounded::of("mistakes", format!("{TRANSPORT}#include more.conf\n"))
        .with("more.conf", "what is this\n[a]\ntype=aor\nmax_contact=1\n");
    site.check("--no-config").says("what is this").says("max_contact=1");
}

#[test]
fn values_that_name_files_show_nothing_of_them() {
    let site = Bounded::new("values").with("key.pem", PRIVATE[1].1).with("letter", PRIVATE[2].1);
    let (key, letter) = (site.path("key.pem"), site.path("letter"));
    let (key, letter) = (key.display(), letter.display());
    let site = site.with(
        "pjsip.conf",
        format!(
            "[tls]\ntype=transport\nprotocol=tls\nbind=0.0.0.0\ncert_file={letter}\npriv_key_file={key}\nca_list_file={letter}\n\
             [e]\ntype=endpoint\ncontext=x\ndtls_cert_file={letter}\ndtls_private_key={key}\nmedia_encryption=dtls\n"
        ),
    );
    for format in FORMATS {
        for words in ["", "--check-files", "--check-files --profile audit"] {
            let ran = site.check(&format!("--no-config {words} --format {format}"));
            is_quiet(&(ran.out + &ran.err), &format!("{words} {format}"));
        }
    }
}

/// What strace(1) sees: only files of the directory are opened, besides what any program opens.
#[test]
fn nothing_else_is_read() {
    let site = Bounded::of("read", format!("{TRANSPORT}#include more.conf\n#include gone/*.conf\n"))
        .with("more.conf", "[a]\ntype=aor\n")
        .with("other.conf", "[b]\ntype=aor\n");
    let Some(opened) = crate::hostile::untouched::opened(&site, "check --no-config --check-files .") else { return };
    let root = site.dir.canonicalize().expect("the directory is there");
    let ours: Vec<&str> = opened.iter().filter_map(|o| o.path.strip_prefix(root.to_str()?)).collect();
    assert!(ours.iter().any(|p| p.ends_with("more.conf")), "{ours:?}");
    assert!(!ours.iter().any(|p| p.ends_with("other.conf")), "{ours:?}");
    let system = ["/lib", "/usr/", "/etc/ld.so", "/proc/", "/sys/", "/dev/"];
    for open in opened.iter().filter(|o| o.path.starts_with('/') && !o.path.starts_with(root.to_str().expect("UTF-8")))
    {
        assert!(system.iter().any(|s| open.path.starts_with(s)), "{} is opened", open.path);
    }
    fs::remove_dir_all(&site.dir).expect("the directory is there");
}
