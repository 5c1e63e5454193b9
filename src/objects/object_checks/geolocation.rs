//! What geolocation.conf's objects are refused for as a whole. The inside of a GML shape is not judged.

use crate::asterisk::Target;
use crate::asterisk::value::address::with_port;
use crate::asterisk::value::strip;
use crate::objects::rejection::{FailedCheck, ObjectCheck};
use crate::objects::view::View;

/// The items of a civic address.
const CIVIC: &[&str] = &[
    "country", "A1", "A2", "A3", "A4", "A5", "A6", "ADDCODE", "BLD", "FLR", "HNO", "HNS", "LMK", "LOC", "NAM", "PC",
    "PCN", "PLC", "POBOX", "POD", "POM", "PRD", "PRM", "RD", "RDBR", "RDSEC", "RDSUBBR", "ROOM", "SEAT", "STS", "UNIT",
];

/// `location`: a format, what it asks for, and no address as its source.
pub(super) fn location(view: &View<'_>, target: &Target) -> FailedCheck {
    if is_modern(view, target) && view.value("location_info").is_empty() && items(view).next().is_none() {
        return Some((ObjectCheck::LocationForm, view.last("location_info").or_else(|| view.last("format"))));
    }
    form(view)
}

/// `profile`, given whether its `location_reference` is that of a loaded location.
pub(in crate::objects) fn profile(view: &View<'_>, target: &Target, is_location: bool) -> FailedCheck {
    let reference = view.last("location_reference").filter(|s| !view.bytes(*s).is_empty());
    let given = |option: &str| view.last(option).filter(|s| !view.bytes(*s).is_empty());
    let refused = |setting| Some((ObjectCheck::LocationReference, Some(setting)));
    if !is_modern(view, target) {
        return match reference {
            Some(setting) if !is_location => Some((ObjectCheck::NoLocation, Some(setting))),
            Some(_) => None,
            None => given("location_info_refinement").or_else(|| given("location_variables")).and_then(refused),
        };
    }
    let own = given("location_info").or_else(|| given("format"));
    match reference {
        Some(_) => own.and_then(refused),
        None if given("location_info").or_else(|| given("location_info_refinement")).is_some() => form(view),
        None => None,
    }
}

/// Later releases let a profile be a location itself.
fn is_modern(view: &View<'_>, target: &Target) -> bool {
    let profile = crate::asterisk::TypeId::find(view.of.facts().file, "profile");
    profile.is_some_and(|p| target.option(p, "format").is_some())
}

/// The names in `location_info`: a list of `name=value`, where a value may be quoted.
fn items<'a>(view: &'a View<'_>) -> impl Iterator<Item = &'a [u8]> {
    view.all("location_info")
        .flat_map(|s| {
            let mut quoted = false;
            view.bytes(s).split(move |b| {
                quoted ^= *b == b'"';
                *b == b',' && !quoted
            })
        })
        .map(|item| strip(item.split(|b| *b == b'=').next().unwrap_or_default()))
        .filter(|name| !name.is_empty())
}

fn form(view: &View<'_>) -> FailedCheck {
    let fails = |option: &str| Some((ObjectCheck::LocationForm, view.last(option).or_else(|| view.last("format"))));
    let has = |name: &str| items(view).any(|i| i.eq_ignore_ascii_case(name.as_bytes()));
    let any = items(view).next().is_some();
    match view.value("format") {
        b"" | b"<none>" => return fails("format"),
        b"URI" if !has("URI") => return fails("location_info"),
        b"GML" if any && !has("shape") => return fails("location_info"),
        b"civicAddress" if items(view).any(|i| !CIVIC.iter().any(|c| c.as_bytes() == i)) => {
            return fails("location_info");
        }
        _ => {}
    }
    let source = view.value("location_source");
    match with_port(source) {
        Some((_, None)) => fails("location_source"),
        _ => None,
    }
}
