//! Questions about a group of accounts.

use std::fmt::Display;

use crate::accounts::AccountGroup;
use crate::objects::Object;

use crate::rules::context::Groups;

impl<'a> Groups<'_, 'a> {
    /// The first endpoint of the group: it has what all have in common.
    pub(crate) fn endpoint_of(self, group: &AccountGroup) -> Object<'a> {
        group.endpoint(self.cx.accounts, self.cx.config)
    }

    /// Notes why the rule reports nothing about the group: see `Context::quiet`.
    pub(crate) fn quiet(self, group: &AccountGroup, why: impl Display) {
        let who = || self.cx.who(&self.cx.config.pjsip.doc, group.first, group.count);
        self.cx.quiet_about(|| format!("endpoint {}", who()), why);
    }

    /// Its first loaded aor; individual options (`contact`) are only that aor's.
    pub(crate) fn aor_of(self, group: &AccountGroup) -> Option<Object<'a>> {
        group.aor(self.cx.accounts, self.cx.config)
    }

    /// Its first loaded auth; individual options (`username`, secrets) are only that auth's.
    pub(crate) fn auth_of(self, group: &AccountGroup) -> Option<Object<'a>> {
        group.auth(self.cx.accounts, self.cx.config)
    }

    /// Whether devices can register to accounts of the group.
    pub(crate) fn registers(self, group: &AccountGroup) -> bool {
        group.registers(self.cx.accounts, self.cx.config)
    }

    /// Whether it is a provider or another PBX, not a phone.
    pub(crate) fn is_trunk(self, group: &AccountGroup) -> bool {
        group.is_trunk(self.cx.accounts, self.cx.config)
    }

    /// Whether accounts of the group belong to the class of that name.
    pub(crate) fn is_of_class(self, group: &AccountGroup, class: &str) -> bool {
        self.cx.policy.classes.find(class).is_some_and(|c| group.classes.has(c))
    }
}
