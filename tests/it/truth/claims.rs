//! A case's claims, checked against the record.

use serde_json::Value;

use crate::truth::record::Record;

/// Whether the claim holds, or why not.
pub(crate) fn check(claim: &Value, record: &Record) -> Result<(), String> {
    let whole = if claim.get("after").is_some() { &record.whole["reload"] } else { &record.whole };
    let text = |key: &str| claim[key].as_str();
    let log = |log: &Value, part: &str| {
        log.as_array().into_iter().flatten().any(|e| e["text"].as_str().is_some_and(|t| t.contains(part)))
    };
    let fail = |why: String| Err(format!("{claim}: {why}"));
    if let Some(index) = claim.get("sip").and_then(Value::as_u64) {
        let answer = &whole["sip"][index as usize];
        if let Some(codes) = claim.get("codes")
            && &answer["codes"] != codes
        {
            return fail(format!("Asterisk answered {}", answer["codes"]));
        }
        return match (text("log"), text("no_log")) {
            (Some(part), _) if !log(&answer["log"], part) => fail(format!("logged {}", answer["log"])),
            (_, Some(part)) if log(&answer["log"], part) => fail(format!("logged {}", answer["log"])),
            (None, None) if claim.get("codes").is_none() => fail("it claims nothing".into()),
            _ => Ok(()),
        };
    }
    if let Some(command) = text("cmd") {
        let output = whole["cmd"][command].as_str().unwrap_or_default();
        return match (text("contains"), text("lacks")) {
            (Some(part), _) if !output.contains(part) => fail(format!("it printed {output}")),
            (_, Some(part)) if output.contains(part) => fail(format!("it printed {output}")),
            (None, None) => fail("it claims nothing".into()),
            _ => Ok(()),
        };
    }
    if let Some(part) = text("log") {
        return if log(&whole["log"], part) { Ok(()) } else { fail("not in the log".into()) };
    }
    if let Some(part) = text("no_log") {
        return if log(&whole["log"], part) { fail("it is in the log".into()) } else { Ok(()) };
    }
    if let Some(ready) = claim.get("ready").and_then(Value::as_bool) {
        return if record.ready == ready { Ok(()) } else { fail(format!("ready: {}", record.ready)) };
    }
    if let Some(objects) = claim.get("objects").and_then(Value::as_object) {
        for (kind, ids) in objects {
            let plain = |v: &Value| -> Vec<String> {
                let mut ids: Vec<String> = v
                    .as_array()
                    .into_iter()
                    .flatten()
                    .filter_map(Value::as_str)
                    .map(|i| {
                        if matches!(kind.as_str(), "auth" | "identify" | "registration" | "contact") {
                            i.split('/').next().unwrap_or(i).to_owned()
                        } else {
                            i.to_owned()
                        }
                    })
                    .collect();
                ids.sort();
                ids.dedup();
                ids
            };
            let (claimed, there) = (plain(ids), plain(&whole["objects"][kind]));
            if claimed != there {
                return fail(format!("Asterisk has {there:?}"));
            }
        }
        return Ok(());
    }
    if let Some(path) = claim.get("setting").and_then(Value::as_array) {
        let value = &whole["settings"][path[0].as_str().unwrap_or_default()][path[1].as_str().unwrap_or_default()];
        return if value == &claim["is"] { Ok(()) } else { fail(format!("it is {value}")) };
    }
    if let Some(path) = claim.get("value").and_then(Value::as_array) {
        let at: Vec<&str> = path.iter().filter_map(Value::as_str).collect();
        let values = if claim.get("after").is_some() {
            let of = &whole["values"][at[0]][at[1]][at[2]];
            of.as_str().map(str::to_owned)
        } else {
            record.values.get(at[0]).and_then(|k| k.get(at[1])).and_then(|o| o.get(at[2])).cloned()
        };
        let is = text("is").unwrap_or_default();
        // A claim names the last row of an option that has several.
        return match values {
            Some(v) if v == is || v.rsplit('\n').next() == Some(is) => Ok(()),
            None if claim.get("after").is_some() && defaults_have(record, at[0], at[2], is) => Ok(()),
            other => fail(format!("it is {other:?}")),
        };
    }
    fail("a claim of no known form".into())
}

/// A value that the record leaves out because it is the default.
fn defaults_have(record: &Record, kind: &str, option: &str, is: &str) -> bool {
    let defaults = crate::truth::record::json(
        &std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/truth/defaults.json"),
    );
    let version = record.whole["version"].as_str().unwrap_or_default();
    defaults[version][kind][option].as_str() == Some(is)
}
