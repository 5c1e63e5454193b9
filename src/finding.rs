//! What a rule has to say: one place that is at fault, others that matter, and what follows for the administrator.

mod fix;
mod identity;
mod suppressed;

use std::cmp::Ordering;

use crate::catalogue::{Rule, Severity};
use crate::source::Span;

pub use fix::{Edit, Fix};
pub(crate) use identity::{Fnv, Identities, Identity};
pub use suppressed::{SuppressedFinding, SuppressionReason};

/// A place and what is to be said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What.
    pub text: String,
}

/// The object that a finding is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectName {
    /// Its type; empty for a section without one.
    pub kind: String,
    /// Its id.
    pub id: String,
}

/// One finding.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule that says so.
    pub rule: &'static Rule,
    /// How bad it is here; a rule's own severity unless something makes it less certain.
    pub severity: Severity,
    /// What is wrong, in a sentence.
    pub message: String,
    /// The place at fault.
    pub primary: Label,
    /// Other places: the other end of a reference, the object that was there first.
    pub labels: Vec<Label>,
    /// What happens because of it.
    pub consequence: String,
    /// The line that Asterisk logs, where it logs one.
    pub log: Option<String>,
    /// What to do.
    pub help: Option<String>,
    /// The object.
    pub object: Option<ObjectName>,
    /// The option.
    pub option: Option<String>,
    /// How many objects it strikes: more than one for a line of a template.
    pub count: u32,
    /// Why it is only a note, where it would be worse if more were known.
    pub doubt: Option<String>,
    /// The fix, where a program can make one.
    pub fix: Option<Fix>,
}

impl Finding {
    /// A finding with the rule's own severity and nothing but the place and the sentence.
    pub(crate) fn new(rule: &'static Rule, span: Span, message: impl Into<String>) -> Self {
        Self {
            rule,
            severity: rule.severity,
            message: message.into(),
            primary: Label { span, text: String::new() },
            labels: Vec::new(),
            consequence: String::new(),
            log: None,
            help: None,
            object: None,
            option: None,
            count: 1,
            doubt: None,
            fix: None,
        }
    }

    /// The order of reports: by place, then by rule, then by what is said.
    pub(crate) fn cmp_place(&self, other: &Self) -> Ordering {
        let key = |f: &Self| (f.primary.span.file, f.primary.span.start, f.rule.code);
        key(self).cmp(&key(other)).then_with(|| self.message.cmp(&other.message))
    }

    /// What to write at the place itself.
    #[must_use]
    pub(crate) fn at(mut self, text: impl Into<String>) -> Self {
        self.primary.text = text.into();
        self
    }

    /// Another place.
    #[must_use]
    pub(crate) fn label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// What happens because of it.
    #[must_use]
    pub(crate) fn consequence(mut self, text: impl Into<String>) -> Self {
        self.consequence = text.into();
        self
    }

    /// What Asterisk logs.
    #[must_use]
    pub(crate) fn log(mut self, text: impl Into<String>) -> Self {
        self.log = Some(text.into());
        self
    }

    /// What to do.
    #[must_use]
    pub(crate) fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// The object that it is about.
    #[must_use]
    pub(crate) fn object(mut self, kind: &str, id: impl Into<String>) -> Self {
        self.object = Some(ObjectName { kind: kind.into(), id: id.into() });
        self
    }

    /// The option that it is about.
    #[must_use]
    pub(crate) fn option(mut self, name: impl Into<String>) -> Self {
        self.option = Some(name.into());
        self
    }

    /// How many objects it strikes.
    #[must_use]
    pub(crate) fn count(mut self, count: u32) -> Self {
        self.count = count;
        self
    }

    /// The fix, if there is one.
    #[must_use]
    pub(crate) fn fix(mut self, fix: Option<Fix>) -> Self {
        self.fix = fix;
        self
    }

    /// Every sentence passed through `clean`.
    #[must_use]
    pub(crate) fn sanitised(mut self, clean: impl Fn(String) -> String) -> Self {
        let take = |text: &mut String| *text = clean(std::mem::take(text));
        take(&mut self.message);
        take(&mut self.primary.text);
        take(&mut self.consequence);
        self.labels.iter_mut().for_each(|l| take(&mut l.text));
        for text in [&mut self.log, &mut self.help, &mut self.option, &mut self.doubt] {
            text.iter_mut().for_each(take);
        }
        if let Some(object) = &mut self.object {
            take(&mut object.id);
        }
        if let Some(fix) = &mut self.fix {
            take(&mut fix.title);
        }
        self
    }

    /// Another severity than the rule's.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Only a note, because of `why`; nothing if there is no doubt.
    #[must_use]
    pub(crate) fn unless_sure(mut self, why: Option<String>) -> Self {
        if let Some(why) = why {
            self.severity = Severity::Info;
            self.doubt = Some(why);
        }
        self
    }
}
