//! Who a device may be: access lists (M-32).

use crate::chan_sip::SipOption as O;
use crate::chan_sip::acl::{self, AclRule};

use super::Account;

impl<'a> Account<'a> {
    /// `permit`, `deny` and `acl`, in the order that decides. Lines of every section of the name count.
    pub fn acl(&self) -> Vec<AclRule<'a>> {
        self.access(&[O::Permit, O::Deny, O::Acl])
    }

    /// What the contact of a registration may be.
    pub fn contact_acl(&self) -> Vec<AclRule<'a>> {
        self.access(&[O::ContactPermit, O::ContactDeny, O::ContactAcl])
    }

    /// The addresses that media may be sent to directly.
    pub fn direct_media_acl(&self) -> Vec<AclRule<'a>> {
        self.access(&[O::DirectMediaPermit, O::DirectMediaDeny, O::DirectMediaAcl])
    }

    fn access(&self, options: &[O]) -> Vec<AclRule<'a>> {
        let mut list = Vec::new();
        self.lines().each(options, |option, (setting, value)| {
            if !value.is_empty() {
                list.push(AclRule { kind: acl::kind(option), value, setting });
            }
        });
        list
    }
}
