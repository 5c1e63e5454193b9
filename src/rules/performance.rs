//! Rules on performance and scale (PRF).
