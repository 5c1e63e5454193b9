//! Files of every form: line ends, blanks, comments, includes, templates, wizards.

use std::fs;

use crate::site::Site;

/// What the safe fixes make of the files; those that they leave alone are not there.
fn fixed(name: &str, files: &[(&str, &[u8])]) -> Vec<(String, Vec<u8>)> {
    let site = Site::named(&format!("fix/forms/{name}"), files);
    let fixed = site.fix(false);
    assert!(fixed.left.is_empty(), "{name}: {:?}", fixed.left);
    let name_of =
        |p: &std::path::Path| p.strip_prefix(&site.dir.root).expect("a file of it").to_string_lossy().into_owned();
    fixed.files.iter().map(|f| (name_of(&f.path), f.after.to_vec())).collect()
}

fn one(name: &str, before: &[u8], after: &[u8]) {
    let found = fixed(name, &[("pjsip.conf", before)]);
    let [(file, text)] = found.as_slice() else { panic!("{name}: {} files", found.len()) };
    assert_eq!(file, "pjsip.conf");
    assert_eq!(String::from_utf8_lossy(text), String::from_utf8_lossy(after), "{name}");
}

#[test]
fn nothing_but_the_value_changes() {
    one(
        "crlf-tabs-comments",
        b"[a]\r\ntype\t=\taor ; an aor\r\nmax_contact \t =>\t 1\t; one\r\n\r\n; the end\r\n",
        b"[a]\r\ntype\t=\taor ; an aor\r\nmax_contacts \t =>\t 1\t; one\r\n\r\n; the end\r\n",
    );
    one("no-final-newline", b"[a]\ntype=aor\nremove_existing=enabled", b"[a]\ntype=aor\nremove_existing=yes");
    one(
        "bom-and-umlauts",
        b"\xef\xbb\xbf[a] ; gr\xc3\xb6\xc3\x9fe\ntype=aor\nremove_existing = enabled ; \xe4 in Latin-1\n",
        b"\xef\xbb\xbf[a] ; gr\xc3\xb6\xc3\x9fe\ntype=aor\nremove_existing = yes ; \xe4 in Latin-1\n",
    );
    one(
        "block-comment",
        b"[a]\ntype=aor\n;-- old\nmax_contact=1\n--;\nmax_contact=2 ;-- two --;\n",
        b"[a]\ntype=aor\n;-- old\nmax_contact=1\n--;\nmax_contacts=2 ;-- two --;\n",
    );
    one(
        "escaped-semicolon",
        b"[a]\ntype=aor\ncontct=sip:a@192.0.2.1\\;transport=tcp ; by TCP\n",
        b"[a]\ntype=aor\ncontact=sip:a@192.0.2.1\\;transport=tcp ; by TCP\n",
    );
    one(
        "columns",
        b"[a]\ntype            = aor\nmax_contact     = 1\nremove_existing = enabled    ; at home\nqualify_timeout = 3.0\n",
        b"[a]\ntype            = aor\nmax_contacts    = 1\nremove_existing = yes        ; at home\nqualify_timeout = 3.0\n",
    );
}

#[test]
fn a_semicolon_is_escaped_when_asked_for() {
    // A trunk that works by UDP would go to TCP.
    let before = b"[a]\r\ntype=aor\r\ncontact=sip:a@192.0.2.1;transport=tcp;lr ; by TCP\r\n";
    let site = Site::named("fix/forms/semicolon", &[("pjsip.conf", before)]);
    assert!(site.fix(false).files.is_empty());
    let fixed = site.fix(true);
    let after = String::from_utf8_lossy(&fixed.files[0].after).into_owned();
    assert!(after.contains("contact=sip:a@192.0.2.1\\;transport=tcp\\;lr ; by TCP\r\n"), "{after}");
}

/// An object that Asterisk has is never given for one that it has not, whatever findings are wanted.
#[test]
fn no_loaded_object_is_lost() {
    let files: [(&str, &[u8]); 3] = [
        ("pjsip.conf", b"#include x.conf\n#include y.conf\n"),
        ("x.conf", b"[a]\ntype=aor\nmax_contact=1\n"),
        ("y.conf", b"[a]\ntype=aor\nmax_contacts=1\n"),
    ];
    let mut site = Site::named("fix/forms/hidden-duplicate", &files);
    site.linter.policy.select = vec!["unknown-option".into()];
    let fixed = site.fix(false);
    assert!(fixed.files.is_empty() && fixed.left.len() == 1, "{:?}", fixed.left);
    let files: [(&str, &[u8]); 2] = [
        ("pjsip.conf", b"[w]\ntype=endpoint\ncontext=other\nrtp_symetric=yes\nallow=ulaw\n"),
        ("pjsip_wizard.conf", b"[w]\ntype=wizard\nremote_hosts=192.0.2.4\nendpoint/allow=ulaw\nendpoint/context=own\n"),
    ];
    let fixed = Site::named("fix/forms/wizards-place", &files).fix(false);
    assert!(fixed.files.is_empty() && fixed.left.len() == 1, "{:?}", fixed.left);
}

/// A line that lands in a comment resolves nothing, and is not written again and again.
#[test]
fn what_mends_nothing_is_given_up() {
    let text = b"[e]\ntype=endpoint\ncontext=x\naors=e --; x\n[f]\ntype=aor\n";
    let fixed = Site::named("fix/forms/in-vain", &[("pjsip.conf", text)]).fix(true);
    let written = fixed.files.first().map_or(0, |f| String::from_utf8_lossy(&f.after).matches("allow=").count());
    assert!(written <= 1, "{written} lines");
}

#[test]
fn the_file_that_has_the_line_is_edited() {
    let (good, bad): (&[u8], &[u8]) = (b"[a]\ntype=aor\nmax_contacts=1\n", b"[a]\ntype=aor\nmax_contact=1\n");
    let found = fixed("include", &[("pjsip.conf", b"#include sub/a.conf\n"), ("sub/a.conf", bad)]);
    assert_eq!(found, [("sub/a.conf".to_owned(), good.to_vec())]);
    let other = b"[b]\ntype=aor\nmax_contacts=1\n";
    let files: [(&str, &[u8]); 3] = [("pjsip.conf", b"#include d/*.conf\n"), ("d/1.conf", other), ("d/2.conf", bad)];
    assert_eq!(fixed("glob", &files), [("d/2.conf".to_owned(), good.to_vec())]);
}

/// One line of a template, however many inherit it.
#[test]
fn a_template_is_edited_once() {
    let inheritors: Vec<String> = (100..200).map(|n| format!("[{n}](phone)\n\n")).collect();
    let inheritors = inheritors.concat();
    let before = format!("[phone](!)\ntype=endpoint\ncontext=phones\nallow=ulaw\ndtmf_mod=rfc4733\n\n{inheritors}");
    one("template", before.as_bytes(), before.replace("dtmf_mod=", "dtmf_mode=").as_bytes());
}

/// The name stays with its prefix, and the line where it is.
#[test]
fn a_wizard_keeps_its_prefixes() {
    let before: &[u8] =
        b"[phone](!)\ntype=wizard\naccepts_registrations=yes\nendpoint/alow=ulaw\nendpoint/context = phones\n\
        aor/remove_existing= enabled ; one\n\n[a](phone)\n\n[b](phone)\ndtmf_mode=rfc4733\n";
    let after: &[u8] =
        b"[phone](!)\ntype=wizard\naccepts_registrations=yes\nendpoint/allow=ulaw\nendpoint/context = phones\n\
        aor/remove_existing= yes ; one\n\n[a](phone)\n\n[b](phone)\nendpoint/dtmf_mode=rfc4733\n";
    let found = fixed("wizard", &[("pjsip_wizard.conf", before)]);
    let [(file, text)] = found.as_slice() else { panic!("{} files", found.len()) };
    assert_eq!(file, "pjsip_wizard.conf");
    assert_eq!(String::from_utf8_lossy(text), String::from_utf8_lossy(after));
}

/// What a program writes is its own, and the finding says where to go.
#[test]
fn generated_files_are_left_alone() {
    let text = b"; Do NOT edit this file as it is auto-generated by FreePBX.\n[a]\ntype=aor\nmax_contact=1\n";
    let site = Site::named("fix/forms/generated", &[("pjsip.conf", text)]);
    let linted = site.lint();
    let finding = linted.findings.iter().find(|f| f.rule.name == "unknown-option").expect("the finding is there");
    assert!(finding.fix.is_none());
    let help = finding.help.as_deref().unwrap_or_default();
    assert!(help.contains("FreePBX") && help.contains("web interface"), "{help}");
    assert!(site.fix(true).files.is_empty());
}

/// A fix that would make a duplicate of an object, and so cost Asterisk the whole type, is not made.
#[test]
fn what_would_do_harm_is_left_out() {
    let text = b"[a]\ntype=aor\nmax_contact=1\n\n[a]\ntype=aor\nmax_contacts=2\n\n[b]\ntype=aor\nmax_contact=3\n";
    let site = Site::named("fix/forms/harm", &[("pjsip.conf", text)]);
    let fixed = site.fix(false);
    let [left] = fixed.left.as_slice() else { panic!("{:?}", fixed.left) };
    assert!(left.contains("fix of unknown-option at pjsip.conf:3 skipped"), "{left}");
    let [file] = fixed.files.as_slice() else { panic!("one file") };
    let expected = String::from_utf8_lossy(text).replace("max_contact=3", "max_contacts=3");
    assert_eq!(String::from_utf8_lossy(&file.after), expected);
    assert_eq!(fs::read(site.path("pjsip.conf")).expect("a file"), text, "nothing is written");
}
