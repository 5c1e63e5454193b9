//! Programs that write configuration files.

/// A program that writes configuration files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Generator {
    /// Its name.
    pub(crate) name: &'static str,
    /// Where to change what it writes.
    pub(crate) place: &'static str,
}
