//! Very many accounts that have something in common: none may be compared with each other one.

use std::fmt::Write as _;

use crate::hostile::bounded::{Bounded, TRANSPORT};
use crate::sample;

/// How many: those of which 2000 make no trouble make none when they are 5000.
fn count() -> usize {
    sample::size(5000, 2000)
}

fn all(account: impl Fn(usize) -> String) -> String {
    let mut text = TRANSPORT.to_owned();
    (0..count()).for_each(|i| text.push_str(&account(i)));
    text
}

/// A trunk to a host, with what each of its objects has besides.
fn trunk(i: usize, host: &str, [endpoint, registration, rest]: [&str; 3]) -> String {
    let mut text = format!("[t{i}]\ntype=endpoint\ncontext=in\nallow=alaw\naors=t{i}\n{endpoint}");
    write!(text, "[t{i}]\ntype=aor\ncontact=sip:{host}\n").expect("a String takes everything");
    write!(text, "[t{i}]\ntype=registration\nserver_uri=sip:{host}\nclient_uri=sip:u{i}@{host}\n{registration}{rest}")
        .expect("a String takes everything");
    text
}

fn address(i: usize) -> String {
    format!("11.{}.{}.7", i >> 8, i & 255)
}

#[test]
fn logins_at_one_provider() {
    let text = all(|i| {
        let login = format!("outbound_auth=t{i}\n");
        let auth = format!("[t{i}]\ntype=auth\nusername=u{i}\npassword=Seven-Seas-{i}\n");
        trunk(i, "sip.example.com", [&login, &login, &auth])
    });
    let site = Bounded::of("logins", text);
    site.check("--profile audit --statistics").ends_with(0).says("IDN03  trunk-not-identifiable");
}

#[test]
fn trunks_without_a_login_at_one_provider() {
    let proxy = "outbound_proxy=sip:proxy.example.com\\;lr\n";
    let site = Bounded::of("trunks", all(|i| trunk(i, "sip.example.com", ["", proxy, ""])));
    site.check("--profile audit --statistics").ends_with(0).says(&format!("{}  AOR10", count()));
}

#[test]
fn trunks_that_have_one_login() {
    let login = "outbound_auth=all\n";
    let text = all(|i| trunk(i, "sip.example.com", [login, login, ""]));
    let site = Bounded::of("one-login", text + "[all]\ntype=auth\nusername=u\npassword=Seven-Seas-9\n");
    site.check("--profile audit --statistics").ends_with(0).says("IDN03  trunk-not-identifiable");
}

#[test]
fn an_acl_for_each_address_that_is_awaited() {
    let text = all(|i| {
        let address = address(i);
        let acl = format!("[a{i}]\ntype=acl\ndeny=0.0.0.0/0\npermit={address}\n");
        format!("{acl}[t{i}]\ntype=identify\nendpoint=t{i}\nmatch={address}\n[t{i}]\ntype=endpoint\nallow=alaw\n")
    });
    Bounded::of("acl-each", text).check("--profile audit --statistics").ends_with(0).says("ACL03  pjsip-acl-is-global");
}

#[test]
fn a_transport_for_each_endpoint() {
    let mut text = String::new();
    for i in 0..count() {
        let address = address(i);
        write!(text, "[x{i}]\ntype=transport\nbind={address}\nexternal_media_address=203.0.113.9\n")
            .expect("a String takes everything");
        text.push_str(&trunk(i, &address, [&format!("transport=x{i}\n"), "", ""]));
    }
    Bounded::of("transports", text).check("--profile audit --statistics").ends_with(0).says("NAT02");
}

/// Half of the trunks have no identify, and the identifies of the others are no help.
#[test]
fn addresses_that_nothing_matches() {
    let text = all(|i| {
        let identify = format!("[t{i}]\ntype=identify\nendpoint=t{i}\nmatch={}\n", address(i));
        if i % 2 == 0 {
            trunk(i, "203.0.113.9", ["", "", &identify])
        } else {
            trunk(i, "203.0.113.9", ["context=other\n", "", ""])
        }
    });
    Bounded::of("half", text).check("--profile audit --statistics").ends_with(0).says("IDN03  trunk-not-identifiable");
}

#[test]
fn a_local_net_for_each_trunk() {
    let nets: String = (0..count()).map(|i| format!("local_net=10.{}.{}.0/24\n", i >> 8, i & 255)).collect();
    let mut text = format!("{TRANSPORT}external_media_address=203.0.113.9\n{nets}");
    (0..count()).for_each(|i| text.push_str(&trunk(i, &address(i), ["", "", ""])));
    Bounded::of("local-nets", text).check("--profile audit --statistics").ends_with(0).says("1000  IDN03");
}

/// All of them go to one place for one user, and every second one brings calls to an extension of its own.
#[test]
fn registrations_that_are_alike() {
    let text = all(|i| {
        let which = i % 2 * i;
        format!(
            "[r{i}]\ntype=registration\nserver_uri=sip:p.example.org\nclient_uri=sip:u@p.example.org\ncontact_user={which}\n"
        )
    });
    let lines: String = (0..count()).map(|i| format!("register => u:pw@p.example.org/{i}\n")).collect();
    let site = Bounded::of("alike", text).with("sip.conf", format!("[general]\n{lines}"));
    site.check("--profile migration --statistics")
        .ends_with(0)
        .says(&format!("{}  MIG17  parity-registration", count() * 5 / 2 - 1));
    site.pjlint("parity .").ends_with(1).says("registrations");
}
