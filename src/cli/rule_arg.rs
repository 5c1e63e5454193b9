//! What an argument that names rules takes.

use crate::catalogue::{self, RULES};

/// The value name of such an argument: by it the completions know that rules are to be offered.
pub(super) const RULE: &str = "RULE";

/// The name, if it is one of a rule or a group.
///
/// # Errors
/// What is wrong, with the name that may be meant.
pub(super) fn rule_name(text: &str) -> Result<String, String> {
    if catalogue::is_known(text) {
        return Ok(text.to_owned());
    }
    let names = RULES.iter().flat_map(|r| [r.name, r.group]);
    let near = crate::spelling::nearest(text, names).map(|n| format!(": did you mean `{n}`?")).unwrap_or_default();
    Err(format!("there is no rule or group `{text}`{near}"))
}
