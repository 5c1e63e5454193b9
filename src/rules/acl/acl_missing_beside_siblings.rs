//! Endpoints without an access list, where nearly all others of their class have one.

use std::collections::BTreeMap;

use crate::accounts::{AccountFlags, AccountGroup};
use crate::finding::Finding;
use crate::rules::Context;
use crate::rules::facts::exposure::ACL_SECTION;

/// At least this many endpoints with a list for each one without; below that, it is not a habit.
const MIN_WITH_EACH_WITHOUT: u32 = 4;

/// Endpoints of one class: same context, role and WebRTC setting.
#[derive(Default)]
struct Siblings<'k> {
    with: u32,
    example: Option<&'k AccountGroup>,
    without: Vec<&'k AccountGroup>,
}

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    // It applies to all endpoints.
    let is_guarded = cx.exposure().has_acl_section();
    if is_guarded && !cx.is_verbose() {
        return;
    }
    let mut classes: BTreeMap<(&[u8], bool, bool, bool), Siblings<'_>> = BTreeMap::new();
    for group in cx.accounts.groups() {
        let endpoint = cx.groups().endpoint_of(group);
        let key =
            (endpoint.text("context"), cx.groups().registers(group), cx.groups().is_trunk(group), endpoint.is_webrtc());
        let class = classes.entry(key).or_default();
        if ["deny", "permit", "acl"].iter().any(|o| endpoint.is_set(o)) {
            class.with += group.count;
            class.example.get_or_insert(group);
        } else {
            class.without.push(group);
        }
    }
    for ((context, ..), class) in classes {
        let lacking: u32 = class.without.iter().map(|k| k.count).sum();
        let Some(example) = class.example.filter(|_| lacking > 0) else { continue };
        if class.with < MIN_WITH_EACH_WITHOUT * lacking {
            let what = || format!("context `{}`", cx.plain(context));
            let few = format_args!("{} with an access list beside {lacking} without are no habit", class.with);
            cx.quiet_about(what, few);
            continue;
        }
        if is_guarded {
            return cx.quiet(ACL_SECTION);
        }
        let has = cx.groups().endpoint_of(example);
        let line = ["acl", "deny", "permit"].iter().find_map(|o| has.setting(o));
        let context = cx.plain(context);
        for group in class.without {
            for place in cx.sites().places_of(group, &[]) {
                let mut finding = cx
                    .sites()
                    .at(
                        &place,
                        format!(
                            "{} {} no access list, although {} other endpoints of {} kind have one",
                            cx.sites().whose(&place),
                            place.agree("has", "have"),
                            class.with,
                            place.agree("its", "their")
                        ),
                    )
                    .at(format!("no `acl`, `permit` or `deny`, in context `{context}`"))
                    .consequence(if group.has(AccountFlags::AUTH) {
                        "Anyone can try passwords on it from any address; the others refuse unknown addresses"
                    } else {
                        "Anyone can use it from any address, without a password"
                    })
                    .help("Give it the same list, unless it must be reachable from anywhere");
                if let Some(line) = line {
                    let span = cx.config.pjsip.doc.setting_span(&cx.config.sources, line);
                    finding = finding.label(span, format!("the list of `{}`", cx.plain(has.id())));
                }
                out.push(finding);
            }
        }
    }
}
