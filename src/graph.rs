//! References between objects (part R), and the names that refer to nothing.

mod edges;
mod plan;
mod reference;
mod walk;

use std::ops::Range;
use std::sync::OnceLock;

use crate::hashing::SeededSet;

use crate::asterisk::value::trimmed_list;
use crate::asterisk::{OptionRef, Target, TypeId};
use crate::objects::{Configuration, LoadedFile, State};
use crate::parallel::map_ranges;
use crate::source::Span;
use crate::text::{BySkeleton, SectionId, SettingId};

use edges::Edges;
use plan::Plan;

pub(crate) use reference::{Dangling, DanglingReason, ReferenceTarget};

/// The references between the objects of pjsip.conf, in columns: edges are sorted by the object that names.
#[derive(Debug, Default)]
pub struct Graph {
    /// The edges of runs of sections that follow each other.
    runs: Vec<Edges>,
    /// Every dangling name, in file order.
    pub(crate) dangling: Vec<Dangling>,
    /// Names in other files that pjsip.conf's objects name: ACLs.
    pub(crate) named_acls: SeededSet<Vec<u8>>,
}

impl Graph {
    /// Reads the references of every loaded object.
    pub fn new(config: &Configuration) -> Self {
        let doc = &config.pjsip.doc;
        let is_unfilled = |s: SectionId| config.options.is_unfilled(doc.name(&config.sources, s));
        let unfilled = config.options.placeholders && (0..doc.section_count()).any(is_unfilled);
        let tables = Tables::default();
        let parts = map_ranges(doc.section_count() as usize, |sections| {
            let mut builder = Builder::new(config, &tables, unfilled, &sections);
            for section in sections {
                let section = section as SectionId;
                if config.pjsip.state(section) == State::Loaded
                    && let Some(of) = config.pjsip.type_of(section)
                {
                    builder.edges.begin(section);
                    builder.object(section, of);
                }
            }
            builder.edges.end();
            builder
        });
        let mut parts = parts.into_iter();
        let Some(mut whole) = parts.next() else { return Self::default() };
        whole.graph.runs.push(std::mem::take(&mut whole.edges));
        parts.for_each(|part| whole.follow(part));
        whole.graph
    }

    /// The sections that this one names.
    pub(crate) fn named_by(&self, section: SectionId) -> &[SectionId] {
        let run = self.runs.partition_point(|run| run.from() <= section).saturating_sub(1);
        self.runs.get(run).map_or(&[], |run| run.of((section - run.from()) as usize))
    }
}

/// What is known of an option name: nothing yet, that it names nothing, or what it names.
type Known = Option<Option<(OptionRef, Naming)>>;

/// An option that names something, and what.
#[derive(Clone, Copy, Debug)]
struct Naming {
    goal: ReferenceTarget,
    /// The value is a list.
    list: bool,
    /// Every line counts, not only the last.
    accumulates: bool,
}

/// Names of other files, collected at the first lookup.
#[derive(Default)]
struct Tables<'a> {
    contexts: OnceLock<SeededSet<&'a [u8]>>,
    /// The ACLs of acl.conf.
    acls: OnceLock<SeededSet<&'a [u8]>>,
}

struct Builder<'a> {
    config: &'a Configuration,
    judged: &'a LoadedFile,
    target: &'a Target,
    graph: Graph,
    edges: Edges,
    /// For each type: what an option names, by the id of its name; filled on the way.
    naming: Vec<Vec<Known>>,
    found: Vec<(OptionRef, Naming, SettingId)>,
    /// For each skeleton seen so far: what its sections name, if that is known.
    plans: BySkeleton<Plan>,
    /// The transport that was named last: nearly every object names the same one.
    last: Option<(Vec<u8>, TypeId, SectionId)>,
    /// Lines of templates whose dangling name is recorded: once is enough, with a count.
    noted: crate::hashing::SeededMap<(SettingId, u32), usize>,
    /// There are sections whose names are placeholders.
    unfilled: bool,
    tables: &'a Tables<'a>,
}

impl<'a> Builder<'a> {
    fn new(config: &'a Configuration, tables: &'a Tables<'a>, unfilled: bool, sections: &Range<usize>) -> Self {
        Self {
            unfilled,
            tables,
            config,
            judged: &config.pjsip,
            target: &config.target,
            graph: Graph::default(),
            edges: Edges::new(sections.start as SectionId, sections.len()),
            naming: vec![Vec::new(); crate::asterisk::TYPES.len()],
            found: Vec::new(),
            plans: BySkeleton::default(),
            last: None,
            noted: crate::hashing::SeededMap::default(),
        }
    }

    /// Appends the references of the sections that follow.
    fn follow(&mut self, other: Self) {
        let (mine, theirs) = (&mut self.graph, other.graph);
        mine.runs.push(other.edges);
        mine.named_acls.extend(theirs.named_acls);
        // In file order, whatever order a table has them in.
        for dangling in theirs.dangling {
            let from = dangling.from;
            self.note(dangling, from);
        }
    }

    fn object(&mut self, section: SectionId, of: TypeId) {
        if self.by_plan(section) {
            return;
        }
        let found = self.references(section, of);
        for &(option, naming, setting) in &found {
            let value = self.judged.doc.value(&self.config.sources, setting);
            self.names(section, option, naming, setting, value);
        }
        self.plan(section, &found);
        self.found = found;
    }

    /// The settings of the section that name something and take effect.
    fn references(&mut self, section: SectionId, of: TypeId) -> Vec<(OptionRef, Naming, SettingId)> {
        let mut found = std::mem::take(&mut self.found);
        found.clear();
        self.judged.doc.each_setting(section, |setting| {
            if let Some((option, naming)) = self.naming(of, setting) {
                if !naming.accumulates {
                    found.retain(|(o, ..)| *o != option);
                }
                found.push((option, naming, setting));
            }
        });
        found
    }

    /// Every name of the setting.
    fn names(&mut self, section: SectionId, option: OptionRef, naming: Naming, setting: SettingId, value: &[u8]) {
        if !naming.list {
            self.name(section, option, naming.goal, setting, value, value);
            return;
        }
        for name in trimmed_list(value).filter(|n| !n.is_empty()) {
            self.name(section, option, naming.goal, setting, value, name);
        }
    }

    fn naming(&mut self, of: TypeId, setting: SettingId) -> Option<(OptionRef, Naming)> {
        let doc = &self.judged.doc;
        let id = doc.option_id(setting).0 as usize;
        let table = &mut self.naming[of.0 as usize];
        if table.len() <= id {
            table.resize(id + 64, None);
        }
        if let Some(known) = table[id] {
            return known;
        }
        let name = String::from_utf8_lossy(doc.option(&self.config.sources, setting)).to_ascii_lowercase();
        let found = self.target.option(of, &name).and_then(|o| Some((o, reference::naming(o)?)));
        self.naming[of.0 as usize][id] = Some(found);
        found
    }

    fn name(
        &mut self,
        section: SectionId,
        option: OptionRef,
        goal: ReferenceTarget,
        setting: SettingId,
        value: &[u8],
        name: &[u8],
    ) {
        if name.is_empty() || self.config.options.is_unfilled(name) {
            return;
        }
        let from = name.as_ptr() as usize - value.as_ptr() as usize;
        let miss = match goal {
            ReferenceTarget::Object(of) => match self.look_up(section, of, name) {
                Ok(to) => {
                    self.edges.to.push(to);
                    return;
                }
                Err(miss) => miss,
            },
            ReferenceTarget::Acl => {
                self.graph.named_acls.insert(name.to_vec());
                match self.acl(name) {
                    None => return,
                    Some(miss) => miss,
                }
            }
            ReferenceTarget::Context => match self.context(name) {
                None => return,
                Some(miss) => miss,
            },
        };
        if miss == DanglingReason::Reported {
            return;
        }
        let span = self.span(setting, from, name.len());
        let (name, from) = (name.to_vec(), from as u32);
        self.note(Dangling { section, option, setting, from, name, span, goal, miss, count: 1 }, from);
    }

    /// Records a dangling name: one line of a template only once, with a count.
    fn note(&mut self, dangling: Dangling, from: u32) {
        if self.judged.doc.inherits(dangling.section)
            && let Some(&at) = self.noted.get(&(dangling.setting, from))
        {
            self.graph.dangling[at].count += dangling.count;
            return;
        }
        self.noted.insert((dangling.setting, from), self.graph.dangling.len());
        self.graph.dangling.push(dangling);
    }

    /// Where a name is inside its value.
    fn span(&self, setting: SettingId, from: usize, len: usize) -> Span {
        let span = self.judged.doc.value_span(setting);
        if self.judged.doc.is_verbatim(setting) { span.part(from, len) } else { span }
    }

    fn look_up(&mut self, from: SectionId, of: TypeId, name: &[u8]) -> Result<SectionId, DanglingReason> {
        if let Some((text, kind, section)) = &self.last
            && *kind == of
            && text == name
        {
            return Ok(*section);
        }
        let sources = &self.config.sources;
        match self.judged.find_near(sources, of, name, from) {
            Some(section) if self.judged.state(section) == State::Loaded => {
                if of.facts().name == "transport" {
                    self.last = Some((name.to_vec(), of, section));
                }
                Ok(section)
            }
            // Lost with its type or its file: that is reported once, not for each of 1,000,000 names.
            Some(section)
                if matches!(self.judged.state(section), State::TypeLost | State::FileLost | State::NoModule) =>
            {
                Err(DanglingReason::Reported)
            }
            Some(section) => Err(DanglingReason::NotLoaded(section)),
            // An object that a wizard fails to generate is reported at the wizard (W-16).
            None if self.is_own(from, name) => Err(DanglingReason::Reported),
            // A placeholder may become any name.
            None if self.unfilled => Err(DanglingReason::Reported),
            None => {
                let other = self
                    .target
                    .types_of("pjsip.conf")
                    .filter(|t| *t != of)
                    .find_map(|t| self.judged.find(sources, t, name).map(|s| (s, t)));
                Err(other.map_or(DanglingReason::Nowhere, |(s, t)| DanglingReason::OtherType(s, t)))
            }
        }
    }

    fn is_own(&self, section: SectionId, name: &[u8]) -> bool {
        let own = self.judged.doc.name(&self.config.sources, section);
        self.judged.generated.is_generated(section)
            && name.strip_prefix(own).is_some_and(|suffix| matches!(suffix, b"-iauth" | b"-oauth"))
    }

    /// Whether acl.conf has the named ACL; it loads as a whole or not at all.
    fn acl(&self, name: &[u8]) -> Option<DanglingReason> {
        let sources = &self.config.sources;
        let Some(doc) = &self.config.acl else { return Some(DanglingReason::NoFile) };
        let names =
            || (0..doc.section_count()).filter(|s| !doc.is_template(*s)).map(|s| doc.name(sources, s)).collect();
        if self.tables.acls.get_or_init(names).contains(name) {
            return None;
        }
        let section = self.judged.find(sources, TypeId::pjsip("acl"), name);
        Some(section.map_or(DanglingReason::Nowhere, |s| DanglingReason::OtherType(s, TypeId::pjsip("acl"))))
    }

    /// Whether extensions.conf has the context; `None` if contexts may come from elsewhere.
    fn context(&self, name: &[u8]) -> Option<DanglingReason> {
        let dialplan = self.config.dialplan()?;
        let known = self.tables.contexts.get_or_init(|| dialplan.context_names()).contains(name);
        (!known).then_some(DanglingReason::Nowhere)
    }
}

/// The configuration that the text is, as the tests of this directory have it.
#[cfg(test)]
fn loaded(text: &str) -> Configuration {
    let dir = crate::text::ConfigDir { root: "/nonexistent".into(), known_as: "/etc/asterisk".into(), is_live: false };
    let target = Target::new(crate::asterisk::Version::DEFAULT, crate::asterisk::Choice::Default);
    let main = crate::objects::Main::Text(text.into());
    crate::objects::load(dir, main, target, crate::objects::LoadOptions::default()).expect("text is readable")
}
