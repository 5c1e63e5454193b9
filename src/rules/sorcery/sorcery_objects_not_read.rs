//! Objects of a file that sorcery.conf has Asterisk not read, or not as they are meant.

use crate::asterisk::TypeId;
use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::objects::{State, Store};
use crate::rules::Context;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let mapping = &cx.config.mapping;
    if mapping.fatal().is_some() {
        return cx.quiet("nothing of PJSIP loads because of another line of sorcery.conf: see sorcery-line-fails");
    }
    for of in cx.config.target.types_of("pjsip.conf").filter(|of| mapping.is_elsewhere(*of)) {
        if mapping.misplaced(of).is_some() {
            continue;
        }
        let kind = of.facts().name;
        if mapping.is_cache_alone(of) {
            let Some(line) = mapping.lines.iter().find(|l| l.of == Some(of)) else { continue };
            out.push(
                cx.finding(line.store.span, format!("`{kind}` has a cache in sorcery.conf, and nothing that is cached"))
                    .at("only a cache")
                    .consequence(format!(
                        "Any line switches off the default, so that Asterisk 16 has no {kind} at all; 22.10 crashes as it starts"
                    ))
                    .help(format!("Add `{kind}=config,pjsip.conf,criteria=type={kind}` below it, or the database's line")),
            );
            continue;
        }
        let stores = mapping.stores(of);
        if let Some((store, message, label)) = stores.iter().find_map(|s| misread(s, of)) {
            out.push(
                cx.finding(store.span, message)
                    .at(label)
                    .consequence(format!("Asterisk has no {kind} from this file"))
                    .help(format!("Write `{kind}=config,pjsip.conf,criteria=type={kind}`, without spaces")),
            );
        } else if let Some(store) = stores.last() {
            left(cx, of, store, out);
        }
    }
}

/// A line that means the type's own file, and does not read it as it should.
fn misread(store: &Store, of: TypeId) -> Option<(&Store, String, &'static str)> {
    let (kind, file) = (of.facts().name, of.facts().file);
    if store.wizard != "config" || store.place().trim() != file {
        return None;
    }
    let types = || store.criteria().filter(|(name, _)| name.eq_ignore_ascii_case("type"));
    if store.place() != file {
        Some((store, format!("sorcery.conf reads `{kind}` from a file whose name has spaces"), "the space counts"))
    } else if store.ignored_options().any(|o| o.trim().eq_ignore_ascii_case("criteria")) {
        let message = format!("sorcery.conf reads every section of {file} as `{kind}`: a space hides the criteria");
        Some((store, message, "the space counts"))
    } else if types().next().is_none() {
        Some((store, format!("sorcery.conf reads every section of {file} as `{kind}`"), "no `criteria=type=`"))
    } else {
        let wrong = types().find(|(_, value)| value.trim().eq_ignore_ascii_case(kind))?.1;
        (wrong != kind).then(|| {
            (
                store,
                format!("the criteria of `{kind}` want another spelling than `type={kind}`"),
                "compared as it is written",
            )
        })
    }
}

/// Objects of pjsip.conf that no line reads.
fn left(cx: &Context<'_>, of: TypeId, store: &Store, out: &mut Vec<Finding>) {
    let (loaded, kind) = (&cx.config.pjsip, of.facts().name);
    let mut unread = loaded.of_type(of).filter(|s| loaded.state(*s) == State::Elsewhere);
    let Some(first) = unread.next() else { return };
    let count = 1 + unread.count();
    let message = match count {
        1 => format!("the {kind} of pjsip.conf is not read: sorcery.conf names only other places for its type"),
        n => {
            format!("the {n} {kind} objects of pjsip.conf are not read: sorcery.conf names only other places for them")
        }
    };
    out.push(
        cx.finding(store.span, message)
            .severity(Severity::Warning)
            .at("switches off the default")
            .label(loaded.doc.name_span(first), if count == 1 { "not read" } else { "the first that is not read" })
            .consequence("Asterisk silently behaves as if they were not written")
            .help(format!("To read both, add `{kind}=config,pjsip.conf,criteria=type={kind}`; otherwise remove them from pjsip.conf")),
    );
}
