//! What the rules on the move from chan_sip have in common: whether chan_sip is still there, and what differs.

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

/// Whether there is a chan_sip.
#[derive(Clone, Debug)]
pub(crate) enum ChanSipState {
    /// There is none: why, where that is said, and why that may be wrong after all.
    Gone { why: String, at: Option<Span>, doubt: Option<String> },
    /// It runs, or may run.
    There,
}

/// Differences of one kind, and the endpoints that have them.
struct DifferenceGroup<'a> {
    difference: &'a Difference,
    endpoints: Vec<SectionId>,
}

/// Findings of one rule that are written one by one; the last one counts the others.
const MAX_ACCOUNTS_NAMED: usize = 1000;

impl<'c, 'a> Migration<'c, 'a> {
    /// What became of sip.conf.
    pub(crate) fn parity(self) -> Option<&'c Parity> {
        let made = || Parity::new(self.cx.config, self.cx.graph, self.cx.accounts);
        self.cx.cache.parity.get_or_init(made).as_ref()
    }

    /// Whether there is a chan_sip (T-22 to T-26, M-109).
    pub(crate) fn chan_sip(self) -> ChanSipState {
        let version = self.cx.config.target.version;
        let gone = |why: String, at, doubt| ChanSipState::Gone { why, at, doubt };
        if version.major >= 21 {
            let guessed = self.cx.config.target.choice == Choice::Default && self.cx.config.neighbours.has_sip;
            let doubt = guessed.then(|| {
                "nothing says which Asterisk this is for: 20 and earlier have chan_sip, and there is a sip.conf (see --asterisk)".to_owned()
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
                let doubt = (!self.cx.config.neighbours.modules.is_known()).then(|| {
                    "there is no modules.conf, so that these may not be all files of the directory".to_owned()
                });
                gone("without a sip.conf chan_sip does not load".into(), None, doubt)
            }
            Some(sip) if sip.declined.is_some() => gone("chan_sip does not load with this sip.conf".into(), None, None),
            Some(_) => ChanSipState::There,
        }
    }

    /// Reports what differs in an area. Lost defaults are a rule of their own, but for those of `nat` that a line sets.
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
                // What a shape has in common is one and the same difference for all devices of it.
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
            // One account of a template is at fault by itself.
            if place.count == 1 && place.setting.is_none() {
                place.span = self.cx.config.pjsip.doc.name_span(place.section);
            }
            let label =
                if place.setting.is_some() { "PJSIP goes by this" } else { "stands for the device of sip.conf" };
            let who = self.cx.sites().whose(&place);
            let message = if difference.weight == Weight::Lost {
                format!("{who}: `{}` of sip.conf has no equivalent in PJSIP", difference.was)
            } else {
                let whose = if difference.origin == Origin::BuiltIn { "chan_sip" } else { "sip.conf" };
                format!("{who}: {whose} has {}, PJSIP {}", quoted(&difference.was), quoted(&difference.now))
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

    /// The finding with the line of sip.conf that says so.
    pub(crate) fn with_sip_line(self, finding: Finding, origin: Origin) -> Finding {
        match place(self.cx.config, origin) {
            Some(span) => finding.label(span, "chan_sip goes by this"),
            None => finding,
        }
    }

    /// Where the name of a device stands in sip.conf, and the name.
    pub(crate) fn device(self, section: SectionId) -> Option<(Span, String)> {
        let sip = self.cx.config.chan_sip.as_ref()?;
        Some((sip.doc.name_span(section), self.cx.name(&sip.doc, section)))
    }
}

/// The endpoint that stands for a device, if it is loaded.
pub(crate) fn endpoint_of(device: &Compared) -> Option<SectionId> {
    match device.counterpart {
        Counterpart::Endpoint(section) | Counterpart::Renamed(section) => Some(section),
        Counterpart::NotLoaded(_) | Counterpart::Missing(_) => None,
    }
}

/// A setting between backquotes, a description without.
fn quoted(text: &str) -> String {
    let is_setting = text.split(", ").all(|part| part.split_once('=').is_some_and(|(n, _)| !n.contains(' ')));
    if is_setting && !text.ends_with('=') { format!("`{text}`") } else { text.to_owned() }
}
