//! What callers and voicemail see of a device: caller id, mailboxes, groups.

use crate::asterisk::TypeId;
use crate::asterisk::value::{callerid, groups, trimmed_list};
use crate::chan_sip::{Account, Origin, SipOption as O};
use crate::objects::Object;
use crate::parity::difference::{Aspect, Difference, Weight};
use crate::text::SectionId;

use super::{AccountReader, text};

impl<'a> AccountReader<'a> {
    pub(super) fn caller_id(&self, device: &Account<'a>, endpoint: SectionId, found: &mut Vec<Difference>) {
        let (was, now) = (device.caller_id(), callerid::parse(self.callerid.value(endpoint)));
        if was.value != now {
            let so = "Called parties see a different name and number, or those that the device itself sends";
            let origin = was.origin;
            let (was, now) = (was.value.shown(), now.shown());
            found.push(
                Difference::new(Aspect::CallerId, Weight::Changes, origin, format!("callerid={was}"))
                    .now(format!("callerid={now}"))
                    .write(format!("callerid={was}"))
                    .so(so)
                    .option("callerid"),
            );
        }
        if device.setting(O::CallingPres).is_some() {
            let was = device.calling_pres();
            let object = Object::new(self.config, endpoint, TypeId::pjsip("endpoint"));
            let now = crate::asterisk::value::words::presentation(object.text("callerid_privacy")).unwrap_or(0);
            if was.value != now {
                let so = "The number is shown or hidden, contrary to sip.conf";
                found.push(
                    Difference::new(
                        Aspect::CallerId,
                        Weight::Changes,
                        was.origin,
                        format!("callingpres={}", was.value),
                    )
                    .now(format!("callerid_privacy={}", String::from_utf8_lossy(object.text("callerid_privacy"))))
                    .write("callerid_privacy, with the value of callingpres")
                    .so(so)
                    .option("callerid_privacy"),
                );
            }
        }
    }

    pub(super) fn mailboxes(&self, device: &Account<'a>, endpoint: SectionId, found: &mut Vec<Difference>) {
        let boxes = device.mailboxes();
        let mut was: Vec<Vec<u8>> =
            boxes.iter().map(|b| if b.in_default { [b.name, b"@default"].concat() } else { b.name.to_vec() }).collect();
        let aor = self.named(endpoint, TypeId::pjsip("aor"));
        let both = [Some(endpoint), aor].into_iter().flatten();
        let mut now: Vec<Vec<u8>> = both
            .flat_map(|s| trimmed_list(self.mailboxes.value(s)))
            .filter(|n| !n.is_empty())
            .map(<[u8]>::to_vec)
            .collect();
        for list in [&mut was, &mut now] {
            list.sort_unstable();
            list.dedup();
        }
        // One more in PJSIP takes nothing away.
        if was.iter().all(|w| now.contains(w)) {
            return;
        }
        let list = |l: &[Vec<u8>]| String::from_utf8_lossy(&l.join(&b","[..])).into_owned();
        let origin = boxes.first().map_or(Origin::BuiltIn, |b| Origin::Device(b.setting));
        let place = if device.subscribe_mwi().value { " in the aor" } else { "" };
        found.push(
            Difference::new(Aspect::Mailbox, Weight::Changes, origin, format!("mailbox={}", list(&was)))
                .now(format!("mailboxes={}", list(&now)))
                .write(format!("mailboxes={}{place}", list(&was)))
                .so("The phone's message lamp (MWI) does not show new messages")
                .option("mailboxes"),
        );
    }

    pub(super) fn groups(&self, device: &Account<'a>, endpoint: SectionId, found: &mut Vec<Difference>) {
        let so = "Calls to it or its group can no longer be picked up by the same people";
        let numeric = [(O::CallGroup, "callgroup", "call_group"), (O::PickupGroup, "pickupgroup", "pickup_group")];
        for (at, (option, name, instead)) in numeric.into_iter().enumerate() {
            let was = device.groups(option);
            let now = groups::numeric(self.groups[at].value(endpoint)).0;
            if was.value != now {
                let (was_list, now) = (groups::list(was.value).join(","), groups::list(now).join(","));
                let names = [name, instead];
                found.push(text(Aspect::Groups, was.origin, names, was_list.as_bytes(), now.as_bytes(), so));
            }
        }
        let named = [
            (O::NamedCallGroup, "namedcallgroup", "named_call_group"),
            (O::NamedPickupGroup, "namedpickupgroup", "named_pickup_group"),
        ];
        for (at, (option, name, instead)) in named.into_iter().enumerate() {
            let was = device.named_groups(option);
            let now = groups::named(self.groups[at + 2].value(endpoint)).unwrap_or_default();
            if was.value != now {
                let (was_list, now) = (was.value.join(","), now.join(","));
                let names = [name, instead];
                found.push(text(Aspect::Groups, was.origin, names, was_list.as_bytes(), now.as_bytes(), so));
            }
        }
    }
}
