//! Rules on sorcery.conf: which objects are read from where (SOR).

pub(super) mod sorcery_line_fails;
pub(super) mod sorcery_objects_not_read;
