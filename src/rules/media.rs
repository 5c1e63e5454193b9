//! Rules on codecs and media (MED).
