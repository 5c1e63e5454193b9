//! Why a rule reports nothing where a reader of the configuration may expect a finding: `pjlint -v` shows it.

use std::fmt::Display;
use std::sync::{Mutex, PoisonError};

use crate::objects::Object;

use super::Context;

/// At most this many reasons for one rule's silence are shown.
const MAX_REASONS: usize = 20;

/// The reasons that one rule has given.
#[derive(Debug, Default)]
pub(super) struct Silence(Mutex<Vec<String>>);

impl Context<'_> {
    /// Notes why the rule reports nothing. Never for a configuration that does not have what the rule looks for.
    pub(crate) fn quiet(&self, why: impl Display) {
        self.say_once(|| format!("reports nothing: {why}"));
    }

    /// The same about one object or line, whose name is put together only for `-v`.
    pub(crate) fn quiet_about(&self, what: impl FnOnce() -> String, why: impl Display) {
        self.say_once(|| format!("reports nothing about {}: {why}", what()));
    }

    /// The same about an object.
    pub(crate) fn quiet_object(&self, object: &Object<'_>, why: impl Display) {
        self.quiet_about(|| format!("{} `{}`", object.of.facts().name, self.plain(object.id())), why);
    }

    /// Whether anybody hears [`Self::quiet`]: for guards whose reason is work to find.
    pub(crate) fn is_verbose(&self) -> bool {
        log::log_enabled!(log::Level::Debug)
    }

    /// Many objects can have one reason, and a rule asks again for each of its places.
    fn say_once(&self, text: impl FnOnce() -> String) {
        let said = || self.silence.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !self.is_verbose() || said().len() > MAX_REASONS {
            return;
        }
        let text = text();
        let mut said = said();
        if said.len() > MAX_REASONS || said.contains(&text) {
            return;
        }
        match said.len() {
            MAX_REASONS => log::debug!("{} reports nothing for more reasons than these {MAX_REASONS}", self.rule.name),
            _ => log::debug!("{} {text}", self.rule.name),
        }
        said.push(text);
    }
}
