//! Facts about the site that several rules need: each file answers one question for all of them.
//!
//! Most of them prevent false positives.

pub(crate) mod access_lists;
pub(crate) mod account_groups;
pub(crate) mod address_ranges;
pub(crate) mod addressing;
pub(crate) mod chan_sip_migration;
pub(crate) mod credentials;
pub(crate) mod detached_templates;
pub(crate) mod exposure;
pub(crate) mod external_addresses;
pub(crate) mod generators;
pub(crate) mod identify_order;
pub(crate) mod objects;
pub(crate) mod overlaps;
pub(crate) mod peers;
pub(crate) mod proxies;
pub(crate) mod registrations;
pub(crate) mod sip_to_pjsip_output;
pub(crate) mod sockets;
pub(crate) mod transports;
pub(crate) mod unknown_options;
pub(crate) mod wizards;
