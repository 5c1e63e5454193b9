//! Rules that the site itself makes in its pjlint.toml (POL).

pub(super) mod class_requirement;
