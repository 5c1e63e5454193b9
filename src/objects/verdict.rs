//! Why a section is not an object of Asterisk's, in a sentence, with the place. For lists of objects: the rules say more
//! of each, and `rules::verdicts` knows which rule does.

use crate::asterisk::TypeId;
use crate::asterisk::secret::{self, is_secret};
use crate::printable::printable;
use crate::source::Span;
use crate::text::{ProblemKind, SectionId};

use super::{Configuration, Fate, LoadedFile, RejectReason, Rejection, State, check_value};

/// Why a section is not loaded as an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Explanation {
    /// What it comes from.
    pub(crate) cause: Cause,
    /// A sentence. It may quote the configuration: whoever prints it sees to control characters.
    pub(crate) message: String,
    /// The place at fault.
    pub(crate) span: Option<Span>,
}

/// What a section is not loaded for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cause {
    /// The object itself is refused.
    Rejected(RejectReason),
    /// The id is defined twice: the whole type is lost.
    Duplicate,
    /// There are more than two `global` or `system` objects.
    TooMany,
    /// sorcery.conf wants the type whole, and another object of it is refused.
    Incomplete,
    /// The whole file is lost over this.
    FileLost(ProblemKind),
    /// It has no `type`.
    NoType,
    /// Nothing reads its `type`.
    UnknownType(UnknownType),
    /// A third-party module reads it, or it is still to be filled in.
    Foreign,
    /// pjsip.conf has an object of its type and id.
    Shadowed,
    /// A later wizard has its name.
    Replaced,
    /// An object that its wizard makes before it is refused.
    Unmade,
    /// modules.conf does not load the module for it.
    NoModule,
    /// sorcery.conf says that such objects are not in this file.
    Elsewhere,
}

/// What somebody meant by a `type` that nothing reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UnknownType {
    /// A device of chan_sip's.
    ChanSip,
    /// A wizard, which only pjsip_wizard.conf can have.
    Wizard,
    /// Nobody knows.
    Other,
}

impl UnknownType {
    /// What the value of a `type` line was meant for.
    pub(crate) fn of(value: &[u8]) -> Self {
        if ["friend", "peer", "user"].iter().any(|t| value.eq_ignore_ascii_case(t.as_bytes())) {
            Self::ChanSip
        } else if value == b"wizard" {
            Self::Wizard
        } else {
            Self::Other
        }
    }

    /// What is wrong with the line; `shown` is its value as it may be shown.
    pub(crate) fn message(self, shown: &str) -> String {
        match self {
            Self::ChanSip => format!("`type={shown}` is a chan_sip type: PJSIP has no such object"),
            Self::Wizard => format!("`type={shown}` is only read from pjsip_wizard.conf"),
            Self::Other => format!("there is no object type `{shown}`"),
        }
    }
}

/// What became of a section as an object of this type: its own, or one that it is by its name too (S-6).
pub(crate) fn state_of(judged: &LoadedFile, section: SectionId, of: Option<TypeId>) -> State {
    match of {
        Some(of) if judged.type_of(section) != Some(of) => {
            if judged.is_lost(of) {
                State::TypeLost
            } else if judged.also.contains(&(section, of)) {
                State::Loaded
            } else {
                State::Rejected
            }
        }
        _ => judged.state(section),
    }
}

/// The objects that a section is, or was to be: nearly always one; a typed `[global]` can be a second one (S-6).
pub(crate) fn objects_of(judged: &LoadedFile, section: SectionId) -> impl Iterator<Item = Option<TypeId>> + '_ {
    let own = judged.type_of(section);
    let second = judged.also.iter().filter(move |(s, _)| *s == section).map(|(_, t)| *t);
    let refused = rejections(judged, section).iter().map(|r| r.of).filter(move |t| Some(*t) != own);
    std::iter::once(own).chain(second.chain(refused).map(Some))
}

/// Why the section is not loaded as an object of this type; `None` where it is, or where it is a template.
pub(crate) fn explain(
    config: &Configuration,
    judged: &LoadedFile,
    section: SectionId,
    of: Option<TypeId>,
) -> Option<Explanation> {
    let (doc, sources) = (&judged.doc, &config.sources);
    let kind = of.map_or("", |t| t.facts().name);
    let said = |cause, message: String, span| Some(Explanation { cause, message, span: Some(span) });
    match state_of(judged, section, of) {
        State::Loaded | State::Template => None,
        State::Rejected => {
            let rejection = rejections(judged, section).iter().find(|r| Some(r.of) == of)?;
            Some(rejected(config, judged, rejection))
        }
        State::TypeLost => {
            let Some(lost) = judged.lost.iter().find(|l| Some(l.of) == of) else {
                let (_, refused) = judged.incomplete.iter().find(|(t, _)| Some(*t) == of)?;
                let id = String::from_utf8_lossy(doc.name(sources, *refused)).into_owned();
                let message =
                    format!("sorcery.conf wants every {kind} or none (integrity=file), and `{id}` is refused");
                return said(Cause::Incomplete, message, doc.name_span(*refused));
            };
            let (first, second) = (sources.cite(doc.name_span(lost.first)), doc.name_span(lost.second));
            if lost.too_many {
                let message = format!("there are more than two {kind} objects: Asterisk takes none of them");
                return said(Cause::TooMany, message, second);
            }
            let id = String::from_utf8_lossy(doc.name(sources, lost.second)).into_owned();
            let message = format!("{kind} `{id}` is defined twice (first at {first}): every {kind} is lost");
            said(Cause::Duplicate, message, second)
        }
        State::FileLost => {
            let problem = doc.problems.iter().rev().find(|p| p.fatal)?;
            let what = problem.message(sources, |bytes| secret::name(&printable(bytes)));
            said(Cause::FileLost(problem.kind.clone()), format!("the whole file is lost: {what}"), problem.span)
        }
        State::NoType => said(Cause::NoType, "the section has no `type`".into(), doc.name_span(section)),
        State::UnknownType => {
            let setting = doc.first_setting(sources, section, b"type");
            let value = setting.map_or(&b""[..], |s| doc.value(sources, s));
            let span = setting.map_or_else(|| doc.name_span(section), |s| doc.setting_span(sources, s));
            let meant = UnknownType::of(value);
            let shown = secret::name(&String::from_utf8_lossy(value));
            said(Cause::UnknownType(meant), meant.message(&shown), span)
        }
        State::Foreign => {
            let message = "a third-party module reads it, or its `type` is still to be filled in".into();
            said(Cause::Foreign, message, doc.name_span(section))
        }
        State::Shadowed => {
            let message = format!("pjsip.conf has a {kind} of that id, which is found first");
            let there = judged.find(sources, of?, doc.name(sources, section))?;
            said(Cause::Shadowed, message, doc.name_span(there))
        }
        State::Replaced => {
            let message = "a later wizard of that name takes its place".into();
            said(Cause::Replaced, message, doc.name_span(section))
        }
        State::Unmade => {
            let message = format!("the wizard makes no further {kind}, since one before it is refused");
            said(Cause::Unmade, message, doc.name_span(section))
        }
        State::NoModule => {
            let message = format!("modules.conf does not load `{}`, which reads {kind} objects", of?.facts().module);
            said(Cause::NoModule, message, doc.name_span(section))
        }
        State::Elsewhere => {
            let fatal = config.mapping.fatal().filter(|_| of.is_some_and(|t| t.facts().file == "pjsip.conf"));
            if let Some(line) = fatal {
                let message = match line.fate {
                    Fate::Crashes(_) => "Asterisk crashes at a line of sorcery.conf as it starts",
                    _ => "a line of sorcery.conf cannot be applied: nothing of PJSIP loads",
                };
                return said(Cause::Elsewhere, message.into(), line.store.span);
            }
            let store = of.and_then(|t| config.mapping.stores(t).last());
            let message = if of.is_some_and(|of| config.mapping.is_elsewhere(of)) {
                format!("sorcery.conf says that {kind} objects are not in this file")
            } else {
                format!("it does not meet the criteria that sorcery.conf has for {kind} objects")
            };
            Some(Explanation { cause: Cause::Elsewhere, message, span: store.map(|s| s.span) })
        }
    }
}

/// Rejections are in the order of sections.
fn rejections(judged: &LoadedFile, section: SectionId) -> &[Rejection] {
    let from = judged.rejections.partition_point(|r| r.section < section);
    let to = judged.rejections.partition_point(|r| r.section <= section);
    &judged.rejections[from..to]
}

fn rejected(config: &Configuration, judged: &LoadedFile, rejection: &Rejection) -> Explanation {
    let (doc, sources) = (&judged.doc, &config.sources);
    let kind = rejection.of.facts().name;
    let option =
        rejection.setting.map_or_else(String::new, |s| String::from_utf8_lossy(doc.option(sources, s)).into_owned());
    let value = rejection.setting.map_or(&b""[..], |s| doc.value(sources, s));
    let quoted = || {
        let hide = value.is_empty() || is_secret(option.as_bytes(), value);
        let shown = || secret::value(option.as_bytes(), &String::from_utf8_lossy(value));
        if hide { format!("`{option}`") } else { format!("`{option}={}`", shown()) }
    };
    let message = match rejection.why {
        RejectReason::UnknownOption => format!("{kind} objects have no option `{option}`"),
        RejectReason::BadValue => {
            let known = config.target.option(rejection.of, &option.to_ascii_lowercase());
            let complaint =
                known.and_then(|o| check_value(o, option.as_bytes(), value, &config.target, &config.options).err());
            let what = complaint.unwrap_or_else(|| "its value is not accepted".into());
            let what = secret::complaint(option.as_bytes(), &String::from_utf8_lossy(value), &what);
            format!("{}: {what}", quoted())
        }
        RejectReason::Unreadable => format!("{} cannot be read", quoted()),
        RejectReason::Whole(check) => check.reason().into(),
    };
    let span = rejection.setting.map_or_else(|| doc.name_span(rejection.section), |s| doc.setting_span(sources, s));
    Explanation { cause: Cause::Rejected(rejection.why), message: secret::sentence(message), span: Some(span) }
}
