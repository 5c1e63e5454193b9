//! A group of accounts: all endpoints of one signature whose aors, auths and so on are of the same signatures too.

use crate::objects::{Configuration, Object};
use crate::policy::ClassSet;
use crate::text::SectionId;

use super::{Accounts, SignatureId};

/// The index of a group of accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct AccountGroupId(pub(crate) u32);

/// What is known about an account beyond the signatures of its objects.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct AccountFlags(u16);

macro_rules! flags {
    ($($(#[$doc:meta])* $name:ident = $bit:literal;)*) => {
        impl AccountFlags {
            $($(#[$doc])* pub(crate) const $name: Self = Self(1 << $bit);)*
        }
    };
}

flags! {
    /// `aors` names something, loaded or not.
    AORS = 0;
    /// `aors` names more than one.
    SEVERAL_AORS = 1;
    /// One of the aors has the endpoint's id.
    NAMESAKE_AOR = 2;
    /// `auth` names something, loaded or not: requests are challenged.
    AUTH = 3;
    /// `outbound_auth` names something, loaded or not.
    OUTBOUND_AUTH = 4;
    /// `auth` and `outbound_auth` name the same.
    SAME_AUTH = 5;
    /// A loaded identify names the endpoint.
    IDENTIFIED = 6;
    /// A registration belongs to the endpoint.
    REGISTERS_OUT = 7;
    /// The registration names the endpoint itself: `endpoint` and `line`.
    LINE = 8;
    /// The username of the auth is the endpoint's id, or that of one of its aors.
    NAMESAKE_USER = 9;
    /// Another endpoint names one of its aors too.
    SHARED_AOR = 10;
}

impl AccountFlags {
    /// Whether all of `other` are set.
    pub(crate) fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    pub(super) fn set(&mut self, other: Self, on: bool) {
        if on {
            self.0 |= other.0;
        }
    }
}

/// A group of accounts.
#[derive(Debug)]
pub(crate) struct AccountGroup {
    /// Its number.
    pub(crate) id: AccountGroupId,
    /// The endpoint's signature.
    pub(crate) endpoint: SignatureId,
    /// The first loaded aor's signature, if there is one.
    pub(crate) aor: Option<SignatureId>,
    /// The first loaded auth's signature, if there is one.
    pub(crate) auth: Option<SignatureId>,
    /// What else is known.
    pub(crate) flags: AccountFlags,
    /// The classes that its endpoints belong to.
    pub(crate) classes: ClassSet,
    /// The first endpoint of the group.
    pub(crate) first: SectionId,
    /// How many there are.
    pub(crate) count: u32,
}

impl AccountGroup {
    /// The first endpoint of the group.
    pub(crate) fn endpoint<'a>(&self, accounts: &'a Accounts, config: &'a Configuration) -> Object<'a> {
        accounts.signature(self.endpoint).object(config)
    }

    /// Its first aor. Its `contact` is that of the first aor of the signature.
    pub(crate) fn aor<'a>(&self, accounts: &'a Accounts, config: &'a Configuration) -> Option<Object<'a>> {
        Some(accounts.signature(self.aor?).object(config))
    }

    /// Its first auth. Its `username` and secrets are those of the first auth of the signature.
    pub(crate) fn auth<'a>(&self, accounts: &'a Accounts, config: &'a Configuration) -> Option<Object<'a>> {
        Some(accounts.signature(self.auth?).object(config))
    }

    /// Whether the account has all of these.
    pub(crate) fn has(&self, flags: AccountFlags) -> bool {
        self.flags.has(flags)
    }
}

impl AccountGroup {
    /// Whether devices can register to it: its first aor accepts contacts.
    pub(crate) fn registers(&self, accounts: &Accounts, config: &Configuration) -> bool {
        self.aor(accounts, config).is_some_and(|a| a.number("max_contacts") > 0)
    }

    /// Whether it is a provider or another PBX, and not a phone: it has an identify or a registration, or its aor has a
    /// static contact and accepts no others, or it authenticates elsewhere.
    pub(crate) fn is_trunk(&self, accounts: &Accounts, config: &Configuration) -> bool {
        is_trunk(self.flags, self.aor(accounts, config).as_ref())
    }
}

pub(super) fn is_trunk(flags: AccountFlags, aor: Option<&Object<'_>>) -> bool {
    flags.has(AccountFlags::IDENTIFIED)
        || flags.has(AccountFlags::REGISTERS_OUT)
        || flags.has(AccountFlags::OUTBOUND_AUTH)
        || aor.is_some_and(|a| a.is_set("contact") && a.number("max_contacts") == 0)
}
