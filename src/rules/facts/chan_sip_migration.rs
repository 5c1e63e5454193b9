//! What the migration rules share: whether chan_sip is still loaded, and what differs.

use crate::hashing::SeededMap;

use crate::asterisk::Choice;
use crate::catalogue::Severity;
use crate::chan_sip::Origin;
use crate::finding::Finding;
use crate::neighbours::Loads;
use crate::parity::{Area, Aspect, Compared, Counterpart, Difference, Parity, Weight, place};
use crate::source::Span;
use crate::text::SectionId;

use crate::rules::context::Migration;

/// For `Context::quiet`.
pub(crate) const SHIPPED: &str = "a context that comes with Asterisk is a sample, and is left as it is";

/// Whether chan_sip is loaded.
#[derive(Clone, Debug)]
pub(crate) enum ChanSipState {
    /// It is not loaded: why, where that is configured, and why that may be wrong.
    Gone { why: String, at: Option<Span>, doubt: Option<String> },
    /// It runs, or may run.
    There,
}

/// One difference, and the endpoints that have it.
struct DifferenceGroup<'a> {
    difference: &'a Difference,
    endpoints: Vec<SectionId>,
}

/// At most this many findings of one rule are listed one by one; the last one counts the rest.
const MAX_ACCOUNTS_NAMED: usize = 1000;

impl<'c> Migration<'c, '_> {
    /// The comparison of sip.conf with PJSIP.
    pub(crate) fn parity(self) -> Option<&'c Parity> {
        let made = || Parity::new(self.cx.config, self.cx.graph, self.cx.accounts);
        let parity = self.cx.cache.parity.get_or_init(made).as_ref();
        if parity.is_none() && self.cx.config.chan_sip.is_some() {
            self.cx.quiet("chan_sip does not load with this sip.conf, so that there is nothing to compare PJSIP with");
        }
        parity
    }

    /// Whether chan_sip is loaded (T-22 to T-26, M-109).
    pub(crate) fn chan_sip(self) -> ChanSipState {
        let version = self.cx.config.target.version;
        let gone = |why: String, at, doubt| ChanSipState::Gone { why, at, doubt };
        if version.major >= 21 {
            let guessed = self.cx.config.target.choice == Choice::Default && self.cx.config.neighbours.has_sip;
            let doubt = guessed.then(|| {
                "the Asterisk version is unknown: 20 and earlier have chan_sip, and there is a sip.conf (see \
                 --asterisk)"
                    .to_owned()
            });
            return gone(format!("Asterisk {version} has no chan_sip"), None, doubt);
        }
        if let Loads::No(absence) = self.cx.config.neighbours.modules.will_load("chan_sip", version) {
            return gone("modules.conf does not load chan_sip".into(), absence.span(), None);
        }
        if self.cx.config.databases.place(b"sip.conf").is_some() {
            return ChanSipState::There;
        }
        match &self.cx.config.chan_sip {
            None => {
                let doubt = (!self.cx.config.neighbours.modules.is_known())
                    .then(|| "there is no modules.conf, so the directory may be incomplete".to_owned());
                gone("chan_sip does not load without a sip.conf".into(), None, doubt)
            }
            Some(sip) if sip.declined.is_some() => gone("chan_sip does not load with this sip.conf".into(), None, None),
            Some(_) => ChanSipState::There,
        }
    }

    /// Reports what differs in an area. general-defaults-lost reports lost defaults, except those that a `nat` line
    /// sets.
    pub(crate) fn report_differences(self, area: Area, out: &mut Vec<Finding>) {
        let is_mine = |d: &Difference| {
            let default = d.is_lost_default() && (d.aspect != Aspect::Nat || d.origin == Origin::BuiltIn);
            d.aspect.area() == area && d.weight != Weight::Lost && !default
        };
        for group in self.groups(is_mine) {
            self.report(&group, out);
        }
    }

    /// Reports what PJSIP has no option for.
    pub(crate) fn report_inexpressible(self, out: &mut Vec<Finding>) {
        for group in self.groups(|d| d.weight == Weight::Lost) {
            self.report(&group, out);
        }
    }

    fn groups(self, wanted: impl Fn(&Difference) -> bool) -> Vec<DifferenceGroup<'c>> {
        let Some(parity) = self.parity() else { return Vec::new() };
        let mut groups: Vec<DifferenceGroup<'_>> = Vec::new();
        let mut at: SeededMap<*const Difference, usize> = SeededMap::default();
        for device in &parity.devices {
            let Some(endpoint) = endpoint_of(device) else { continue };
            for difference in parity.differences(device).filter(|d| wanted(d)) {
                // Devices that are alike share one and the same difference.
                let known = *at.entry(std::ptr::from_ref(difference)).or_insert_with(|| {
                    groups.push(DifferenceGroup { difference, endpoints: Vec::new() });
                    groups.len() - 1
                });
                groups[known].endpoints.push(endpoint);
            }
        }
        groups
    }

    fn report(self, group: &DifferenceGroup<'_>, out: &mut Vec<Finding>) {
        let difference = group.difference;
        let mine = out.iter().rev().take_while(|f| f.rule.code == self.cx.rule.code).count();
        if mine >= MAX_ACCOUNTS_NAMED {
            if let Some(last) = out.last_mut() {
                last.count += group.endpoints.len() as u32;
            }
            return;
        }
        let options: &[&'static str] = difference.option.as_slice();
        for mut place in self.cx.sites().places(group.endpoints.iter().copied(), options) {
            // A single account of a template is reported at its own header.
            if place.count == 1 && place.setting.is_none() {
                place.span = self.cx.config.pjsip.doc.name_span(place.section);
            }
            let label = if place.setting.is_some() { "PJSIP uses this" } else { "replaces the device in sip.conf" };
            let who = self.cx.sites().whose(&place);
            let message = if difference.weight == Weight::Lost {
                format!("{who}: `{}` in sip.conf has no equivalent in PJSIP", difference.was)
            } else {
                let whose = if difference.origin == Origin::BuiltIn { "chan_sip" } else { "sip.conf" };
                let differs = place.agree("differs", "differ");
                let (was, now) = (quoted(&difference.was), quoted(&difference.now));
                format!("{who} {differs} from {whose}: {was} there, {now} in PJSIP")
            };
            let mut finding = self.cx.sites().at(&place, message).at(label).consequence(difference.so);
            if !difference.write.is_empty() {
                finding = finding.help(format!("Write: {}", difference.write));
            }
            finding = self.with_sip_line(finding, difference.origin);
            let severity = match difference.weight {
                Weight::Fails | Weight::Changes => self.cx.rule.severity,
                Weight::Note | Weight::Lost => Severity::Info,
            };
            out.push(finding.severity(severity));
        }
    }

    /// Adds the line in sip.conf that sets it.
    pub(crate) fn with_sip_line(self, finding: Finding, origin: Origin) -> Finding {
        match place(self.cx.config, origin) {
            Some(span) => finding.label(span, "chan_sip uses this"),
            None => finding,
        }
    }

    /// The place of a device's name in sip.conf, and the name.
    pub(crate) fn device(self, section: SectionId) -> Option<(Span, String)> {
        let sip = self.cx.config.chan_sip.as_ref()?;
        Some((sip.doc.name_span(section), self.cx.name(&sip.doc, section)))
    }
}

/// The endpoint that replaces a device, if it is loaded.
pub(crate) fn endpoint_of(device: &Compared) -> Option<SectionId> {
    match device.counterpart {
        Counterpart::Endpoint(section) | Counterpart::Renamed(section) => Some(section),
        Counterpart::NotLoaded(_) | Counterpart::Missing(_) => None,
    }
}

/// A setting in backquotes, a description without, and an empty setting as `no NAME`.
fn quoted(text: &str) -> String {
    if let Some(name) = text.strip_suffix('=').filter(|name| !name.contains([' ', '='])) {
        return format!("no {name}");
    }
    let is_setting = text.split(", ").all(|part| part.split_once('=').is_some_and(|(n, _)| !n.contains(' ')));
    if is_setting && !text.ends_with('=') { format!("`{text}`") } else { text.to_owned() }
}
