//! Whether an auth object has the secrets that it needs (S-40, S-41).

use crate::asterisk::value::{trimmed_list, words};
use crate::asterisk::{Target, TypeId};
use crate::objects::LoadedFile;
use crate::objects::rejection::{FailedCheck, ObjectCheck};
use crate::objects::view::{View, options_of};
use crate::source::Sources;

/// The algorithms of auth objects that name none, for what they are asked for (`uas`) and asked with (`uac`).
#[derive(Debug)]
pub(in crate::objects) struct Algorithms {
    pub(in crate::objects) uas: Vec<&'static str>,
    pub(in crate::objects) uac: Vec<&'static str>,
}

impl Default for Algorithms {
    fn default() -> Self {
        Self { uas: vec!["MD5"], uac: vec!["MD5"] }
    }
}

impl Algorithms {
    /// Those of the global object, wherever it stands (S-48). An unknown word makes a list the default again; an
    /// empty list is empty: nothing is demanded then.
    pub(in crate::objects) fn of(judged: &LoadedFile, sources: &Sources, target: &Target) -> Self {
        let of = TypeId::pjsip("global");
        let Some(section) = judged.global() else { return Self::default() };
        let settings = options_of(judged, sources, target, section, of);
        let view = View { doc: &judged.doc, sources, target, section, of, settings: &settings };
        let list = |option: &str| {
            let setting = view.last(option)?;
            trimmed_list(view.bytes(setting)).filter(|a| !a.is_empty()).map(known).collect::<Option<Vec<_>>>()
        };
        let md5 = || vec!["MD5"];
        Self {
            uas: list("default_auth_algorithms_uas").unwrap_or_else(md5),
            uac: list("default_auth_algorithms_uac").unwrap_or_else(md5),
        }
    }

    /// Those of an auth object: its own, in order and with repeats, or these. With `google_oauth` there are only own ones.
    pub(in crate::objects) fn for_auth(&self, view: &View<'_>, option: &str) -> Vec<&'static str> {
        let own: Vec<&'static str> =
            view.all(option).flat_map(|s| trimmed_list(view.bytes(s))).filter_map(known).collect();
        match option {
            _ if !own.is_empty() || is_oauth(view) => own,
            "supported_algorithms_uas" => self.uas.clone(),
            _ => self.uac.clone(),
        }
    }
}

fn known(algorithm: &[u8]) -> Option<&'static str> {
    words::digest_length(algorithm).map(|(name, _)| name)
}

fn is_oauth(view: &View<'_>) -> bool {
    view.value("auth_type").eq_ignore_ascii_case(b"google_oauth")
}

/// `auth`, given the algorithms of those that name none.
pub(in crate::objects) fn auth(view: &View<'_>, target: &Target, algorithms: &Algorithms) -> FailedCheck {
    if view.value("username").is_empty() {
        return Some((ObjectCheck::NoUsername, view.last("username")));
    }
    if is_oauth(view) {
        let lacks = ["refresh_token", "oauth_clientid", "oauth_secret"].iter().any(|o| view.value(o).is_empty());
        return lacks.then(|| (ObjectCheck::NoOauth, view.last("auth_type")));
    }
    if !target.is_modern_auth() {
        let md5 = view.value("auth_type").eq_ignore_ascii_case(b"md5") && view.value("md5_cred").len() != 32;
        return md5.then(|| (ObjectCheck::Md5Cred, view.last("md5_cred").or_else(|| view.last("auth_type"))));
    }
    if !view.value("password").is_empty() {
        return None;
    }
    let digests: Vec<&str> = ["md5_cred", "password_digest"]
        .iter()
        .flat_map(|o| view.all(o).map(|s| view.bytes(s)).filter(|v| !v.is_empty()).collect::<Vec<_>>())
        .filter_map(|v| words::digest(v).ok())
        .collect();
    let lacks = ["supported_algorithms_uas", "supported_algorithms_uac"]
        .iter()
        .any(|option| algorithms.for_auth(view, option).iter().any(|a| !digests.contains(a)));
    lacks.then(|| (ObjectCheck::NoSecret, view.last("password").or_else(|| view.last("auth_type"))))
}
