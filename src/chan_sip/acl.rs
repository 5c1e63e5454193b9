//! Access lists: `permit`, `deny` and `acl`, their contact and direct media relatives, and invalid rules (M-8).

use crate::hashing::SeededMap;

use crate::asterisk::value::address::{self, Network};
use crate::source::Sources;
use crate::text::SettingId;

use super::{ChanSip, Deleted, SipOption};

/// A line of an access list, in the order that decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AclRule<'a> {
    /// What the line is.
    pub(crate) kind: AclKind,
    /// The networks, or the names of lists in acl.conf.
    pub(crate) value: &'a [u8],
    /// The line.
    pub(crate) setting: SettingId,
}

/// What a line of an access list is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AclKind {
    /// These may.
    Permit,
    /// These may not.
    Deny,
    /// What acl.conf says under these names.
    Named,
}

/// What an option is in an access list.
pub(super) fn kind(option: SipOption) -> AclKind {
    match option {
        SipOption::Permit | SipOption::ContactPermit | SipOption::DirectMediaPermit => AclKind::Permit,
        SipOption::Deny | SipOption::ContactDeny | SipOption::DirectMediaDeny => AclKind::Deny,
        _ => AclKind::Named,
    }
}

/// The lines for which a device is deleted, each looked at once however many devices inherit it.
pub(super) fn wrong_lines(sip: &ChanSip, sources: &Sources) -> SeededMap<SettingId, Deleted> {
    let wanted = |option: Option<SipOption>| {
        use SipOption as O;
        matches!(
            option,
            Some(
                O::Permit
                    | O::Deny
                    | O::ContactPermit
                    | O::ContactDeny
                    | O::DirectMediaPermit
                    | O::DirectMediaDeny
                    | O::DefaultIp
                    | O::Host
            )
        )
    };
    let settings = sip.doc.settings_where(|id| wanted(sip.options.get(id.0 as usize).copied().flatten()));
    let mut wrong = SeededMap::default();
    for setting in settings {
        let value = sip.doc.value(sources, setting);
        let why = match sip.option(sources, setting) {
            Some(SipOption::DefaultIp) if !value.is_empty() && !may_resolve(value) => Deleted::DefaultIp(setting),
            // Only where it is the last one, which is seen to later: that there is one at all is noted here.
            Some(SipOption::Host) if value.is_empty() => Deleted::NoHost(setting),
            Some(SipOption::DefaultIp | SipOption::Host) => continue,
            // The direct media list alone is given an empty value too.
            Some(SipOption::DirectMediaPermit | SipOption::DirectMediaDeny) if value.is_empty() => {
                Deleted::Rule(setting)
            }
            _ if value.is_empty() || are_rules(value) => continue,
            _ => Deleted::Rule(setting),
        };
        wrong.insert(setting, why);
    }
    wrong
}

/// Whether every element is a network that Asterisk takes; spaces around it are not.
pub(super) fn are_rules(value: &[u8]) -> bool {
    value.split(|b| *b == b',').all(|element| Network::parse(element, false).is_ok())
}

/// Whether the text is an address without a port, or might be a name that resolves.
fn may_resolve(value: &[u8]) -> bool {
    match address::with_port(value) {
        Some((_, port)) => port.is_none(),
        None => !value.contains(&b':'),
    }
}
