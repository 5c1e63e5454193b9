//! How fixes are built: edits of lines, changes of options where they belong, and which intent is beyond doubt.

pub(crate) mod edits;
pub(crate) mod inheritors;
pub(crate) mod intent;
pub(crate) mod option_changes;
