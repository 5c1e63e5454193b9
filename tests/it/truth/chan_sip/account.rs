//! Devices as `sip show peer` and `sip show user` print them.

use pjlint::asterisk::value::callerid::CallerId;
use pjlint::asterisk::value::{address, groups};
use pjlint::chan_sip::{Account, Host, Nat, Overlap, Proxy, Refresher, SessionTimers, SipOption as O, T38};
use pjlint::chan_sip::{DirectMedia, Insecure, TrustIdOutbound};
use pjlint::objects::Configuration;

use super::{Row, or, text, yes};

/// `sip show peer NAME`: none if there is no such peer.
pub(crate) fn peer(c: &Configuration, name: &[u8]) -> Option<Vec<Row>> {
    let sip = c.chan_sip.as_ref()?;
    let general = sip.general(&c.sources);
    let a = sip.find(&general, name).filter(|a| a.kind().peer)?;
    let mut rows = identity(&a);
    rows.extend(shared(&a, "Min-Sess"));
    rows.extend(place(&a));
    rows.extend(media(&a));
    Some(rows)
}

/// `sip show user NAME`.
pub(crate) fn user(c: &Configuration, name: &[u8]) -> Option<Vec<Row>> {
    let sip = c.chan_sip.as_ref()?;
    let general = sip.general(&c.sources);
    let a = sip.find(&general, name).filter(|a| a.kind().user)?;
    let mut rows = vec![("* Name", text(a.name()))];
    rows.extend(shared(&a, "Sess-Min-SE"));
    Some(rows)
}

/// `sip show peers` and `sip show users`: which there are.
pub(crate) fn listed(c: &Configuration, output: &str, wrong: &mut Vec<String>, peers: bool) -> Option<Vec<Row>> {
    let sip = c.chan_sip.as_ref()?;
    let general = sip.general(&c.sources);
    let accounts = sip.accounts(&general).filter(|a| if peers { a.kind().peer } else { a.kind().user });
    let mut mine: Vec<String> = accounts
        .map(|a| {
            let user = text(a.default_user().value);
            let shown = if peers && !user.is_empty() { format!("{}/{user}", text(a.name())) } else { text(a.name()) };
            shown.chars().take(25).collect::<String>().trim().to_owned()
        })
        .collect();
    let lines = output.lines().skip(1).filter(|l| !l.is_empty() && !l.contains(" sip peers ["));
    let mut theirs: Vec<String> = lines.map(|l| l.chars().take(25).collect::<String>().trim().to_owned()).collect();
    mine.sort();
    theirs.sort();
    if mine != theirs {
        wrong.push(format!("Asterisk has {theirs:?}, not {mine:?}"));
    }
    None
}

fn set(on: bool) -> String {
    if on { "<Set>".into() } else { "<Not set>".into() }
}

fn identity(a: &Account<'_>) -> Vec<Row> {
    let mut rows = vec![
        ("* Name", text(a.name())),
        ("Description", text(a.description().value)),
        ("Remote Secret", set(!a.remote_secret().value.is_empty())),
        ("Record On feature", text(a.record_on_feature().value)),
        ("Record Off feature", text(a.record_off_feature().value)),
        ("Subscr.Cont.", or(text(a.subscribe_context().value), "<Not set>")),
        ("MOH Suggest", text(a.moh_suggest().value)),
        ("Mailbox", mailboxes(a)),
        ("VM Extension", text(a.vm_exten().value)),
        ("Max forwards", a.max_forwards().value.to_string()),
    ];
    for credential in a.credentials() {
        let kept = match (credential.secret.is_empty(), credential.md5_secret.is_empty()) {
            (false, _) => "<Secret set>",
            (true, false) => "<MD5secret set>",
            _ => "<Not set>",
        };
        let (realm, user) = (text(credential.realm), text(credential.user));
        rows.push(("Realm-auth", format!("Realm {realm:<15.15} User {user:<10.20} {kept}")));
    }
    if a.busy_level().value != 0 {
        rows.push(("Busy level", a.busy_level().value.to_string()));
    }
    if !a.from_user().value.is_empty() {
        rows.push(("FromUser", text(a.from_user().value)));
    }
    if !a.from_domain().value.is_empty() {
        rows.push(("FromDomain", format!("{} Port {}", text(a.from_domain().value), a.from_domain_port().value)));
    }
    rows
}

/// What both commands print.
fn shared(a: &Account<'_>, min_se: &'static str) -> Vec<Row> {
    let mut rows = vec![
        ("Secret", set(!a.secret().value.is_empty())),
        ("MD5Secret", set(!a.md5_secret().value.is_empty())),
        ("Context", text(a.context().value)),
        ("Language", text(a.language().value)),
        ("AMA flags", a.ama_flags().value.map_or("Unknown".into(), str::to_uppercase)),
        ("Transfer mode", if a.allow_transfer().value { "open".into() } else { "closed".into() }),
        ("MaxCallBR", format!("{} kbps", a.max_call_bitrate().value)),
        ("CallingPres", presentation(a.calling_pres().value).to_owned()),
        ("Call limit", a.call_limit().value.to_string()),
        ("Callgroup", groups::list(a.groups(O::CallGroup).value).join(", ")),
        ("Pickupgroup", groups::list(a.groups(O::PickupGroup).value).join(", ")),
        ("Named Callgr", a.named_groups(O::NamedCallGroup).value.join(", ")),
        ("Nam. Pickupgr", a.named_groups(O::NamedPickupGroup).value.join(", ")),
        ("Callerid", caller_id(&a.caller_id().value)),
        ("ACL", yes(!a.acl().is_empty())),
        ("Sess-Timers", timers(a.session_timers().value).into()),
        ("Sess-Refresh", refresher(a.session_refresher().value).into()),
        ("Sess-Expires", format!("{} secs", a.session_expires().value)),
        (min_se, format!("{} secs", a.session_min_se().value)),
        ("RTP Engine", text(a.rtp_engine().value)),
        ("Auto-Framing", yes(a.auto_framing().value)),
    ];
    if !a.account_code().value.is_empty() {
        rows.push(("Accountcode", text(a.account_code().value)));
    }
    let variables = a.variables();
    if !variables.is_empty() {
        rows.push(("Variables", String::new()));
    }
    // Their names are the labels: they stand in chan_sip's order.
    let rest = variables.into_iter().map(|v| format!("{} = {}", text(&v.name), text(v.value)));
    rows.extend(rest.map(|v| ("", v)));
    rows
}

fn place(a: &Account<'_>) -> Vec<Row> {
    let listed: Vec<&str> = a.transports().value.iter().map(pjlint::chan_sip::Protocol::name).collect();
    let at = |address: Option<std::net::IpAddr>, port: u16| match address {
        Some(ip @ std::net::IpAddr::V6(_)) => format!("[{}]:{port}", address::shown(ip)),
        Some(ip) => format!("{}:{port}", address::shown(ip)),
        None => "(null)".into(),
    };
    let mut rows = vec![
        ("Dynamic", yes(a.host().value == Host::Dynamic)),
        ("ToHost", text(a.to_host().value)),
        ("Defaddr->IP", at(a.default_ip().map(|d| d.value), a.default_port())),
        // The row does not tell WSS from WS.
        ("Prim.Transp.", a.transports().value.primary().name().replace("WSS", "WS")),
        ("Allowed.Trsp", listed.join(",")),
        ("Def. Username", text(a.default_user().value)),
        ("Insecure", insecure(a.insecure().value).into()),
        ("Force rport", force_rport(a.nat().value).into()),
        ("Symmetric RTP", comedia(a.nat().value).into()),
        ("ContactACL", yes(!a.contact_acl().is_empty())),
        ("DirectMedACL", yes(!a.direct_media_acl().is_empty())),
        ("PromiscRedir", yes(a.promisc_redir().value)),
        ("User=Phone", yes(a.user_eq_phone().value)),
        ("Trust RPID", yes(a.trust_rpid().value)),
        ("Send RPID", yes(a.send_rpid().value.pai || a.send_rpid().value.rpid)),
        ("Path support", yes(a.support_path().value)),
        ("TrustIDOutbnd", trust_id(a.trust_id_outbound().value).into()),
        ("Subscriptions", yes(a.allow_subscribe().value)),
        ("Overlap dial", overlap(a.allow_overlap().value).into()),
        ("Timer T1", a.timers().0.to_string()),
        ("Timer B", a.timers().1.to_string()),
        ("Qualify Freq", format!("{} ms", a.qualify_freq().value.wrapping_mul(1000))),
        ("Keepalive", format!("{} ms", a.keep_alive().value.wrapping_mul(1000))),
        ("Parkinglot", text(a.parking_lot().value)),
        ("Use Reason", yes(a.q850_reason().value)),
    ];
    // In the laboratory no name resolves.
    rows.push(("Addr->IP", at(a.address(), a.port())));
    rows.push(("Status", if a.qualify().value == 0 { "Unmonitored" } else { "asked" }.into()));
    if !a.general().text(O::RegContext, b"", 79).value.is_empty() {
        rows.push(("Reg. exten", text(a.reg_exten().value)));
    }
    if let Some(proxy) = a.outbound_proxy() {
        rows.push(("Outb. proxy", shown_proxy(&proxy.value)));
    }
    rows
}

fn media(a: &Account<'_>) -> Vec<Row> {
    let t38 = a.t38().value;
    let codecs: Vec<&str> = a.codecs().value.names().collect();
    vec![
        ("T.38 support", yes(t38 != T38::Off)),
        ("T.38 EC mode", correction(t38).into()),
        ("T.38 MaxDtgrm", a.t38_max_datagram().value.to_string()),
        ("DirectMedia", yes(matches!(a.direct_media().value, DirectMedia { on: true, .. }))),
        ("Video Support", yes(a.video_support().value)),
        ("Text Support", yes(a.text_support().value)),
        ("Ign SDP ver", yes(a.ignore_sdp_version().value)),
        ("DTMFmode", a.dtmf_mode().value.name().into()),
        ("Codecs", format!("({})", or(codecs.join("|"), "nothing"))),
        ("Encryption", yes(a.encryption().value)),
        ("RTCP Mux", yes(a.rtcp_mux().value)),
    ]
}

fn mailboxes(a: &Account<'_>) -> String {
    let name = |b: &pjlint::chan_sip::Mailbox<'_>| {
        if b.in_default { format!("{}@default", text(b.name)) } else { text(b.name) }
    };
    a.mailboxes().iter().map(name).collect::<Vec<_>>().join(",")
}

fn caller_id(id: &CallerId) -> String {
    let name = text(&id.name).replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{name}\" <{}>", text(&id.number))
}

fn presentation(number: i32) -> &'static str {
    match number {
        0 => "Presentation Allowed, Not Screened",
        1 => "Presentation Allowed, Passed Screen",
        2 => "Presentation Allowed, Failed Screen",
        3 => "Presentation Allowed, Network Number",
        32 => "Presentation Prohibited, Not Screened",
        33 => "Presentation Prohibited, Passed Screen",
        34 => "Presentation Prohibited, Failed Screen",
        35 => "Presentation Prohibited, Network Number",
        64..=67 => "Number Unavailable",
        _ => "unknown",
    }
}

pub(super) fn shown_proxy(proxy: &Proxy<'_>) -> String {
    format!("{} {}", text(proxy.host), if proxy.force { "(forced)" } else { "" })
}

pub(super) fn insecure(i: Insecure) -> &'static str {
    match (i.port, i.invite) {
        (true, true) => "port,invite",
        (true, false) => "port",
        (false, true) => "invite",
        (false, false) => "no",
    }
}

pub(super) fn force_rport(nat: Nat) -> &'static str {
    match (nat.auto_force_rport, nat.force_rport) {
        (true, _) => "Auto (No)",
        (false, true) => "Yes",
        (false, false) => "No",
    }
}

pub(super) fn comedia(nat: Nat) -> &'static str {
    match (nat.auto_comedia, nat.comedia) {
        (true, _) => "Auto (No)",
        (false, true) => "Yes",
        (false, false) => "No",
    }
}

pub(super) fn correction(t38: T38) -> &'static str {
    match t38 {
        T38::Off => "Unknown",
        T38::NoCorrection => "None",
        T38::Fec => "FEC",
        T38::Redundancy => "Redundancy",
    }
}

fn trust_id(trust: TrustIdOutbound) -> &'static str {
    match trust {
        TrustIdOutbound::Legacy => "Legacy",
        TrustIdOutbound::No => "No",
        TrustIdOutbound::Yes => "Yes",
    }
}

pub(super) fn overlap(overlap: Overlap) -> &'static str {
    match overlap {
        Overlap::No => "No",
        Overlap::Yes => "Yes",
        Overlap::Dtmf => "DTMF",
    }
}

pub(super) fn timers(mode: SessionTimers) -> &'static str {
    match mode {
        SessionTimers::Accept => "Accept",
        SessionTimers::Originate => "Originate",
        SessionTimers::Refuse => "Refuse",
    }
}

pub(super) fn refresher(side: Refresher) -> &'static str {
    match side {
        Refresher::Uac => "uac",
        Refresher::Uas => "uas",
    }
}
