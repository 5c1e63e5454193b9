//! What is each account's own: passwords, caller ids, mailboxes. Only what one of the two sides sets is looked at.

mod calls;
mod login;
mod place;

use crate::accounts::{AccountFlags, AccountGroup, Accounts};
use crate::asterisk::TypeId;
use crate::chan_sip::{Account, Origin, SipOption as O};
use crate::graph::Graph;
use crate::objects::{Configuration, Object};
use crate::text::{Getter, SectionId};

use super::difference::{Aspect, Difference, Weight};

pub(super) use login::Same;

/// Reads single options of many objects of PJSIP.
pub(super) struct AccountReader<'a> {
    config: &'a Configuration,
    graph: &'a Graph,
    accounts: &'a Accounts,
    realm: &'a [u8],
    auth: Getter<'a>,
    outbound_auth: Getter<'a>,
    callerid: Getter<'a>,
    mailboxes: Getter<'a>,
    accountcode: Getter<'a>,
    from_user: Getter<'a>,
    from_domain: Getter<'a>,
    outbound_proxy: Getter<'a>,
    groups: [Getter<'a>; 4],
    username: Getter<'a>,
    password: Getter<'a>,
    md5_cred: Getter<'a>,
    password_digest: Getter<'a>,
    auth_type: Getter<'a>,
    auth_realm: Getter<'a>,
}

/// What is to be looked at in accounts of one shape and group.
#[derive(Clone, Copy, Debug, Default)]
#[allow(clippy::struct_excessive_bools)] // each stands for a comparison that may be left out
pub(super) struct ComparedOptions {
    caller_id: bool,
    mailbox: bool,
    groups: bool,
    account_code: bool,
    variables: bool,
    place: bool,
    from: bool,
    login: bool,
}

impl ComparedOptions {
    /// What either side sets; `given` says of an option whether devices of the shape have a line of it.
    pub(super) fn new(origin: impl Fn(&[O]) -> bool, fixed: bool, endpoint: &Object<'_>, flags: AccountFlags) -> Self {
        let set = |names: &[&str]| names.iter().any(|n| endpoint.setting(n).is_some());
        Self {
            caller_id: origin(&[O::CallerId, O::FullName, O::CidNumber, O::TrunkName, O::CallingPres])
                || set(&["callerid"]),
            // An aor may have mailboxes too; it is looked at only where the device has some.
            mailbox: origin(&[O::Mailbox, O::HasVoicemail]) || set(&["mailboxes"]),
            groups: origin(&[O::CallGroup, O::PickupGroup, O::NamedCallGroup, O::NamedPickupGroup])
                || set(&["call_group", "pickup_group", "named_call_group", "named_pickup_group"]),
            account_code: origin(&[O::AccountCode]) || set(&["accountcode"]),
            variables: origin(&[O::SetVar, O::Header, O::AmaFlags, O::ParkingLot]),
            place: fixed,
            from: origin(&[O::FromUser, O::FromDomain, O::OutboundProxy]),
            login: origin(&[O::Secret, O::Md5Secret, O::RemoteSecret, O::Auth])
                || flags.has(AccountFlags::AUTH)
                || flags.has(AccountFlags::OUTBOUND_AUTH),
        }
    }
}

impl<'a> AccountReader<'a> {
    pub(super) fn new(config: &'a Configuration, graph: &'a Graph, accounts: &'a Accounts) -> Self {
        let getter = |option| Getter::new(&config.pjsip.doc, &config.sources, option);
        let global = TypeId::pjsip("global");
        let section = config.pjsip.global();
        let realm = section.map_or(&b"asterisk"[..], |s| Object::new(config, s, global).text("default_realm"));
        Self {
            config,
            graph,
            accounts,
            realm,
            auth: getter("auth"),
            outbound_auth: getter("outbound_auth"),
            callerid: getter("callerid"),
            mailboxes: getter("mailboxes"),
            accountcode: getter("accountcode"),
            from_user: getter("from_user"),
            from_domain: getter("from_domain"),
            outbound_proxy: getter("outbound_proxy"),
            groups: ["call_group", "pickup_group", "named_call_group", "named_pickup_group"].map(getter),
            username: getter("username"),
            password: getter("password"),
            md5_cred: getter("md5_cred"),
            password_digest: getter("password_digest"),
            auth_type: getter("auth_type"),
            auth_realm: getter("realm"),
        }
    }

    /// What differs between this device and this endpoint.
    pub(super) fn compare(
        &self,
        device: &Account<'a>,
        endpoint: SectionId,
        group: &AccountGroup,
        wanted: ComparedOptions,
        found: &mut Vec<Difference>,
    ) {
        if wanted.login {
            self.login(device, endpoint, group, found);
        }
        if wanted.place {
            self.place(device, endpoint, group, found);
        }
        if wanted.caller_id {
            self.caller_id(device, endpoint, found);
        }
        if wanted.mailbox {
            self.mailboxes(device, endpoint, found);
        }
        if wanted.groups {
            self.groups(device, endpoint, found);
        }
        if wanted.account_code {
            let (was, now) = (device.account_code(), self.accountcode.value(endpoint));
            if was.value != now {
                let so = "Call records have a different account code, or none";
                found.push(text(Aspect::CallerId, was.origin, ["accountcode", "accountcode"], was.value, now, so));
            }
        }
        if wanted.from {
            self.from(device, endpoint, found);
        }
        if wanted.variables {
            self.variables(device, endpoint, found);
        }
    }

    fn named(&self, endpoint: SectionId, of: TypeId) -> Option<SectionId> {
        let judged = &self.config.pjsip;
        self.graph.named_by(endpoint).iter().copied().find(|s| judged.type_of(*s) == Some(of))
    }

    fn from(&self, device: &Account<'a>, endpoint: SectionId, found: &mut Vec<Difference>) {
        let so =
            "The far end sees a different user or domain in From, by which many providers identify their customers";
        let (user, domain) = (device.from_user(), device.from_domain());
        let now = self.from_user.value(endpoint);
        if user.value != now {
            found.push(text(Aspect::Identity, user.origin, ["fromuser", "from_user"], user.value, now, so));
        }
        let now = self.from_domain.value(endpoint);
        if !domain.value.eq_ignore_ascii_case(now) {
            found.push(text(Aspect::Identity, domain.origin, ["fromdomain", "from_domain"], domain.value, now, so));
        }
        if let Some(proxy) = device.outbound_proxy()
            && self.outbound_proxy.value(endpoint).is_empty()
        {
            let host = String::from_utf8_lossy(proxy.value.host);
            let so = "Requests go directly to the device, bypassing the proxy";
            found.push(
                Difference::new(Aspect::Proxy, Weight::Changes, proxy.origin, format!("outboundproxy={host}"))
                    .now("no outbound_proxy")
                    .write(format!("outbound_proxy=sip:{host}:{}\\;lr", proxy.value.port))
                    .so(so)
                    .option("outbound_proxy"),
            );
        }
    }

    /// Names only: a value may be a secret.
    fn variables(&self, device: &Account<'a>, endpoint: SectionId, found: &mut Vec<Difference>) {
        let object = Object::new(self.config, endpoint, TypeId::pjsip("endpoint"));
        let set: Vec<&[u8]> = object.settings("set_var").map(|s| object.bytes(s)).collect();
        let has = |name: &[u8], value: Option<&[u8]>| {
            set.iter().any(|line| {
                let mut parts = line.splitn(2, |b| *b == b'=');
                parts.next().is_some_and(|n| n.trim_ascii() == name)
                    && value.is_none_or(|v| parts.next().is_some_and(|w| w == v))
            })
        };
        let lacks = |weight, origin, name: &str, write: String, so| {
            Difference::new(Aspect::Variables, weight, origin, name.to_owned())
                .now("not set")
                .write(write)
                .so(so)
                .option("set_var")
        };
        for variable in device.variables() {
            let name = String::from_utf8_lossy(&variable.name).into_owned();
            let origin = Origin::Device(variable.setting);
            if name.starts_with("__SIPADDHEADERpre") {
                let so = "The header is not sent: add it with PJSIP_HEADER in a handler that Dial() calls (option b)";
                found.push(lacks(Weight::Lost, origin, "header=", String::new(), so));
            } else if !has(&variable.name, Some(variable.value)) {
                let so = "The dialplan sees a different value of the variable, or none";
                let write = format!("set_var={name}=..., as in sip.conf");
                found.push(lacks(Weight::Changes, origin, &format!("setvar={name}=..."), write, so));
            }
        }
        let (flags, lot) = (device.ama_flags(), device.parking_lot());
        if let Some(value) = flags.value.filter(|_| !has(b"CHANNEL(amaflags)", None)) {
            let write = format!("set_var=CHANNEL(amaflags)={value}");
            found.push(lacks(Weight::Changes, flags.origin, "amaflags", write, "Call records have different flags"));
        }
        if !lot.value.is_empty() && !has(b"CHANNEL(parkinglot)", None) {
            let write = format!("set_var=CHANNEL(parkinglot)={}", String::from_utf8_lossy(lot.value));
            found.push(lacks(
                Weight::Changes,
                lot.origin,
                "parkinglot",
                write,
                "Its calls are parked in another parking lot",
            ));
        }
    }
}

/// A text that differs, under its two names.
fn text(
    aspect: Aspect,
    origin: Origin,
    names: [&'static str; 2],
    was: &[u8],
    now: &[u8],
    so: &'static str,
) -> Difference {
    let (was, now) = (String::from_utf8_lossy(was), String::from_utf8_lossy(now));
    Difference::new(aspect, Weight::Changes, origin, format!("{}={was}", names[0]))
        .now(format!("{}={now}", names[1]))
        .write(format!("{}={was}", names[1]))
        .so(so)
        .option(names[1])
}
