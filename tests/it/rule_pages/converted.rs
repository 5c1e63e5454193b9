//! What the converter of Asterisk's sources writes wrong, written by hand: each mistake that shows in the output is found.

use std::collections::BTreeSet;

use crate::rule_pages::example;

/// Statement, the mistake as the script writes it, and the rule that finds it.
const MISTAKES: &[(&str, &str, &str)] = &[
    ("M-60", "[acl]\ntype = acl\npermit = 10.0.0.0/255.0.0.0\ndeny = 0.0.0.0/0.0.0.0\n", "acl-deny-last"),
    ("M-60", "[acl]\ntype = acl\npermit = 10.0.0.0/255.0.0.0\ndeny = 0.0.0.0/0.0.0.0\n", "converter-artifact-acl"),
    (
        "M-61",
        "[102]\ntype = endpoint\ncontext = phones\nallow = ulaw\ndisable_directed_media_on_nat = yes\n",
        "unknown-option",
    ),
    (
        "M-61",
        "[102]\ntype = endpoint\ncontext = phones\nallow = ulaw\ndirected_media_glare_mitigation = outgoing\n",
        "unknown-option",
    ),
    (
        "M-63",
        "[reg_p]\ntype = registration\nserver_uri = sip:198.51.100.7\nclient_uri = sip:a@198.51.100.7\noutboundproxy = p\n",
        "chan-sip-option",
    ),
    (
        "M-64",
        "[102]\ntype = endpoint\ncontext = phones\nallow = ulaw\noutbound_proxy = proxy.example.com\n",
        "outbound-proxy-not-uri",
    ),
    (
        "M-65",
        "[reg_p]\ntype = registration\nserver_uri = sip:198.51.100.7\nclient_uri = sip:a@198.51.100.7\nclient_uri = sip:b@198.51.100.7\ncontact_user = a\ncontact_user = b\n",
        "option-repeated",
    ),
    (
        "M-66",
        "[reg_p]\ntype = registration\nserver_uri = sip:198.51.100.7\nclient_uri = sip:a@198.51.100.7\ntransport = transport-tls\n",
        "dangling-transport",
    ),
    ("M-70", "[102]\ntype = auth\nusername = 102\npassword = a;b\n", "unescaped-semicolon"),
    ("M-74", "[102]\ntype = endpoint\ncontext = phones\naors = 101\n", "endpoint-without-codecs"),
    (
        "M-79",
        "[p]\ntype = endpoint\ncontext = in\nallow = ulaw\nauth = p\noutbound_auth = p\naors = p\n[p]\ntype = aor\ncontact = sip:198.51.100.7\n[p]\ntype = auth\nusername = p\npassword = Yq7sk2Lw0z\n[p]\ntype = identify\nendpoint = p\nmatch = 198.51.100.7\n",
        "trunk-with-inbound-auth",
    ),
    ("M-81", "[102]\ntype = endpoint\ncontext = phones\nallow = ulaw\noutbound_auth = 101,realm1\n", "dangling-auth"),
    ("M-82", "[102]\ntype = auth\nauth_type = md5\nmd5_cred = \nusername = 102\n", "rejected-object"),
    (
        "M-83",
        "[103]\ntype = aor\nmax_contacts = 1\n[103]\ntype = endpoint\ncontext = phones\nallow = ulaw\nrewrite_contact = yes\nrtp_symmetric = yes\ndirect_media = no\naors = 103\nauth = 103\n[103]\ntype = auth\nusername = 103\npassword = Yq7sk2Lw0z\n",
        "max-contacts-lockout",
    ),
    (
        "M-86",
        "[102]\ntype = endpoint\ncontext = phones\nallow = ulaw\nt38_udptl = yes\nt38_udptl = no\n",
        "option-repeated",
    ),
    (
        "M-89",
        "[tls]\ntype = transport\nprotocol = tls\nbind = 0.0.0.0:5061\nmethod = sslv23\ncert_file = /etc/asterisk/pbx.pem\n",
        "tls-without-cert-or-key",
    ),
    (
        "M-90",
        "[tls]\ntype = transport\nprotocol = tls\nbind = 0.0.0.0:5061\nmethod = sslv23\ncert_file = /k.pem\npriv_key_file = /k.key\ncipher = HIGH:!aNULL\n",
        "invalid-value",
    ),
    ("M-93", "[p]\ntype = identify\nendpoint = 101\nmatch = sip.example.com\n", "identify-hostname"),
    ("M-77", "", "converter-artifact-lost"),
];

/// What the script puts around its output, and a sound phone.
const FRAME: &str = ";--\n;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;\nNon mapped elements start\n;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;\n\n[101]\nusereqphone = yes\n\n;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;\nNon mapped elements end\n;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;\n--;\n\n[transport-udp]\ntype = transport\nprotocol = udp\nbind = 0.0.0.0\n\n[101]\ntype = endpoint\ncontext = phones\nallow = ulaw\nauth = 101\naors = 101\n\n[101]\ntype = aor\nmax_contacts = 1\nremove_existing = yes\n\n[101]\ntype = auth\nusername = 101\npassword = Yq7sk2Lw0z\n\n";

#[test]
fn each_mistake_of_the_converter_is_found() {
    let mut missed = Vec::new();
    for (statement, text, rule) in MISTAKES {
        let found: BTreeSet<&str> = example::rules_on(&[("pjsip.conf", &format!("{FRAME}{text}"))]);
        if !found.contains(rule) {
            missed.push(format!("{statement}: {rule} says nothing; there are {found:?}"));
        }
    }
    assert!(missed.is_empty(), "{} of {} are missed:\n{}", missed.len(), MISTAKES.len(), missed.join("\n"));
}
