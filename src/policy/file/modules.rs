//! The tables `[module.NAME]`: types and options of modules that are not Asterisk's own.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::asterisk::{TYPES, TypeId};
use crate::objects::ThirdParty;

use super::nearest;

/// A module that is not Asterisk's own.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", schemars(rename = "Module"))]
pub(super) struct RawModule {
    /// Types of objects that it reads from pjsip.conf.
    #[serde(default)]
    types: Vec<String>,
    /// Options that it adds, by the type of object.
    #[serde(default)]
    options: BTreeMap<String, Vec<String>>,
}

impl RawModule {
    /// How many types and options it defines.
    pub(super) fn count(&self) -> usize {
        self.types.len() + self.options.values().map(Vec::len).sum::<usize>()
    }

    pub(super) fn read(self, name: &str) -> Result<ThirdParty, String> {
        let mut options = Vec::new();
        for (of, names) in self.options {
            let Some(of) = TypeId::find("pjsip.conf", &of) else {
                let types = TYPES.iter().filter(|t| t.file == "pjsip.conf" && !t.internal).map(|t| t.name);
                return Err(format!("module `{name}`: there is no object type `{of}`{}", nearest(&of, types)));
            };
            options.extend(names.into_iter().map(|n| (of, n.to_ascii_lowercase())));
        }
        for of in &self.types {
            if TypeId::find("pjsip.conf", of).is_some() {
                return Err(format!("module `{name}`: objects of type `{of}` are Asterisk's own"));
            }
        }
        let module = name.strip_suffix(".so").unwrap_or(name).to_owned();
        if self.types.is_empty() && options.is_empty() {
            return Err(format!("module `{name}` defines nothing: write `types` or `options`"));
        }
        Ok(ThirdParty { module, types: self.types, options })
    }
}
