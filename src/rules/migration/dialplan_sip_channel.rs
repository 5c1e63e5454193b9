//! `SIP/...` in the dialplan or in queues, where chan_sip is not loaded or does not know the name.

use crate::hashing::SeededMap;

use crate::asterisk::TypeId;
use crate::catalogue::{FixSafety, Severity};
use crate::finding::{Edit, Finding, Fix};
use crate::neighbours::{Call, ChannelRef, Dialplan, What, channels};
use crate::rules::Context;
use crate::rules::facts::chan_sip_migration::{ChanSipState, SHIPPED};
use crate::text::SectionId;

/// Applications that only print what they are given.
const PRINTING: [&str; 4] = ["NoOp", "Verbose", "Log", "DumpChan"];

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    // Without endpoints in PJSIP this is not a migration, or the endpoints are in files that pjlint cannot see.
    let state = cx.migration().chan_sip();
    if let Some(dialplan) = cx.config.dialplan() {
        in_dialplan(cx, &dialplan, &state, out);
    }
    if let Some(queues) = cx.config.queues() {
        queues.each_member(|member| {
            for interface in [Some(member.interface), member.state_interface].into_iter().flatten() {
                channels(interface).for_each(|channel| look_at(cx, &state, &channel, out));
            }
        });
    }
}

fn in_dialplan(cx: &Context<'_>, dialplan: &Dialplan<'_>, state: &ChanSipState, out: &mut Vec<Finding>) {
    dialplan.each_global(|_, value| channels(value).for_each(|c| look_at(cx, state, &c, out)));
    let mut stock: SeededMap<SectionId, bool> = SeededMap::default();
    dialplan.each_line(|line| {
        let text = match line.what {
            What::Hint(devices) => devices,
            What::Call(Call { name, arguments: Some(arguments) }) => {
                let prints = PRINTING.iter().any(|a| name.bytes.eq_ignore_ascii_case(a.as_bytes()));
                if prints {
                    return;
                }
                arguments
            }
            What::Call(_) => return,
        };
        for channel in channels(text).filter(|c| c.is("SIP")) {
            // Contexts shipped with Asterisk are samples.
            if *stock.entry(line.context).or_insert_with(|| dialplan.is_stock(line.context)) {
                return cx.quiet(SHIPPED);
            }
            look_at(cx, state, &channel, out);
        }
    });
}

fn look_at(cx: &Context<'_>, state: &ChanSipState, channel: &ChannelRef<'_>, out: &mut Vec<Finding>) {
    // `"${CHANNEL(name):0:4}" = "SIP/"` does not name a channel.
    if !channel.is("SIP") || channel.resource.bytes.is_empty() {
        return;
    }
    let endpoint = TypeId::pjsip("endpoint");
    let name = channel.endpoint().map(|t| t.bytes);
    let is_endpoint = name.is_some_and(|n| cx.config.pjsip.is_loaded(&cx.config.sources, endpoint, n));
    let shown = cx.plain(channel.resource.bytes);
    match state {
        ChanSipState::Gone { why, at, doubt } => {
            let mut finding = cx
                .finding(channel.whole(), format!("`SIP/{shown}`, but {why}"))
                .at("a chan_sip channel")
                .consequence("The call fails; a hint or a queue member stays unavailable")
                .log("No channel type registered for 'SIP'")
                .help(instead(channel, is_endpoint));
            if let Some(span) = at {
                finding = finding.label(*span, "the reason why chan_sip is missing");
            }
            // If chan_sip may be loaded after all, the device may still be there.
            let fix = moved(cx, channel).filter(|_| is_endpoint && doubt.is_none());
            out.push(finding.unless_sure(doubt.clone()).fix(fix));
        }
        ChanSipState::There => {
            let (Some(name), Some(sip)) = (name.filter(|_| is_endpoint), &cx.config.chan_sip) else { return };
            let general = sip.general(&cx.config.sources);
            let families = cx.config.neighbours.families.as_ref();
            let database = families.is_some_and(|f| f.find("sippeers").next().is_some());
            if sip.find(&general, name).is_some() {
                return;
            }
            if sip.doc.is_incomplete() {
                return cx.quiet("not all of sip.conf was read, so that its devices are not known");
            }
            if database {
                return cx.quiet("extconfig.conf keeps devices of chan_sip in a database (`sippeers`)");
            }
            let shown_name = cx.plain(name);
            let mut finding = cx
                .finding(channel.whole(), format!("`SIP/{shown}`: `{shown_name}` is not in sip.conf, but in PJSIP"))
                .at("a chan_sip channel")
                .severity(Severity::Warning)
                .consequence(
                    "chan_sip treats the name as a host on the network: the call fails, and a hint stays unavailable",
                )
                .help(instead(channel, true));
            if let Some(section) = cx.config.pjsip.find(&cx.config.sources, endpoint, name) {
                finding = finding.label(cx.config.pjsip.doc.name_span(section), "defined here");
            }
            out.push(finding.fix(moved(cx, channel)));
        }
    }
}

/// The same channel in PJSIP, if it names only a peer, with or without a number.
fn moved(cx: &Context<'_>, channel: &ChannelRef<'_>) -> Option<Fix> {
    let (span, resource) = (channel.whole(), channel.resource.bytes);
    let is_written = cx.config.sources.bytes(span).get(b"SIP/".len()..) == Some(resource);
    if !is_written || cx.site().generator(span.file).is_some() {
        return None;
    }
    let peer = channel.endpoint()?.bytes;
    let number = match channel.resource.split(b'/') {
        (_, Some(number)) => Some(number.bytes),
        (whole, None) => memchr::memchr(b'@', whole.bytes).map(|at| &whole.bytes[..at]),
    };
    let text = match number {
        Some(number) => [b"PJSIP/", number, b"@", peer].concat(),
        None => [b"PJSIP/", peer].concat(),
    };
    let title = format!("write `{}`", cx.plain(&text));
    number.is_none_or(is_number).then(|| Fix::new(FixSafety::Unsafe, title, [Edit::replace(span, text)]))
}

/// Whether it is a number or a variable: outside of a variable, `:` begins a password, and only chan_sip knows `!`.
fn is_number(text: &[u8]) -> bool {
    let mut depth = 0u32;
    let is_part = |b: &u8| match b {
        b'{' => {
            depth += 1;
            true
        }
        b'}' => {
            depth = depth.saturating_sub(1);
            true
        }
        b':' | b'!' | b'@' | b'/' => depth > 0,
        _ => true,
    };
    !text.is_empty() && text.iter().all(is_part)
}

/// What to write (M-97). Quotes only names: the rest of a resource may be a password.
fn instead(channel: &ChannelRef<'_>, is_endpoint: bool) -> String {
    let text = |b: &[u8]| String::from_utf8_lossy(b).into_owned();
    let (before, after) = channel.resource.split(b'/');
    let at = memchr::memchr(b'@', channel.resource.bytes);
    match (channel.endpoint().map(|t| text(t.bytes)), after, at) {
        (Some(peer), Some(number), _) => format!("Write `PJSIP/{}@{peer}`", text(number.bytes)),
        (Some(peer), None, Some(at)) if is_endpoint => {
            format!("Write `PJSIP/{}@{peer}`", text(&channel.resource.bytes[..at]))
        }
        (Some(peer), None, None) if is_endpoint => format!("Write `PJSIP/{peer}`"),
        (Some(host), None, Some(_)) => format!(
            "Write `PJSIP/NUMBER@ENDPOINT` if `{host}` is the host of an endpoint; call any other host with \
             `PJSIP/ENDPOINT/sip:NUMBER@{host}`"
        ),
        (Some(peer), None, None) => format!("Write `PJSIP/{peer}`, and create an endpoint of that name"),
        (None, ..) if text(before.bytes).contains('$') => {
            "Write `PJSIP/` instead of `SIP/`; a number comes before the trunk: `PJSIP/NUMBER@TRUNK`".into()
        }
        (None, ..) => "Write a PJSIP channel: `PJSIP/ENDPOINT`".into(),
    }
}
