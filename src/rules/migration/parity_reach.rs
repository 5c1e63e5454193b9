//! How a device registers, is called, identified or qualified differs from sip.conf.

use crate::finding::Finding;
use crate::parity::Area;
use crate::rules::Context;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    cx.migration().report_differences(Area::Reach, out);
}
