//! Options of sip.conf that no option of PJSIP stands for.

use crate::finding::Finding;
use crate::rules::Context;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    cx.migration().report_inexpressible(out);
}
