//! Transports, in file order: each takes a socket, and a refused one leaves values behind for the next (T-5 to T-7, S-62).

use crate::asterisk::value::address::Bind;
use crate::asterisk::{Target, TypeId};
use crate::source::Sources;
use crate::text::{SectionId, SettingId};

use super::constraint::{Constraint, Socket, flow_with_external};
use super::view::{View, options_of};
use super::{Judged, Rejection, State, Why};

/// Options whose handlers keep their value where the next transport finds it.
const LEAKING: &[&str] = &[
    "bind",
    "local_net",
    "cipher",
    "method",
    "verify_server",
    "verify_client",
    "require_client_cert",
    "allow_wildcard_certs",
    "cert_file",
    "priv_key_file",
    "ca_list_file",
    "ca_list_path",
];
/// Options whose own handler, when it refuses a value, drops what was kept (from 17 on; 16 keeps it always).
const CLEARING: &[&str] =
    &["bind", "protocol", "cert_file", "priv_key_file", "ca_list_file", "ca_list_path", "method", "cipher", "tos"];

/// Settles the transports: who has no `bind`, whose socket is taken, who inherits from a refused one. Those that an
/// option line has refused are in `judged.rejections` already.
pub(super) fn settle(judged: &mut Judged, sources: &Sources, target: &Target) {
    let of = TypeId::pjsip("transport");
    let mut open: Vec<(SectionId, Socket)> = Vec::new();
    let mut kept: Option<Kept> = None;
    let sections: Vec<SectionId> = judged.of_type(of).collect();
    for section in sections {
        let settings = options_of(&judged.doc, sources, target, section, of);
        let view = View { doc: &judged.doc, sources, section, of, settings: &settings };
        if judged.states[section as usize] == State::Rejected {
            let rejected = judged.rejections.iter().find(|r| r.section == section).copied();
            kept = leave(kept, &view, rejected, target);
            continue;
        }
        let leaked = kept.take();
        let socket = Socket::of(&view, leaked.as_ref().and_then(|k| k.bind.as_ref()));
        let found = match socket.protocol {
            "flow" => flow_with_external(&view),
            _ if socket.bind.is_none() => Some((Constraint::NoBind, None)),
            _ => None,
        };
        let rival = open.iter().find(|(_, s)| s.collides(&socket)).map(|(s, _)| *s);
        let found = found.or_else(|| {
            (rival.is_some() && socket.protocol != "tls").then(|| (Constraint::BindTaken, view.last("bind")))
        });
        match found {
            Some((constraint, setting)) => {
                judged.states[section as usize] = State::Rejected;
                judged.rejections.push(Rejection { section, of, setting, why: Why::Whole(constraint) });
                if let Some(rival) = rival.filter(|_| constraint == Constraint::BindTaken) {
                    judged.taken_by.push((section, rival));
                }
            }
            None => {
                if let Some(kept) = leaked {
                    judged.leaks.push((kept.section, section));
                }
                match rival {
                    Some(rival) => judged.silent_tls.push((rival, section)),
                    None => open.push((section, socket)),
                }
            }
        }
    }
    judged.rejections.sort_by_key(|r| r.section);
}

/// What a refused transport has left behind.
struct Kept {
    section: SectionId,
    bind: Option<Bind>,
}

fn leave(kept: Option<Kept>, view: &View<'_>, rejected: Option<Rejection>, target: &Target) -> Option<Kept> {
    let rejected = rejected?;
    let at: Option<SettingId> = rejected.setting;
    let option_at_fault = view.settings.iter().find(|(_, s)| Some(*s) == at).map(|(o, _)| view.option(*o).name());
    if target.version.major > 16 && option_at_fault.is_some_and(|o| CLEARING.contains(&o)) {
        return None;
    }
    // Only what stands before the line at fault was taken.
    let before = view.settings.iter().take_while(|(_, s)| Some(*s) != at);
    let taken: Vec<(&str, SettingId)> =
        before.map(|(o, s)| (view.option(*o).name(), *s)).filter(|(o, _)| LEAKING.contains(o)).collect();
    if taken.is_empty() {
        return kept;
    }
    let bind =
        taken.iter().rev().find(|(o, _)| *o == "bind").and_then(|(_, s)| Bind::parse(view.doc.value(view.sources, *s)));
    Some(Kept { section: view.section, bind: bind.or_else(|| kept.and_then(|k| k.bind)) })
}

/// The loaded transports, as registrations look for them: id, protocol, whether IPv6.
pub(super) fn loaded(judged: &Judged, sources: &Sources, target: &Target) -> Vec<(Vec<u8>, &'static str, bool)> {
    let of = TypeId::pjsip("transport");
    let loaded = judged.of_type(of).filter(|s| judged.state(*s) == State::Loaded);
    loaded
        .map(|section| {
            let settings = options_of(&judged.doc, sources, target, section, of);
            let view = View { doc: &judged.doc, sources, section, of, settings: &settings };
            let socket = Socket::of(&view, None);
            let v6 = socket.address().is_some_and(|(a, _)| a.is_ipv6());
            (judged.doc.name(sources, section).to_vec(), socket.protocol, v6)
        })
        .collect()
}
