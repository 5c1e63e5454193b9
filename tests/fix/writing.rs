//! As they are written.
