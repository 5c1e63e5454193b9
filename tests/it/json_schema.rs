//! What a JSON schema says of a document: the keywords that the schemas of this project and its formats use. Any other
//! ends the test, so that none is passed over. A whole validator takes longer to build than pjlint itself;
//! `tests/sarif-validate` and `tests/formats-validate` have whole ones.

use std::cell::RefCell;
use std::collections::HashMap;

use regex::Regex;
use serde_json::Value;

/// Fails where something is wrong with the document.
#[track_caller]
pub(crate) fn assert_valid(schema: &str, document: &Value) {
    let errors = errors(&serde_json::from_str(schema).expect("JSON"), document);
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

/// What is wrong with the document, each with its place in it.
pub(crate) fn errors(schema: &Value, document: &Value) -> Vec<String> {
    let mut found = Vec::new();
    Schema { root: schema, schema }.check(document, "", &mut found);
    found
}

#[derive(Clone, Copy)]
struct Schema<'s> {
    root: &'s Value,
    schema: &'s Value,
}

impl<'s> Schema<'s> {
    fn check(self, value: &Value, at: &str, errors: &mut Vec<String>) {
        match self.schema {
            Value::Bool(true) => {}
            Value::Bool(false) => errors.push(format!("{at}: nothing may be here")),
            schema => {
                for (keyword, wanted) in schema.as_object().expect("a schema is an object or a truth value") {
                    self.keyword(keyword, wanted, value, at, errors);
                }
            }
        }
    }

    /// Another schema of the same document.
    fn of(self, schema: &'s Value) -> Self {
        Self { schema, ..self }
    }

    fn fits(self, schema: &'s Value, value: &Value) -> bool {
        let mut errors = Vec::new();
        self.of(schema).check(value, "", &mut errors);
        errors.is_empty()
    }

    fn keyword(self, keyword: &str, wanted: &'s Value, value: &Value, at: &str, errors: &mut Vec<String>) {
        let number = || wanted.as_u64().expect("a number") as usize;
        let holds = match keyword {
            // "format" is left to the whole validators, as the standard has it.
            "$schema" | "$defs" | "definitions" | "title" | "description" | "default" | "format" => true,
            "$ref" => {
                let place = wanted.as_str().and_then(|r| r.strip_prefix('#')).expect("a place in this schema");
                self.of(self.root.pointer(place).expect("what is referred to")).check(value, at, errors);
                true
            }
            "type" => is_of(wanted.as_str().expect("one type"), value),
            "enum" => list(wanted).contains(value),
            "const" => value == wanted,
            "not" => !self.fits(wanted, value),
            "anyOf" => list(wanted).iter().any(|s| self.fits(s, value)),
            "oneOf" => list(wanted).iter().filter(|s| self.fits(s, value)).count() == 1,
            "properties" => {
                for (name, schema) in wanted.as_object().expect("schemas by name") {
                    if let Some(value) = value.get(name) {
                        self.of(schema).check(value, &format!("{at}/{name}"), errors);
                    }
                }
                true
            }
            "additionalProperties" => {
                let known = |name: &String| self.schema["properties"].get(name).is_some();
                for (name, value) in value.as_object().into_iter().flatten().filter(|(name, _)| !known(name)) {
                    self.of(wanted).check(value, &format!("{at}/{name}"), errors);
                }
                true
            }
            "propertyNames" => {
                let mut names = value.as_object().into_iter().flatten().map(|(name, _)| Value::from(name.as_str()));
                names.all(|name| self.fits(wanted, &name))
            }
            "required" => {
                !value.is_object() || list(wanted).iter().all(|n| value.get(n.as_str().unwrap_or_default()).is_some())
            }
            "items" => {
                for (nth, value) in value.as_array().into_iter().flatten().enumerate() {
                    self.of(wanted).check(value, &format!("{at}/{nth}"), errors);
                }
                true
            }
            "minItems" => value.as_array().is_none_or(|l| l.len() >= number()),
            "uniqueItems" => {
                let mut items: Vec<String> = value.as_array().into_iter().flatten().map(Value::to_string).collect();
                let count = items.len();
                items.sort();
                items.dedup();
                items.len() == count
            }
            "minLength" => value.as_str().is_none_or(|t| t.chars().count() >= number()),
            "pattern" => {
                let pattern = wanted.as_str().expect("a pattern");
                value.as_str().is_none_or(|t| is_match(pattern, t))
            }
            "minimum" => value.as_f64().is_none_or(|n| n >= wanted.as_f64().expect("a number")),
            "maximum" => value.as_f64().is_none_or(|n| n <= wanted.as_f64().expect("a number")),
            _ => panic!("`{keyword}` of the schema is not known here"),
        };
        if !holds {
            let value: String = value.to_string().chars().take(200).collect();
            errors.push(format!("{at}: {value} against `{keyword}`"));
        }
    }
}

/// Each pattern is compiled once: that takes longer than to look at the whole document.
fn is_match(pattern: &str, text: &str) -> bool {
    thread_local!(static COMPILED: RefCell<HashMap<String, Regex>> = RefCell::default());
    COMPILED.with_borrow_mut(|compiled| {
        let compile = || Regex::new(pattern).expect("a pattern");
        compiled.entry(pattern.to_owned()).or_insert_with(compile).is_match(text)
    })
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

fn is_of(kind: &str, value: &Value) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "number" => value.is_number(),
        "integer" => value.is_i64() || value.is_u64(),
        "null" => value.is_null(),
        _ => panic!("there is no type `{kind}`"),
    }
}

#[test]
fn each_keyword_can_fail() {
    let schema = serde_json::json!({
        "definitions": {"short": {"type": "string", "minLength": 2, "pattern": "^[a-z]+$"}},
        "type": "object", "required": ["a"], "additionalProperties": false, "propertyNames": {"not": {"const": "no"}},
        "properties": {
            "a": {"type": "array", "minItems": 1, "uniqueItems": true, "items": {"$ref": "#/definitions/short"}},
            "b": {"anyOf": [{"enum": [1, 2]}, {"type": "boolean"}]},
            "c": {"oneOf": [{"type": "integer", "minimum": 3}, {"type": "number", "maximum": 5}]},
            "no": true,
        },
    });
    for (document, wanted) in [
        (r#"{"a": ["ab"], "b": 2, "c": 7}"#, ""),
        (r#"{"a": ["ab"], "b": true, "c": 2}"#, ""),
        ("[]", "type"),
        ("{}", "required"),
        (r#"{"a": ["ab"], "d": 1}"#, "nothing may be here"),
        (r#"{"a": ["ab"], "no": 1}"#, "propertyNames"),
        (r#"{"a": []}"#, "minItems"),
        (r#"{"a": ["ab", "ab"]}"#, "uniqueItems"),
        (r#"{"a": ["a"]}"#, "/a/0: \"a\" against `minLength`"),
        (r#"{"a": ["a1"]}"#, "pattern"),
        (r#"{"a": ["ab"], "b": 3}"#, "anyOf"),
        (r#"{"a": ["ab"], "c": 4}"#, "oneOf"),
    ] {
        let errors = errors(&schema, &serde_json::from_str(document).expect("JSON"));
        assert_eq!(errors.len(), usize::from(!wanted.is_empty()), "{document}: {errors:?}");
        assert!(errors.iter().all(|e| e.contains(wanted)), "{document}: {errors:?}");
    }
}
