//! Which day it is.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::printable::printable;
use crate::suppression::Day;

use super::Failure;

/// The day on which suppressions are judged: that of `SOURCE_DATE_EPOCH` where it is set, so that a run can be repeated.
pub(super) fn today() -> Result<Day, Failure> {
    let Some(epoch) = std::env::var_os("SOURCE_DATE_EPOCH").filter(|e| !e.is_empty()) else {
        // With a clock before 1970 no suppression expires.
        return Ok(Day::of(SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs())));
    };
    let text = epoch.to_string_lossy();
    let seconds = text.parse().map_err(|_| {
        Failure::Usage(format!(
            "SOURCE_DATE_EPOCH is `{}`, which is not a number of seconds: correct or unset it",
            printable(text.as_bytes())
        ))
    })?;
    Ok(Day::of(seconds))
}
