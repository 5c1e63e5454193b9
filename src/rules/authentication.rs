//! Rules on authentication and security (AUT).
