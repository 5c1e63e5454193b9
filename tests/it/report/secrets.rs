//! No secret is in any output.

use clap::ValueEnum;
use pjlint::report::{Format, Run, show_json, show_text, write};

use crate::report::fixture::{directory, findings, lint, run, style};

/// Everything that pjlint can print of a run in these formats, each with its name.
fn outputs(run: &Run, formats: &[Format]) -> Vec<(String, String)> {
    let mut outputs = Vec::new();
    let mut keep = |name: String, bytes: Vec<u8>| outputs.push((name, String::from_utf8(bytes).expect("UTF-8")));
    for color in [false, true] {
        for &format in formats {
            let mut out = Vec::new();
            write(run, format, &style(color), &mut out).expect("memory can be written");
            keep(format!("{format:?}, color {color}"), out);
        }
        for defaults in [false, true] {
            for filter in [None, Some(("template", None)), Some(("aor", None))] {
                let mut out = Vec::new();
                show_json(&run.reports, filter, defaults, &mut out).expect("memory can be written");
                show_text(&run.reports, filter, defaults, &style(color), &mut out).expect("memory can be written");
                keep(format!("show {filter:?}, color {color}"), out);
            }
        }
    }
    outputs
}

fn assert_hidden(name: &str, run: &Run, formats: &[Format], marker: &str) {
    for (output, text) in outputs(run, formats) {
        if let Some(at) = text.find(marker) {
            let before: Vec<char> = text[..at].chars().rev().take(200).collect();
            panic!("{name}: {output}: {}{marker}", before.iter().rev().collect::<String>());
        }
    }
}

#[test]
fn no_format_shows_a_secret() {
    let linted = findings("secrets");
    let read: Vec<u8> = linted.config.sources.iter().flat_map(|(_, f)| f.bytes.to_vec()).collect();
    assert_eq!(String::from_utf8_lossy(&read).matches("SECRET-").count(), 8, "the fixture has its secrets");
    assert_hidden("the fixture", &run(vec![linted]), Format::value_variants(), "SECRET-");
}

/// Lines of an auth object in which, or beside which, something is wrong.
const AUTH: &[&str] = &[
    // The name has swallowed the value.
    "pasword hunter2 = 1",
    // Slips, and other languages.
    "oauth_secre=hunter2",
    "refresh_tokn=hunter2",
    "oauth_clientd=hunter2",
    "passw=hunter2",
    "oauth_tokn=hunter2",
    "md5cerd=hunter2",
    "passphrse=hunter2",
    "pwrd=hunter2",
    "authpass=hunter2",
    "userpwd=hunter2",
    "md5secert=hunter2",
    "inbound_auth.secert=hunter2",
    "usernam=bob:hunter2",
    "from_usr=bob:hunter2",
    "bogus=1 ; secert=hunter2",
    "bogus=1\n; md5_crd hunter2",
    "bogus=1\n; creds bob:hunter2",
    "bogus=1\n;-- #exec curl hunter2 --;",
    "#tryexec curl hunter2",
    "password =\nhunter2",
    "password = \\\nhunter2",
    "set_var=PIN_CODE=hunter2",
    "paswd=hunter2",
    "pswrd=hunter2",
    "psw=hunter2",
    "auth_paswd=hunter2",
    "sip_secrt=hunter2",
    "sip_key=hunter2",
    "digest=hunter2",
    "md5=hunter2",
    "wachtwoord=hunter2",
    "senha=hunter2",
    "clave=hunter2",
    "heslo=hunter2",
    "bogus=1\n#exec mysql -uast -phunter2",
    "bogus=1\n#exec \"curl -u bob:hunter2 http://192.0.2.1/\"",
    "password hunter2 =",
    "password: hunter2",
    "secret: hunter2",
    "password hunter2",
    "password\thunter2 = 1",
    "password,hunter2 = 1",
    "password;hunter2",
    "passwordhunter2 = 1",
    "PASSWORD hunter2 = 1",
    "@password hunter2 = 1",
    "=password=hunter2",
    "#password hunter2",
    "#password=hunter2",
    // Beside it.
    "bogus=1 ; password=hunter2",
    "bogus=1\n; the old password was hunter2",
    "bogus=1\n; hunter2 was the password",
    "bogus=1\n;password = hunter2",
    "bogus=1\n; password => hunter2 ; do not use",
    "bogus=1\n\tpassword\t=\thunter2",
    "auth_type=bogus;password=hunter2",
    "auth_type=bogus ;-- x --; password=hunter2",
    "auth_type=bogus;----;password=hunter2",
    "pass;-- x --;word=hunter2\nbogus=1",
    "bogus=1\nsecret=hunter2",
    "bogus=1\nmd5secret=hunter2",
    "bogus=1\nremotesecret=hunter2",
    "bogus=1\nauth=u:hunter2@realm",
    "bogus=1\nregister=u:hunter2:auth@host/ext",
    // Other names.
    "pwd=hunter2",
    "pin=hunter2",
    "passphrase=hunter2",
    "userpass=hunter2",
    "private_key=hunter2",
    "oauth_token=hunter2",
    "oauth_clientid=hunter2",
    "oauth_secret=hunter2",
    "refresh_token=hunter2",
    "password_digest=MD5:hunter2",
    "md5_cred=hunter2",
    "inbound_auth/password=hunter2",
    "api-key=hunter2",
    // In the values of others.
    "username=u:hunter2",
    "realm=password=hunter2\nbogus=1",
    "auth_type=password=hunter2",
    "auth_type=secret:hunter2",
    "nonce_lifetime=u:hunter2@h",
    "nonce_lifetime=password hunter2",
];

/// Whole sections.
const SECTIONS: &[&str] = &[
    "[a]\ntype=auth ;-- x --; password=hunter2\n",
    "[a]\ntype=auth password hunter2\n",
    "[a]\ntype=sip:u:hunter2@h\n",
    "[password hunter2\ntype=auth\n",
    "[password hunter2]\ntype=auth\n",
    "[password=hunter2]\ntype=auth\nbogus=1\n",
    "[a](password hunter2)\ntype=auth\n",
    "[a](+password=hunter2)\ntype=auth\n",
    "[a] password=hunter2\ntype=auth\n",
    "[a](!) ; password hunter2\ntype=auth\nbogus=1\n[b](a)\n",
    "[sip:u:hunter2@h](!)\ntype=aor\nmax_contacts=1\n[b](sip:u:hunter2@h)\n",
    "[a]\ntype=aor\ncontact=u:hunter2@h\n",
    "[a]\ntype=aor\ncontact=u:hunter2\n",
    "[a]\ntype=aor\ncontact=u:my hunter2@h\n",
    "[a]\ntype=aor\ncontact=u:my\"hunter2@h\n",
    "[a]\ntype=aor\ncontact=u:my`hunter2@h\n",
    "[a]\ntype=aor\ncontact=sip:u@corp:99,hunter2@h\n",
    "[a]\ntype=aor\ncontact=sip:u@corp:9/hunter2@h\n",
    "[a]\ntype=aor\ncontact=sip:u:1hunter2\n",
    "[e]\ntype=endpoint\ncontext=c\nallow=ulaw\nrtp_symetric=yes\nset_var=DBPW=hunter2\n",
    "[a]\ntype=aor\ncontact=<sip:u:hunter2@h>x\n",
    "[a]\ntype=aor\ncontact=sip:u:hunter2@h\n",
    "[a]\ntype=aor\ncontact=sip:u:hun ter,hunter2@h\n",
    "[a]\ntype=aor\ncontact=sip:alice@corp.example:hunter2@h\n",
    "[a]\ntype=aor\ncontact=sip:u@h\\;password=hunter2\n",
    "[a]\ntype=aor\ncontact=sip:u@h;password=hunter2\n",
    "[a]\ntype=aor\noutbound_proxy=sip:u:hunter2@h\n",
    "[a]\ntype=aor\nmax_contacts=u:hunter2@h\n",
    "[a]\ntype=identify\nendpoint=b\nmatch=u:hunter2@h\n",
    "[a]\ntype=identify\nendpoint=b\nmatch_header=Authorization: hunter2\n",
    "[a]\ntype=identify\nendpoint=b\nmatch_header=X-Api-Key: /hunter2/\n",
    "[a]\ntype=identify\nendpoint=u:hunter2@h\nmatch=192.0.2.1\n",
    "[a]\ntype=registration\nserver_uri=sip:h\nclient_uri=sip:u@h\ncontact_user=u:hunter2\n",
    "[a]\ntype=registration\nserver_uri=u:hunter2@h\nclient_uri=sip:u@h\n",
    "[a]\ntype=registration\nserver_uri=sip:h\nclient_uri=sip:u:hunter2\n",
    "[a]\ntype=registration\nserver_uri=sip:h\nclient_uri=sip:u@h\noutbound_auth=u:hunter2@h\n",
    "[a]\ntype=endpoint\nauth=u:hunter2@h\naors=password=hunter2\ncontext=u:hunter2@h\n",
    "[a]\ntype=endpoint\nset_var=DOOR_PIN=hunter2\nset_var=PASSWORD=hunter2\nset_var=X=sip:u:hunter2@h\n",
    "[a]\ntype=endpoint\nset_var=password hunter2\nallow=password=hunter2\ndtmf_mode=password hunter2\n",
    "[a]\ntype=endpoint\nfrom_user=u:hunter2\ndtmf_mode=secret=hunter2\n",
    "[a]\ntype=endpoint\nacl=password=hunter2\ntransport=password=hunter2\n",
    "[a]\ntype=friend\nsecret=hunter2\nusername=u:hunter2\nhost=dynamic\n",
    "[a]\nsecret=hunter2\n",
    "[a]\ntype=transport\nprotocol=tls\nbind=u:hunter2@h\ncert_file=password=hunter2\n",
    "[a]\ntype=auth\n#include \"password=hunter2\"\n",
    "[a]\ntype=auth\npassword=hunter2\n[a]\ntype=auth\npassword=hunter2\n",
    "password=hunter2\n[a]\ntype=auth\n",
    "[global]\ntype=global\nuser_agent=password=hunter2\ndefault_realm=password=hunter2\n",
    "\\ password=hunter2\n[a]\ntype=auth\n",
];

#[test]
fn no_slip_of_the_pen_shows_one() {
    // SARIF has the pages of all rules in it: it is written once, with all findings.
    let (sarif, others): (Vec<Format>, Vec<Format>) =
        Format::value_variants().iter().partition(|format| **format == Format::Sarif);
    let mut all = Vec::new();
    let mut look = |name: String, text: &str| {
        let dir = directory(&format!("secrets-{}", name.replace(' ', "-")), &[("pjsip.conf", text)]);
        let mut run = run(vec![lint(dir, &format!("{name}/"))]);
        assert_hidden(&name, &run, &others, "hunter2");
        all.append(&mut run.reports);
    };
    for (nth, line) in AUTH.iter().enumerate() {
        for text in [
            format!("[a]\ntype=auth\nusername=a\n{line}\n"),
            format!("[t](!)\n{line}\n[a](t)\ntype=auth\n[b](t)\ntype=endpoint\n"),
            format!("[a]\ntype=aor\n{line}\n[a](+)\n{line}\nmax_contacts=x\n"),
        ] {
            look(format!("line {nth}"), &text);
        }
    }
    for (nth, text) in SECTIONS.iter().enumerate() {
        look(format!("section {nth}"), text);
    }
    let all = run(all);
    let findings: usize = all.reports.iter().map(|report| report.findings.len()).sum();
    assert!(findings <= 5000, "SARIF leaves out some of {findings} findings");
    assert_hidden("all of them", &all, &sarif, "hunter2");
}

/// A label points at what it is about, whatever is masked before it.
#[test]
fn labels_are_in_their_columns() {
    let text = "[a]\ntype=aor\ncontact=sip:u:hunter2-and-more@h,bogus\n";
    let linted = lint(directory("secrets-columns", &[("pjsip.conf", text)]), "");
    let (file, source) = linted.config.sources.iter().find(|(_, f)| f.name == "pjsip.conf").expect("the file");
    let at = text.find("bogus").expect("the text") as u32;
    let span = pjlint::source::Span { file, start: at, len: 5 };
    let (excerpt, places) = pjlint::source::Excerpt::new(source, "pjsip.conf".into(), &[span]);
    let shown = miette::SourceCode::read_span(&excerpt, &places[0].into(), 0, 0).expect("the line");
    let start = places[0].0 - shown.span().offset();
    assert_eq!(&shown.data()[start..start + places[0].1], b"bogus");
    assert!(String::from_utf8_lossy(shown.data()).starts_with("contact=sip:u:********@h,bogus"));
}
