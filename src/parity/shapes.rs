//! Devices that are alike but for what is each one's own.

use crate::chan_sip::{Account, ChanSip, SipOption as O};
use crate::source::Sources;
use crate::text::SectionInterner;

/// Options that tell one device from another: only that they are there belongs to the shape.
const OWN: [O; 27] = [
    O::Secret,
    O::Md5Secret,
    O::RemoteSecret,
    O::Auth,
    O::DefaultUser,
    O::CallerId,
    O::FullName,
    O::CidNumber,
    O::TrunkName,
    O::CallingPres,
    O::Mailbox,
    O::HasVoicemail,
    O::AccountCode,
    O::CallGroup,
    O::PickupGroup,
    O::NamedCallGroup,
    O::NamedPickupGroup,
    O::SetVar,
    O::Header,
    O::AmaFlags,
    O::ParkingLot,
    O::FromUser,
    O::FromDomain,
    O::OutboundProxy,
    O::Description,
    O::Port,
    O::DefaultIp,
];

pub(super) struct Shapes<'a> {
    sip: &'a ChanSip,
    sources: &'a Sources,
    interner: SectionInterner,
    /// By the id of an option's name: what it is in a shape.
    parts: Vec<SignaturePart>,
}

/// What of a line belongs to the shape.
#[derive(Clone, Copy, PartialEq, Eq)]
enum SignaturePart {
    Whole,
    /// Its presence alone.
    AccountReader,
    /// `host`: whether it is `dynamic`.
    Host,
}

impl<'a> Shapes<'a> {
    pub(super) fn new(sip: &'a ChanSip, sources: &'a Sources) -> Self {
        let part = |name: &[u8]| match O::named(name) {
            Some(O::Host) => SignaturePart::Host,
            Some(option) if OWN.contains(&option) => SignaturePart::AccountReader,
            _ => SignaturePart::Whole,
        };
        Self { sip, sources, interner: SectionInterner::default(), parts: sip.doc.option_names().map(part).collect() }
    }

    /// The shape of a device; one of several sections is a shape of its own.
    pub(super) fn of(&mut self, device: &Account<'_>) -> u32 {
        let [section] = *device.sections() else { return self.interner.alone() };
        let (doc, sources, parts) = (&self.sip.doc, self.sources, &self.parts);
        self.interner.of(doc, section, 0, |setting| {
            let name = doc.option_id(setting);
            let value = doc.value(sources, setting);
            let part = parts.get(name.0 as usize).copied().unwrap_or(SignaturePart::Whole);
            let value = match part {
                SignaturePart::Host if value.eq_ignore_ascii_case(b"dynamic") => &b"dynamic"[..],
                SignaturePart::AccountReader | SignaturePart::Host if !value.is_empty() => b"*",
                _ => value,
            };
            (name, value)
        })
    }
}
