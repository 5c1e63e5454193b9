//! The weaknesses that rules are about, as SARIF's taxonomies.

use serde::Serialize;

use crate::catalogue::{CWE, CWE_VERSION};

use super::Text;

/// What the taxonomy is called, here and where rules refer to it.
const NAME: &str = "CWE";
/// SARIF requires a GUID for a reference to a taxonomy. Generated once by us: CWE defines none.
const GUID: &str = "7c3ff8cb-64a1-4d0f-9e52-0a4b6ffb1d3e";

/// CWE, as much of it as rules name.
pub(super) fn taxonomy() -> Taxonomy {
    Taxonomy {
        name: NAME,
        guid: GUID,
        version: CWE_VERSION,
        organization: "MITRE",
        information_uri: "https://cwe.mitre.org/",
        short_description: Text::new("The MITRE Common Weakness Enumeration"),
        is_comprehensive: false,
        taxa: CWE
            .iter()
            .map(|(number, name)| Taxon {
                id: number.to_string(),
                name,
                short_description: Text::new(name),
                help_uri: format!("https://cwe.mitre.org/data/definitions/{number}.html"),
            })
            .collect(),
    }
}

/// That rules refer to it.
pub(super) fn supported() -> Supported {
    Supported { name: NAME, guid: GUID, index: 0 }
}

/// That what a rule finds is a case of the weakness of that number.
pub(super) fn relationship(number: u16) -> Option<Relationship> {
    let index = CWE.iter().position(|(n, _)| *n == number)?;
    Some(Relationship {
        target: Target { id: number.to_string(), index, tool_component: supported() },
        kinds: ["superset"],
    })
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Taxonomy {
    name: &'static str,
    guid: &'static str,
    version: &'static str,
    organization: &'static str,
    information_uri: &'static str,
    short_description: Text,
    is_comprehensive: bool,
    taxa: Vec<Taxon>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Taxon {
    id: String,
    name: &'static str,
    short_description: Text,
    help_uri: String,
}

#[derive(Serialize)]
pub(super) struct Supported {
    name: &'static str,
    guid: &'static str,
    index: usize,
}

#[derive(Serialize)]
pub(super) struct Relationship {
    target: Target,
    kinds: [&'static str; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Target {
    id: String,
    index: usize,
    tool_component: Supported,
}
