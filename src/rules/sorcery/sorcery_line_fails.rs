//! A line of sorcery.conf that stops a module, or Asterisk itself.

use crate::asterisk::TypeId;
use crate::catalogue::Severity;
use crate::finding::Finding;
use crate::objects::{Failure, Fate, SorceryLine, WIZARDS, module_of};
use crate::rules::Context;
use crate::spelling::nearest;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for line in &cx.config.mapping.lines {
        let Some(of) = line.of.filter(|of| cx.config.target.has_type(*of)) else { continue };
        let finding = match &line.fate {
            Fate::Misplaced(owner) => misplaced(cx, line, of, owner),
            Fate::Fails(failure) => failing(cx, line, of, failure),
            Fate::Crashes(failure) => about(cx, line, failure).consequence(
                "Asterisk crashes as it starts. One that is running goes on, so it shows at the next restart",
            ),
            Fate::Taken | Fate::Cache | Fate::Repeated(_) | Fate::NoSuchType => continue,
        };
        out.push(finding);
    }
}

fn failing(cx: &Context<'_>, line: &SorceryLine, of: TypeId, failure: &Failure) -> Finding {
    let finding = about(cx, line, failure);
    if line.section == "res_pjsip" {
        return finding.log("res_pjsip declined to load.").consequence(
            "`res_pjsip` does not load, and neither does any module that needs it: there is no transport, no endpoint and no call",
        );
    }
    let file = of.facts().file;
    finding.severity(Severity::Warning).consequence(format!(
        "Asterisk ignores the line with a warning, and reads these objects from {file} as if it were not there"
    ))
}

/// What is wrong with the line's text.
fn about(cx: &Context<'_>, line: &SorceryLine, failure: &Failure) -> Finding {
    let kind = cx.plain(line.kind.as_bytes());
    let wizard = cx.plain(line.store.wizard.as_bytes());
    let place = cx.plain(line.store.place().as_bytes());
    let (message, label, help) = match failure {
        Failure::NoSuchWizard => {
            let help = match nearest(line.store.wizard.trim(), WIZARDS.iter().copied()) {
                Some(near) if near == line.store.wizard.trim() => {
                    "Remove the space: it is a part of the name".to_owned()
                }
                Some(near) => format!("Did you mean `{near}`? The names are compared with case"),
                None => "The wizards are `config`, `realtime`, `memory`, `astdb` and `memory_cache`".into(),
            };
            (format!("there is no sorcery wizard `{wizard}`"), "no such wizard", help)
        }
        Failure::NoSuchFamily => {
            let is_blank = line.store.place() != line.store.place().trim();
            let help = if is_blank {
                "Remove the space: it is a part of the name".to_owned()
            } else {
                format!("Add `{place} => DRIVER,DATABASE` to `[settings]` of extconfig.conf")
            };
            (format!("extconfig.conf has no family `{place}` for `{kind}`"), "no such family", help)
        }
        Failure::NoData if line.store.wizard == "config" => (
            format!("`{kind}={wizard}` names no file"),
            "no file",
            format!("Write `{kind}=config,pjsip.conf,criteria=type={kind}`"),
        ),
        Failure::NoData => {
            (format!("`{kind}={wizard}` names no family"), "no family", "Add the family of extconfig.conf".into())
        }
        Failure::UnknownOption(option) => (
            format!("the wizard `{wizard}` has no option `{}`", cx.plain(option.as_bytes())),
            "unknown option",
            "Remove it: a wizard filters nothing, and columns are not named here".into(),
        ),
        Failure::NoValue(option) => (
            format!("`{}` has no value", cx.plain(option.as_bytes())),
            "no value",
            format!("Write `{kind}=config,pjsip.conf,criteria=type={kind}`"),
        ),
    };
    cx.finding(line.store.span, message).at(label).help(help)
}

/// A type of another module (D-1).
fn misplaced(cx: &Context<'_>, line: &SorceryLine, of: TypeId, owner: &'static str) -> Finding {
    let (kind, module) = (of.facts().name, module_of(owner));
    let lost = match kind {
        "acl" => "no `type=acl` section is in force, and everyone is let in",
        "identify" => "no endpoint is found by its address",
        "registration" => "no registration is sent, and 16.28 crashes as it starts",
        "resource_list" => "subscriptions end, and `chan_pjsip` needs it: there are no calls at all",
        _ => "none of these objects exists, wherever they are written",
    };
    cx.finding(line.store.span, format!("`{kind}` belongs in `[{owner}]` of sorcery.conf, not in `[{}]`", line.section))
        .at("wrong section")
        .consequence(format!("`{module}` does not load: {lost}"))
        .log(format!("{module} declined to load."))
        .help(format!("Move the line to `[{owner}]`"))
}
