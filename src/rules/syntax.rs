//! Rules on the text and on the loading of objects (SYN).
