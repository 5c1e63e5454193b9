//! Functions, applications and variables of chan_sip in a dialplan, although chan_sip is not loaded.

use crate::hashing::{SeededMap, SeededSet};

use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::neighbours::{Call, Dialplan, Text, Use, What, inner_calls, uses};
use crate::rules::Context;
use crate::rules::facts::chan_sip_migration::{ChanSipState, SHIPPED};
use crate::text::SectionId;

/// Functions, with what PJSIP has (M-102, M-103).
const FUNCTIONS: [(&str, &str); 5] = [
    (
        "SIPPEER",
        "PJSIP_ENDPOINT(), PJSIP_AOR() and PJSIP_CONTACT() return what SIPPEER() did, DEVICE_STATE() the state",
    ),
    ("SIP_HEADER", "PJSIP_HEADER(read,NAME), on the incoming channel"),
    ("SIP_HEADERS", "PJSIP_HEADERS()"),
    ("SIPCHANINFO", "CHANNEL(pjsip,remote_addr), CHANNEL(pjsip,remote_uri) and the like"),
    ("CHECKSIPDOMAIN", "there is no list of own domains; compare ${SIPDOMAIN} with them"),
];
/// Applications, with what PJSIP has (M-103).
const APPLICATIONS: [(&str, &str); 4] = [
    (
        "SIPAddHeader",
        "PJSIP_HEADER(add,NAME), on the outgoing channel, not on this one: in a subroutine that Dial() calls with \
         option b",
    ),
    ("SIPRemoveHeader", "PJSIP_HEADER(remove,NAME), in the subroutine that adds it"),
    ("SIPDtmfMode", "Set(PJSIP_DTMF_MODE()=MODE)"),
    ("SIPSendCustomINFO", "there is no such application"),
];
/// Arguments of CHANNEL() that only chan_sip channels have (M-104).
const ITEMS: [(&str, &str); 8] = [
    ("recvip", "CHANNEL(pjsip,remote_addr)"),
    ("recvport", "CHANNEL(pjsip,remote_addr)"),
    ("useragent", "PJSIP_HEADER(read,User-Agent)"),
    ("t38passthrough", "CHANNEL(pjsip,t38state)"),
    ("rtpqos", "CHANNEL(rtcp,STATISTIC,audio)"),
    ("rtpdest", "CHANNEL(rtp,dest,audio)"),
    ("rtpsource", "CHANNEL(rtp,src,audio)"),
    ("ruri", "CHANNEL(pjsip,request_uri)"),
];
/// Variables that chan_sip sets or reads.
const VARIABLES: [(&str, &str); 5] = [
    ("SIPCALLID", "CHANNEL(pjsip,call-id)"),
    ("SIPUSERAGENT", "PJSIP_HEADER(read,User-Agent)"),
    ("SIP_CODEC", "PJSIP_MEDIA_OFFER(audio)"),
    ("SIP_CODEC_INBOUND", "PJSIP_MEDIA_OFFER(audio)"),
    ("SIP_CODEC_OUTBOUND", "PJSIP_MEDIA_OFFER(audio)"),
];

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let Some(dialplan) = cx.config.dialplan() else { return };
    let state = cx.migration().chan_sip();
    if matches!(state, ChanSipState::There) && !cx.is_verbose() {
        return;
    }
    // Variables that the dialplan sets itself are its own.
    let own = written(&dialplan);
    let mut stock: SeededMap<SectionId, bool> = SeededMap::default();
    dialplan.each_line(|line| {
        let What::Call(call) = line.what else { return };
        let mut found: Vec<Occurrence<'_>> = Vec::new();
        for call in std::iter::once(call).chain(inner_calls(&call)) {
            if let Some((name, instead)) = APPLICATIONS.iter().find(|(name, _)| call.is(name)) {
                found.push(Occurrence {
                    place: call.name,
                    what: format!("{name}()"),
                    instead,
                    log: format!("No application '{name}' for extension"),
                    kind: Construct::Application,
                });
            }
        }
        uses(&call, |u| found.extend(met(&u, &own)));
        if found.is_empty() {
            return;
        }
        if *stock.entry(line.context).or_insert_with(|| dialplan.is_stock(line.context)) {
            return cx.quiet(SHIPPED);
        }
        let ChanSipState::Gone { why, at, doubt } = &state else {
            return cx.quiet("chan_sip loads here, or may load, and has these functions and applications");
        };
        for met in found {
            let mut finding = cx
                .finding(met.place.span, format!("`{}` belongs to chan_sip, but {why}", met.what))
                .at("provided by chan_sip")
                .consequence(met.kind.consequence())
                .help(format!("In PJSIP: {}", met.instead));
            if !met.log.is_empty() {
                finding = finding.log(met.log);
            }
            if let Some(span) = at {
                finding = finding.label(*span, "the reason why chan_sip is missing");
            }
            if met.kind != Construct::Application {
                finding = finding.severity(Severity::Warning);
            }
            out.push(finding.unless_sure(doubt.clone()));
        }
    });
}

/// Something of chan_sip in a line.
struct Occurrence<'a> {
    place: Text<'a>,
    what: String,
    instead: &'static str,
    log: String,
    kind: Construct,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Construct {
    Application,
    Function,
    Item,
    Variable,
}

impl Construct {
    fn consequence(self) -> &'static str {
        match self {
            Self::Application => "The application does not exist: the call ends at this line",
            Self::Function | Self::Item => "Its value is empty: what is tested or stored with it is empty too",
            Self::Variable => "Nothing sets or reads it",
        }
    }
}

fn met<'a>(used: &Use<'a>, own: &SeededSet<Vec<u8>>) -> Option<Occurrence<'a>> {
    let found =
        |list: &[(&'static str, &'static str)], is: &dyn Fn(&str) -> bool| list.iter().find(|(n, _)| is(n)).copied();
    if let Some(arguments) = used.arguments {
        if let Some((name, instead)) = found(&FUNCTIONS, &|n| used.is(n)) {
            let log = format!("Function {name} not registered");
            return Some(Occurrence {
                place: used.name,
                what: format!("{name}()"),
                instead,
                log,
                kind: Construct::Function,
            });
        }
        if !used.is("CHANNEL") || used.is_write {
            return None;
        }
        let item = arguments.split(b',').0.stripped();
        let (name, instead) = found(&ITEMS, &|n| item.bytes.eq_ignore_ascii_case(n.as_bytes()))?;
        let log = format!("Unknown or unavailable item requested: '{name}'");
        return Some(Occurrence {
            place: used.name,
            what: format!("CHANNEL({name})"),
            instead,
            log,
            kind: Construct::Item,
        });
    }
    let (name, instead) = found(&VARIABLES, &|n| used.name.bytes == n.as_bytes())?;
    let codec = name.starts_with("SIP_CODEC");
    // The dialplan sets codec variables for chan_sip to read; chan_sip sets the others.
    if codec != used.is_write || !codec && own.contains(used.name.bytes) {
        return None;
    }
    Some(Occurrence { place: used.name, what: name.to_owned(), instead, log: String::new(), kind: Construct::Variable })
}

/// The names of the variables that the dialplan sets.
fn written(dialplan: &Dialplan<'_>) -> SeededSet<Vec<u8>> {
    let mut names = SeededSet::default();
    dialplan.each_global(|name, _| {
        names.insert(name.to_vec());
    });
    dialplan.each_line(|line| {
        if let What::Call(call @ Call { arguments: Some(_), .. }) = line.what {
            uses(&call, |u| {
                if u.is_write && u.arguments.is_none() && u.name.bytes.starts_with(b"SIP") {
                    names.insert(u.name.bytes.to_vec());
                }
            });
        }
    });
    names
}
