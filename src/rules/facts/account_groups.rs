//! What rules ask of a kind of account.

use crate::accounts::AccountGroup;
use crate::objects::Object;

use crate::rules::context::Groups;

impl<'a> Groups<'_, 'a> {
    /// The first endpoint of the kind: what all have in common can be asked of it.
    pub(crate) fn endpoint_of(self, kind: &AccountGroup) -> Object<'a> {
        kind.endpoint(self.cx.accounts, self.cx.config)
    }

    /// Its first loaded aor; what it has of its own (`contact`) is only that aor's.
    pub(crate) fn aor_of(self, kind: &AccountGroup) -> Option<Object<'a>> {
        kind.aor(self.cx.accounts, self.cx.config)
    }

    /// Its first loaded auth; what it has of its own (`username`, secrets) is only that auth's.
    pub(crate) fn auth_of(self, kind: &AccountGroup) -> Option<Object<'a>> {
        kind.auth(self.cx.accounts, self.cx.config)
    }

    /// Whether devices can register to accounts of the kind.
    pub(crate) fn registers(self, kind: &AccountGroup) -> bool {
        kind.registers(self.cx.accounts, self.cx.config)
    }

    /// Whether it is a provider or another exchange, and no phone.
    pub(crate) fn is_trunk(self, kind: &AccountGroup) -> bool {
        kind.is_trunk(self.cx.accounts, self.cx.config)
    }

    /// Whether accounts of the kind belong to the class of that name.
    pub(crate) fn is_of_class(self, kind: &AccountGroup, class: &str) -> bool {
        self.cx.policy.classes.find(class).is_some_and(|c| kind.classes.has(c))
    }
}
