//! Options in sip.conf without an equivalent in PJSIP.

use crate::finding::Finding;
use crate::rules::Context;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    cx.migration().report_inexpressible(out);
}
