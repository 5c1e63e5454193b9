//! Rules on endpoint identification: which endpoint an incoming request is taken for (IDN).

pub(super) mod auth_username_identify_audit;
pub(super) mod endpoint_name_collides_with_did;
pub(super) mod identifier_order_unknown;
pub(super) mod identify_by_contradiction;
pub(super) mod identify_hostname;
pub(super) mod identify_overlap;
pub(super) mod identify_too_broad;
pub(super) mod same_provider_trunks_ambiguous;
pub(super) mod trunk_not_identifiable;
