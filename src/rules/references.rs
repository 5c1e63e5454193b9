//! Rules on names that lead nowhere (REF).
