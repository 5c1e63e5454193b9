//! The JSON schema of `pjlint.toml`, for editors.

use serde_json::{Map, Value, json};

use super::RawPolicy;

/// The schema as text; `rules` are the names, codes and groups of rules.
pub fn schema<'a>(rules: impl Iterator<Item = &'a str>) -> String {
    let mut schema = Value::from(schemars::schema_for!(RawPolicy));
    without_null(&mut schema);
    let names: Vec<&str> = rules.collect();
    if let Some(defs) = schema.get_mut("$defs").and_then(Value::as_object_mut) {
        // One list, referenced where it is needed. Codes are accepted in any case.
        defs.insert("RuleName".into(), json!({ "anyOf": [{ "enum": names }, { "pattern": "^[A-Za-z]+[0-9]{2}$" }] }));
    }
    let name = json!({ "$ref": "#/$defs/RuleName" });
    for list in ["select", "ignore"] {
        if let Some(list) = schema.pointer_mut(&format!("/properties/{list}")).and_then(Value::as_object_mut) {
            list.insert("items".into(), name.clone());
        }
    }
    for table in ["/properties/rules", "/$defs/Override/properties/rules"] {
        if let Some(table) = schema.pointer_mut(table).and_then(Value::as_object_mut) {
            table.insert("propertyNames".into(), name.clone());
        }
    }
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

/// TOML has no null: optional keys are simply absent.
fn without_null(value: &mut Value) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(without_null),
        Value::Object(map) => {
            if let Some(Value::Array(types)) = map.get_mut("type") {
                types.retain(|t| t != "null");
                if let [only] = types.as_slice() {
                    let only = only.clone();
                    map.insert("type".into(), only);
                }
            }
            unwrap_any_of(map);
            map.retain(|key, value| !(key == "default" && value.is_null()));
            map.values_mut().for_each(without_null);
        }
        _ => {}
    }
}

/// `anyOf` something or null is that something.
fn unwrap_any_of(map: &mut Map<String, Value>) {
    let Some(Value::Array(any)) = map.get("anyOf") else { return };
    let rest: Vec<Value> = any.iter().filter(|v| v.get("type") != Some(&json!("null"))).cloned().collect();
    if let [Value::Object(only)] = rest.as_slice()
        && any.len() == 2
    {
        let only = only.clone();
        map.remove("anyOf");
        map.extend(only);
    }
}
