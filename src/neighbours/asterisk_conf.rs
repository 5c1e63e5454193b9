//! asterisk.conf: the directories and the options that bear on how the other files are read.

use crate::hashing::SeededMap;

use crate::asterisk::value::number::is_true;
use crate::source::{Sources, Span};
use crate::text::Document;

use super::{Fact, first_block};

/// What asterisk.conf says.
#[derive(Clone, Debug, Default)]
pub struct AsteriskConf {
    directories: SeededMap<Box<str>, Fact<Box<str>>>,
    options: SeededMap<Box<str>, Fact<Box<str>>>,
}

impl AsteriskConf {
    /// Reads a parsed asterisk.conf. `[directories](!)`, as the shipped file has it, is a template and sets nothing.
    pub fn new(doc: &Document, sources: &Sources) -> Self {
        let section = |name| {
            let mut all = SeededMap::default();
            if let Some(block) = first_block(doc, sources, name) {
                block.each(|setting, option, value| {
                    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
                    let key = text(option).to_ascii_lowercase().into();
                    all.insert(key, Fact::set(text(value).into(), block.place(setting)));
                });
            }
            all
        };
        Self { directories: section("directories"), options: section("options") }
    }

    /// A directory by its name in lower case: `astetcdir`, `astkeydir`, `astvarlibdir`.
    pub fn directory(&self, name: &str) -> Option<&Fact<Box<str>>> {
        self.directories.get(name)
    }

    /// An option of `[options]` by its name in lower case: `execincludes`, `systemname`.
    pub(crate) fn option(&self, name: &str) -> Option<&Fact<Box<str>>> {
        self.options.get(name)
    }

    /// Whether `#exec` is followed (G-66): no by default.
    pub fn runs_exec(&self) -> Fact<bool> {
        let default = Fact { value: false, span: None::<Span> };
        self.option("execincludes").map_or(default, |f| Fact { value: is_true(f.value.as_bytes()), span: f.span })
    }
}
