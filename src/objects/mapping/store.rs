//! One line of sorcery.conf, and what its wizard reads from its data (D-2, D-6, D-8, D-11, D-12).

use crate::asterisk::TypeId;
use crate::neighbours::Families;
use crate::source::Span;

/// One mapping line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Store {
    /// `config`, `realtime`, `memory`, `astdb`, ... with its blanks: they count (D-6).
    pub wizard: String,
    /// What follows the first comma, with its blanks.
    pub data: String,
    /// Where the line stands.
    pub(crate) span: Span,
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No wizard is called so; names are compared with case.
    NoSuchWizard,
    /// `realtime` with a family that extconfig.conf does not have.
    NoSuchFamily,
    /// `config` without a file, `realtime` without a family.
    NoData,
    /// An option that `realtime` or `memory_cache` does not know.
    UnknownOption(String),
    /// An option of `config` without its value: Asterisk crashes as it starts (D-8).
    NoValue(String),
}

/// The wizards that there are.
pub(crate) const WIZARDS: &[&str] = &["config", "realtime", "memory", "astdb", "memory_cache"];

/// The options of `memory_cache` (D-11).
const CACHE_OPTIONS: &[&str] = &[
    "name",
    "maximum_objects",
    "object_lifetime_maximum",
    "object_lifetime_stale",
    "expire_on_reload",
    "full_backend_cache",
];

impl Store {
    /// The line of an option and its value.
    pub(super) fn new(value: &str, span: Span) -> Self {
        let (wizard, data) = value.split_once(',').unwrap_or((value, ""));
        Self { wizard: wizard.into(), data: data.into(), span }
    }

    /// The file of `config`, the family of `realtime`.
    pub(crate) fn place(&self) -> &str {
        self.data.split(',').next().unwrap_or_default()
    }

    /// The options behind the file or the family, each with its value.
    pub(crate) fn options(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        self.data.split(',').skip(1).map(|o| o.split_once('=').map_or((o, None), |(name, value)| (name, Some(value))))
    }

    /// The `criteria=option=value` of a `config` line: all must hold (D-8).
    pub fn criteria(&self) -> impl Iterator<Item = (&str, &str)> {
        let criteria = self.options().filter(|(name, _)| name.eq_ignore_ascii_case("criteria"));
        criteria.filter_map(|(_, value)| value?.split_once('='))
    }

    /// Whether it takes the sections of the type in the type's own file, as it is where sorcery.conf says nothing.
    pub(super) fn is_usual(&self, of: TypeId) -> bool {
        let is_type = |(name, _): &(&str, &str)| name.eq_ignore_ascii_case("type");
        let mut types = self.criteria().filter(is_type).map(|(_, value)| value).peekable();
        self.wizard == "config"
            && self.place() == of.facts().file
            && types.peek().is_some()
            && types.all(|value| value == of.facts().name)
    }

    /// What else must hold of a section, beside its type.
    pub(super) fn further_criteria(&self) -> impl Iterator<Item = (&str, &str)> {
        self.criteria().filter(|(name, _)| !name.eq_ignore_ascii_case("type"))
    }

    /// Why the wizard does not take the line. `families` is what extconfig.conf says, if it is known.
    pub(super) fn failure(&self, families: Option<&Families>) -> Option<Failure> {
        match self.wizard.as_str() {
            wizard if !WIZARDS.contains(&wizard) => Some(Failure::NoSuchWizard),
            "config" | "realtime" if self.place().is_empty() => Some(Failure::NoData),
            "config" => {
                let lacks = |(name, value): &(&str, Option<&str>)| {
                    let is = |word: &str| name.eq_ignore_ascii_case(word);
                    (is("integrity") || is("buckets")) && value.is_none()
                        || is("criteria") && value.is_none_or(|v| !v.contains('='))
                };
                self.options().find(lacks).map(|(name, _)| Failure::NoValue(name.to_owned()))
            }
            "realtime" if families.is_some_and(|f| f.find(self.place()).next().is_none()) => {
                Some(Failure::NoSuchFamily)
            }
            "realtime" => unknown(&["allow_unqualified_fetch"], self.options().map(|(name, _)| name)),
            "memory_cache" => {
                let options = self.data.split(',').filter(|o| !o.is_empty());
                unknown(CACHE_OPTIONS, options.map(|o| o.split('=').next().unwrap_or_default()))
            }
            _ => None,
        }
    }

    /// The options of `config` that it does not know: it ignores them with an error in the log.
    pub(crate) fn ignored_options(&self) -> impl Iterator<Item = &str> {
        const KNOWN: &[&str] = &["criteria", "integrity", "buckets", "explicit_name", "single_object"];
        let names = self.options().map(|(name, _)| name);
        names.filter(|name| self.wizard == "config" && !KNOWN.iter().any(|k| k.eq_ignore_ascii_case(name)))
    }
}

/// The first option that is none of those; their case does not count.
fn unknown<'o>(known: &[&str], mut options: impl Iterator<Item = &'o str>) -> Option<Failure> {
    let name = options.find(|name| !known.iter().any(|k| k.eq_ignore_ascii_case(name)))?;
    Some(Failure::UnknownOption(name.to_owned()))
}
