//! `[general]` as `sip show settings` prints it, and registrations as `sip show registry` does.

use std::net::IpAddr;

use pjlint::asterisk::value::address;
use pjlint::chan_sip::{General, Listener, SipOption as O, T38};
use pjlint::objects::Configuration;

use super::account::{comedia, correction, force_rport, overlap, refresher, shown_proxy, timers};
use super::{Row, or, text, yes};

/// `sip show settings`.
pub(crate) fn settings(c: &Configuration) -> Option<Vec<Row>> {
    let sip = c.chan_sip.as_ref()?;
    let g = sip.general(&c.sources);
    let mut rows = first(&g);
    rows.extend(network(&g));
    rows.extend(signalling(&g));
    rows.extend(defaults(&g));
    Some(rows)
}

fn on(state: bool) -> String {
    if state { "On".into() } else { "Off".into() }
}

fn at(address: IpAddr, port: u16) -> String {
    match address {
        IpAddr::V6(_) => format!("[{}]:{port}", address::shown(address)),
        IpAddr::V4(_) => format!("{address}:{port}"),
    }
}

fn flag(g: &General<'_>, option: O) -> String {
    yes(g.flag(option, false).value)
}

fn from_domain((domain, port): (&[u8], u16)) -> String {
    if port == 5060 { text(domain) } else { format!("{}:{port}", text(domain)) }
}

fn first(g: &General<'_>) -> Vec<Row> {
    let listeners = g.listeners();
    let socket = |l: Option<Listener>| l.map_or("Disabled".into(), |l| at(l.address, l.port));
    let credentials = g.credentials();
    let nat = g.nat().value;
    let mut rows = vec![
        ("UDP Bindaddress", socket(Some(listeners.udp))),
        ("TCP SIP Bindaddress", socket(listeners.tcp)),
        ("TLS SIP Bindaddress", socket(listeners.tls)),
        ("RTP Bindaddress", "Disabled".into()),
        // `always` is another switch, which is not shown here.
        ("Videosupport", flag(g, O::VideoSupport)),
        ("Textsupport", flag(g, O::TextSupport)),
        ("Ignore SDP sess. ver.", flag(g, O::IgnoreSdpVersion)),
        ("AutoCreate Peer", if g.flag(O::AutoCreatePeer, false).value { "Volatile" } else { "Off" }.into()),
        ("Match Auth Username", yes(g.match_auth_username().value)),
        ("Allow unknown access", yes(g.allow_guest().value)),
        ("Allow subscriptions", yes(g.flag(O::AllowSubscribe, true).value)),
        ("Allow overlap dialing", overlap(g.allow_overlap().value).into()),
        ("Allow promisc. redir", flag(g, O::PromiscRedir)),
        ("Enable call counters", yes(g.call_counter().value)),
        ("SIP domain support", yes(!g.domains().is_empty())),
        ("Path support", flag(g, O::SupportPath)),
        ("Realm. auth", yes(!credentials.is_empty())),
        ("Our auth realm", text(g.realm().value)),
        ("Use domains as realms", flag(g, O::DomainsAsRealm)),
        ("Call to non-local dom.", yes(g.flag(O::AllowExternalDomains, true).value || g.domains().is_empty())),
        ("URI user is phone no", flag(g, O::UseReqPhone)),
        ("Always auth rejects", yes(g.always_auth_reject().value)),
        ("Direct RTP setup", flag(g, O::DirectRtpSetup)),
        ("SDP Owner Name", text(g.sdp_owner().value)),
        ("Reg. context", or(text(g.text(O::RegContext, b"", 79).value), "(not set)")),
        ("Regexten on Qualify", flag(g, O::RegExtenOnQualify)),
        ("Trust RPID", flag(g, O::TrustRpid)),
        ("Send RPID", yes(g.send_rpid().value.pai || g.send_rpid().value.rpid)),
        ("Legacy userfield parse", flag(g, O::LegacyUserOptionParsing)),
        ("Send Diversion", yes(g.flag(O::SendDiversion, true).value)),
        ("Caller ID", text(g.text(O::CallerId, b"asterisk", 255).value)),
        ("From: Domain", from_domain(g.from_domain().value)),
        ("Record SIP history", on(g.flag(O::RecordHistory, false).value)),
        ("Auth. Failure Events", on(g.flag(O::AuthFailureEvents, false).value)),
        ("T.38 support", yes(g.t38().value != T38::Off)),
        ("T.38 EC mode", correction(g.t38().value).into()),
        ("T.38 MaxDtgrm", g.t38_max_datagram().value.to_string()),
        ("Qualify Freq", format!("{} ms", g.qualify_freq().value.wrapping_mul(1000))),
        ("Q.850 Reason header", flag(g, O::UseQ850Reason)),
        ("Store SIP_CAUSE", flag(g, O::StoreSipCause)),
        ("Symmetric RTP", comedia(nat).into()),
        ("Force rport", force_rport(nat).into()),
    ];
    for (option, label) in [(O::UserAgent, "User Agent"), (O::SdpSession, "SDP Session Name")] {
        let own = g.text(option, b"Asterisk PBX 16.28.0~dfsg-0+deb11u4", 255);
        rows.push((label, text(own.value)));
    }
    for credential in credentials {
        let kept = if credential.secret.is_empty() { "<MD5secret set>" } else { "<Secret set>" };
        let (realm, user) = (text(credential.realm), text(credential.user));
        rows.push(("Realm. auth entry", format!("Realm {realm:<15.15} User {user:<10.20} {kept}")));
    }
    rows
}

fn network(g: &General<'_>) -> Vec<Row> {
    let tos = |option| match g.tos(option).value {
        0 => "CS0".to_owned(),
        96 => "CS3".into(),
        104 => "AF31".into(),
        184 => "EF".into(),
        136 => "AF41".into(),
        other => format!("{other}"),
    };
    let cos =
        |option, default: u8| g.line(option).and_then(|(_, v)| text(v).parse().ok()).unwrap_or(default).to_string();
    let external = g.extern_addr().map(|a| a.value);
    let mut rows = vec![
        ("IP ToS SIP", tos(O::TosSip)),
        ("IP ToS RTP audio", tos(O::TosAudio)),
        ("IP ToS RTP video", tos(O::TosVideo)),
        ("IP ToS RTP text", "CS0".into()),
        ("802.1p CoS SIP", cos(O::CosSip, 4)),
        ("802.1p CoS RTP audio", cos(O::CosAudio, 5)),
        ("802.1p CoS RTP video", cos(O::CosVideo, 6)),
        ("802.1p CoS RTP text", "5".into()),
        ("Jitterbuffer enabled", "No".into()),
        ("Externhost", or(text(g.extern_host().value), "<none>")),
        ("Externrefresh", "10".into()),
    ];
    if g.extern_host().value.is_empty() {
        let nets = g.local_nets();
        let remapping = match (nets.is_empty(), external) {
            (true, _) => "Disabled, no localnet list",
            (_, None) => "Disabled",
            _ => "Enabled using externaddr",
        };
        rows.push(("SIP address remapping", remapping.into()));
        rows.push(("Externaddr", external.map_or("(null)".into(), |(a, p)| at(a, p))));
    }
    // The first stands behind the label, the others below it.
    for (i, net) in g.local_nets().iter().enumerate() {
        rows.push((if i == 0 { "Localnet" } else { "" }, net.value.shown()));
    }
    rows
}

fn signalling(g: &General<'_>) -> Vec<Row> {
    let codecs: Vec<&str> = g.codecs().names().collect();
    let seconds = |option| match g.rtp_seconds(option).value {
        0 => "0 (Disabled)".to_owned(),
        n => n.to_string(),
    };
    let [least, most, usual] = g.expiry().map(|e| format!("{} secs", e.value));
    let [sub_least, sub_most] = g.subscription_expiry().map(|e| format!("{} secs", e.value));
    let proxy = g.outbound_proxy().map_or("<not set>".into(), |p| shown_proxy(&p.value));
    vec![
        ("Codecs", format!("({})", or(codecs.join("|"), "nothing"))),
        ("Relax DTMF", flag(g, O::RelaxDtmf)),
        ("RFC2833 Compensation", flag(g, O::Rfc2833Compensate)),
        ("Compact SIP headers", flag(g, O::CompactHeaders)),
        ("RTP Keepalive", seconds(O::RtpKeepAlive)),
        ("RTP Timeout", seconds(O::RtpTimeout)),
        ("RTP Hold Timeout", seconds(O::RtpHoldTimeout)),
        ("MWI NOTIFY mime type", "application/simple-message-summary".into()),
        ("DNS SRV lookup", yes(g.srv_lookup().value)),
        ("Pedantic SIP support", yes(g.flag(O::Pedantic, true).value)),
        ("Reg. min duration", least),
        ("Reg. max duration", most),
        ("Reg. default duration", usual),
        ("Sub. min duration", sub_least),
        ("Sub. max duration", sub_most),
        ("Outbound reg. timeout", format!("{} secs", g.register_timeout().value)),
        ("Outbound reg. attempts", g.register_attempts().value.to_string()),
        ("Outbound reg. retry 403", if g.flag(O::RegisterRetry403, false).value { "Yes" } else { "No" }.into()),
        ("Notify ringing state", yes(g.flag(O::NotifyRinging, true).value)),
        ("Include CID", flag(g, O::NotifyCid)),
        ("Notify hold state", flag(g, O::NotifyHold)),
        ("SIP Transfer mode", if g.flag(O::AllowTransfer, true).value { "open" } else { "closed" }.into()),
        ("Max Call Bitrate", format!("{} kbps", g.max_call_bitrate().value)),
        ("Auto-Framing", flag(g, O::AutoFraming)),
        ("Outb. proxy", proxy),
        ("Session Timers", timers(g.session_timers().value).into()),
        ("Session Refresher", refresher(g.session_refresher().value).into()),
        ("Session Expires", format!("{} secs", g.session_expires().value)),
        ("Session Min-SE", format!("{} secs", g.session_min_se().value)),
        ("Timer T1", g.timers().0.to_string()),
        ("Timer T1 minimum", g.t1_min().to_string()),
        ("Timer B", g.timers().1.to_string()),
        ("No premature media", yes(g.flag(O::PrematureMedia, true).value)),
        ("Max forwards", g.max_forwards().value.to_string()),
    ]
}

fn defaults(g: &General<'_>) -> Vec<Row> {
    let listed: Vec<&str> = g.transports().value.iter().map(pjlint::chan_sip::Protocol::name).collect();
    let kept = |option, default, keeps| text(g.text(option, default, keeps).value);
    vec![
        ("Allowed transports", listed.join(",")),
        // The row does not tell WSS from WS.
        ("Outbound transport", g.transports().value.primary().name().replace("WSS", "WS")),
        ("Context", text(g.context().value)),
        ("Record on feature", kept(O::RecordOnFeature, b"automon", 10)),
        ("Record off feature", kept(O::RecordOffFeature, b"automon", 10)),
        ("DTMF", g.dtmf_mode().value.name().into()),
        ("Qualify", g.qualify().value.to_string()),
        ("Keepalive", g.keep_alive().value.to_string()),
        ("Use ClientCode", flag(g, O::UseClientCode)),
        (
            "Progress inband",
            match g.progress_inband().value {
                pjlint::chan_sip::ProgressInband::Yes => "Yes",
                pjlint::chan_sip::ProgressInband::No => "No",
                pjlint::chan_sip::ProgressInband::Never => "Never",
            }
            .into(),
        ),
        ("Language", kept(O::Language, b"", 39)),
        ("MOH Interpret", kept(O::MohInterpret, b"default", 79)),
        ("MOH Suggest", kept(O::MohSuggest, b"", 79)),
        ("Voice Mail Extension", kept(O::VmExten, b"asterisk", 79)),
        ("RTCP Multiplexing", flag(g, O::RtcpMux)),
    ]
}

/// `sip show registry`: host, user and seconds of each; those of `callbackextension` have a device's values.
pub(crate) fn registry(
    c: &Configuration,
    output: &str,
    wrong: &mut Vec<String>,
    values: &mut usize,
) -> Option<Vec<Row>> {
    let sip = c.chan_sip.as_ref()?;
    let g = sip.general(&c.sources);
    let usual = g.expiry()[2].value;
    let cut = |t: String, n: usize| t.chars().take(n).collect::<String>().trim().to_owned();
    let mut mine: Vec<[String; 3]> = Vec::new();
    for r in g.registrations() {
        let host = format!("{}:{}", text(r.host), r.port);
        let mut user = text(r.user);
        if !r.domain.is_empty() {
            user = format!("{user}@{}", text(r.domain));
        }
        if r.domain_port != 0 {
            user = format!("{user}:{}", r.domain_port);
        }
        mine.push([cut(host, 39), cut(user, 12), r.expiry.unwrap_or(usual).to_string()]);
    }
    for a in sip.accounts(&g).filter(|a| !a.callback_extension().value.is_empty()) {
        let user = or(text(a.from_user().value), &text(a.default_user().value));
        mine.push([cut(format!("{}:5060", text(a.to_host().value)), 39), cut(user, 12), usual.to_string()]);
    }
    let lines = output.lines().skip(1).filter(|l| !l.is_empty() && !l.ends_with("SIP registrations."));
    let part =
        |l: &str, from: usize, to: usize| l.chars().skip(from).take(to - from).collect::<String>().trim().to_owned();
    let mut theirs: Vec<[String; 3]> = lines.map(|l| [part(l, 0, 39), part(l, 47, 59), part(l, 60, 69)]).collect();
    mine.sort();
    theirs.sort();
    *values += 3 * mine.len();
    if mine != theirs {
        wrong.push(format!("sip show registry: Asterisk has {theirs:?}, not {mine:?}"));
    }
    None
}
