//! What a site says in `pjlint.toml`, from the text to the findings.

use pjlint::catalogue::{RULES, Release, is_known};
use pjlint::finding::Finding;
use pjlint::objects::State;
use pjlint::policy::{self, Policy};

use crate::json_schema;
use crate::site::Site;

/// A directory of that name with these files, linted by the policy that is one of them.
fn site(name: &str, files: &[(&str, &str)]) -> Site {
    let mut site = Site::named(&format!("policy/{name}"), files);
    let text = files.iter().find(|(file, _)| *file == "pjlint.toml").map_or("", |(_, text)| text);
    site.linter.policy = policy::parse(text, "pjlint.toml").expect("it can be read");
    site.linter.policy.file = Some(site.path("pjlint.toml"));
    site
}

/// `file severity rule` of every finding in such a directory.
fn findings(name: &str, files: &[(&str, &str)]) -> Vec<String> {
    let report = site(name, files).lint();
    let file = |f: &Finding| report.config.sources.file(f.primary.span.file).name.clone();
    report.findings.iter().map(|f| format!("{} {} {}", file(f), f.severity, f.rule.name)).collect()
}

const MAIN: &str = "[a]\ntype=endpoint\ncontext=x\nallow=ulaw\nrtp_symmetric=enabled\n#include customers/7.conf\n";
const CUSTOMER: &str = "[b]\ntype=endpoint\ncontext=x\nallow=ulaw\nrtp_symmetric=enabled\nmax_contact=1\n";

fn with(toml: &str, name: &str) -> Vec<String> {
    findings(name, &[("pjsip.conf", MAIN), ("customers/7.conf", CUSTOMER), ("pjlint.toml", toml)])
}

#[test]
fn levels_go_by_name_code_and_group() {
    let all = ["pjsip.conf error non-boolean-boolean", "customers/7.conf error non-boolean-boolean"];
    let unknown = "customers/7.conf error unknown-option";
    assert_eq!(with("", "plain"), [all[0], all[1], unknown]);
    assert_eq!(with("rules = { SYN12 = 'off' }", "off"), [unknown]);
    assert_eq!(with("rules = { syntax = 'off' }", "group"), [""; 0]);
    assert_eq!(
        with("rules = { syntax = 'off', syn01 = 'warning' }", "both"),
        ["customers/7.conf warning unknown-option"]
    );
    assert_eq!(
        with("rules = { syntax = 'info' }", "notes"),
        [
            "pjsip.conf info non-boolean-boolean",
            "customers/7.conf info non-boolean-boolean",
            "customers/7.conf info unknown-option"
        ]
    );
}

#[test]
fn overrides_hold_for_their_files_only() {
    let toml =
        "[[override]]\npaths = ['customers/']\nrules = { non-boolean-boolean = 'off', unknown-option = 'warning' }";
    assert_eq!(
        with(toml, "override"),
        ["pjsip.conf error non-boolean-boolean", "customers/7.conf warning unknown-option"]
    );
    // A rule that is off can be on for some files, and stays off for the others.
    let toml = "rules = { syntax = 'off' }\n[[override]]\npaths = ['pjsip.conf']\nrules = { SYN12 = 'info' }";
    assert_eq!(with(toml, "on"), ["pjsip.conf info non-boolean-boolean"]);
    // Of two that fit, the later one counts.
    let toml = "[[override]]\npaths = ['*.conf']\nrules = { syntax = 'off' }\n[[override]]\npaths = ['7.conf']\nrules = { SYN01 = 'info' }";
    assert_eq!(with(toml, "later"), ["customers/7.conf info unknown-option"]);
}

#[test]
fn excluded_files_are_read_and_not_reported() {
    assert_eq!(with("exclude = ['customers']", "exclude"), ["pjsip.conf error non-boolean-boolean"]);
    let main = "[a]\ntype=endpoint\ncontext=x\nallow=ulaw\naors=a\n#include generated/aors.conf\n";
    let aors = "[a]\ntype=aor\nmax_contacts=1\nremove_existing=yes\nqualify_frequency=oops\n";
    let files = [("pjsip.conf", main), ("generated/aors.conf", aors), ("pjlint.toml", "exclude = ['generated/**']")];
    // The aor is rejected there, which nobody wants to hear; that it is there at all is still known.
    assert!(findings("read", &files).iter().all(|f| !f.starts_with("generated")), "{:?}", findings("read", &files));
}

const TEMPLATED: &str = "\
{% for phone in phones %}
[{{ phone.id }}](${BASE})
type=endpoint
context={{ phone.context }}
allow={{ codecs }}
transport=${TRANSPORT}
aors={{ phone.id }}, hall
rtp_symmetric=enabled
{{ extra }}
[{{ phone.id }}]
type=aor
max_contacts={{ n }}
{% endfor %}
[x]
type={{ kind }}
[trunk]
type=registration
server_uri={{ uri }}
";

#[test]
fn what_is_to_be_filled_in_is_not_judged() {
    let files = [("pjsip.conf", TEMPLATED.replace("(${BASE})", "")), ("pjlint.toml", "placeholders = true".to_owned())];
    let files: Vec<(&str, &str)> = files.iter().map(|(n, t)| (*n, t.as_str())).collect();
    // The boolean is written out, and wrong whatever the rest will be.
    assert_eq!(findings("placeholders", &files), ["pjsip.conf error non-boolean-boolean"]);
    // Without the mode the first line alone loses the file.
    assert!(findings("literal", &files[..1]).contains(&"pjsip.conf error malformed-line".to_owned()));
}

const THIRD: &str = "[r]\ntype=acme_route\n[a]\ntype=endpoint\ncontext=x\nallow=ulaw\nacme_mode=fast\n";
const MODULE: &str = "[module.'res_pjsip_acme.so']\ntypes = ['acme_route']\noptions = { endpoint = ['ACME_mode'] }";

#[test]
fn third_party_modules_bring_types_and_options() {
    assert_eq!(
        findings("unknown", &[("pjsip.conf", THIRD)]),
        ["pjsip.conf error unknown-object-type", "pjsip.conf error unknown-option"]
    );
    let known = [("pjsip.conf", THIRD), ("pjlint.toml", MODULE)];
    assert_eq!(findings("third", &known), [""; 0]);
    // A module that is not loaded brings nothing.
    let barred = "[modules]\nautoload=yes\nnoload=res_pjsip_acme.so\n";
    let files = [("pjsip.conf", THIRD), ("pjlint.toml", MODULE), ("modules.conf", barred)];
    assert_eq!(findings("barred", &files), ["pjsip.conf error unknown-object-type", "pjsip.conf error unknown-option"]);
    let config = site("state", &known).load();
    assert_eq!(config.pjsip.state(0), State::Foreign);
    assert_eq!(config.pjsip.state(1), State::Loaded);
}

#[test]
fn a_pinned_profile_is_read_and_the_future_is_refused() {
    let policy = policy::parse("profile = 'audit@0.1'", "pjlint.toml").expect("sound");
    assert_eq!(policy.pin, Some(Release(0, 1)));
    // All rules of today came with 0.1.
    let wanted = |p: &Policy| RULES.iter().filter(|r| r.is_wanted(p)).count();
    assert_eq!(wanted(&policy), wanted(&Policy { pin: None, ..policy.clone() }));
    let older = Policy { pin: Some(Release(0, 0)), ..policy.clone() };
    assert_eq!(wanted(&older), 0);
    assert!(policy::parse("profile = 'audit@999.1'", "pjlint.toml").is_err());
}

#[test]
fn the_schema_takes_what_pjlint_takes_and_no_more() {
    let schema: serde_json::Value = serde_json::from_str(include_str!("../../docs/pjlint.schema.json")).expect("JSON");
    let takes = |toml: &str| {
        let value: toml::Value = toml::from_str(toml).expect("TOML");
        json_schema::errors(&schema, &serde_json::to_value(value).expect("JSON has all of it")).is_empty()
    };
    for toml in [
        MODULE,
        "profile = 'audit@0.1'\nfail-on = 'warning'\nrules = { nat = 'off', SYN01 = 'info' }\nselect = ['all']",
        "[[override]]\npaths = ['x']\nrules = { acl-deny-last = 'error' }\n[class.a]\nid = ['1*', '2*']\nrequire = { max_contacts = '>=2', direct_media = false }",
        include_str!("../../rules/classes.toml"),
    ] {
        assert!(takes(toml) && policy::parse(toml, "pjlint.toml").is_ok(), "{toml}");
    }
    for toml in [
        "profil = 'audit'",
        "profile = 'all'",
        "rules = { nat = 'maybe' }",
        "rules = { natt = 'off' }",
        "select = ['natt']",
        "[class.a]\nids = '1'",
    ] {
        assert!(!takes(toml), "{toml}");
    }
}

/// What `pjlint init` writes shows every key, and each example in it is one that pjlint takes.
#[test]
fn the_commented_file_is_sound() {
    let text = include_str!("../../rules/pjlint.toml");
    assert!(policy::parse(text, "pjlint.toml").is_ok(), "as it is");
    let is_code = |line: &&str| {
        line.strip_prefix("# ")
            .is_some_and(|l| l.starts_with('[') || l.split_once(" = ").is_some_and(|(k, _)| !k.contains(' ')))
    };
    let code: Vec<&str> = text.lines().filter(is_code).map(|l| &l[2..]).collect();
    let policy = policy::parse(&code.join("\n"), "pjlint.toml").expect("all of it together");
    assert!(policy.fail_on.is_some() && policy.baseline.is_some() && policy.exclude.is_some());
    assert!(policy.third_party.len() == 1 && policy.overrides.len() == 1 && policy.asterisk.is_some());
    for name in policy.levels.names() {
        assert!(is_known(name), "{name}");
    }
}
