//! In files of every form.
