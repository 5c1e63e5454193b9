//! `rules/asterisk/*.json` to the static tables of `src/asterisk/facts.rs`.

use std::fmt::Write;
use std::path::Path;

use serde_json::Value;

/// The files whose sections sorcery turns into objects, in the order of the generated table.
const FILES: &[&str] = &["pjsip.conf", "geolocation.conf", "stir_shaken.conf", "acl.conf"];

/// The releases that the tables know.
pub(crate) fn releases_known(dir: &Path) -> String {
    let facts = read(&dir.join("options.json"));
    let mut out = String::new();
    let versions = facts["meta"]["versions"].as_object().expect("meta.versions");
    let mut newest: Vec<(u8, u8)> = versions.values().map(|v| version(last(v))).collect();
    newest.sort_unstable();
    let unreleased: Vec<u8> =
        versions.values().map(last).filter(|v| v.ends_with("-dev")).map(|v| version(v).0).collect();
    writeln!(
        out,
        "/// The newest release of each major that the tables know.\npub static NEWEST: &[(u8, u8)] = &{newest:?};"
    )
    .expect("a String takes everything");
    writeln!(
        out,
        "/// The majors that the tables know from the development branch only.\npub static UNRELEASED: &[u8] = &{unreleased:?};"
    )
    .expect("a String takes everything");
    out
}

pub(crate) fn generate(dir: &Path) -> String {
    let facts = read(&dir.join("options.json"));
    let mut out = String::new();
    writeln!(out, "/// Every object type, with the options it ever had.\npub(crate) static TYPES: &[TypeFacts] = &[")
        .expect("a String takes everything");
    for file in FILES {
        for (name, of_type) in facts["files"][file].as_object().expect("a file's types") {
            write_type(&mut out, file, name, of_type);
        }
    }
    writeln!(out, "];").expect("a String takes everything");
    write_codecs(&mut out, &read(&dir.join("codecs.json")));
    write_ciphers(&mut out, &read(&dir.join("ciphers.json")));
    write_chan_sip(&mut out, &read(&dir.join("chan-sip.json")));
    out
}

fn read(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn last(list: &Value) -> &str {
    list.as_array().and_then(|l| l.last()).and_then(Value::as_str).expect("a list of versions")
}

/// `20.12.0` as (20, 12); the development branch `24-dev` as (24, 0).
fn version(text: &str) -> (u8, u8) {
    let mut parts = text.split(['.', '-']);
    let major = parts.next().and_then(|p| p.parse().ok()).unwrap_or_else(|| panic!("version {text}"));
    (major, parts.next().and_then(|p| p.parse().ok()).unwrap_or(0))
}

/// `{major: version}` as a sorted slice literal.
fn releases(map: &Value) -> String {
    let mut list: Vec<(u8, u8)> = map
        .as_object()
        .map(|m| m.values().map(|v| version(v.as_str().expect("version"))).collect())
        .unwrap_or_default();
    list.sort_unstable();
    format!("&{list:?}")
}

fn text(value: &Value) -> String {
    format!("{:?}", value.as_str().unwrap_or_default())
}

fn flag(value: &Value) -> bool {
    value.as_bool().unwrap_or(false)
}

fn maybe(value: &Value) -> String {
    value.as_str().map_or("None".into(), |s| format!("Some({s:?})"))
}

fn write_type(out: &mut String, file: &str, name: &str, t: &Value) {
    writeln!(
        out,
        "TypeFacts {{ name: {name:?}, file: {file:?}, module: {}, since: {}, removed: {}, explicit_name: {}, explicit_name_since: {}, single: {}, internal: {}, options: &[",
        text(&t["module"]), releases(&t["since"]), releases(&t["removed"]), maybe(&t["explicit_name"]), releases(&t["explicit_name_since"]),
        flag(&t["single_object"]), flag(&t["internal"]),
    ).expect("a String takes everything");
    for (name, o) in t["options"].as_object().expect("options") {
        if !flag(&o["doc_only"]) {
            write_option(out, name, o);
        }
    }
    writeln!(out, "] }},").expect("a String takes everything");
}

fn write_option(out: &mut String, name: &str, o: &Value) {
    let mut kinds: Vec<String> = Vec::new();
    for entry in o["type_hist"].as_array().into_iter().flatten() {
        kinds.push(format!("(ValueKind::{}, {})", kind(entry[0].as_str().expect("type")), releases(&entry[1])));
    }
    if kinds.is_empty() {
        kinds.push(format!("(ValueKind::{}, &[])", kind(o["type"].as_str().expect("type"))));
    }
    let mut defaults: Vec<String> = Vec::new();
    for entry in o["default_hist"].as_array().into_iter().flatten() {
        defaults.push(format!("({}, {})", text(&entry[0]), releases(&entry[1])));
    }
    if defaults.is_empty() {
        defaults.push(format!("({}, &[])", text(&o["default"])));
    }
    let mut values = Vec::new();
    for value in o["enum"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        let hist = &o["enum_hist"][value];
        values.push(format!(
            "EnumValue {{ name: {value:?}, since: {}, removed: {} }}",
            releases(&hist["since"]),
            releases(&hist["removed"])
        ));
    }
    for (value, hist) in o["enum_hist"].as_object().into_iter().flatten() {
        if !o["enum"].as_array().is_some_and(|e| e.iter().any(|v| v == value)) {
            values.push(format!(
                "EnumValue {{ name: {value:?}, since: {}, removed: {} }}",
                releases(&hist["since"]),
                releases(&hist["removed"])
            ));
        }
    }
    let range = o["range"].as_array().map_or("None".into(), |r| format!("Some(({}, {}))", r[0], r[1]));
    let repeat = match o["repeat"].as_str() {
        Some("append") => "Append",
        _ => "Last",
    };
    writeln!(
        out,
        "OptionFacts {{ name: {name:?}, kinds: &[{}], defaults: &[{}], values: &[{}], any_case: {}, range: {range}, repeat: Repeat::{repeat}, refers_to: {}, name_case: {}, pattern: {}, deprecated: {}, replaced_by: {}, since: {}, removed: {} }},",
        kinds.join(", "), defaults.join(", "), values.join(", "), flag(&o["ci"]), text(&o["ref"]), flag(&o["name_cs"]),
        flag(&o["pattern"]), releases(&o["deprecated"]), maybe(&o["replaced_by"]), releases(&o["since"]), releases(&o["removed"]),
    ).expect("a String takes everything");
}

/// `name=value_list` as `NameValueList`.
fn kind(name: &str) -> String {
    name.split(['_', '=']).map(|part| part[..1].to_uppercase() + &part[1..]).collect()
}

fn write_codecs(out: &mut String, codecs: &Value) {
    writeln!(out, "/// The media format names of `allow` and `disallow`, in the order in which `all` adds them.\npub(crate) static CODECS: &[CodecFacts] = &[").expect("a String takes everything");
    for c in codecs["codecs"].as_array().expect("codecs") {
        let not_in: Vec<u64> = c["not_in"].as_array().into_iter().flatten().filter_map(Value::as_u64).collect();
        writeln!(
            out,
            "CodecFacts {{ name: {}, not_in: &{not_in:?}, in_all: {} }},",
            text(&c["name"]),
            !flag(&c["not_in_all"]),
        )
        .expect("a String takes everything");
    }
    writeln!(out, "];").expect("a String takes everything");
}

fn write_ciphers(out: &mut String, ciphers: &Value) {
    writeln!(
        out,
        "/// The names and numbers that a transport's `cipher` knows.\npub(crate) static CIPHERS: &[CipherFacts] = &["
    )
    .expect("a String takes everything");
    for c in ciphers["ciphers"].as_array().expect("ciphers") {
        let number = text(&c["number"]);
        let number = number.trim_matches('"');
        writeln!(
            out,
            "CipherFacts {{ name: {}, number: {number}, openssl_1: {} }},",
            text(&c["name"]),
            flag(&c["openssl_1"])
        )
        .expect("a String takes everything");
    }
    writeln!(out, "];").expect("a String takes everything");
}

fn write_chan_sip(out: &mut String, names: &Value) {
    writeln!(
        out,
        "/// chan_sip's option names, each with what PJSIP has in its place.\npub(crate) static CHAN_SIP: &[(&str, &str)] = &["
    )
    .expect("a String takes everything");
    let mut list: Vec<_> = names["options"].as_object().expect("options").iter().collect();
    list.sort_by_key(|(name, _)| name.as_str());
    for (name, instead) in list {
        writeln!(out, "({name:?}, {}),", text(instead)).expect("a String takes everything");
    }
    writeln!(out, "];").expect("a String takes everything");
}
