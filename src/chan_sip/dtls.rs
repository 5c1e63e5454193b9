//! Certificates for DTLS: generated at each start, or read from a file, but not both.

use crate::asterisk::value::number::is_true;
use crate::source::Sources;
use crate::text::{SectionId, SettingId};

use super::{ChanSip, SipOption as O};

/// What the lines so far say. That a file can be read is taken for granted; one that cannot does not count.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Certificates {
    generated: bool,
    file: bool,
}

impl Certificates {
    /// What a section's lines make of `self`, and the first line with which it no longer holds together. A device is
    /// deleted at that line, whatever comes after it; chan_sip itself looks at the end of `[general]`.
    pub(super) fn read(mut self, sip: &ChanSip, sources: &Sources, section: SectionId) -> (Self, Option<SettingId>) {
        let mut wrong = None;
        sip.doc.each_setting(section, |setting| {
            let value = sip.doc.value(sources, setting);
            match sip.option(sources, setting) {
                Some(O::DtlsAutoGenerateCert) => self.generated = is_true(value),
                Some(O::DtlsCertFile) => self.file = !value.is_empty(),
                _ => return,
            }
            if !self.holds() {
                wrong = wrong.or(Some(setting));
            }
        });
        (self, wrong)
    }

    pub(super) fn holds(self) -> bool {
        !(self.generated && self.file)
    }
}
