//! How fixes are made: edits of lines, changes of options where they belong, and what was beyond doubt meant.

pub(crate) mod edits;
pub(crate) mod inheritors;
pub(crate) mod intent;
pub(crate) mod option_changes;
