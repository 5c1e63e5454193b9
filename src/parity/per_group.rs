//! What is alike for all devices of one shape and all accounts of one group: compared once.

mod calls;
mod media;
mod signalling;

use crate::accounts::{AccountFlags, AccountGroup, Accounts};
use crate::asterisk::value::number;
use crate::chan_sip::{Account, Configured, SipOption as O};
use crate::objects::{Configuration, Object};

use super::difference::{Aspect, Difference, Weight};

/// A device and the account that stands for it.
pub(super) struct Pair<'a> {
    pub(super) config: &'a Configuration,
    pub(super) device: Account<'a>,
    pub(super) endpoint: Object<'a>,
    pub(super) aor: Option<Object<'a>>,
    pub(super) flags: AccountFlags,
    pub(super) found: Vec<Difference>,
}

impl<'a> Pair<'a> {
    pub(super) fn new(
        config: &'a Configuration,
        accounts: &'a Accounts,
        device: Account<'a>,
        group: &AccountGroup,
    ) -> Self {
        let (endpoint, aor) = (group.endpoint(accounts, config), group.aor(accounts, config));
        Self { config, device, endpoint, aor, flags: group.flags, found: Vec::new() }
    }

    /// Every difference that the shapes show.
    pub(super) fn compare(mut self) -> Vec<Difference> {
        self.media();
        self.signalling();
        self.calls();
        self.found
    }

    /// A switch: the same one in PJSIP, under another name.
    fn switch(&mut self, aspect: Aspect, was: Configured<bool>, name: &str, option: &'static str, so: &'static str) {
        let now = self.endpoint.knows(option) && self.endpoint.is_on(option);
        if was.value != now {
            self.found.push(
                Difference::new(aspect, Weight::Changes, was.origin, format!("{name}={}", yes(was.value)))
                    .now(format!("{option}={}", yes(now)))
                    .write(format!("{option}={}", yes(was.value)))
                    .so(so)
                    .option(option),
            );
        }
    }

    /// A text: the same one in PJSIP, under another name. It cannot be a secret.
    fn text(&mut self, aspect: Aspect, was: Configured<&[u8]>, name: &str, option: &'static str, so: &'static str) {
        let now = self.endpoint.text(option);
        if was.value != now {
            let was_text = String::from_utf8_lossy(was.value);
            self.found.push(
                Difference::new(aspect, Weight::Changes, was.origin, format!("{name}={was_text}"))
                    .now(format!("{option}={}", String::from_utf8_lossy(now)))
                    .write(format!("{option}={was_text}"))
                    .so(so)
                    .option(option),
            );
        }
    }

    /// A number: the same one in PJSIP, under another name.
    fn number(&mut self, aspect: Aspect, was: Configured<i32>, name: &str, option: &'static str, so: &'static str) {
        let now = i64::from(self.endpoint.number(option));
        if i64::from(was.value) != now {
            self.found.push(
                Difference::new(aspect, Weight::Changes, was.origin, format!("{name}={}", was.value))
                    .now(format!("{option}={now}"))
                    .write(format!("{option}={}", was.value))
                    .so(so)
                    .option(option),
            );
        }
    }

    /// An option that PJSIP has nothing for; said only where a line sets it.
    fn lost(&mut self, aspect: Aspect, option: O, is_used: impl Fn(&[u8]) -> bool, instead: &'static str) {
        let Some((setting, value)) = self.device.line(option).filter(|(_, v)| is_used(v)) else { return };
        let origin = crate::chan_sip::Origin::Device(setting);
        let was = format!("{}={}", option.name(), String::from_utf8_lossy(value));
        self.found.push(Difference::new(aspect, Weight::Lost, origin, was).now("no such option").so(instead));
    }
}

pub(super) fn yes(on: bool) -> &'static str {
    if on { "yes" } else { "no" }
}

fn is_on(value: &[u8]) -> bool {
    number::is_true(value)
}
