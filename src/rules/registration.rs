//! Rules on aors, contacts and registrations (AOR).
