//! modules.conf: which modules Asterisk loads (`main/loader.c`).

mod needs;

use crate::hashing::SeededMap;

use crate::asterisk::Version;
use crate::asterisk::value::number::is_true;
use crate::source::{Sources, Span};
use crate::text::{Document, Outcome};

use super::{Fact, first_block};

/// Whether Asterisk loads a module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loads {
    /// It does, if the module is installed: that cannot be seen from here.
    Yes,
    /// It does not, whatever is installed.
    No(Absence),
    /// modules.conf is not there, or not all of it is in view.
    Unknown,
}

/// Why a module is not loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absence {
    /// This version of Asterisk has no such module.
    Version,
    /// A `noload` names it: that beats `load`, `preload` and `autoload`.
    Barred(Span),
    /// `autoload` is off and nothing names it: the place is the `autoload` line or else the section's header, or none
    /// where there is no `[modules]` at all.
    NotNamed(Option<Span>),
    /// A module that it cannot do without, by its name without `.so`, is not loaded; the place is that of the reason.
    Needs(&'static str, Option<Span>),
}

/// What keeps Asterisk from starting at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoStart {
    /// modules.conf does not parse.
    Lost,
    /// A line of `[modules]` with a name that the loader does not know (16 and later).
    UnknownOption(Span),
    /// A module that is required (the first place) and barred (the second).
    RequiredAndBarred(Span, Span),
}

/// What modules.conf says.
#[derive(Clone, Debug, Default)]
pub struct Modules {
    known: bool,
    autoload: Option<Fact<bool>>,
    header: Option<Span>,
    /// By name without `.so`, case kept: a file of the name must be there.
    named: SeededMap<Box<[u8]>, Named>,
    /// By name without `.so`, in lower case.
    barred: SeededMap<Box<[u8]>, Span>,
    /// Why Asterisk does not even start with this file.
    pub no_start: Vec<NoStart>,
}

#[derive(Clone, Copy, Debug)]
struct Named {
    span: Span,
    required: bool,
    early: bool,
}

impl Modules {
    /// Reads a parsed modules.conf. Only the first `[modules]` counts, and in it the first `autoload`.
    pub fn new(doc: &Document, sources: &Sources) -> Self {
        let mut modules = Self { known: doc.outcome == Outcome::Read && !doc.is_incomplete(), ..Self::default() };
        if doc.outcome == Outcome::Lost {
            modules.no_start.push(NoStart::Lost);
        }
        let Some(block) = first_block(doc, sources, "modules") else { return modules };
        modules.header = Some(block.span());
        block.each(|setting, option, value| {
            let is = |words: &[&str]| words.iter().any(|w| option.eq_ignore_ascii_case(w.as_bytes()));
            let span = block.place(setting);
            if is(&["autoload"]) {
                modules.autoload.get_or_insert(Fact::set(is_true(value), span));
            } else if is(&["load", "preload", "require", "preload-require"]) {
                let required = is(&["require", "preload-require"]);
                let early = is(&["preload", "preload-require"]);
                let named = modules.named.entry(base(value).into()).or_insert(Named { span, required, early });
                if required && !named.required {
                    *named = Named { span, required, early: named.early };
                }
                named.early |= early;
            } else if is(&["noload"]) {
                modules.barred.entry(base(value).to_ascii_lowercase().into()).or_insert(span);
            } else {
                modules.no_start.push(NoStart::UnknownOption(span));
            }
        });
        let barred = &modules.barred;
        let clash = |name: &[u8], n: &Named| {
            let barred = barred.get(name.to_ascii_lowercase().as_slice()).filter(|_| n.required)?;
            Some(NoStart::RequiredAndBarred(n.span, *barred))
        };
        let mut clashes: Vec<NoStart> = modules.named.iter().filter_map(|(m, n)| clash(m, n)).collect();
        clashes.sort_by_key(|c| if let NoStart::RequiredAndBarred(span, _) = c { Some(*span) } else { None });
        modules.no_start.extend(clashes);
        modules
    }

    /// Whether there is a modules.conf, and all of it is in view.
    pub fn is_known(&self) -> bool {
        self.known
    }

    /// Where a `preload` names the module, written with or without `.so`: it is loaded before all that are not.
    pub(crate) fn preloaded(&self, module: &str) -> Option<Span> {
        let module = module.strip_suffix(".so").unwrap_or(module);
        self.named.get(module.as_bytes()).filter(|n| n.early).map(|n| n.span)
    }

    /// The line that asks for the module, and whether Asterisk is not to start without it.
    pub(crate) fn named(&self, module: &str) -> Option<(Span, bool)> {
        self.named.get(module.as_bytes()).map(|n| (n.span, n.required))
    }

    /// Whether Asterisk of that version loads the module, named with or without `.so`. What the module needs is
    /// looked at too: without `res_pjproject` there is no `res_pjsip`, and without that one no `chan_pjsip`.
    pub fn will_load(&self, module: &str, version: Version) -> Loads {
        let module = module.strip_suffix(".so").unwrap_or(module);
        if !needs::is_in(module, version) {
            return Loads::No(Absence::Version);
        }
        if !self.known {
            return Loads::Unknown;
        }
        if let Some(span) = self.barred.get(module.to_ascii_lowercase().as_bytes()) {
            return Loads::No(Absence::Barred(*span));
        }
        if !self.autoload.is_some_and(|a| a.value) && !self.named.contains_key(module.as_bytes()) {
            return Loads::No(Absence::NotNamed(self.autoload.and_then(|a| a.span).or(self.header)));
        }
        for need in needs::of(module) {
            if let Loads::No(why) = self.will_load(need, version) {
                return Loads::No(why.passed_on(need));
            }
        }
        Loads::Yes
    }
}

impl Absence {
    /// Where the reason stands, if it is a line of modules.conf.
    pub(crate) fn span(self) -> Option<Span> {
        match self {
            Self::Version => None,
            Self::Barred(span) => Some(span),
            Self::NotNamed(span) | Self::Needs(_, span) => span,
        }
    }

    /// The same reason, for a module that needs the absent one. The last in the chain is the one to fix.
    fn passed_on(self, need: &'static str) -> Self {
        match self {
            Self::Needs(..) => self,
            other => Self::Needs(need, other.span()),
        }
    }
}

/// A module's name without `.so`, however that is written.
fn base(name: &[u8]) -> &[u8] {
    match name.split_last_chunk::<3>() {
        // In a `load` line another case names a file that is not there; no module is loaded by it either way.
        Some((base, end)) if end.eq_ignore_ascii_case(b".so") => base,
        _ => name,
    }
}
