//! Whether an identify object names an endpoint and something to match (S-45).

use crate::asterisk::value::address::{port, with_port};
use crate::asterisk::value::{strip, trimmed_list};
use crate::objects::rejection::{FailedCheck, ObjectCheck};
use crate::objects::view::View;
use crate::text::posix;

pub(super) fn identify(view: &View<'_>) -> FailedCheck {
    if view.value("endpoint").is_empty() {
        return Some((ObjectCheck::NoEndpoint, view.last("endpoint")));
    }
    let header = view.value("match_header");
    let request = view.value("match_request_uri");
    let any = |s| trimmed_list(view.bytes(s)).any(|e| !e.is_empty());
    if !view.all("match").any(any) && header.is_empty() && request.is_empty() {
        return Some((ObjectCheck::NoMatch, view.last("match").or_else(|| view.last("match_header"))));
    }
    let regex = |value: &[u8]| match value {
        [b'/', inner @ .., b'/'] => posix::is_regex(inner),
        _ => true,
    };
    if !header.is_empty() {
        let at = view.last("match_header");
        let colon = header.iter().position(|b| *b == b':');
        match colon {
            None => return Some((ObjectCheck::HeaderForm, at)),
            Some(c) if strip(&header[..c]).is_empty() => return Some((ObjectCheck::HeaderForm, at)),
            Some(c) if !regex(strip(&header[c + 1..])) => return Some((ObjectCheck::HeaderRegex, at)),
            Some(_) => {}
        }
    }
    if !request.is_empty() && !regex(request) {
        return Some((ObjectCheck::HeaderRegex, view.last("match_request_uri")));
    }
    // What is an address and a port that is none cannot be resolved as a name either.
    for setting in view.all("match") {
        let mut elements = trimmed_list(view.bytes(setting)).filter(|e| !e.contains(&b'/'));
        if elements.any(|e| with_port(e).and_then(|(_, text)| text).is_some_and(|text| port(text).is_none())) {
            return Some((ObjectCheck::NoMatch, Some(setting)));
        }
    }
    None
}
