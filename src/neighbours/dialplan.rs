//! extensions.conf: contexts, hints, application calls (`pbx_config`).
//!
//! Nothing is kept: the lines are walked when a rule asks, so that a dialplan of a million lines costs nothing more.

mod channel;
mod line;
mod stock;
mod uses;

use crate::hashing::SeededSet;

use crate::source::{Sources, Span};
use crate::text::{Document, Outcome, SectionId, SettingId};

use super::block::Block;
use super::text::Text;

pub use channel::{ChannelRef, TECHNOLOGIES, channels};
pub use line::{Call, DialplanLine, What};
pub use uses::{Use, inner_calls, reads, uses};

/// Why a context that is not in extensions.conf may exist anyway, or an extension of a known context.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Elsewhere {
    /// extensions.conf was not read completely: an include could not be read, or the file does not parse.
    Incomplete,
    /// There is an extensions.ael next to it.
    Ael,
    /// There is an extensions.lua next to it.
    Lua,
    /// A `switch`, `lswitch` or `eswitch` at this place asks elsewhere.
    Switch(Span),
}

/// What extensions.conf says.
#[derive(Clone, Copy, Debug)]
pub struct Dialplan<'a> {
    doc: &'a Document,
    sources: &'a Sources,
    others: OtherDialplans,
}

/// Which other dialplans are next to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OtherDialplans {
    /// extensions.ael.
    pub ael: bool,
    /// extensions.lua.
    pub lua: bool,
}

impl<'a> Dialplan<'a> {
    /// The view of a parsed extensions.conf. Of one that does not parse Asterisk makes no dialplan at all.
    pub fn new(doc: &'a Document, sources: &'a Sources, others: OtherDialplans) -> Self {
        Self { doc, sources, others }
    }

    /// The text.
    pub(crate) fn document(&self) -> &'a Document {
        self.doc
    }

    /// The sections that are contexts: all but templates, `[general]` and `[globals]`, whatever their case. Sections
    /// of one name, compared with case, are one context.
    pub fn contexts(&self) -> impl Iterator<Item = Block<'a>> + use<'a> {
        Block::all(self.doc, self.sources).filter(|b| !b.is_called("general") && !b.is_called("globals"))
    }

    /// The names of the contexts.
    pub fn context_names(&self) -> SeededSet<&'a [u8]> {
        self.contexts().map(|b| b.name()).collect()
    }

    /// Why there may be more than was read; the first reason.
    pub fn elsewhere(&self) -> Option<Elsewhere> {
        if self.doc.is_incomplete() || self.doc.outcome != Outcome::Read {
            return Some(Elsewhere::Incomplete);
        }
        if self.others.ael || self.others.lua {
            return Some(if self.others.ael { Elsewhere::Ael } else { Elsewhere::Lua });
        }
        self.first_switch().map(Elsewhere::Switch)
    }

    fn first_switch(&self) -> Option<Span> {
        let is_switch = |name: &[u8]| is_one_of(name, &["switch", "lswitch", "eswitch"]);
        // Asked of the few names first, so that the lines are only walked where there is one.
        if !self.doc.option_names().any(is_switch) {
            return None;
        }
        let mut found = None;
        self.each_setting(|block, setting, option, _| {
            if found.is_none() && is_switch(option) {
                found = Some(block.place(setting));
            }
        });
        found
    }

    /// Calls `each` with every context that a context includes: the including section and the name, which ends at the
    /// first `,` and may hold variables.
    pub fn each_include(&self, mut each: impl FnMut(SectionId, Text<'a>)) {
        self.each_setting(|block, setting, option, _| {
            if is_one_of(option, &["include"]) {
                each(block.section(), block.text(setting).split(b',').0);
            }
        });
    }

    /// Calls `each` with every line that is in effect in some context, once, however many contexts inherit it.
    pub fn each_line(&self, mut each: impl FnMut(&DialplanLine<'a>)) {
        let mut seen = VisitedSections::new(self.doc);
        for block in self.contexts() {
            let mut extension: Option<Text<'a>> = None;
            block.each(|setting, option, _| {
                let same = is_one_of(option, &["same"]);
                if !same && !is_one_of(option, &["exten"]) {
                    return;
                }
                // A `same` with no extension above it in its section is an error and makes nothing.
                let Some(line) = line::parse(block.section(), setting, block.text(setting), same, extension) else {
                    return;
                };
                extension = Some(line.extension);
                if seen.is_new(setting) {
                    each(&line);
                }
            });
        }
    }

    /// Calls `each` with every global variable of extensions.conf: its name and its value.
    pub(crate) fn each_global(&self, mut each: impl FnMut(&'a [u8], Text<'a>)) {
        for block in Block::all(self.doc, self.sources).filter(|b| b.is_called("globals")) {
            block.each(|setting, option, _| each(option, block.text(setting)));
        }
    }

    /// Calls `each` with every channel that is named anywhere: in an application's arguments, in a hint, in a global
    /// variable.
    pub fn each_channel(&self, mut each: impl FnMut(ChannelRef<'a>)) {
        self.each_global(|_, value| channels(value).for_each(&mut each));
        self.each_line(|line| match line.what {
            What::Hint(devices) => channels(devices).for_each(&mut each),
            What::Call(Call { arguments: Some(arguments), .. }) => channels(arguments).for_each(&mut each),
            What::Call(_) => {}
        });
    }

    /// Whether the section is, line by line, a context of the extensions.conf that is shipped with Asterisk.
    pub fn is_stock(&self, section: SectionId) -> bool {
        stock::is_shipped(self.doc, self.sources, section)
    }

    fn each_setting(&self, mut each: impl FnMut(&Block<'a>, SettingId, &'a [u8], &'a [u8])) {
        let mut seen = VisitedSections::new(self.doc);
        for block in self.contexts() {
            block.each(|setting, option, value| {
                if seen.is_new(setting) {
                    each(&block, setting, option, value);
                }
            });
        }
    }
}

fn is_one_of(name: &[u8], words: &[&str]) -> bool {
    words.iter().any(|w| name.eq_ignore_ascii_case(w.as_bytes()))
}

/// The settings that were met.
struct VisitedSections(Vec<bool>);

impl VisitedSections {
    fn new(doc: &Document) -> Self {
        Self(vec![false; doc.setting_count()])
    }

    fn is_new(&mut self, setting: SettingId) -> bool {
        self.0.get_mut(setting as usize).is_none_or(|seen| !std::mem::replace(seen, true))
    }
}
