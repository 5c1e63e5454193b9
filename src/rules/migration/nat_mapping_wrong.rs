//! The three NAT options of an endpoint do not match the `nat` of the device in sip.conf.

use crate::finding::Finding;
use crate::parity::Area;
use crate::rules::Context;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    cx.migration().report_differences(Area::Nat, out);
}
