//! Rules on endpoint identification: who an incoming request is taken for (IDN).

pub(super) mod identify_overlap;
pub(super) mod same_provider_trunks_ambiguous;
