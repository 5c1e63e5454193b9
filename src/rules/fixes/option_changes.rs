//! What a rule wants of options, and where it is written: in the section that all inherit, if it wants the same of all
//! of them, else in each object. No other object changes.

mod writing;

use std::borrow::Cow;
use std::cell::RefCell;

use crate::hashing::{SeededMap, SeededSet};

use crate::asterisk::TypeId;
use crate::catalogue::FixSafety;
use crate::finding::{Edit, Finding, Fix};
use crate::objects::State;
use crate::text::{SectionId, SettingId, SkeletonId};

use crate::rules::Context;
use crate::rules::findings::report_sites::Place;
use crate::rules::fixes::inheritors::{Home, Reach};
use writing::{joined, title};

/// More objects than this are not written to one by one: where they inherit something, a person writes a template.
const MOST: usize = 20;

/// What a wizard says by options of its own, without a prefix; they win over those with one (W-7 to W-12).
const OF_WIZARDS: [&str; 11] = [
    "transport",
    "outbound_proxy",
    "aors",
    "auth",
    "outbound_auth",
    "contact",
    "endpoint",
    "match",
    "server_uri",
    "client_uri",
    "line",
];

/// What is to become of an option.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Wish {
    /// It is set to this, as a file has it.
    Set(&'static str, Cow<'static, str>),
    /// It is set no more.
    Gone(&'static str),
}

/// A finding, and what mends it.
#[derive(Debug)]
pub(crate) struct Found {
    finding: Finding,
    title: Option<String>,
    changes: Vec<(Place, Wish)>,
}

/// A wish that is a word.
pub(crate) fn set(option: &'static str, value: &'static str) -> Wish {
    Wish::Set(option, value.into())
}

/// Text as a value has it in a file; nothing where that is not sure.
pub(crate) fn written(value: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(value).ok()?;
    let odd = text.is_empty() || text != text.trim() || text.starts_with('>') || text.chars().any(char::is_control);
    (!odd && !text.contains('\\')).then(|| text.replace(';', "\\;"))
}

impl Found {
    /// A finding at a place whose objects want these; with none of them nothing mends it.
    pub(crate) fn new(finding: Finding, place: &Place, wishes: impl IntoIterator<Item = Wish>) -> Self {
        let changes = wishes.into_iter().map(|w| (place.clone(), w)).collect();
        Self { finding, title: None, changes }
    }

    /// A finding that other objects than its own have wishes for.
    pub(crate) fn with(finding: Finding, places: Vec<(Place, Vec<Wish>)>) -> Self {
        let each = |(place, wishes): (Place, Vec<Wish>)| wishes.into_iter().map(move |w| (place.clone(), w));
        Self { finding, title: None, changes: places.into_iter().flat_map(each).collect() }
    }

    /// Another title than the wishes make.
    #[must_use]
    pub(crate) fn titled(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }
}

impl Context<'_> {
    /// Hands in a rule's findings, each with the fix that makes its wishes come true. All findings of a rule at once:
    /// what is wanted of everything that inherits a template is written there.
    pub(crate) fn mend(&self, found: Vec<Found>, out: &mut Vec<Finding>) {
        let (mut wanted, mut numbers) = (Vec::<Wanted>::new(), SeededMap::default());
        for (place, wish) in found.iter().flat_map(|f| &f.changes) {
            let number = *numbers.entry(wish.clone()).or_insert(wanted.len());
            if number == wanted.len() {
                wanted.push(Wanted::default());
            }
            wanted[number].objects.extend_from_slice(&place.members);
        }
        let made = &self.config.pjsip.made;
        for of_wish in &mut wanted {
            of_wish.objects.sort_unstable();
            of_wish.objects.dedup();
            of_wish.wizards = of_wish.objects.iter().filter_map(|s| made.wizard_of(*s)).collect();
            of_wish.wizards.sort_unstable();
            of_wish.wizards.dedup();
        }
        let mender = Mender { cx: self, wanted, numbers, harmless: RefCell::default() };
        out.extend(found.into_iter().map(|f| {
            let fix = mender.fix(&f);
            f.finding.fix(fix)
        }));
    }
}

/// The objects of which something is wanted, and the wizards that make some of them, in order.
#[derive(Debug, Default)]
struct Wanted {
    objects: Vec<SectionId>,
    wizards: Vec<SectionId>,
}

struct Mender<'c, 'a> {
    cx: &'c Context<'a>,
    wanted: Vec<Wanted>,
    /// The place of each wish among them.
    numbers: SeededMap<Wish, usize>,
    /// For each section, whether a wish written there changes nothing that does not want it.
    harmless: RefCell<SeededMap<(bool, SectionId, Wish), bool>>,
}

impl<'a> Mender<'_, 'a> {
    fn fix(&self, found: &Found) -> Option<Fix> {
        let mut edits = Vec::new();
        for (place, wish) in &found.changes {
            edits.extend(self.change(place, wish)?);
        }
        let edits = joined(edits)?;
        // What a program writes anew is not to be mended by hand.
        if edits.is_empty() || edits.iter().any(|e| self.cx.generator(e.span.file).is_some()) {
            return None;
        }
        let title = found.title.clone().unwrap_or_else(|| title(self.cx, &found.changes));
        Some(Fix::new(FixSafety::Unsafe, title, edits))
    }

    fn change(&self, place: &Place, wish: &Wish) -> Option<Vec<Edit>> {
        let judged = &self.cx.config.pjsip;
        let of = judged.type_of(place.section)?;
        let (Wish::Set(option, _) | Wish::Gone(option)) = wish;
        self.cx.config.target.option(of, option)?;
        if judged.made.is_made(place.section) && OF_WIZARDS.contains(option) {
            return None;
        }
        let kind = of.facts().name;
        let shared = self.cx.home(self.section_of(place), kind)?;
        if self.fits(&shared, of, &place.members, wish) {
            return self.cx.edits(&shared, place.setting, wish);
        }
        if place.members.len() > MOST || place.members.len() != place.count as usize {
            return None;
        }
        let (mut edits, mut done) = (Vec::new(), Vec::new());
        for member in &place.members {
            let own = self.cx.home(*member, kind)?;
            // A wizard makes several registrations.
            if done.contains(&own.section) {
                continue;
            }
            done.push(own.section);
            if !self.fits(&own, of, &[*member], wish) {
                return None;
            }
            edits.extend(self.cx.edits(&own, place.setting, wish)?);
        }
        Some(edits)
    }

    /// The section that the place is in: that of its line or header.
    fn section_of(&self, place: &Place) -> SectionId {
        let doc = &self.cx.config.pjsip.doc;
        match place.setting {
            Some(setting) => doc.origin(place.section, setting).templates.last().copied().unwrap_or(place.section),
            None if doc.name_span(place.section) == place.span => place.section,
            None => doc.parents(place.section).first().copied().unwrap_or(place.section),
        }
    }

    /// Whether the wish may be written there: it comes true for these objects, and changes no others.
    fn fits(&self, home: &Home<'a>, of: TypeId, members: &[SectionId], wish: &Wish) -> bool {
        let made = &self.cx.config.pjsip.made;
        let is_made = !home.prefix.is_empty();
        let written = |m: &SectionId| if is_made { made.wizard_of(*m) } else { Some(*m) };
        // Sections of one skeleton have lines of the same names from the same places.
        let mut known: SeededSet<SkeletonId> = SeededSet::default();
        let doc = home.doc;
        let mut comes_true = |m: &SectionId| {
            let Some(section) = written(m) else { return false };
            let skeleton = doc.skeleton(section).filter(|_| doc.is_simple(section) && section != home.section);
            skeleton.is_some_and(|s| !known.insert(s)) || self.takes(home, section, wish)
        };
        members.iter().all(&mut comes_true) && self.is_harmless(home, of, wish)
    }

    fn takes(&self, home: &Home<'a>, heir: SectionId, wish: &Wish) -> bool {
        match wish {
            Wish::Set(option, _) => self.cx.reach(home, heir, option) == Reach::Yes,
            Wish::Gone(option) => self.cx.lines_of(home, heir, option).into_iter().all(|s| is_from(home, heir, s)),
        }
    }

    fn is_harmless(&self, home: &Home<'a>, of: TypeId, wish: &Wish) -> bool {
        let key = (home.prefix.is_empty(), home.section, wish.clone());
        if let Some(known) = self.harmless.borrow().get(&key) {
            return *known;
        }
        let harmless = self.cx.heirs(home).into_iter().all(|h| self.is_unharmed(home, of, h, wish));
        self.harmless.borrow_mut().insert(key, harmless);
        harmless
    }

    fn is_unharmed(&self, home: &Home<'a>, of: TypeId, heir: SectionId, wish: &Wish) -> bool {
        let judged = &self.cx.config.pjsip;
        let Some(wanted) = self.numbers.get(wish).map(|n| &self.wanted[*n]) else { return false };
        let list = if home.prefix.is_empty() { &wanted.objects } else { &wanted.wizards };
        if list.binary_search(&heir).is_ok() {
            return true;
        }
        if home.prefix.is_empty() {
            match judged.type_of(heir) {
                None => return true,
                // The type may not even have the option.
                Some(other) if other != of => return false,
                Some(_) if judged.state(heir) != State::Loaded => return true,
                Some(_) => {}
            }
        }
        let (sources, doc) = (&self.cx.config.sources, home.doc);
        match wish {
            Wish::Set(option, value) => {
                let lines = self.cx.lines_of(home, heir, option);
                lines.last().is_some_and(|s| doc.value(sources, *s) == value.as_bytes())
                    || self.cx.reach(home, heir, option) == Reach::No
            }
            Wish::Gone(option) => !self.cx.lines_of(home, heir, option).into_iter().any(|s| is_from(home, heir, s)),
        }
    }
}

/// Whether the heir's line stands in this very section.
fn is_from(home: &Home<'_>, heir: SectionId, line: SettingId) -> bool {
    home.doc.origin(heir, line).templates.last().copied().unwrap_or(heir) == home.section
}
