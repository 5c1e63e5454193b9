//! How Asterisk finds the endpoint of a request (part I): the order of the identifiers and of the identifies.

use crate::asterisk::Choice;
use crate::objects::Object;
use crate::text::SettingId;

use crate::rules::context::Identification;

/// The first releases that check identifies in the order of their section names (I-10).
const SORTED: [(u8, u8); 5] = [(20, 16), (21, 11), (22, 6), (23, 0), (24, 0)];

/// The identifiers in the order in which their modules are loaded; `line` comes first (I-1).
const LOADED: [&str; 6] = ["ip", "header", "request_uri", "username", "auth_username", "anonymous"];

/// The order of the identifiers.
#[derive(Debug)]
pub(crate) struct Identifiers<'a> {
    /// The global object, if there is one.
    pub(crate) global: Option<Object<'a>>,
    /// The line that sets the order, if one does.
    pub(crate) setting: Option<SettingId>,
    /// The effective order: those listed by their exact names, then the others.
    pub(crate) order: Vec<&'static str>,
}

impl Identifiers<'_> {
    /// Whether `one` comes before `other`.
    pub(crate) fn before(&self, one: &str, other: &str) -> bool {
        let at = |name: &str| self.order.iter().position(|n| *n == name).unwrap_or(usize::MAX);
        at(one) < at(other)
    }
}

/// The order that a list sets: Asterisk splits at commas, does not trim, and is case-sensitive (I-4).
pub(crate) fn order<'n>(list: impl Iterator<Item = &'n [u8]>, known: &[&'static str]) -> Vec<&'static str> {
    let mut order: Vec<&'static str> = Vec::new();
    for element in list {
        if let Some(name) = known.iter().find(|k| k.as_bytes() == element).filter(|k| !order.contains(k)) {
            order.push(name);
        }
    }
    let rest: Vec<&'static str> = known.iter().copied().filter(|k| !order.contains(k)).collect();
    order.extend(rest);
    order
}

impl<'a> Identification<'_, 'a> {
    /// The identifiers that this version has, in the order in which their modules are loaded.
    pub(crate) fn known_identifiers(self) -> Vec<&'static str> {
        let identify = crate::asterisk::TypeId::pjsip("identify");
        let has =
            |n: &&str| *n != "request_uri" || self.cx.config.target.option(identify, "match_request_uri").is_some();
        LOADED.into_iter().filter(has).collect()
    }

    /// The order of the identifiers.
    pub(crate) fn identifiers(self) -> Identifiers<'a> {
        let global = self.cx.objects().global();
        let setting = global.as_ref().and_then(|g| g.setting("endpoint_identifier_order"));
        let text: &[u8] = match (&global, setting) {
            (Some(global), Some(_)) => global.text("endpoint_identifier_order"),
            _ => b"ip,username,anonymous",
        };
        let order = order(text.split(|b| *b == b','), &self.known_identifiers());
        Identifiers { global, setting, order }
    }

    /// Whether identifies are checked in the order of their section names; otherwise the order is arbitrary (I-10).
    pub(crate) fn identifies_are_sorted(self) -> bool {
        self.cx.config.target.version.from(&SORTED)
    }

    /// Whether the version is only the default.
    pub(crate) fn version_is_guessed(self) -> bool {
        self.cx.config.target.choice == Choice::Default
    }
}
