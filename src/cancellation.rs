//! Ending a run early.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Ends the runs of the [`Linter`](crate::linter::Linter)s that hold a clone of it: an editor cancels when the next key
/// is hit.
#[derive(Clone, Debug, Default)]
pub struct Cancellation(Arc<AtomicBool>);

impl Cancellation {
    /// Every run that holds a clone ends with [`LintError::Cancelled`](crate::linter::LintError::Cancelled) before the
    /// next file, stage or rule.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether [`Self::cancel`] was called.
    pub(crate) fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
