//! What the dialplan sees of a device: contexts, caller id, mailboxes, groups, variables.

use std::fmt;

use crate::asterisk::value::callerid::{self, CallerId};
use crate::asterisk::value::{groups, trimmed_list};
use crate::chan_sip::SipOption as O;
use crate::chan_sip::general::General;
use crate::chan_sip::lines;
use crate::chan_sip::setting::{Configured, Origin};
use crate::text::SettingId;

use super::Account;

/// A mailbox of a device (M-29).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mailbox<'a> {
    /// Its name. `hasvoicemail=yes` stands for the device's own name, in context `default` if it has none.
    pub name: &'a [u8],
    /// The name is the device's own, to which `@default` belongs.
    pub in_default: bool,
    /// The line.
    pub(crate) setting: SettingId,
}

/// A channel variable of a device (M-36). Its value may be a secret: see `asterisk::secret`.
#[derive(Clone, PartialEq, Eq)]
pub struct Variable<'a> {
    /// Its name.
    pub name: Vec<u8>,
    /// Its value.
    pub value: &'a [u8],
    /// The line.
    pub(crate) setting: SettingId,
}

impl fmt::Debug for Variable<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Variable").field("setting", &self.setting).finish_non_exhaustive()
    }
}

impl<'a> Account<'a> {
    fn text(&self, option: O, general: impl FnOnce(&'a General<'a>) -> Configured<&'a [u8]>) -> Configured<&'a [u8]> {
        self.over(option, general, Some)
    }

    /// The context of its calls (M-22).
    pub fn context(&self) -> Configured<&'a [u8]> {
        self.text(O::Context, General::context)
    }

    /// The context of its subscriptions; empty for that of calls (M-22).
    pub fn subscribe_context(&self) -> Configured<&'a [u8]> {
        self.text(O::SubscribeContext, General::subscribe_context)
    }

    /// The context of its messages; empty for that of calls (M-22).
    pub(crate) fn message_context(&self) -> Configured<&'a [u8]> {
        self.text(O::MessageContext, General::message_context)
    }

    /// `language` (M-35).
    pub fn language(&self) -> Configured<&'a [u8]> {
        self.text(O::Language, |g| g.text(O::Language, b"", 39))
    }

    /// `mohsuggest` (M-35).
    pub fn moh_suggest(&self) -> Configured<&'a [u8]> {
        self.text(O::MohSuggest, |g| g.text(O::MohSuggest, b"", 79))
    }

    /// `mohinterpret` (M-35).
    pub(crate) fn moh_interpret(&self) -> Configured<&'a [u8]> {
        self.text(O::MohInterpret, |g| g.text(O::MohInterpret, b"default", 79))
    }

    /// `vmexten` (M-29).
    pub fn vm_exten(&self) -> Configured<&'a [u8]> {
        self.text(O::VmExten, |g| g.text(O::VmExten, b"asterisk", 79))
    }

    /// `recordonfeature` (M-45).
    pub fn record_on_feature(&self) -> Configured<&'a [u8]> {
        self.text(O::RecordOnFeature, |g| g.text(O::RecordOnFeature, b"automon", 10))
    }

    /// `recordofffeature` (M-45).
    pub fn record_off_feature(&self) -> Configured<&'a [u8]> {
        self.text(O::RecordOffFeature, |g| g.text(O::RecordOffFeature, b"automon", 10))
    }

    /// `parkinglot` (M-36): the device's own; that of `[general]` is taken where there is none, when a call parks.
    pub fn parking_lot(&self) -> Configured<&'a [u8]> {
        self.own_text(O::ParkingLot)
    }

    /// `accountcode` (M-36).
    pub fn account_code(&self) -> Configured<&'a [u8]> {
        self.own_text(O::AccountCode)
    }

    /// `description`.
    pub fn description(&self) -> Configured<&'a [u8]> {
        self.own_text(O::Description)
    }

    /// `regexten`.
    pub fn reg_exten(&self) -> Configured<&'a [u8]> {
        self.own_text(O::RegExten)
    }

    /// `tonezone` as written; chan_sip keeps it only if indications.conf has the zone.
    pub(crate) fn tone_zone(&self) -> Configured<&'a [u8]> {
        self.text(O::ToneZone, |g| g.text(O::ToneZone, b"", 79))
    }

    /// `amaflags` (M-36); a word that is unknown, or a number, sets none.
    pub fn ama_flags(&self) -> Configured<Option<&'static str>> {
        self.own(O::AmaFlags, None, |v| {
            let known = |name: &&str| v.eq_ignore_ascii_case(name.as_bytes());
            let name = ["omit", "billing", "documentation"].into_iter().find(known);
            Some(name.or_else(|| v.eq_ignore_ascii_case(b"default").then_some("documentation")))
        })
    }

    /// Name and number (M-23): `callerid`, `fullname`, `cid_number` and `trunkname`, each over the one before.
    pub fn caller_id(&self) -> Configured<CallerId> {
        let (mut id, mut origin) = (CallerId::default(), Origin::BuiltIn);
        self.lines().each(&[O::CallerId, O::FullName, O::CidNumber, O::TrunkName], |option, (setting, value)| {
            match option {
                O::CallerId => id = callerid::parse(value),
                O::FullName => id.name = value.to_vec(),
                O::CidNumber => id.number = value.to_vec(),
                _ => id.name.clear(),
            }
            origin = Origin::Device(setting);
        });
        Configured::new(id, origin)
    }

    /// `callingpres` as a number (M-23).
    pub fn calling_pres(&self) -> Configured<i32> {
        self.own(O::CallingPres, 0, |v| {
            let name = crate::asterisk::value::words::presentation(v);
            Some(name.unwrap_or_else(|| lines::atoi(v)))
        })
    }

    /// Numeric groups, as bits (M-34).
    pub fn groups(&self, option: O) -> Configured<u64> {
        self.own(option, 0, |v| Some(groups::numeric(v).0))
    }

    /// Named groups, in the order in which Asterisk lists them: of the last section only (M-34).
    pub fn named_groups(&self, option: O) -> Configured<Vec<String>> {
        let line = self.lines().last_pass().last(&[option]);
        line.map_or(Configured::new(Vec::new(), Origin::BuiltIn), |(s, v)| {
            Configured::new(groups::named(v).unwrap_or_default(), Origin::Device(s))
        })
    }

    /// Mailboxes, each once (M-29). Of several sections the last one's count; those that an earlier one has too keep
    /// their place, and `hasvoicemail` adds none where an earlier one has any.
    pub fn mailboxes(&self) -> Vec<Mailbox<'a>> {
        let (mut boxes, mut wanted) = (Vec::<Mailbox<'a>>::new(), Vec::<Mailbox<'a>>::new());
        for pass in self.lines().passes() {
            wanted.clear();
            pass.each(&[O::Mailbox, O::HasVoicemail], |option, (setting, value)| {
                if option == O::Mailbox {
                    let names = trimmed_list(value).filter(|n| !n.is_empty());
                    wanted.extend(names.map(|name| Mailbox { name, in_default: false, setting }));
                } else if crate::asterisk::value::number::is_true(value) && boxes.is_empty() && wanted.is_empty() {
                    let name = self.name();
                    wanted.push(Mailbox { name, in_default: !name.contains(&b'@'), setting });
                }
            });
            let same = |a: &Mailbox<'a>, b: &Mailbox<'a>| a.name == b.name && a.in_default == b.in_default;
            boxes.retain(|b| wanted.iter().any(|w| same(b, w)));
            for &new in &wanted {
                if !boxes.iter().any(|b| same(b, &new)) {
                    boxes.push(new);
                }
            }
        }
        boxes
    }

    /// Whether message waiting is only told to who subscribes (M-29).
    pub(crate) fn subscribe_mwi(&self) -> Configured<bool> {
        self.own_flag(O::SubscribeMwi)
    }

    /// Channel variables, name and value, in the order in which chan_sip lists them: a new one before the others, a
    /// known one in its place. `header` lines are variables too (M-36). Of several sections the last one's count.
    pub fn variables(&self) -> Vec<Variable<'a>> {
        let (mut list, mut headers) = (Vec::<Variable<'a>>::new(), 0);
        self.lines().last_pass().each(&[O::SetVar, O::Header], |option, (setting, value)| {
            let (name, value) = if option == O::Header {
                headers += 1;
                (format!("__SIPADDHEADERpre{headers:2}").into_bytes(), value)
            } else {
                let Some(equals) = value.iter().position(|b| *b == b'=') else { return };
                (value[..equals].to_vec(), &value[equals + 1..])
            };
            let known = list.iter().position(|v| v.name == name);
            let variable = Variable { name, value, setting };
            match known {
                Some(known) => list[known] = variable,
                None => list.insert(0, variable),
            }
        });
        list
    }

    /// How many calls the device may have at a time: `call-limit` and `callcounter`, whichever comes last; 0 for any
    /// number without counting, `i32::MAX` for counting alone (M-33).
    pub fn call_limit(&self) -> Configured<i32> {
        match self.lines().folded(&[O::CallLimit, O::CallCounter], 0, |limit, option, value| {
            let counts = crate::asterisk::value::number::is_true(value);
            *limit = match option {
                O::CallLimit => lines::atoi(value).max(0),
                _ if counts => i32::MAX,
                _ => 0,
            };
        }) {
            Some((limit, setting)) => Configured::new(limit, Origin::Device(setting)),
            None => self.general.call_counter().map(|counts| if counts { i32::MAX } else { 0 }),
        }
    }

    /// `busylevel`; 0 for none (M-33).
    pub fn busy_level(&self) -> Configured<i32> {
        self.own(O::BusyLevel, 0, |v| Some(lines::atoi(v).max(0)))
    }
}
