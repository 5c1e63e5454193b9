//! Which addresses the configuration names.

/// The peer addresses in the configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Addressing {
    /// None: nothing is known.
    Nothing,
    /// Only private ones: a laboratory, a container, a site behind its provider's router.
    Private,
    /// Public ones, or host names.
    Public,
}
