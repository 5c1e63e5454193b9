//! One loaded object's options, asked by name: set ones as they are written, others as Asterisk has them by default.

use std::borrow::Cow;
use std::sync::OnceLock;

use crate::asterisk::value::codecs::CodecList;
use crate::asterisk::value::{number, trimmed_list};
use crate::asterisk::{OptionRef, Target, TypeId, ValueKind};
use crate::source::{Sources, Span};
use crate::text::{Document, SectionId, SettingId};

use super::view::options_of;
use super::{Configuration, LoadedFile};

/// What `webrtc=yes` turns on, whatever the options themselves say (S-36).
const FORCED_ON: [&str; 5] = ["bundle", "rtcp_mux", "use_avpf", "ice_support", "media_use_received_transport"];

/// One loaded object of pjsip.conf (or of pjsip_wizard.conf). Options are asked for by their names in lower case; one
/// that this version's type does not have is off, 0 or empty.
#[derive(Clone, Debug)]
pub(crate) struct Object<'a> {
    judged: &'a LoadedFile,
    sources: &'a Sources,
    target: &'a Target,
    /// The section that makes it.
    pub(crate) section: SectionId,
    /// Its type.
    pub(crate) of: TypeId,
    settings: Cow<'a, [(u16, SettingId)]>,
    /// The last setting of each option, by the option: generated when first asked for, and only where there are many
    /// settings. A transport may have as many `local_net` as its file has lines.
    last: OnceLock<Vec<(u16, SettingId)>>,
}

/// As many settings are as soon searched as looked up.
const MAX_SCANNED: usize = 64;

impl<'a> Object<'a> {
    /// The object that the section of pjsip.conf makes.
    pub(crate) fn new(config: &'a Configuration, section: SectionId, of: TypeId) -> Self {
        let settings = options_of(&config.pjsip, &config.sources, &config.target, section, of);
        Self::with(config, section, of, settings.into())
    }

    /// The same for who has walked the settings before.
    pub(crate) fn with(
        config: &'a Configuration,
        section: SectionId,
        of: TypeId,
        settings: Cow<'a, [(u16, SettingId)]>,
    ) -> Self {
        Self {
            judged: &config.pjsip,
            sources: &config.sources,
            target: &config.target,
            section,
            of,
            settings,
            last: OnceLock::new(),
        }
    }

    /// The text that it is read from.
    pub(crate) fn doc(&self) -> &'a Document {
        &self.judged.doc
    }

    /// Its id.
    pub(crate) fn id(&self) -> &'a [u8] {
        self.judged.doc.name(self.sources, self.section)
    }

    /// Where its id stands.
    pub(crate) fn name_span(&self) -> Span {
        self.judged.doc.name_span(self.section)
    }

    /// Whether this version's type has the option.
    pub(crate) fn knows(&self, option: &str) -> bool {
        self.option(option).is_some()
    }

    fn option(&self, name: &str) -> Option<OptionRef> {
        debug_assert!(
            self.of.facts().options.iter().any(|o| o.name == name),
            "no release has the option {name} of {}",
            self.of.facts().name
        );
        self.target.option(self.of, name)
    }

    /// Every setting of the option, in order; for `allow` those of `disallow` too.
    pub(crate) fn settings(&self, option: &str) -> impl DoubleEndedIterator<Item = SettingId> + '_ {
        let index = self.option(option).map(|o| o.index);
        self.settings.iter().filter(move |(i, _)| Some(*i) == index).map(|(_, s)| *s)
    }

    /// The setting that counts of an option that does not accumulate: the last one (S-15).
    pub(crate) fn setting(&self, option: &str) -> Option<SettingId> {
        if self.settings.len() <= MAX_SCANNED {
            return self.settings(option).next_back();
        }
        let index = self.option(option)?.index;
        let last = self.last.get_or_init(|| {
            let mut last: Vec<(u16, SettingId)> = self.settings.iter().rev().copied().collect();
            last.sort_by_key(|(i, _)| *i);
            last.dedup_by_key(|(i, _)| *i);
            last
        });
        last.binary_search_by_key(&index, |(i, _)| *i).ok().map(|at| last[at].1)
    }

    /// The value of a setting.
    pub(crate) fn bytes(&self, setting: SettingId) -> &'a [u8] {
        self.judged.doc.value(self.sources, setting)
    }

    /// Whether the option is written down with a value that is not empty.
    pub(crate) fn is_set(&self, option: &str) -> bool {
        self.setting(option).is_some_and(|s| !self.bytes(s).is_empty())
    }

    /// The option's value: its last line, else the default.
    pub(crate) fn text(&self, option: &str) -> &'a [u8] {
        match self.setting(option) {
            Some(setting) => self.bytes(setting),
            None => self.default(option).as_bytes(),
        }
    }

    /// The same for an option whose name is not this program's own: empty for one that no release has.
    pub(crate) fn text_of(&self, option: &str) -> &'a [u8] {
        if self.target.option(self.of, option).is_some() { self.text(option) } else { b"" }
    }

    /// Whether this version's type has the option, and it is a boolean.
    pub(crate) fn is_bool(&self, option: &str) -> bool {
        self.target.option(self.of, option).is_some_and(|o| o.facts().kind(self.target.version) == ValueKind::Bool)
    }

    fn default(&self, option: &str) -> &'static str {
        self.option(option).map_or("", |o| o.facts().default(self.target.version))
    }

    /// Whether the value is this word; Asterisk compares words without case.
    pub(crate) fn is_word(&self, option: &str, word: &str) -> bool {
        self.text(option).eq_ignore_ascii_case(word.as_bytes())
    }

    /// Whether the boolean is on, `webrtc=yes` counted in.
    pub(crate) fn is_on(&self, option: &str) -> bool {
        let Some(known) = self.option(option) else { return false };
        if FORCED_ON.contains(&option) && self.is_webrtc() || option == "rtcp_mux" && self.is_on("bundle") {
            return true;
        }
        debug_assert!(known.facts().kind(self.target.version) == ValueKind::Bool, "{option} is not a boolean");
        number::is_true(self.text(option))
    }

    /// Whether it is an endpoint with `webrtc=yes`.
    pub(crate) fn is_webrtc(&self) -> bool {
        self.of.facts().name == "endpoint" && self.option("webrtc").is_some() && number::is_true(self.text("webrtc"))
    }

    /// The number; 0 if there is none.
    pub(crate) fn number(&self, option: &str) -> u32 {
        number::uint(self.text(option), self.target.reads_binary()).unwrap_or(0)
    }

    /// The names of a list that only its last line fills, spaces around them removed.
    pub(crate) fn names(&self, option: &str) -> impl Iterator<Item = &'a [u8]> {
        trimmed_list(self.text(option)).filter(|n| !n.is_empty())
    }

    /// The elements of a list to which every line adds, each with its setting.
    pub(crate) fn elements(&self, option: &str) -> Vec<(SettingId, &'a [u8])> {
        let each = |s: SettingId| trimmed_list(self.bytes(s)).filter(|n| !n.is_empty()).map(move |n| (s, n));
        self.settings(option).flat_map(each).collect()
    }

    /// The codecs that it allows, in order (S-26): `disallow` counted in.
    pub(crate) fn codecs(&self) -> CodecList {
        let mut codecs = CodecList::default();
        for s in self.codec_settings() {
            let allowing = !self.judged.doc.option(self.sources, s).eq_ignore_ascii_case(b"disallow");
            // An invalid value rejects the object, so this is never asked for it.
            let _ = codecs.apply(self.bytes(s), allowing, self.target.version.major);
        }
        codecs
    }

    /// The `allow` and `disallow` lines, in order.
    pub(crate) fn codec_settings(&self) -> Vec<SettingId> {
        let [allow, disallow] = ["allow", "disallow"].map(|o| self.option(o).map(|o| o.index));
        let mine = |i: u16| Some(i) == allow || Some(i) == disallow;
        self.settings.iter().filter(|(i, _)| mine(*i)).map(|(_, s)| *s).collect()
    }

    /// Every setting with its option, in order.
    pub(crate) fn all(&self) -> impl Iterator<Item = (OptionRef, SettingId)> + '_ {
        self.settings.iter().map(|(i, s)| (OptionRef { of: self.of, index: *i }, *s))
    }
}
