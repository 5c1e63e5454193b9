//! Unsafe fixes in forms that no example has: templates and their inheritors, `(+)`, wizards, includes, old releases. That
//! every example is fixed, `fix` shows.

use pjlint::asterisk::Choice;
use pjlint::catalogue::find;
use pjlint::finding::Fix;
use pjlint::policy::Policy;
use pjlint::source::{Overlay, Span};

use crate::site::{RELEASE, Site, edit, target};

const PHONES: &str = "[udp]\ntype=transport\nprotocol=udp\nbind=0.0.0.0:5080\n";

fn site(rule: &str, version: &str, files: &[(&str, &str)]) -> Site {
    let mut site = Site::temporary(files).for_rule(find(rule).expect("a rule"), Policy::default());
    site.linter.target = target(version, Choice::Given);
    site
}

/// The file after every fix of the rule, one after the other; the same as before where there is none.
fn fixed_text(rule: &str, version: &str, files: &[(&str, &str)], file: &str) -> String {
    let site = site(rule, version, files);
    let mut overlay = Overlay::new();
    for _ in 0..30 {
        let report = site.relint(&overlay);
        let mut fixes: Vec<&Fix> = Vec::new();
        for fix in report.findings.iter().filter(|f| f.rule.name == rule).filter_map(|f| f.fix.as_ref()) {
            if !fixes.iter().any(|f| f.edits.iter().any(|e| fix.edits.iter().any(|o| touch(e.span, o.span)))) {
                fixes.push(fix);
            }
        }
        if fixes.is_empty() {
            break;
        }
        edit(&report, &fixes, &mut overlay);
    }
    let edited = overlay.get(&site.path(file));
    edited.map_or_else(|| site.read(file), |text| String::from_utf8_lossy(text).into_owned())
}

fn touch(a: Span, b: Span) -> bool {
    a.file == b.file && a.start <= b.end() && b.start <= a.end()
}

fn phone(name: &str, header: &str, endpoint: &str, aor_header: &str, aor: &str) -> String {
    format!(
        "[{name}]{header}\n{endpoint}auth={name}\naors={name}\n[{name}]{aor_header}\n{aor}[{name}]\ntype=auth\nusername={name}\npassword=6gkS83hs0aBq{name}\n"
    )
}

/// pjsip.conf of these phones, before and after.
#[track_caller]
fn becomes(rule: &str, before: &str, after: &str) {
    let (before, after) = (format!("{PHONES}{before}"), format!("{PHONES}{after}"));
    assert_eq!(fixed_text(rule, "22.10", &[("pjsip.conf", &before)], "pjsip.conf"), after);
}

const NAT: &str =
    "type=endpoint\ncontext=phones\nallow=alaw\ndirect_media=no\nrewrite_contact=yes\nrtp_symmetric=yes\n";
const LAN: &str = "type=endpoint\ncontext=phones\nallow=alaw\ndirect_media=no\n";

#[test]
fn a_template_is_changed_where_all_want_it() {
    let tpl = "[one](!)\ntype=aor\nmax_contacts=1\n";
    let new = "[one](!)\ntype=aor\nmax_contacts=1\nremove_existing=yes\n";
    let rest = phone("101", "", NAT, "(one)", "") + &phone("102", "", NAT, "(one)", "");
    becomes("max-contacts-lockout", &(tpl.to_owned() + &rest), &(new.to_owned() + &rest));
}

#[test]
fn an_object_is_changed_where_others_want_it_not() {
    let tpl = "[one](!)\ntype=aor\nmax_contacts=1\n";
    let lan = phone("102", "", LAN, "(one)", "");
    let before = tpl.to_owned() + &phone("101", "", NAT, "(one)", "") + &lan;
    let after = tpl.to_owned() + &phone("101", "", NAT, "(one)", "remove_existing=yes\n") + &lan;
    becomes("max-contacts-lockout", &before, &after);
}

#[test]
fn who_has_it_already_does_not_keep_a_template_from_it() {
    let tpl = "[one](!)\ntype=aor\nmax_contacts=1\n";
    let rest = phone("101", "", NAT, "(one)", "") + &phone("102", "", LAN, "(one)", "remove_existing=no\n");
    becomes("max-contacts-lockout", &(tpl.to_owned() + &rest), &(format!("{tpl}remove_existing=yes\n{rest}")));
}

#[test]
fn a_template_of_two_types_is_left_alone() {
    let tpl = "[base](!)\n\n";
    let endpoint = NAT.replace("direct_media=no\n", "");
    let other = phone("102", "", &endpoint, "", "type=aor\nmax_contacts=1\nremove_existing=yes\n");
    let one = |e: &str| phone("101", "(base)", e, "(base)", "type=aor\nmax_contacts=1\nremove_existing=yes\n");
    let line = |e: &str| e.replace("rtp_symmetric=yes\n", "rtp_symmetric=yes\ndirect_media=no\n");
    let before = tpl.to_owned() + &one(&endpoint) + &other;
    let after = tpl.to_owned()
        + &one(&line(&endpoint))
        + &phone("102", "", &line(&endpoint), "", "type=aor\nmax_contacts=1\nremove_existing=yes\n");
    becomes("direct-media-behind-nat", &before, &after);
}

#[test]
fn an_option_that_is_set_is_replaced() {
    let sound = "type=aor\nmax_contacts=1\nremove_existing=yes\n";
    let one = |flags: &str| phone("101", "", &LAN.replace("direct", &format!("{flags}direct")), "", sound);
    becomes(
        "partial-nat-flags",
        &one("rtp_symmetric = yes ; why\nrewrite_contact => no ; not\n"),
        &one("rtp_symmetric = yes ; why\nrewrite_contact => yes ; not\n"),
    );
}

#[test]
fn an_appended_line_is_replaced_and_a_new_one_stands_beside_its_sign() {
    let aor = "type=aor\nmax_contacts=1\n";
    let before = phone("101", "", NAT, "", aor) + "[200]\ntype=aor\n";
    becomes(
        "max-contacts-lockout",
        &(before.clone() + "[102]\ntype=acl\n"),
        &(before.replace(aor, "type=aor\nmax_contacts=1\nremove_existing=yes\n") + "[102]\ntype=acl\n"),
    );
}

#[test]
fn ends_of_lines_are_kept() {
    let text = PHONES.to_owned() + &phone("101", "", NAT, "", "type = aor\nmax_contacts = 1\n");
    let text = text.replace('\n', "\r\n");
    let after = text.replace("max_contacts = 1\r\n", "max_contacts = 1\r\nremove_existing = yes\r\n");
    assert_eq!(fixed_text("max-contacts-lockout", "22.10", &[("pjsip.conf", &text)], "pjsip.conf"), after);
}

#[test]
fn a_file_without_a_last_newline() {
    let text = format!(
        "{PHONES}[101]\ntype=auth\nusername=101\npassword=x6gkS83hs0aBq\n[101]\n{NAT}auth=101\naors=101\n[101]\ntype=aor\nmax_contacts=1"
    );
    let after = format!("{text}\nremove_existing=yes");
    assert_eq!(fixed_text("max-contacts-lockout", "22.10", &[("pjsip.conf", &text)], "pjsip.conf"), after);
}

#[test]
fn a_file_that_two_sections_include_is_left_alone() {
    let text = PHONES.to_owned()
        + &phone("101", "", NAT, "", "#include aor.conf\n")
        + &phone("102", "", LAN, "", "#include aor.conf\n");
    let files = [("pjsip.conf", text.as_str()), ("aor.conf", "type=aor\nmax_contacts=1\n")];
    assert_eq!(fixed_text("max-contacts-lockout", "22.10", &files, "aor.conf"), "type=aor\nmax_contacts=1\n");
}

#[test]
fn a_comment_that_goes_on_is_not_written_into() {
    let aor = "type=aor\nmax_contacts=1 ;-- why\nmore --;\n";
    let text = PHONES.to_owned() + &phone("101", "", NAT, "", aor);
    let after = fixed_text("max-contacts-lockout", "22.10", &[("pjsip.conf", &text)], "pjsip.conf");
    assert_eq!(after, text);
}

#[test]
fn a_program_writes_it_anew() {
    let text = format!("; Generated by FreePBX: do not edit this file\n{PHONES}")
        + &phone("101", "", NAT, "", "type=aor\nmax_contacts=1\n");
    assert_eq!(fixed_text("max-contacts-lockout", "22.10", &[("pjsip.conf", &text)], "pjsip.conf"), text);
}

#[test]
fn a_title_has_a_wizards_prefix() {
    let text = wizard("101", "", &format!("type=wizard\n{WIZARD}"));
    let files = [("pjsip.conf", PHONES), ("pjsip_wizard.conf", text.as_str())];
    let report = site("max-contacts-lockout", RELEASE, &files).lint();
    let titles: Vec<&str> = report.findings.iter().filter_map(|f| f.fix.as_ref()).map(|f| &*f.title).collect();
    assert_eq!(titles, ["write `aor/remove_existing=yes`"]);
}

const WIZARD: &str = "accepts_registrations=yes\naccepts_auth=yes\nendpoint/context=phones\nendpoint/direct_media=no\nendpoint/rewrite_contact=yes\nendpoint/rtp_symmetric=yes\nendpoint/allow=alaw\naor/max_contacts=1\n";

fn wizard(name: &str, header: &str, lines: &str) -> String {
    format!("[{name}]{header}\n{lines}inbound_auth/username={name}\ninbound_auth/password=6gkS83hs0aBq{name}\n")
}

#[test]
fn a_wizard_has_prefixes() {
    let text = wizard("101", "", &format!("type=wizard\n{WIZARD}"));
    let files = [("pjsip.conf", PHONES), ("pjsip_wizard.conf", &text)];
    let after = text.replace("aor/max_contacts=1\n", "aor/max_contacts=1\naor/remove_existing=yes\n");
    assert_eq!(fixed_text("max-contacts-lockout", "22.10", &files, "pjsip_wizard.conf"), after);
}

#[test]
fn a_wizards_template_is_changed_for_all_or_not_at_all() {
    let tpl = format!("[phone](!)\ntype=wizard\n{WIZARD}");
    let new = tpl.replace("aor/max_contacts=1\n", "aor/max_contacts=1\naor/remove_existing=yes\n");
    let both = wizard("101", "(phone)", "") + &wizard("102", "(phone)", "");
    let files = |text: &str| {
        fixed_text(
            "max-contacts-lockout",
            "22.10",
            &[("pjsip.conf", PHONES), ("pjsip_wizard.conf", text)],
            "pjsip_wizard.conf",
        )
    };
    assert_eq!(files(&format!("{tpl}{both}")), format!("{new}{both}"));
    let desk = wizard("102", "(phone)", "endpoint/rewrite_contact=no\nendpoint/rtp_symmetric=no\n");
    let (one, fixed_text) = (wizard("101", "(phone)", ""), wizard("101", "(phone)", "").trim_end().to_owned());
    assert_eq!(files(&format!("{tpl}{one}{desk}")), format!("{tpl}{fixed_text}\naor/remove_existing=yes\n{desk}"));
}

#[test]
fn releases_without_the_option() {
    let text = PHONES.to_owned()
        + &phone(
            "101",
            "",
            &LAN.replace("direct", "media_encryption=dtls\ndirect"),
            "",
            "type=aor\nmax_contacts=1\nremove_existing=yes\n",
        );
    let after = text.replace("=dtls\n", "=dtls\ndtls_auto_generate_cert=yes\n");
    assert_eq!(fixed_text("dtls-option-conflict", "22.10", &[("pjsip.conf", &text)], "pjsip.conf"), after);
    assert_eq!(fixed_text("dtls-option-conflict", "13.38", &[("pjsip.conf", &text)], "pjsip.conf"), text);
}

#[test]
fn a_proxy_with_a_password_is_not_copied_and_one_with_parameters_gets_lr() {
    let trunk = |proxy: &str| {
        format!(
            "{PHONES}[p]\ntype=endpoint\ncontext=in\nallow=alaw\ndirect_media=no\naors=p\noutbound_proxy={proxy}\n[p]\ntype=aor\ncontact=sip:192.0.2.10\n[p]\ntype=identify\nendpoint=p\nmatch=192.0.2.10\n"
        )
    };
    let after =
        |proxy: &str| fixed_text("outbound-proxy-not-uri", "22.10", &[("pjsip.conf", &trunk(proxy))], "pjsip.conf");
    assert_eq!(after("sip:192.0.2.1\\;transport=tcp"), trunk("sip:192.0.2.1\\;transport=tcp\\;lr"));
    assert_eq!(after("192.0.2.1:5070 ; ours"), trunk("sip:192.0.2.1:5070\\;lr ; ours"));
    assert_eq!(after("sip:me:hush@192.0.2.1"), trunk("sip:me:hush@192.0.2.1"));
    assert_eq!(after("<sip:192.0.2.1>"), trunk("<sip:192.0.2.1>"));
}

#[test]
fn an_auth_stays_where_the_provider_is_known_by_nothing_else() {
    let trunk = |identify: &str, endpoint: &str| {
        format!(
            "{PHONES}[p]\ntype=endpoint\ncontext=in\nallow=alaw\ndirect_media=no\naors=p\n{endpoint}outbound_auth=p\n[p]\ntype=aor\ncontact=sip:sip.provider.com\n[p]\ntype=auth\nusername=u\npassword=Zt4nW8qLr2vX\n{identify}"
        )
    };
    let after = |identify: &str| {
        fixed_text("trunk-with-inbound-auth", "22.10", &[("pjsip.conf", &trunk(identify, "auth=p\n"))], "pjsip.conf")
    };
    for identify in [
        "",
        "[p]\ntype=identify\nendpoint=p\nmatch=0.0.0.0/0\n",
        "[p]\ntype=identify\nendpoint=p\nmatch_header=X-From: p\n",
    ] {
        assert_eq!(after(identify), trunk(identify, "auth=p\n"), "{identify}");
    }
    let known = "[p]\ntype=identify\nendpoint=p\nmatch=192.0.2.0/24\n";
    let sound = trunk(known, "").replace("outbound_auth=p\n", "identify_by=ip\noutbound_auth=p\n");
    assert_eq!(after(known), sound);
}

#[test]
fn a_line_that_others_inherit_is_not_removed() {
    let wss = "[wss]\ntype=transport\nprotocol=wss\nbind=0.0.0.0\n";
    let sound = "type=aor\nmax_contacts=1\nremove_existing=yes\n";
    let tpl = format!("{wss}[web](!)\n{LAN}transport=udp\n");
    let both = |header: &str| phone("101", header, "webrtc=yes\n", "", sound) + &phone("102", header, "", "", sound);
    let before = tpl.clone() + &both("(web)");
    becomes("webrtc-no-ws-transport", &before, &before);
    let all = |tpl: &str| tpl.to_owned() + &phone("101", "(web)", "webrtc=yes\n", "", sound);
    becomes("webrtc-no-ws-transport", &all(&tpl), &all(&tpl.replace("transport=udp\n", "")));
}

#[test]
fn channels_of_the_dialplan() {
    let pjsip = PHONES.to_owned() + &phone("101", "", LAN, "", "type=aor\nmax_contacts=1\nremove_existing=yes\n");
    let after = |line: &str| {
        let text = format!("[phones]\nexten => 1,1,{line}\n");
        fixed_text(
            "dialplan-sip-channel",
            "22.10",
            &[("pjsip.conf", &pjsip), ("extensions.conf", &text)],
            "extensions.conf",
        )
        .trim_end()
        .trim_start_matches("[phones]\nexten => 1,1,")
        .to_owned()
    };
    assert_eq!(after("Dial(SIP/101&SIP/101,20)"), "Dial(PJSIP/101&PJSIP/101,20)");
    assert_eq!(after("Dial(SIP/${EXTEN:1}@101,20)"), "Dial(PJSIP/${EXTEN:1}@101,20)");
    assert_eq!(after("Dial(sip/101/030123)"), "Dial(PJSIP/030123@101)");
    for left in ["Dial(SIP/999)", "Dial(SIP/${X})", "Dial(SIP/me:hush@101)", "Dial(SIP/101/1/2)"] {
        assert_eq!(after(left), left);
    }
}

#[test]
fn kinds_that_differ_share_a_templates_fix() {
    let tpl =
        |more: &str| format!("[nat](!)\ntype=endpoint\nallow=alaw\nrewrite_contact=yes\nrtp_symmetric=yes\n{more}");
    let sound = "type=aor\nmax_contacts=1\nremove_existing=yes\n";
    let rest =
        phone("101", "(nat)", "context=phones\n", "", sound) + &phone("102", "(nat)", "context=others\n", "", sound);
    becomes("direct-media-behind-nat", &(tpl("") + &rest), &(tpl("direct_media=no\n") + &rest));
}

#[test]
fn an_object_that_others_inherit_is_not_changed_for_itself() {
    let aor = "type=aor\nmax_contacts=1\n";
    // 102 has the lines of 101's aor and is a desk phone.
    let lan = "[102]\ntype=endpoint\ncontext=phones\nallow=alaw\ndirect_media=no\nauth=102\naors=102\n[102](101)\n[102]\ntype=auth\nusername=102\npassword=6gkS83hs0aBq102\n";
    let aor_first = format!(
        "[101]\n{aor}[101]\n{NAT}auth=101\naors=101\n[101]\ntype=auth\nusername=101\npassword=6gkS83hs0aBq101\n"
    );
    let before = aor_first + lan;
    becomes("max-contacts-lockout", &before, &before);
}

#[test]
fn many_objects_are_not_written_to_one_by_one() {
    let all = |count: u32| {
        let nat: String = (200..200 + count).map(|n| phone(&n.to_string(), "", NAT, "(one)", "")).collect();
        "[one](!)\ntype=aor\nmax_contacts=1\n".to_owned() + &nat + &phone("102", "", LAN, "(one)", "")
    };
    becomes("max-contacts-lockout", &all(21), &all(21));
    let after =
        fixed_text("max-contacts-lockout", "22.10", &[("pjsip.conf", &(PHONES.to_owned() + &all(3)))], "pjsip.conf");
    assert_eq!(after.matches("(one)\nremove_existing=yes\n").count(), 3, "{after}");
}

#[test]
fn what_an_appended_section_says_is_replaced_there() {
    let main = PHONES.to_owned() + &phone("101", "", NAT, "", "type=aor\nmax_contacts=5\n") + "#include custom.conf\n";
    // The last section of that name is the one that is appended to: make it the aor.
    let main = main.replace("#include", "[201]\ntype=endpoint\ncontext=phones\nallow=alaw\ndirect_media=no\nrewrite_contact=yes\nrtp_symmetric=yes\nauth=101\naors=aor201\n[aor201]\ntype=aor\n#include");
    let files = |custom: &str| {
        fixed_text("max-contacts-lockout", "22.10", &[("pjsip.conf", &main), ("custom.conf", custom)], "custom.conf")
    };
    let custom = "[aor201](+)\nmax_contacts=1\nremove_existing=no\n";
    assert_eq!(files(custom), custom.replace("=no", "=yes"));
}
