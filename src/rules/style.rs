//! Rules on style and maintainability (STY).
