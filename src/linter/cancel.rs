//! Ending a run early.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::LintError;

/// Ends the runs of the [`Linter`](super::Linter)s that hold a clone of it: an editor cancels when the next key is hit.
#[derive(Clone, Debug, Default)]
pub struct Cancellation(Arc<AtomicBool>);

impl Cancellation {
    /// Every run that holds a clone ends with [`LintError::Cancelled`] at the next rule or stage.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether [`Self::cancel`] was called.
    pub(crate) fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// An error once it was called.
    pub(super) fn check(&self) -> Result<(), LintError> {
        if self.is_cancelled() { Err(LintError::Cancelled) } else { Ok(()) }
    }
}
