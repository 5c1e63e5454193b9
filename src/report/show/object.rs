//! The objects, one after the other, and why some are none.

use crate::hashing::SeededMap;
use serde::Serialize;

use crate::asterisk::secret;
use crate::asterisk::{TYPES, TypeId};
use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::objects::{LoadedFile, State, explain, objects_of, state_of};
use crate::printable::printable;
use crate::rules::verdicts;
use crate::source::{FileId, Span};
use crate::text::SectionId;

use super::super::format_util::FilePosition;
use crate::linter::Report;

/// The word by which templates can be asked for.
const TEMPLATE: &str = "template";

/// One object, or a section that is none.
pub(super) struct Object<'a> {
    report: &'a Report,
    pub(super) judged: &'a LoadedFile,
    pub(super) section: SectionId,
    pub(super) of: Option<TypeId>,
    /// The file whose sections these are, or `wizard`.
    pub(super) source: &'static str,
}

/// What became of it.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Verdict {
    Loaded,
    Rejected,
    Ignored,
}

/// Why it is not loaded.
#[derive(Serialize)]
pub(super) struct Reason {
    pub(super) rule: &'static str,
    pub(super) message: String,
    #[serde(flatten)]
    pub(super) place: Option<FilePosition>,
}

/// The objects of that type and id, in the order of the files. Templates are none, unless they are asked for.
pub(super) fn matching<'a>(
    report: &'a Report,
    filter: Option<(&'a str, Option<&'a str>)>,
) -> impl Iterator<Item = Object<'a>> {
    let config = &report.config;
    let files = [
        ("pjsip.conf", Some(&config.pjsip)),
        ("geolocation.conf", config.geolocation.as_ref()),
        ("stir_shaken.conf", config.stir_shaken.as_ref()),
    ];
    let sections = files.into_iter().filter_map(|(source, judged)| judged.map(|j| (source, j))).flat_map(
        move |(source, judged)| (0..judged.doc.section_count()).map(move |section| (source, judged, section)),
    );
    let wanted_id = move |judged: &LoadedFile, section| {
        let id = filter.and_then(|(_, id)| id);
        id.is_none_or(|id| judged.doc.name(&config.sources, section) == id.as_bytes())
    };
    // A section that only carries the lines of a wizard's templates does not exist in any file.
    let hidden = |judged: &LoadedFile, section| {
        judged.generated.is_generated(section) && judged.state(section) == State::Template
    };
    sections
        .filter(move |(_, judged, section)| wanted_id(judged, *section) && !hidden(judged, *section))
        .flat_map(move |(source, judged, section)| {
            let source = if judged.generated.is_generated(section) { "wizard" } else { source };
            objects_of(judged, section).map(move |of| Object { report, judged, section, of, source })
        })
        .filter(move |object| match filter {
            None => object.state() != State::Template,
            Some((kind, _)) => object.kind() == kind,
        })
}

impl<'a> Object<'a> {
    pub(super) fn state(&self) -> State {
        state_of(self.judged, self.section, self.of)
    }

    /// Its type; for a section of an unknown type what its `type` line says, for one without any nothing.
    pub(super) fn kind(&self) -> String {
        match self.of {
            Some(of) => of.facts().name.to_owned(),
            None if self.state() == State::Template => TEMPLATE.into(),
            None => self.written_type().map(shown).unwrap_or_default(),
        }
    }

    fn written_type(&self) -> Option<&'a [u8]> {
        let (doc, sources) = (&self.judged.doc, &self.report.config.sources);
        let setting = doc.first_setting(sources, self.section, b"type")?;
        Some(doc.value(sources, setting))
    }

    pub(super) fn id(&self) -> String {
        shown(self.raw_id())
    }

    /// Its id as it is in the file.
    pub(super) fn raw_id(&self) -> &'a [u8] {
        self.judged.doc.name(&self.report.config.sources, self.section)
    }

    /// Where its name stands.
    pub(super) fn span(&self) -> Span {
        self.judged.doc.name_span(self.section)
    }

    pub(super) fn verdict(&self) -> Verdict {
        match self.state() {
            State::Loaded => Verdict::Loaded,
            state if state.is_rejected() => Verdict::Rejected,
            _ => Verdict::Ignored,
        }
    }

    /// The type whose values to show: a loaded object's own; a template's, if it has a `type` line.
    pub(super) fn shown_type(&self) -> Option<TypeId> {
        match self.state() {
            State::Loaded => self.of,
            State::Template => {
                let written = self.written_type()?;
                let is = |t: &TypeId| t.facts().file == self.source && t.facts().name.as_bytes() == written;
                (0..TYPES.len() as u8).map(TypeId).find(is)
            }
            _ => None,
        }
    }

    /// Why it is not loaded: what the finding on that very line says, where there is one.
    pub(super) fn reasons(&self, index: &Index<'_>) -> Vec<Reason> {
        if self.state() == State::Template {
            let message = "a template: it exists only to be inherited from".into();
            return vec![Reason { rule: "", message, place: Some(FilePosition::new(self.report, self.span())) }];
        }
        let found = explain(&self.report.config, self.judged, self.section, self.of);
        let reason = |b: crate::objects::Explanation| {
            let rule = verdicts::rule_of(&b.cause).unwrap_or_default();
            let place = b.span.map(|span| FilePosition::new(self.report, span));
            let finding = b.span.and_then(|span| index.find(self.report, span, rule));
            let is_hidden =
                b.span.is_some_and(|span| self.report.config.sources.file(span.file).is_not_configuration());
            let (rule, message) = match finding.unwrap_or((rule, &b.message)) {
                // It quotes a file that is not a configuration.
                (rule, _) if is_hidden => (rule, "a line of a file that does not look like a configuration"),
                said => said,
            };
            Reason { rule, message: secret::sentence(printable(message.as_bytes())), place }
        };
        found.map(reason).into_iter().collect()
    }
}

/// The findings by line.
pub(super) struct Index<'a> {
    findings: SeededMap<(FileId, u32), Vec<&'a Finding>>,
}

impl<'a> Index<'a> {
    pub(super) fn new(report: &'a Report) -> Self {
        let mut findings: SeededMap<_, Vec<_>> = SeededMap::default();
        for f in &report.findings {
            let span = f.primary.span;
            let line = report.config.sources.position(span).line;
            findings.entry((span.file, line)).or_default().push(f);
        }
        Self { findings }
    }

    /// The rule and the message of the finding that says why: of the same rule, or the error on that line.
    fn find(&self, report: &Report, span: Span, rule: &str) -> Option<(&'static str, &'a str)> {
        if self.findings.is_empty() {
            return None;
        }
        let here = self.findings.get(&(span.file, report.config.sources.position(span).line))?;
        let same = here.iter().find(|f| f.rule.name == rule);
        same.or_else(|| here.iter().find(|f| f.severity == Severity::Error)).map(|f| (f.rule.name, f.message.as_str()))
    }
}

/// A name as it may be shown.
pub(super) fn shown(bytes: &[u8]) -> String {
    secret::name(&String::from_utf8_lossy(bytes))
}
