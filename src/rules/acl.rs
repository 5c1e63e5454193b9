//! Rules on access control lists (ACL).
