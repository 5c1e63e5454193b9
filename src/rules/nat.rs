//! Rules on NAT: addresses, flags and media paths (NAT).
