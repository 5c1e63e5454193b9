//! `pjlint check -v`: why a rule reports nothing where a reader may expect a finding.

use crate::adoption::program::{Printed, empty};
use crate::site::Site;

/// A password that no reason may quote.
const SECRET: &str = "hush-Zb7-hush";

/// What most of the configurations have besides: a transport that others reach, and a phone with a password.
const PHONE: &str = "\
[udp]
type=transport
bind=0.0.0.0:5070

[101]
type=endpoint
context=phones
allow=ulaw
aors=101
auth=101
direct_media=no

[101]
type=aor
max_contacts=2

[101]
type=auth
username=101
password=hush-Zb7-hush

";

/// A configuration in which a guard keeps a rule silent.
struct Guarded {
    rule: &'static str,
    /// Behind the name of the rule.
    says: &'static str,
    /// Behind [`PHONE`] in pjsip.conf.
    pjsip: &'static str,
    /// Another file.
    other: Option<(&'static str, &'static str)>,
}

const GUARDED: &[Guarded] = &[
    Guarded {
        rule: "acl-permit-only",
        says: "about endpoint `trunk`: `acl` names an ACL as well, which may keep others out",
        pjsip: "[trunk]\ntype=endpoint\nallow=ulaw\npermit=192.0.2.1\nacl=office\n",
        other: Some(("acl.conf", "[office]\ndeny=0.0.0.0/0\npermit=10.0.0.0/8\n")),
    },
    Guarded {
        rule: "named-acl-unused",
        says: "pjsip.conf uses no ACL of acl.conf, which is for the manager and other channels too",
        pjsip: "",
        other: Some(("acl.conf", "[office]\ndeny=0.0.0.0/0\npermit=10.0.0.0/8\n")),
    },
    Guarded {
        rule: "anonymous-endpoint-exposed",
        says: "about endpoint `anonymous`: a `type=acl` section limits who can reach Asterisk",
        pjsip: "[anonymous]\ntype=endpoint\ncontext=phones\nallow=ulaw\n\
                [limit]\ntype=acl\ndeny=0.0.0.0/0\npermit=10.0.0.0/8\n",
        other: None,
    },
    Guarded {
        rule: "guessable-secret",
        says: "only this host can reach Asterisk",
        pjsip: "",
        other: Some((
            "pjsip.conf",
            "[udp]\ntype=transport\nbind=127.0.0.1\n[101]\ntype=auth\nusername=101\npassword=101\n\
             [101]\ntype=endpoint\ncontext=phones\nallow=ulaw\nauth=101\n",
        )),
    },
    Guarded {
        rule: "no-auth-no-identify",
        says: "about endpoint `door`: its `identify_by` does not let a From header choose it",
        pjsip: "[door]\ntype=endpoint\ncontext=phones\nallow=ulaw\nidentify_by=ip\n",
        other: None,
    },
    Guarded {
        rule: "registrable-without-auth",
        says: "about endpoint `102`: its own access list limits who can reach it",
        pjsip: "[102]\ntype=endpoint\ncontext=phones\nallow=ulaw\naors=102\ndeny=0.0.0.0/0\npermit=10.0.0.0/8\n\
                [102]\ntype=aor\nmax_contacts=1\n",
        other: None,
    },
    Guarded {
        rule: "trunk-not-identifiable",
        says: "the endpoint `anonymous` accepts the provider's calls too",
        pjsip: "[anonymous]\ntype=endpoint\ncontext=public\nallow=ulaw\n\
                [trunk]\ntype=endpoint\ncontext=from-trunk\nallow=ulaw\naors=trunk\noutbound_auth=trunk\n\
                [trunk]\ntype=aor\ncontact=sip:sip.provider.net\nqualify_frequency=60\n\
                [trunk]\ntype=auth\nusername=4930\npassword=hush-Zb7-hush\n\
                [trunk]\ntype=registration\noutbound_auth=trunk\nserver_uri=sip:sip.provider.net\n\
                client_uri=sip:4930@sip.provider.net\n",
        other: None,
    },
    Guarded {
        rule: "local-net-misses-server",
        says: "about transport `nat`: it is bound to every address or to a name",
        pjsip: "[nat]\ntype=transport\nbind=0.0.0.0:5080\nlocal_net=10.0.0.0/8\n\
                external_media_address=198.51.100.7\nexternal_signaling_address=198.51.100.7\n",
        other: None,
    },
    Guarded {
        rule: "direct-media-behind-nat",
        says: "about endpoint `102`: no other endpoint allows direct media",
        pjsip: "[102]\ntype=endpoint\ncontext=phones\nallow=ulaw\nrtp_symmetric=yes\nrewrite_contact=yes\n",
        other: None,
    },
    Guarded {
        rule: "max-contacts-lockout",
        says: "about endpoint `102` and 1 other: nothing shows that its contact changes",
        pjsip: "[102]\ntype=endpoint\ncontext=phones\nallow=ulaw\naors=102\nauth=101\n\
                [102]\ntype=aor\nmax_contacts=1\n\
                [103]\ntype=endpoint\ncontext=phones\nallow=ulaw\naors=103\nauth=101\n\
                [103]\ntype=aor\nmax_contacts=1\n",
        other: None,
    },
    Guarded {
        rule: "undefined-context",
        says: "not all of extensions.conf was read",
        pjsip: "",
        other: Some(("extensions.conf", "[default]\nexten=>1,1,Hangup()\n#tryinclude more.conf\n")),
    },
    Guarded {
        rule: "dialplan-unknown-endpoint",
        says: "a channel with a variable in its name is known only in a call",
        pjsip: "",
        other: Some(("extensions.conf", "[phones]\nexten=>_X.,1,Dial(PJSIP/${EXTEN})\n")),
    },
    Guarded {
        rule: "orphan-object",
        says: "`more.conf` (pjsip.conf:22) could not be read",
        pjsip: "#tryinclude more.conf\n[lost]\ntype=aor\nmax_contacts=1\n",
        other: None,
    },
    Guarded {
        rule: "required-module-noload",
        says: "modules.conf leaves PJSIP out on purpose",
        pjsip: "",
        other: Some(("modules.conf", "[modules]\nautoload=yes\nnoload=res_pjsip.so\n")),
    },
];

/// A directory with `PHONE` and these lines.
fn site(name: &str, pjsip: &str) -> Site {
    let site = empty(&format!("quiet/{name}"));
    site.write("pjsip.conf", format!("{PHONE}{pjsip}"));
    site
}

/// The notes about a rule.
fn notes<'p>(printed: &'p Printed, rule: &str) -> Vec<&'p str> {
    let start = format!("pjlint: {rule} reports nothing");
    printed.err.lines().filter(|line| line.starts_with(&start)).collect()
}

#[test]
fn a_rule_that_a_guard_keeps_silent_says_so() {
    for case in GUARDED {
        let site = site(case.rule, case.pjsip);
        if let Some((file, text)) = case.other {
            site.write(file, text);
        }
        let (loud, plain) = (site.check("-v ."), site.check("."));
        let notes = notes(&loud, case.rule);
        assert!(notes.iter().any(|n| n.contains(case.says)), "{}: {notes:#?}\n{}", case.rule, loud.out);
        assert!(!loud.err.contains(SECRET) && !plain.err.contains(SECRET), "{}: {}", case.rule, loud.err);
        assert_eq!(plain.err, "", "{}", case.rule);
        // The report is the same.
        assert_eq!((loud.out, loud.status), (plain.out, plain.status), "{}", case.rule);
    }
}

#[test]
fn a_rule_without_what_it_looks_for_says_nothing() {
    let printed = site("nothing", "").check("-v .");
    assert!(!printed.err.contains("reports nothing"), "{}", printed.err);
}

#[test]
fn many_reasons_are_cut_short() {
    let registration = |nth: u32| {
        format!(
            "[r{nth}]\ntype=registration\nserver_uri=sip:sip.provider.net\nclient_uri=sip:{nth}@sip.provider.net\n\
             line=yes\nendpoint=101\n"
        )
    };
    let all: String = (0..50).map(registration).collect();
    let printed = site("many", &all).check("-v . --select no-contact-user");
    let notes = notes(&printed, "no-contact-user");
    assert_eq!(notes.len(), 21, "{notes:#?}");
    assert!(
        notes[0].ends_with("about registration `r0`: its `line` shows which account a call is for"),
        "{}",
        notes[0]
    );
    assert!(notes[20].ends_with("for more reasons than these 20"), "{}", notes[20]);
}
