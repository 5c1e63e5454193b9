//! Refused objects of every type, by the message that Asterisk logs for each.

use std::collections::BTreeSet;

use pjlint::asterisk::TypeId;
use pjlint::objects::Configuration;

use crate::truth::compare::{Outcome, depends_on_dns};
use crate::truth::record::Record;

/// What a log line names: the type and the id of an object that could not be made.
fn named(line: &str) -> Option<(String, String)> {
    // The wizard has a message of its own.
    let (rest, end) = match line.strip_prefix("Could not create an object of type '") {
        Some(rest) => (rest, "' from configuration file '"),
        None => (line.strip_prefix("Unable to apply object type '")?, "'.  Check"),
    };
    let (of, rest) = rest.split_once("' with id '")?;
    let (id, _) = rest.rsplit_once(end)?;
    Some((of.to_owned(), id.to_owned()))
}

/// Compares pjlint's refusals with the log's.
pub(crate) fn compare(c: &Configuration, record: &Record, out: &mut Outcome) {
    let theirs: BTreeSet<(String, String)> = record.log.iter().filter_map(|l| named(l)).collect();
    let (mut mine, mut unjudged) = (BTreeSet::new(), BTreeSet::new());
    let mut dns = false;
    for judged in c.loaded_files() {
        for rejection in &judged.rejections {
            let kind = rejection.of.facts().name;
            let id = String::from_utf8_lossy(judged.doc.name(&c.sources, rejection.section)).into_owned();
            let id = if id.is_empty() { "UUID".to_owned() } else { id };
            mine.insert((kind.to_owned(), id));
        }
    }
    for kind in ["transport", "identify"] {
        for section in c.pjsip.of_type(pjlint::asterisk::TypeId::pjsip(kind)) {
            dns |= kind == "transport" && depends_on_dns(c, section, kind);
            if depends_on_dns(c, section, kind) || kind == "transport" && dns {
                let id = String::from_utf8_lossy(c.pjsip.doc.name(&c.sources, section)).into_owned();
                unjudged.insert((kind.to_owned(), id));
            }
        }
    }
    // A duplicate ends the reading of its type: what comes after it is not looked at.
    let mut lost: Vec<&str> = c.loaded_files().flat_map(|j| j.lost.iter().map(|l| l.of.facts().name)).collect();
    // With integrity=file the message is another one.
    lost.extend(c.loaded_files().flat_map(|j| j.incomplete.iter().map(|(of, _)| of.facts().name)));
    if record.log.iter().any(|l| l.contains("Entity ID is not set")) {
        // The module has declined to load, and pjlint cannot see whether the host has an id.
        lost.push("asterisk-publication");
    }
    // Without criteria every section is refused as an object of the type, whatever it is (D-9).
    let takes_all =
        |of: TypeId| c.mapping.stores(of).iter().any(|s| s.wizard == "config" && s.criteria().next().is_none());
    lost.extend(c.target.types_of("pjsip.conf").filter(|of| takes_all(*of)).map(|of| of.facts().name));
    let counts = |(kind, id): &(String, String)| {
        !lost.contains(&kind.as_str()) && !unjudged.contains(&(kind.clone(), id.clone()))
    };
    out.refused += theirs.len();
    for (kind, id) in mine.difference(&theirs).filter(|o| counts(o)) {
        out.differences.push(format!("{kind} {id}: pjlint says refused, the log does not"));
    }
    for (kind, id) in theirs.difference(&mine).filter(|o| counts(o)) {
        out.differences.push(format!("{kind} {id}: the log says refused, pjlint does not"));
    }
}
