//! What an object is refused for as a whole, after every option was taken (S-40 to S-50).

mod auth;
mod endpoint;
mod geolocation;
mod identify;
mod outbound;

use crate::asterisk::Target;
use crate::asterisk::value::trimmed_list;

use super::rejection::{FailedCheck, ObjectCheck};
use super::view::View;

pub(super) use auth::{Algorithms, auth};
pub(super) use endpoint::ENDPOINT_CHECKED;
pub(super) use geolocation::profile;
pub(super) use outbound::registration;

/// The first whole-object check that fails, with the setting to point at. Transports, registrations and geolocation
/// profiles are judged elsewhere: they need other objects.
pub(super) fn check(view: &View<'_>, target: &Target) -> FailedCheck {
    match view.of.facts().name {
        "auth" => auth(view, target, &Algorithms::default()),
        "endpoint" => endpoint::endpoint(view, target).or_else(|| endpoint::acl_twice(view)),
        "acl" => endpoint::acl_twice(view),
        "identify" => identify::identify(view),
        "outbound-publish" => outbound::publish(view),
        "domain_alias" => view.value("domain").is_empty().then(|| (ObjectCheck::NoDomain, view.last("domain"))),
        "resource_list" => resource_list(view),
        "location" => geolocation::location(view, target),
        _ => None,
    }
}

fn resource_list(view: &View<'_>) -> FailedCheck {
    if view.value("event").is_empty() {
        return Some((ObjectCheck::NoEvent, view.last("event")));
    }
    let any = |s| trimmed_list(view.bytes(s)).any(|e| !e.is_empty());
    (!view.all("list_item").any(any)).then(|| (ObjectCheck::NoItems, view.last("list_item")))
}
