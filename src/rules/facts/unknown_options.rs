//! Options that an object's type does not have: what several rules share out among each other.

use crate::asterisk::{CHAN_SIP, TYPES, TypeId, Version};
use crate::finding::Finding;
use crate::objects::{LoadedFile, RejectReason};
use crate::rules::Context;
use crate::rules::context::RejectionGroup;
use crate::text::SettingId;

/// A line with such an option, and the objects that are rejected for it.
pub(crate) struct UnknownOption<'a> {
    pub(crate) judged: &'a LoadedFile,
    pub(crate) group: RejectionGroup<'a>,
    pub(crate) setting: SettingId,
    /// The option's name as it may be shown.
    pub(crate) name: String,
    /// What else it is, if that is known.
    pub(crate) elsewhere: Option<Elsewhere>,
}

/// What else an unknown option is.
pub(crate) enum Elsewhere {
    /// An option of these types.
    OtherTypes(Vec<&'static str>),
    /// chan_sip's, with what PJSIP has in its place.
    ChanSip(&'static str),
}

impl<'a> UnknownOption<'a> {
    /// Those of every file, in order.
    pub(crate) fn all(cx: &Context<'a>) -> Vec<Self> {
        let of_file = |judged: &'a LoadedFile| {
            let groups = cx.rejections(judged, |r| r.why == RejectReason::UnknownOption);
            groups.into_iter().filter_map(move |group| {
                let setting = group.first.setting?;
                let name = cx.option(&judged.doc, setting);
                let elsewhere = elsewhere(group.first.of, &name, cx.config.target.version);
                Some(Self { judged, group, setting, name, elsewhere })
            })
        };
        cx.loaded_files().flat_map(of_file).collect()
    }

    /// The type that does not have it.
    pub(crate) fn of(&self) -> TypeId {
        self.group.first.of
    }

    /// The objects, for a sentence: `alice and 999 others`.
    pub(crate) fn who(&self, cx: &Context<'a>) -> String {
        cx.who(&self.judged.doc, self.group.first.section, self.group.count)
    }

    /// A finding on it, with what follows and what Asterisk logs.
    pub(crate) fn finding(&self, cx: &Context<'a>, message: String) -> Finding {
        let (doc, section) = (&self.judged.doc, self.group.first.section);
        let span = doc.option_span(&cx.config.sources, self.setting);
        let log =
            format!("Could not find option suitable for category '{}' named '{}'", cx.name(doc, section), self.name);
        cx.about(self.judged, section, Some(self.of()), self.setting, span, message)
            .consequence(cx.sentences().rejected(self.of(), self.group.count))
            .count(self.group.count)
            .log(log)
    }
}

/// Where the option belongs, or what took its place.
fn elsewhere(of: TypeId, name: &str, version: Version) -> Option<Elsewhere> {
    let lower = name.to_ascii_lowercase();
    if of.facts().options.iter().any(|o| o.name == lower) || of.facts().file != "pjsip.conf" {
        return None;
    }
    let others: Vec<&'static str> = TYPES
        .iter()
        .filter(|t| t.file == "pjsip.conf" && !t.internal && version.has(t.since, t.removed))
        .filter(|t| t.options.iter().any(|o| o.name == lower && o.exists_in(version)))
        .map(|t| t.name)
        .collect();
    if !others.is_empty() {
        return Some(Elsewhere::OtherTypes(others));
    }
    let instead = CHAN_SIP.iter().find(|(n, _)| *n == lower).map(|(_, instead)| *instead)?;
    Some(Elsewhere::ChanSip(instead))
}
