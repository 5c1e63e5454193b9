//! The pass over every section: type, options, whole-object checks, duplicates.

mod duplicates;
mod finish;
mod plan;
mod wizards;

use std::net::IpAddr;

use crate::hashing::SeededSet;

use crate::asterisk::{OptionFacts, OptionRef, TYPES, Target, TypeId};
use crate::parallel::map_ranges;
use crate::source::Sources;
use crate::text::{BySkeleton, Document, NameId, Outcome, SectionId, SettingId};

use super::handler::{self, Accepted};
use super::object_checks::{self, ENDPOINT_CHECKED};
use super::rejection::FailedCheck;
use super::view::{View, directed};
use super::{
    Generated, LoadOptions, LoadedFile, Mapping, NO_TYPE, ObjectCheck, RejectReason, Rejection, Remark, State, hash,
};

use plan::Plan;

const TYPE: u16 = u16::MAX;
const EXTENDED: u16 = u16::MAX - 1;
const UNKNOWN: u16 = u16::MAX - 2;
const UNSEEN: u16 = u16::MAX - 3;

/// What loading needs besides the text.
pub(super) struct LoadContext<'a> {
    pub(super) sources: &'a Sources,
    pub(super) target: &'a Target,
    pub(super) options: &'a LoadOptions,
    pub(super) mapping: &'a Mapping,
    /// The file whose sections these are.
    pub(super) file: &'static str,
    /// Addresses that Asterisk's own servers have before PJSIP opens its sockets (T-8).
    pub(super) servers: &'a [(IpAddr, u16)],
    /// Geolocation profiles that endpoints may name; `None` where geolocation.conf is not in view.
    pub(super) profiles: Option<&'a LoadedFile>,
}

impl LoadContext<'_> {
    /// Whether a value of the object is a placeholder, so that its consistency cannot be checked.
    fn is_unfilled(&self, view: &View<'_>) -> bool {
        self.options.placeholders
            && view.settings.iter().any(|(_, s)| self.options.is_unfilled(view.doc.value(self.sources, *s)))
    }
}

/// Judges every section of `doc`.
pub(super) fn load_objects(cx: &LoadContext<'_>, doc: Document, generated: Generated) -> LoadedFile {
    let parts = map_ranges(doc.section_count() as usize, |sections| {
        let mut pass = Pass::new(cx, doc.outcome != Outcome::Read);
        let mut settings = Vec::new();
        for section in sections {
            pass.section(&doc, &generated, section as SectionId, &mut settings);
        }
        pass
    });
    let mut parts = parts.into_iter();
    let Some(mut pass) = parts.next() else { return LoadedFile { doc, generated, ..LoadedFile::default() } };
    parts.for_each(|part| pass.follow(part));
    pass.judged.generated = generated;
    pass.judged.doc = doc;
    pass.enter_all();
    pass.finish()
}

struct Pass<'a> {
    cx: &'a LoadContext<'a>,
    judged: LoadedFile,
    /// For each section with a type, the hash of that and of its name.
    hashes: Vec<u32>,
    /// For each type: option name to option, filled as names are met.
    tables: Vec<Vec<u16>>,
    known_types: Vec<TypeId>,
    /// Those of them whose name makes a section theirs.
    explicit: Vec<TypeId>,
    options: Vec<(u16, SettingId)>,
    /// Values that each option has taken: files repeat few, and judging a codec list takes longer than comparing it.
    accepted: Vec<Vec<HandlerMemo>>,
    /// For each skeleton, once it was met: what follows from it, if that can be told.
    plans: BySkeleton<Plan>,
    remarked: SeededSet<(SettingId, u8)>,
    /// Lines beyond the first that an object would be refused for.
    further: Vec<Rejection>,
    /// Objects of pjsip_wizard.conf of which pjsip.conf has the id too, and that one.
    conflicts: Vec<(SectionId, SectionId)>,
    /// Like sections can come to different ends: sorcery.conf looks at their values (D-8).
    one_by_one: bool,
    /// Objects that are judged when all others are: registrations need the transports.
    later: Vec<SectionId>,
    lost: bool,
}

impl<'a> Pass<'a> {
    fn new(cx: &'a LoadContext<'a>, lost: bool) -> Self {
        let by_name =
            |t: &TypeId| t.facts().explicit_name.is_some() && cx.target.version.from(t.facts().explicit_name_since);
        Self {
            cx,
            judged: LoadedFile::default(),
            hashes: Vec::new(),
            tables: vec![Vec::new(); TYPES.len()],
            known_types: cx.target.types_of(cx.file).collect(),
            explicit: cx.target.types_of(cx.file).filter(by_name).collect(),
            options: Vec::new(),
            accepted: TYPES.iter().map(|t| t.options.iter().map(|o| HandlerMemo::of(o, cx.target)).collect()).collect(),
            plans: BySkeleton::default(),
            remarked: SeededSet::default(),
            further: Vec::new(),
            conflicts: Vec::new(),
            later: Vec::new(),
            one_by_one: cx.mapping.has_further_criteria(),
            lost,
        }
    }

    /// Takes in what was found in the sections that follow.
    fn follow(&mut self, other: Self) {
        let (mine, theirs) = (&mut self.judged, other.judged);
        mine.types.extend(theirs.types);
        mine.states.extend(theirs.states);
        mine.rejections.extend(theirs.rejections);
        mine.also.extend(theirs.also);
        let known: SeededSet<(SettingId, u8)> = mine.remarks.iter().map(|r| (r.setting, r.option.of.0)).collect();
        let is_new = |r: &Remark| !known.contains(&(r.setting, r.option.of.0));
        mine.remarks.extend(theirs.remarks.into_iter().filter(is_new));
        self.hashes.extend(other.hashes);
        self.later.extend(other.later);
    }
}

impl Pass<'_> {
    fn section(&mut self, doc: &Document, generated: &Generated, section: SectionId, settings: &mut Vec<SettingId>) {
        let name = doc.name(self.cx.sources, section);
        let is_named = self.explicit.iter().any(|t| t.facts().explicit_name.is_some_and(|n| n.as_bytes() == name));
        let is_plain = !self.one_by_one && (!is_named || generated.is_generated(section)) && doc.is_simple(section);
        if !(is_plain && self.by_plan(doc, section)) {
            settings.clear();
            // A template is not an object; a chain of 100,000 would be walked 100,000 times.
            if !doc.is_template(section) {
                doc.each_setting(section, |s| settings.push(s));
            }
            self.line_by_line(doc, generated, section, settings);
            if is_plain {
                self.plan(doc, generated, section, settings);
            }
        }
        let of = self.judged.types.last().copied().filter(|t| *t != NO_TYPE);
        self.hashes.push(of.map_or(0, |of| hash(TypeId(of), name)));
    }

    fn line_by_line(&mut self, doc: &Document, generated: &Generated, section: SectionId, settings: &[SettingId]) {
        let (of, state) = if doc.is_template(section) {
            (None, State::Template)
        } else if let Some(of) = generated.type_of(section) {
            (Some(of), State::Loaded)
        } else {
            let (of, state) = self.classify(doc, settings);
            self.by_name(doc, section, of, settings);
            (of, state)
        };
        self.judged.types.push(of.map_or(NO_TYPE, |t| t.0));
        let verdict = of.filter(|_| state == State::Loaded).and_then(|of| self.judge_as(doc, section, of, settings));
        self.judged.states.push(if verdict.is_some() { State::Rejected } else { state });
        self.judged.rejections.extend(verdict);
        self.judged.rejections.append(&mut self.further);
    }

    /// The type that the first `type` line names (G-33, S-3), and what that makes of the section.
    fn classify(&mut self, doc: &Document, settings: &[SettingId]) -> (Option<TypeId>, State) {
        let sources = self.cx.sources;
        let Some(&first) = settings.iter().find(|s| is_type(doc, sources, **s)) else { return (None, State::NoType) };
        let value = doc.value(sources, first);
        let of = self.known_types.iter().copied().find(|t| t.facts().name.as_bytes() == value);
        match of {
            None if self.cx.options.is_foreign_type(value) || self.cx.options.is_unfilled(value) => {
                (None, State::Foreign)
            }
            None => (None, State::UnknownType),
            Some(of) if self.cx.mapping.is_elsewhere(of) => (Some(of), State::Elsewhere),
            Some(of) if self.is_left_out(doc, of, settings) => (Some(of), State::Elsewhere),
            Some(of) if self.lost => (Some(of), State::FileLost),
            Some(of) => (Some(of), State::Loaded),
        }
    }

    /// Whether sorcery.conf wants more of the section than its type, and it does not have that (D-8).
    fn is_left_out(&self, doc: &Document, of: TypeId, settings: &[SettingId]) -> bool {
        let sources = self.cx.sources;
        let first = |option: &str| {
            let is_it = |s: &&SettingId| doc.option(sources, **s).eq_ignore_ascii_case(option.as_bytes());
            settings.iter().find(is_it).map(|s| doc.value(sources, *s))
        };
        self.one_by_one && self.cx.mapping.leaves_out(of, first)
    }

    /// A section with a type's own name (`global`, `system`) is that object too if it has only options that the type
    /// knows (S-6).
    fn by_name(&mut self, doc: &Document, section: SectionId, of: Option<TypeId>, settings: &[SettingId]) {
        let name = doc.name(self.cx.sources, section);
        let is_it = |t: &&TypeId| t.facts().explicit_name.is_some_and(|n| n.as_bytes() == name);
        let Some(&named) = self.explicit.iter().find(is_it) else { return };
        if self.lost || Some(named) == of || self.cx.mapping.is_mapped(named) {
            return;
        }
        let known = |s: &SettingId| {
            let option = doc.option(self.cx.sources, *s);
            option == b"type"
                || option.first() == Some(&b'@')
                || std::str::from_utf8(option).is_ok_and(|o| self.cx.target.option(named, o).is_some())
        };
        if settings.iter().all(known) {
            self.judged.also.push((section, named));
        }
    }

    /// Judges the section as an object of that type, whatever else it is.
    fn judge_as(
        &mut self,
        doc: &Document,
        section: SectionId,
        of: TypeId,
        settings: &[SettingId],
    ) -> Option<Rejection> {
        let reject = |setting, why| Some(Rejection { section, of, setting, why });
        let mut options = std::mem::take(&mut self.options);
        options.clear();
        let mut verdict = None;
        for &setting in settings {
            let option = match self.option_of(doc, of, setting) {
                TYPE | EXTENDED => continue,
                UNKNOWN => {
                    self.refuse(
                        &mut verdict,
                        Rejection { section, of, setting: Some(setting), why: RejectReason::UnknownOption },
                    );
                    continue;
                }
                index => OptionRef { of, index },
            };
            options.push((option.index, setting));
            if !self.takes(doc, section, option, setting) && !self.is_overruled(doc, option, setting, settings) {
                let unreadable = is_file(option) && self.cx.options.files.is_some();
                let why = if unreadable { RejectReason::Unreadable } else { RejectReason::BadValue };
                self.refuse(&mut verdict, Rejection { section, of, setting: Some(setting), why });
            }
        }
        if verdict.is_none() {
            let (sources, target) = (self.cx.sources, self.cx.target);
            verdict = match of.facts().name {
                "registration" => {
                    self.later.push(section);
                    None
                }
                "endpoint"
                    if !options.iter().any(|(o, _)| ENDPOINT_CHECKED.contains(&OptionRef { of, index: *o }.name())) =>
                {
                    None
                }
                _ => {
                    for (index, setting) in &mut options {
                        *index = directed(OptionRef { of, index: *index }, doc.option(sources, *setting), target).index;
                    }
                    let view = View { doc, sources, target, section, of, settings: &options };
                    object_checks::check(&view, target)
                        .or_else(|| self.profile_missing(&view))
                        .filter(|_| !self.cx.is_unfilled(&view))
                        .and_then(|(constraint, setting)| reject(setting, RejectReason::Whole(constraint)))
                }
            };
        }
        self.options = options;
        verdict
    }

    /// Asterisk stops at the first line that it refuses; the others are noted so that all can be fixed at once.
    fn refuse(&mut self, first: &mut Option<Rejection>, rejection: Rejection) {
        match first {
            None => *first = Some(rejection),
            Some(_) => self.further.push(rejection),
        }
    }

    /// Whether the line is one of a text of `global` that is only looked at when the object is whole, and a later line
    /// takes its place (S-48).
    fn is_overruled(&self, doc: &Document, option: OptionRef, setting: SettingId, all: &[SettingId]) -> bool {
        let name = option.name();
        let late = option.of.facts().name == "global" && matches!(name, "debug" | "default_from_user");
        let is_it = |s: &&SettingId| doc.option(self.cx.sources, **s).eq_ignore_ascii_case(name.as_bytes());
        late && all.iter().rev().find(is_it) != Some(&setting)
    }

    /// An endpoint's geolocation profile must be loaded.
    fn profile_missing(&self, view: &View<'_>) -> FailedCheck {
        const BUILT_IN: [&[u8]; 4] =
            [b"<prefer_config>", b"<discard_config>", b"<prefer_incoming>", b"<discard_incoming>"];
        if view.of.facts().name != "endpoint" {
            return None;
        }
        let profiles = self.cx.profiles?;
        let of = TypeId::find("geolocation.conf", "profile")?;
        ["geoloc_incoming_call_profile", "geoloc_outgoing_call_profile"].iter().find_map(|option| {
            let name = view.value(option);
            let built_in = self.cx.target.version.major >= 18 && BUILT_IN.contains(&name);
            let fine = name.is_empty() || built_in || profiles.is_loaded(self.cx.sources, of, name);
            (!fine).then(|| (ObjectCheck::NoProfile, view.last(option)))
        })
    }

    fn option_of(&mut self, doc: &Document, of: TypeId, setting: SettingId) -> u16 {
        let name = doc.option_id(setting);
        if name == NameId::OVERFLOW {
            return look_up(self.cx, of, doc.option(self.cx.sources, setting));
        }
        let table = &mut self.tables[of.0 as usize];
        if table.len() <= name.0 as usize {
            table.resize(name.0 as usize + 64, UNSEEN);
        }
        let known = table[name.0 as usize];
        if known != UNSEEN {
            return known;
        }
        let found = look_up(self.cx, of, doc.name_text(name));
        table[name.0 as usize] = found;
        found
    }

    fn takes(&mut self, doc: &Document, section: SectionId, option: OptionRef, setting: SettingId) -> bool {
        let sources = self.cx.sources;
        let care = &self.accepted[option.of.0 as usize][option.index as usize];
        if matches!(care, HandlerMemo::Never) {
            return true;
        }
        let value = doc.value(sources, setting);
        if self.cx.options.is_unfilled(value) {
            return true;
        }
        // A handler that looks at its own name may refuse under another one what it took under this.
        let any_name = !option.facts().name_case && !option.facts().pattern;
        let by_value = || any_name || doc.option(sources, setting) == option.name().as_bytes();
        if matches!(care, HandlerMemo::Taken(taken) if taken == value) && by_value() {
            return true;
        }
        let written = doc.option(sources, setting);
        match handler::check_value(option, written, value, self.cx.target, self.cx.options) {
            Err(_) => false,
            Ok(Accepted::AsIs) => {
                if by_value() {
                    self.accepted[option.of.0 as usize][option.index as usize] = HandlerMemo::Taken(value.to_vec());
                }
                true
            }
            Ok(accepted) => {
                if self.remarked.insert((setting, option.of.0)) {
                    self.judged.remarks.push(Remark { setting, section, option, accepted });
                }
                true
            }
        }
    }
}

/// What a handler is asked for.
enum HandlerMemo {
    /// It takes everything.
    Never,
    /// Nothing that it has taken is remembered.
    Always,
    /// It took this value last.
    Taken(Vec<u8>),
}

impl HandlerMemo {
    fn of(option: &OptionFacts, target: &Target) -> Self {
        if handler::suspicion(option, target) { Self::Always } else { Self::Never }
    }
}

fn is_type(doc: &Document, sources: &Sources, setting: SettingId) -> bool {
    doc.option(sources, setting).eq_ignore_ascii_case(b"type")
}

fn look_up(cx: &LoadContext<'_>, of: TypeId, name: &[u8]) -> u16 {
    if name.first() == Some(&b'@') {
        return EXTENDED;
    }
    if name.eq_ignore_ascii_case(b"type") {
        return TYPE;
    }
    let lower = String::from_utf8_lossy(name).to_ascii_lowercase();
    let foreign = || cx.options.is_foreign_option(of, &lower) || cx.options.is_unfilled(name);
    match cx.target.option(of, &lower) {
        Some(option) => option.index,
        None if foreign() => EXTENDED,
        None => UNKNOWN,
    }
}

fn is_file(option: OptionRef) -> bool {
    option
        .facts()
        .kinds
        .iter()
        .any(|(k, _)| matches!(k, crate::asterisk::ValueKind::File | crate::asterisk::ValueKind::Dir))
}
