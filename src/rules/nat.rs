//! Rules on NAT: addresses, flags and media paths (NAT).

pub(super) mod partial_nat_flags;
