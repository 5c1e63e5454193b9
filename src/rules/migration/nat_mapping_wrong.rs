//! The three NAT options of the endpoint that stands for a device are not what its `nat` comes to.

use crate::finding::Finding;
use crate::parity::Area;
use crate::rules::Context;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    cx.migration().report_differences(Area::Nat, out);
}
