//! Rules on style and maintainability (STY).

pub(super) mod callerid_format;
pub(super) mod no_template_repetition;
pub(super) mod template_override_conflict;
pub(super) mod value_equals_default;
