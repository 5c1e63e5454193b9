//! A member of a class that does not meet the requirements of the class.

use crate::asterisk::secret;
use crate::finding::Finding;
use crate::policy::{Class, RequiredValue, Requirement};
use crate::rules::Context;
use crate::text::SectionId;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for (index, class) in cx.policy.classes.0.iter().enumerate().filter(|(_, c)| !c.require.is_empty()) {
        for group in cx.accounts.groups().iter().filter(|k| k.classes.has(index)) {
            for requirement in &class.require {
                let object = match requirement.of.facts().name {
                    "aor" => cx.groups().aor_of(group),
                    "auth" => cx.groups().auth_of(group),
                    _ => Some(cx.groups().endpoint_of(group)),
                };
                // Other rules report a missing aor.
                let Some(object) = object else {
                    let kind = requirement.of.facts().name;
                    cx.groups().quiet(
                        group,
                        format_args!("no {kind} of it is loaded that could have `{}`", requirement.option),
                    );
                    continue;
                };
                if requirement.holds(&object) {
                    continue;
                }
                let sections: Vec<SectionId> = match requirement.of.facts().name {
                    "aor" => cx.sites().aors_of(group),
                    "auth" => cx.sites().auths_of(group),
                    _ => cx.accounts.members(group.id).to_vec(),
                };
                report(cx, class, requirement, sections, out);
            }
        }
    }
}

fn report(
    cx: &Context<'_>,
    class: &Class,
    requirement: &Requirement,
    sections: Vec<SectionId>,
    out: &mut Vec<Finding>,
) {
    let Requirement { option, written, .. } = requirement;
    let written = &secret::value(option.as_bytes(), written);
    let must =
        if matches!(requirement.wanted, RequiredValue::Set) { "be set".to_owned() } else { format!("be `{written}`") };
    for place in cx.sites().places(sections, &[option]) {
        let (who, of) = (cx.sites().whose(&place), requirement.of.facts().name);
        let is = match place.setting {
            Some(_) => place.agree("has a different value", "have a different value"),
            None => place.agree("does not set it", "do not set it"),
        };
        out.push(
            cx.sites()
                .at(&place, format!("class `{}` requires `{option}` to {must}: the {of} {who} {is}", class.name))
                .at(format!("`{option}` must {must}"))
                .severity(requirement.severity)
                .option(*option)
                .consequence(format!("It does not meet what pjlint.toml requires of {}", about(class)))
                .help(format!("Set `{option}` here or in the template, or change the class in pjlint.toml")),
        );
    }
}

fn about(class: &Class) -> String {
    if class.about.is_empty() { format!("the class `{}`", class.name) } else { class.about.clone() }
}
