//! The lines of one section or of several of one name, in the order in which chan_sip goes through them.

use crate::asterisk::value::number;
use crate::source::Sources;
use crate::text::{SectionId, SettingId};

use super::{ChanSip, SipOption};

/// The lines of `[general]`, or of a device: a pass for each section of its name (M-3).
#[derive(Clone, Copy)]
pub(super) struct SettingLines<'a> {
    pub(super) sip: &'a ChanSip,
    pub(super) sources: &'a Sources,
    passes: &'a [SectionId],
}

/// A line: its place and its value.
pub(super) type SettingLine<'a> = (SettingId, &'a [u8]);

impl<'a> SettingLines<'a> {
    pub(super) fn new(sip: &'a ChanSip, sources: &'a Sources, passes: &'a [SectionId]) -> Self {
        Self { sip, sources, passes }
    }

    /// The lines of each section alone.
    pub(super) fn passes(self) -> impl DoubleEndedIterator<Item = Self> {
        self.passes.iter().map(move |p| Self { passes: std::slice::from_ref(p), ..self })
    }

    /// The lines of the last section: some options begin again with each.
    pub(super) fn last_pass(self) -> Self {
        Self { passes: &self.passes[self.passes.len().saturating_sub(1)..], ..self }
    }

    /// Every line of one of these options.
    pub(super) fn each(self, wanted: &[SipOption], mut each: impl FnMut(SipOption, SettingLine<'a>)) {
        for &section in self.passes {
            self.sip.doc.each_setting(section, |setting| {
                if let Some(option) = self.sip.option(self.sources, setting)
                    && wanted.contains(&option)
                {
                    each(option, (setting, self.sip.doc.value(self.sources, setting)));
                }
            });
        }
    }

    /// The last line of one of these options.
    pub(super) fn last(self, wanted: &[SipOption]) -> Option<SettingLine<'a>> {
        let mut last = None;
        self.each(wanted, |_, line| last = Some(line));
        last
    }

    /// Every line of one of these options, in a list.
    pub(super) fn all(self, wanted: &[SipOption]) -> Vec<SettingLine<'a>> {
        let mut all = Vec::new();
        self.each(wanted, |_, line| all.push(line));
        all
    }

    /// What the lines of each section come to, where `begin` is before its first one; the last section that has such
    /// lines decides. Options that are bits behave so: within a section one line builds on the one before.
    pub(super) fn folded<T: Copy>(
        self,
        wanted: &[SipOption],
        begin: T,
        mut line: impl FnMut(&mut T, SipOption, &'a [u8]),
    ) -> Option<(T, SettingId)> {
        self.passes().rev().find_map(|pass| {
            let (mut state, mut last) = (begin, None);
            pass.each(wanted, |option, (setting, value)| {
                line(&mut state, option, value);
                last = Some(setting);
            });
            last.map(|setting| (state, setting))
        })
    }
}

/// `sscanf("%30d")` as an int.
pub(super) fn scanned(value: &[u8]) -> Option<i32> {
    number::scan_decimal(value).map(|(n, _)| number::low_bits(n))
}

/// `atoi`: what is not a number is 0.
pub(super) fn atoi(value: &[u8]) -> i32 {
    scanned(value).unwrap_or(0)
}

/// `sscanf("%5d")`: a number of at most five characters.
pub(super) fn five_digits(value: &[u8]) -> Option<i32> {
    let value = &value[value.iter().take_while(|b| b.is_ascii_whitespace() || **b == 11).count()..];
    scanned(&value[..value.len().min(5)])
}

/// A port from 1 to 65535.
pub(super) fn port(value: &[u8]) -> Option<u16> {
    five_digits(value).and_then(|n| u16::try_from(n).ok()).filter(|n| *n > 0)
}

/// `fromdomain`: a domain and its port, which is 5060 where none is given or none can be read.
pub(super) fn domain(value: &[u8]) -> (&[u8], u16) {
    match value.iter().position(|b| *b == b':') {
        Some(colon) => (&value[..colon], port(&value[colon + 1..]).unwrap_or(5060)),
        None => (value, 5060),
    }
}

/// At most `len` bytes: `[general]` keeps its values in buffers of fixed size.
pub(super) fn cut(value: &[u8], len: usize) -> &[u8] {
    &value[..value.len().min(len)]
}

/// `qualify` and `keepalive`: no, yes, or a number; what is neither means no.
pub(super) fn or_number(value: &[u8], yes: i32) -> i32 {
    if value.eq_ignore_ascii_case(b"yes") {
        yes
    } else if value.eq_ignore_ascii_case(b"no") {
        0
    } else {
        scanned(value).unwrap_or(0)
    }
}

/// `videosupport`: `always` is a second switch, which nothing turns off again.
pub(super) fn video(state: &mut [bool; 2], value: &[u8]) {
    if value.eq_ignore_ascii_case(b"always") {
        state[1] = true;
    } else {
        state[0] = number::is_true(value);
    }
}

/// `maxdatagram=` in the last line of `t38pt_udptl` that has one; `instead` where it is not a number.
pub(super) fn last_max_datagram(lines: SettingLines<'_>, instead: u32) -> Option<(u32, SettingId)> {
    let mut last = None;
    lines.each(&[SipOption::T38Udptl], |_, (setting, value)| {
        for word in value.split(|b| *b == b',') {
            let begins = word.len() >= 12 && word[..12].eq_ignore_ascii_case(b"maxdatagram=");
            if begins {
                last = Some((scanned(&word[12..]).map_or(instead, i32::cast_unsigned), setting));
            }
        }
    });
    last
}
