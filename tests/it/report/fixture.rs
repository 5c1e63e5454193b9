//! Directories to lint: written where cargo keeps what tests write.

use std::path::PathBuf;

use pjlint::linter::Report;
use pjlint::report::{Format, Location, Run, Style, write};
use serde_json::Value;

use crate::site::{self, Site};

/// A name that is no URI and no plain text: blanks, `#`, `%`, an umlaut, brackets.
pub(crate) const ODD: &str = "büro #1 100% [x].conf";

/// Findings of several kinds in several files; `SECRET-n` must never be seen.
pub(crate) const PJSIP: &str = "\
[transport-udp]
type=transport
bind=0.0.0.0

[phone](!)
type=endpoint
context=phones
disallow=all
allow=ulaw,nonesuch

[alice](phone)
auth=alice-auth
aors=alicia

[alice-auth]
type=auth
auth_type=userpass
username=alice
password=SECRET-1

[alice]
type=aor
max_contact=1

[trunk]
type=auth
username=trunk
pasword=SECRET-2

[old]
type=auth
auth_type=md5
username=old
md5_cred=SECRET-3

[trunk]
type=registration
server_uri=sip:trunk:SECRET-4@example.org
client_uri=sips:trunk:SECRET-5@example.org
outbound_auth=trunk

[nothing]
username=x
password=SECRET-6

#include \"büro #1 100% [[]x].conf\"
";

const OFFICE: &str = "\
[bob]
type=endpoint
context=grüße
aors=bob,nobody
direct_media=maybe
set_var=DOOR_SECRET=SECRET-7
set_var=COLOUR=green

[bob](+)
callerid=Bob <200>

[bob]
type=aor
contact=sip:bob:SECRET-8@192.0.2.7

[bob]
type=aor
max_contacts=1
";

/// A directory of that name with these files.
pub(crate) fn directory(name: &str, files: &[(&str, &str)]) -> PathBuf {
    Site::named(&format!("report/{name}"), files).dir.root
}

/// The directory with findings.
pub(crate) fn findings(name: &str) -> Report {
    lint(directory(name, &[("pjsip.conf", PJSIP), (ODD, OFFICE)]), "conf/")
}

/// A directory in which nothing is wrong.
pub(crate) fn clean(name: &str) -> Report {
    let text = "[transport-udp]\ntype=transport\nbind=0.0.0.0\n";
    let linted = lint(directory(name, &[("pjsip.conf", text)]), "");
    assert!(linted.findings.is_empty(), "{:?}", linted.findings);
    linted
}

pub(crate) fn lint(root: PathBuf, prefix: &str) -> Report {
    let mut site = Site::at(root);
    site.linter.today = "2026-07-01".parse().expect("a day");
    let mut report = site.lint();
    report.prefix = prefix.into();
    report
}

pub(crate) fn run(reports: Vec<Report>) -> Run {
    let current_dir = std::env::current_dir().expect("a current directory");
    Run { reports, location: Location { current_dir, ..Location::default() } }
}

pub(crate) fn style(color: bool) -> Style {
    Style { color, unicode: true, width: 100, quiet: false, links: false }
}

pub(crate) fn text(run: &Run, format: Format) -> String {
    let mut out = Vec::new();
    write(run, format, &style(false), &mut out).expect("memory can be written");
    String::from_utf8(out).expect("reports are UTF-8")
}

pub(crate) fn parsed(run: &Run, format: Format) -> Value {
    let text = text(run, format);
    assert_eq!(text.lines().count(), 1, "one document on one line");
    serde_json::from_str(&text).expect("JSON")
}

/// Text that is a command, a tag or a terminal's order to somebody, in names of files, sections, options and values.
#[cfg(unix)]
pub(crate) fn odd(name: &str) -> Report {
    use std::os::unix::ffi::OsStrExt;
    let text = "\
[a<&\"'>]\ntype=aor\nmax_contact=]]>&amp;\n\
[::error file=x,line=1::pwned]\ntype=endpoint\naors=::error::pwned,##[error]pwned,b%0A::error::x\n::error file=x::pwned=1\n\
[##[stop-commands]token]\ntype=endpoint\n##[error]pwned=1\ndirect_media=##[warning]pwned\n\
[\u{1}\u{1b}[31m\u{9b}\u{202e}\u{fffe}]\ntype=aor\n\u{1b}]0;x\u{7}=1\n";
    let dir = directory(name, &[("pjsip.conf", "#include odd/*.conf\n")]);
    for (nth, file) in ODD_NAMES.iter().enumerate() {
        // Of one name each, so that none is a duplicate.
        let text = text.replace("pwned", &format!("pwned{nth}")).replace("<&", &format!("<{nth}&"));
        site::put(&dir.join("odd").join(std::ffi::OsStr::from_bytes(file)), text);
    }
    let linted = lint(dir, "::error file=x::/");
    let files: std::collections::BTreeSet<u32> = linted.findings.iter().map(|f| f.primary.span.file.0).collect();
    assert!(files.len() >= ODD_NAMES.len(), "findings in {} files only", files.len());
    linted
}

/// Names of files that are no plain text.
#[cfg(unix)]
pub(crate) const ODD_NAMES: [&[u8]; 5] = [
    b"<&\"'>.conf",
    "b\u{fc}ro, 100% :x.conf".as_bytes(),
    b"::error::pwned ##[error]pwned.conf",
    b"a\n::error::pwned\r##[error]pwned\n.conf",
    b"\x01\x1b[31m\xff\xfe.conf",
];
