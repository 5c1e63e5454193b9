//! Consequences for the administrator: the sentences that several rules share.

use crate::asterisk::TypeId;
use crate::text::{Document, Problem};

use crate::printable::printable;
use crate::rules::context::Sentences;

impl Sentences<'_, '_> {
    /// What happens to rejected objects, for the consequence of a finding.
    pub(crate) fn rejected(self, of: TypeId, count: u32) -> String {
        let kind = of.facts().name;
        let what = match kind {
            "global" | "system" => {
                return format!(
                    "Asterisk rejects the whole {kind} object: all of its settings fall back to their defaults. A reload keeps the old settings, so the loss shows at the next restart"
                );
            }
            "endpoint" => ": its requests are answered 401, and calls to it fail",
            "aor" => ": phones cannot register to it (404), and it cannot be dialled",
            "auth" => ": an endpoint that names it in `auth` answers every request with 500",
            "transport" => ": its socket is not opened",
            "identify" => ": it matches no requests",
            "registration" => ": it is never sent",
            "acl" => ": it blocks nothing, although the log says that all SIP traffic is blocked",
            _ => "",
        };
        let also = match count {
            0 | 1 => String::new(),
            n => format!(" ({n} objects have this line)"),
        };
        format!(
            "Asterisk rejects the whole {kind}{also}{what}. A reload keeps the old one, so the loss shows at the next restart"
        )
    }

    /// What is lost with a line that cannot be read: the line, the rest of an included file (G-60), or the whole main
    /// file (G-69).
    pub(crate) fn skipped_or_lost(self, main: &str, doc: &Document, problem: &Problem) -> String {
        let file = printable(self.cx.config.sources.file(problem.span.file).name.as_bytes());
        let below = doc.unread.iter().filter(|s| s.file == problem.span.file && s.start > problem.span.start).count();
        if !problem.fatal {
            return "Asterisk skips the line".into();
        }
        if file == main || file == "<stdin>" {
            return super::lost_files::sentence(main);
        }
        let sections = match below {
            0 => String::new(),
            1 => ", with the section below it".into(),
            n => format!(", with the {n} sections below it"),
        };
        format!("Asterisk stops reading {file} at this line{sections}, and continues with the including file")
    }

    /// Why names that are not found may exist after all, if there is a reason.
    pub(crate) fn doubt(self, of: Option<TypeId>) -> Option<String> {
        let elsewhere = of.is_some_and(|t| self.cx.config.mapping.is_partly_elsewhere(t));
        if elsewhere {
            return Some("sorcery.conf also keeps such objects elsewhere".into());
        }
        if let Some(header) = self.cx.config.pjsip.doc.doubtful.first() {
            let place = self.cx.config.sources.cite(*header);
            return Some(format!("which section the filter in {place} fits depends on Asterisk's locale"));
        }
        let unresolved =
            self.cx.config.pjsip.doc.includes.iter().find(|i| i.unresolved || i.optional && i.files.is_empty());
        unresolved.map(|i| {
            format!(
                "`{}` ({}) could not be read",
                printable(i.argument.as_bytes()),
                self.cx.config.sources.cite(i.span)
            )
        })
    }
}
