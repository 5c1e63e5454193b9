//! Rules on transports: sockets, TLS, protocols (TRN).
