//! The objects of one wizard section (W-7 to W-13).

use crate::asterisk::value::{number, separated, strip};
use crate::asterisk::{Target, TypeId};
use crate::source::{Sources, Span};
use crate::text::{Document, NameId, SectionId, SettingId, SyntheticText};

use super::bases::{BaseId, Bases};
use super::options::{Names, ObjectRole, WizardLines, WizardOption};
use super::{Fault, Generated, Missing, pattern};

/// Makes the objects of one section.
pub(super) struct Maker<'a> {
    pub(super) sources: &'a Sources,
    pub(super) target: &'a Target,
    pub(super) wizards: &'a Document,
    pub(super) doc: &'a mut Document,
    pub(super) generated: &'a mut Generated,
    pub(super) bases: &'a mut Bases,
    pub(super) names: &'a Names,
    pub(super) wizard: SectionId,
    pub(super) base: Option<BaseId>,
}

impl Maker<'_> {
    /// Makes them, and gives all lines of the section, those of its bases too.
    pub(super) fn make(mut self, own: &WizardLines) -> WizardLines {
        let mut all = WizardLines::default();
        if let Some(base) = self.base {
            all.follow(&self.bases.get(base).lines);
        }
        all.follow(own);
        let given = self.names.given;
        let on = |m: &Self, o: WizardOption| all.get(o).filter(|s| number::is_true(m.wizards.value(m.sources, *s)));
        let accepts_auth = on(&self, WizardOption::AcceptsAuth);
        let sends_auth = on(&self, WizardOption::SendsAuth);
        let registers = on(&self, WizardOption::SendsRegistrations);
        let line = on(&self, WizardOption::SendsLine);
        let accepts = on(&self, WizardOption::AcceptsRegistrations);
        let (transport, proxy) = self.transport_and_proxy(&all);
        let hosts = self.hosts(&all);
        let name = self.wizards.name_as_synthetic(self.wizard);

        // endpoint (W-7)
        self.begin(ObjectRole::Endpoint, "", own, &[(given.transport, transport), (given.outbound_proxy, proxy)]);
        self.doc.add_synthetic_setting(given.aors, name);
        if let Some(asks) = accepts_auth {
            self.suffixed(given.auth, ObjectRole::InboundAuth, asks);
        }
        if let Some(asks) = sends_auth {
            self.suffixed(given.outbound_auth, ObjectRole::OutboundAuth, asks);
        }
        self.hint(&all);

        // aor (W-8)
        self.begin(ObjectRole::Aor, "", own, &[(given.outbound_proxy, proxy)]);
        if all.get(WizardOption::AorContact).is_none() {
            let written = all.get(WizardOption::ContactPattern).map(|s| self.wizards.value(self.sources, s));
            for (host, span) in &hosts {
                let uri = pattern::fill(written.unwrap_or(b"sip:${REMOTE_HOST}"), host, b"");
                if written.is_none_or(|p| !p.is_empty()) {
                    self.doc.add_synthetic_setting(given.contact, SyntheticText::Composed(&uri, *span));
                }
            }
        }

        // auths (W-10, W-16). Asterisk makes the outbound one first, and none if it fails.
        let no_user = sends_auth.is_some() && all.get(WizardOption::OutboundUser).is_none();
        let inbound =
            (ObjectRole::InboundAuth, WizardOption::InboundUser, WizardOption::InboundType, Missing::InboundUser);
        let outbound = (
            ObjectRole::OutboundAuth,
            WizardOption::OutboundUser,
            WizardOption::OutboundType,
            Missing::OutboundUser { inbound: accepts_auth.is_some(), registers: registers.is_some() },
        );
        for (asks, (part, user, kind, fault)) in [(accepts_auth, inbound), (sends_auth, outbound)] {
            let Some(asks) = asks.filter(|_| !no_user || part == ObjectRole::OutboundAuth) else { continue };
            if all.get(user).is_none() {
                self.fault(fault, Some(asks));
                continue;
            }
            self.begin(part, part.suffix(), own, &[]);
            if all.get(kind).is_none() {
                let span = self.wizards.value_span(asks);
                self.doc.add_synthetic_setting(given.auth_type, SyntheticText::Composed(b"userpass", span));
            }
        }

        // identify (W-11, W-17)
        if accepts.is_none() && line.is_none() {
            if hosts.is_empty() {
                self.fault(Missing::Hosts, None);
            } else {
                self.begin(ObjectRole::Identify, ObjectRole::Identify.suffix(), own, &[]);
                if all.get(WizardOption::IdentifyMatch).is_none() {
                    for (host, span) in &hosts {
                        self.doc.add_synthetic_setting(given.matches, SyntheticText::Composed(host, *span));
                    }
                }
                self.doc.add_synthetic_setting(given.endpoint, name);
            }
        }

        // registrations (W-12, W-18)
        if let Some(asks) = registers {
            if hosts.is_empty() {
                self.fault(Missing::HostsToRegister, Some(asks));
            } else if !no_user {
                self.registrations(own, &all, &hosts, sends_auth, line);
            }
        }

        // phoneprov (W-13)
        if let Some(asks) = on(&self, WizardOption::HasPhoneprov) {
            if all.get(WizardOption::Mac).is_none() {
                self.fault(Missing::Mac, Some(asks));
            } else {
                self.begin(ObjectRole::Phoneprov, ObjectRole::Phoneprov.suffix(), own, &[]);
                self.doc.add_synthetic_setting(given.endpoint, name);
            }
        }
        all
    }

    fn registrations(
        &mut self,
        own: &WizardLines,
        all: &WizardLines,
        hosts: &[(Vec<u8>, Span)],
        sends_auth: Option<SettingId>,
        line: Option<SettingId>,
    ) {
        let given = self.names.given;
        let value = |m: &Self, o: WizardOption| all.get(o).map(|s| m.wizards.value(m.sources, s).to_vec());
        let server = value(self, WizardOption::ServerUriPattern).unwrap_or_else(|| b"sip:${REMOTE_HOST}".to_vec());
        let client =
            value(self, WizardOption::ClientUriPattern).unwrap_or_else(|| b"sip:${USERNAME}@${REMOTE_HOST}".to_vec());
        let user = match sends_auth {
            Some(_) => value(self, WizardOption::OutboundUser).unwrap_or_default(),
            None => self.wizards.name(self.sources, self.wizard).to_vec(),
        };
        let (transport, proxy) = self.transport_and_proxy(all);
        for (number, (host, span)) in hosts.iter().enumerate() {
            let suffix = format!("{}{number}", ObjectRole::Registration.suffix());
            self.begin(
                ObjectRole::Registration,
                &suffix,
                own,
                &[(given.transport, transport), (given.outbound_proxy, proxy)],
            );
            let server = pattern::fill(&server, host, &user);
            self.doc.add_synthetic_setting(given.server_uri, SyntheticText::Composed(&server, *span));
            let client = pattern::fill(&client, host, &user);
            self.doc.add_synthetic_setting(given.client_uri, SyntheticText::Composed(&client, *span));
            if let Some(asks) = sends_auth {
                self.suffixed(given.outbound_auth, ObjectRole::OutboundAuth, asks);
            }
            if let Some(line) = line {
                self.doc
                    .add_synthetic_setting(given.line, SyntheticText::Composed(b"yes", self.wizards.value_span(line)));
                self.doc.add_synthetic_setting(given.endpoint, self.wizards.name_as_synthetic(self.wizard));
            }
        }
    }

    /// Begins an object: what its bases hand on, its own lines, and `also`, options of the wizard's that win over
    /// those.
    fn begin(&mut self, part: ObjectRole, suffix: &str, own: &WizardLines, also: &[(NameId, Option<SettingId>)]) {
        let set = also.iter().filter_map(|(n, s)| s.map(|s| (*n, s)));
        // Those that stand in the bases are inherited like the bases' other lines, unless the section's own lines
        // would then win over them.
        let in_own = self.wizards.own_settings(self.wizard);
        let text = |name: NameId| self.doc.name_text(name);
        let is_same = |a: NameId, b: NameId| text(a).eq_ignore_ascii_case(text(b));
        let hidden = |name: NameId| own.parts.iter().any(|(p, n, _)| *p == part && is_same(*n, name));
        let (tail, late): (Vec<_>, Vec<_>) =
            set.partition(|(n, s)| self.base.is_some() && !in_own.contains(s) && !hidden(*n));
        let bases = self.base.and_then(|base| {
            let kind = also.iter().enumerate().filter(|(_, (n, _))| tail.iter().any(|(t, _)| t == n));
            let kind = kind.fold(0, |bits, (i, _)| bits | 1 << i);
            self.bases.heirloom(self.wizards, self.doc, self.generated, base, part, &tail, kind)
        });
        let name = self.wizards.name_as_synthetic(self.wizard);
        let section = if suffix.is_empty() {
            self.doc.add_synthetic_section(name, false)
        } else {
            let id = [name.bytes(self.sources), suffix.as_bytes()].concat();
            self.doc.add_synthetic_section(SyntheticText::Composed(&id, name.span()), false)
        };
        self.doc.set_synthetic_parents(section, bases);
        self.generated.wizards.push(self.wizard);
        self.generated.types.push(TypeId::find("pjsip.conf", part.type_name()));
        for (_, name, setting) in own.parts.iter().filter(|(p, ..)| *p == part) {
            self.doc.add_synthetic_setting(*name, self.wizards.value_as_synthetic(*setting));
        }
        for (name, setting) in late {
            self.doc.add_synthetic_setting(name, self.wizards.value_as_synthetic(setting));
        }
    }

    /// A setting that names another object of the wizard's.
    fn suffixed(&mut self, option: NameId, part: ObjectRole, owed_to: SettingId) {
        let id = [self.wizards.name(self.sources, self.wizard), part.suffix().as_bytes()].concat();
        self.doc.add_synthetic_setting(option, SyntheticText::Composed(&id, self.wizards.value_span(owed_to)));
    }

    /// The line that counts of an option, unless it is empty.
    fn set(&self, all: &WizardLines, own: WizardOption) -> Option<SettingId> {
        all.get(own).filter(|s| !self.wizards.value(self.sources, *s).is_empty())
    }

    /// What wins over the objects' own lines (W-7, W-8, W-12).
    fn transport_and_proxy(&self, all: &WizardLines) -> (Option<SettingId>, Option<SettingId>) {
        (self.set(all, WizardOption::Transport), self.set(all, WizardOption::OutboundProxy))
    }

    /// What the endpoint keeps of its hint (W-14).
    fn hint(&mut self, all: &WizardLines) {
        let Some(exten) = self.set(all, WizardOption::HintExten) else { return };
        let given = self.names.given;
        self.doc.add_synthetic_setting(given.hint_exten, self.wizards.value_as_synthetic(exten));
        let context = self.set(all, WizardOption::HintContext).or(self.set(all, WizardOption::EndpointContext));
        let text = match context {
            Some(context) => self.wizards.value_as_synthetic(context),
            None => SyntheticText::Composed(b"default", self.wizards.value_span(exten)),
        };
        self.doc.add_synthetic_setting(given.hint_context, text);
    }

    fn fault(&mut self, kind: Missing, setting: Option<SettingId>) {
        self.generated.faults.push(Fault { wizard: self.wizard, kind, setting });
    }

    /// The remote hosts, each with its place (W-15).
    fn hosts(&self, all: &WizardLines) -> Vec<(Vec<u8>, Span)> {
        let Some(setting) = all.get(WizardOption::RemoteHosts) else { return Vec::new() };
        let value = self.wizards.value(self.sources, setting);
        if value.is_empty() {
            return Vec::new();
        }
        let whole = self.wizards.value_span(setting);
        let mut hosts = Vec::new();
        // Quotes protect commas, and stay.
        for part in separated::parts(value, b',') {
            let element = &value[part.clone()];
            let host = strip(element);
            let at = part.start + (host.as_ptr() as usize - element.as_ptr() as usize);
            let span = if self.wizards.is_verbatim(setting) { whole.part(at, host.len()) } else { whole };
            hosts.push((host.to_vec(), span));
        }
        // The older reader stops at a comma that ends the list.
        if self.target.version.major < 18 && hosts.last().is_some_and(|(h, _)| h.is_empty()) {
            hosts.pop();
        }
        hosts
    }
}
