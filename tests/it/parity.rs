//! sip.conf against PJSIP: what is the same, what differs, and that no password is in what is said of it.

use pjlint::accounts::Accounts;
use pjlint::graph::Graph;
use pjlint::parity::{Parity, Standing, Weight};
use pjlint::policy::Classes;
use pjlint::report::{Style, parity_json, parity_text};
use proptest::prelude::*;

use crate::site::{Site, cases};

const GENERAL: &str = "[general]\nnat=force_rport,comedia\ndirectmedia=no\nregisterattempts=5\n";
const UDP: &str = "[udp]\ntype=transport\nbind=0.0.0.0\n";

/// What was compared, with both reports of it.
struct Compared {
    /// `name: state: what differs`, a line each.
    table: Vec<String>,
    text: String,
    json: String,
    to_do: bool,
}

fn compared(sip: &[u8], pjsip: &[u8]) -> Compared {
    let mut site = Site::temporary(&[("sip.conf", sip), ("pjsip.conf", pjsip)]);
    site.linter.migration = true;
    let linted = site.lint();
    let config = &linted.config;
    let graph = Graph::new(config);
    let accounts = Accounts::new(config, &graph, &Classes::default());
    let Some(parity) = Parity::new(config, &graph, &accounts) else {
        return Compared { table: Vec::new(), text: String::new(), json: String::new(), to_do: false };
    };
    let sip = config.chan_sip.as_ref().expect("it was compared");
    let table = parity.devices.iter().map(|device| {
        let name = String::from_utf8_lossy(sip.doc.name(&config.sources, device.section)).into_owned();
        let state = match parity.state(device) {
            Standing::Same => "same",
            Standing::Changed(Weight::Note) => "notes",
            Standing::Changed(Weight::Lost) => "lost",
            Standing::Changed(Weight::Changes) => "changed",
            Standing::Changed(Weight::Fails) => "fails",
            Standing::Missing => "missing",
            Standing::NotLoaded => "not loaded",
        };
        let what: Vec<&str> = parity.differences(device).map(|d| d.aspect.name()).collect();
        format!("{name}: {state}: {}", what.join(", "))
    });
    let (table, to_do) = (table.collect(), parity.is_to_do());
    let style = Style { color: false, unicode: true, width: 100, quiet: false, links: false };
    let (mut text, mut json) = (Vec::new(), Vec::new());
    parity_text(&linted, &parity, false, &style, &mut text).expect("a Vec takes everything");
    parity_json(&linted, &parity, false, &mut json).expect("a Vec takes everything");
    let string = |bytes| String::from_utf8(bytes).expect("UTF-8");
    Compared { table, text: string(text), json: string(json), to_do }
}

fn account(id: &str, password: &str) -> String {
    format!(
        "[{id}]\ntype=endpoint\ncontext=phones\nallow=ulaw\nrtp_symmetric=yes\nrewrite_contact=yes\ndirect_media=no\n\
         aors={id}\nauth={id}\n[{id}]\ntype=aor\nmax_contacts=1\nremove_existing=yes\n\
         [{id}]\ntype=auth\nusername={id}\npassword={password}\n"
    )
}

fn device(id: &str, more: &str) -> String {
    format!("[{id}]\ntype=friend\nhost=dynamic\ncontext=phones\nallow=!all,ulaw\n{more}\n")
}

#[test]
fn what_is_the_same_and_what_is_not() {
    let sip = [
        GENERAL,
        &device("same", "secret=hush1"),
        &device("digest", "md5secret=4f20a9f7a5d3d5f2bdd6b6b4a1a7e3c1"),
        &device("secret", "secret=hush3"),
        &device("missing", "secret=hush4"),
        &device("codecs", "secret=hush5\nallow=!all,g722"),
        &device("lost", "secret=hush6\ncall-limit=2"),
        &device("box", "secret=hush7\nmailbox=1@default"),
        &device("acl", "secret=hush8\ndeny=0.0.0.0/0\npermit=10.0.0.0/8"),
    ];
    let pjsip = [
        UDP.to_owned(),
        account("same", "hush1"),
        account("digest", "hush2"),
        account("secret", "hush33"),
        account("codecs", "hush5"),
        account("lost", "hush6"),
        account("box", "hush7"),
        account("acl", "hush8"),
    ];
    let report = compared(sip.concat().as_bytes(), pjsip.concat().as_bytes());
    assert_eq!(
        report.table,
        [
            "same: same: ",
            "digest: fails: secret",
            "secret: fails: secret",
            "missing: missing: ",
            "codecs: fails: codecs",
            "lost: lost: call limit",
            "box: changed: mailbox",
            "acl: changed: acl",
        ]
    );
    assert!(report.to_do);
    for (what, output) in [("the table", &report.text), ("the JSON", &report.json)] {
        assert!(!output.contains("hush"), "a password is in {what}");
        assert!(!output.contains("4f20a9f7"), "a digest is in {what}");
    }
}

#[test]
fn nothing_is_left_to_do() {
    let sip = [GENERAL, &device("100", "secret=hush1"), "register => acct:hush2:user@sip.example.com/55\n"];
    // A `register` line belongs into [general].
    let sip = [sip[0], sip[2], sip[1]].concat();
    let registration = "[reg]\ntype=registration\nserver_uri=sip:sip.example.com\nclient_uri=sip:acct@sip.example.com\n\
        contact_user=55\noutbound_auth=reg\n[reg]\ntype=auth\nusername=user\npassword=hush2\n";
    let pjsip = [UDP, &account("100", "hush1"), registration].concat();
    let report = compared(sip.as_bytes(), pjsip.as_bytes());
    assert_eq!(report.table, ["100: same: "]);
    assert!(!report.to_do, "{}", report.text);
    assert!(!report.text.contains("hush") && !report.json.contains("hush"), "a password is shown");
}

/// A password with signs in it that cut a `register` line in odd ways is not shown either.
#[test]
fn no_piece_of_a_password() {
    for line in ["acct:hu?hush@h", "acct:hu//hush@h", "acct:hu:hush:hush@h", "p?acct:hush@hush@h", "acct:hush:hush@h"] {
        let sip = format!("{GENERAL}register => {line}\n");
        let report = compared(sip.as_bytes(), UDP.as_bytes());
        let shown = report.text.contains("hush") || report.json.contains("hush");
        assert!(!shown, "a piece of a password is shown");
    }
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn nothing_panics(at in 0..1000_usize, sign in proptest::sample::select(vec!["[", "]", "=", "\n", "(", ",", "\0", "\u{e9}", "deny=", "host=h\n", "/", "@"])) {
        let sip = [GENERAL, &device("100", "secret=x\nmailbox=1\ndeny=1.2.3.4\nsetvar=a=b"), &device("t", "host=h.example.com\nport=5070\nfromuser=x")].concat();
        let pjsip = [UDP.to_owned(), account("100", "x"), account("t", "y")].concat();
        let put = |text: &str| {
            let mut at = text.len() * at / 1000;
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            format!("{}{sign}{}", &text[..at], &text[at..])
        };
        compared(put(&sip).as_bytes(), pjsip.as_bytes());
        compared(sip.as_bytes(), put(&pjsip).as_bytes());
    }
}
