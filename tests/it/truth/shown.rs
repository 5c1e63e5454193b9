//! pjlint's values in the spelling of `pjsip show TYPE ID`.

use std::collections::BTreeMap;

use pjlint::objects::{Effective, EffectiveValue};

fn one(e: &Effective) -> String {
    match &e.value {
        EffectiveValue::One(v) => v.clone(),
        EffectiveValue::Many(v) => v.join("\n"),
    }
}

fn find<'a>(all: &'a [Effective], name: &str) -> Option<&'a Effective> {
    all.iter().find(|e| e.name == name)
}

/// The row that shows this option, if one does.
pub(crate) fn row<'a>(
    kind: &str,
    name: &str,
    all: &[Effective],
    rows: &'a BTreeMap<String, String>,
    version: &str,
) -> Option<&'a String> {
    match (kind, name) {
        // A variable named like an option puts a second row of that name.
        ("endpoint", n) if n != "set_var" && is_variable(n, all) => None,
        ("endpoint", "contact_user") if version == "16" => rows.get(name),
        _ => rows.get(name),
    }
}

/// Whether `set_var` has a variable of that name: each is a row of its own.
pub(crate) fn is_variable(row: &str, all: &[Effective]) -> bool {
    let Some(Effective { value: EffectiveValue::Many(pairs), .. }) = find(all, "set_var") else { return false };
    pairs.iter().any(|p| p.split_once('=').is_some_and(|(n, _)| n.trim() == row))
}

/// The value as Asterisk spells it.
pub(crate) fn as_asterisk(kind: &str, e: &Effective, all: &[Effective], version: &str) -> String {
    let value = one(e);
    let cut = |mut v: String| {
        v.truncate(127);
        v
    };
    match (kind, e.name.as_str()) {
        ("endpoint", "allow") => match value.as_str() {
            "" => "(nothing)".into(),
            v => format!("({})", v.replace('\n', "|")),
        },
        // The row always prints the other option.
        ("endpoint", "direct_media_method") => find(all, "connected_line_method").map(one).unwrap_or_default(),
        ("endpoint", "dtls_verify") if version == "16" => {
            if value == "no" {
                "No".into()
            } else {
                "Yes".into()
            }
        }
        ("endpoint", "callerid") if value.is_empty() => "<unknown>".into(),
        ("endpoint", "call_group" | "pickup_group" | "auth" | "outbound_auth") => cut(value),
        ("endpoint", "acl" | "contact_acl") => {
            let prefix = if e.name == "acl" { "" } else { "contact_" };
            let rules = ["permit", "deny"]
                .iter()
                .any(|r| find(all, &format!("{prefix}{r}")).is_some_and(|e| !one(e).is_empty()));
            // A list without a name is shown as rules are.
            let unnamed = matches!(&e.value, EffectiveValue::Many(v) if v.first().is_some_and(String::is_empty));
            if rules || unnamed {
                "deny/permit".into()
            } else {
                value.split('\n').next().unwrap_or_default().to_owned()
            }
        }
        ("endpoint", "set_var") => value
            .split('\n')
            .filter(|p| !p.is_empty())
            .map(|p| p.split_once('=').map_or("", |(_, v)| v).trim().to_owned())
            .collect::<Vec<_>>()
            .join("\n"),
        ("registration", "outbound_auth") => value.split(',').collect::<Vec<_>>().join("\n"),
        ("transport", "cipher") => value.replace('\n', ", "),
        _ => value,
    }
}

/// Whether both say the same.
pub(crate) fn same(name: &str, mine: &str, theirs: &str, last_row_only: bool, many: bool) -> bool {
    let word = |t: &str| match t.trim().to_ascii_lowercase().as_str() {
        "true" => "yes".to_owned(),
        "false" => "no".to_owned(),
        _ => t.trim().to_owned(),
    };
    if name == "set_var" {
        return theirs.is_empty() || mine.is_empty();
    }
    // Rows of the records end at a carriage return, which the value may go on behind.
    let mine = mine.split('\r').next().unwrap_or_default();
    // The records have a word for ports that come and go; one that is written looks the same.
    let mine = &if theirs.contains(":PORT") { without_port(mine) } else { mine.to_owned() };
    if word(mine) == word(theirs)
        || word(mine).eq_ignore_ascii_case(&word(theirs))
            && matches!(theirs, "Yes" | "No" | "Fingerprint" | "Certificate")
    {
        return true;
    }
    if many || name == "outbound_auth" {
        let set = |t: &str| {
            let mut lines: Vec<String> = t.split('\n').map(str::trim).map(str::to_owned).collect();
            lines.sort();
            lines
        };
        return set(mine) == set(theirs) || last_row_only && mine.split('\n').any(|m| m.trim() == theirs);
    }
    false
}

/// `203.0.113.50:99999` as `203.0.113.50:PORT`.
fn without_port(text: &str) -> String {
    let port = |p: &str| p.len() == 5 && p.bytes().all(|b| b.is_ascii_digit());
    let parts = text.split(':').map(|p| if port(p) { "PORT" } else { p });
    parts.collect::<Vec<_>>().join(":")
}
