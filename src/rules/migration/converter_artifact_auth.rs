//! The converter wrote the section's name as the username of an outbound login, although the device has another user.

use crate::accounts::AccountFlags;
use crate::asterisk::TypeId;
use crate::asterisk::value::uri;
use crate::finding::Finding;
use crate::objects::Object;
use crate::rules::Context;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let marks = cx.migration().converted();
    if marks.is_empty() {
        return;
    }
    let (auth, aor) = (TypeId::pjsip("auth"), TypeId::pjsip("aor"));
    let judged = &cx.config.pjsip;
    for group in cx.accounts.groups().iter().filter(|k| k.has(AccountFlags::OUTBOUND_AUTH)) {
        for endpoint in cx.accounts.members(group.id) {
            let id = judged.doc.name(&cx.config.sources, *endpoint);
            let span = judged.doc.name_span(*endpoint);
            let Some((_, mark)) = marks.iter().find(|(file, _)| *file == span.file) else { continue };
            let named =
                |of: TypeId| cx.graph.named_by(*endpoint).iter().copied().find(|s| judged.type_of(*s) == Some(of));
            let (Some(auth_section), Some(aor_section)) = (named(auth), named(aor)) else { continue };
            let login = Object::new(cx.config, auth_section, auth);
            let contacts = Object::new(cx.config, aor_section, aor).elements("contact");
            let Some(user) = contacts.iter().find_map(|(_, c)| uri::parse(c, true)).map(|u| u.user) else { continue };
            let Some(username) = login.setting("username").filter(|_| login.text("username") == id) else { continue };
            if user.is_empty() || user == id {
                continue;
            }
            let (id, user) = (cx.plain(id), cx.plain(user));
            out.push(
                cx.finding(
                    judged.doc.value_span(username),
                    format!("`{id}` logs in at its provider as `{id}`, but its account there is `{user}`"),
                )
                .at("the section name")
                .label(*mark, "sip_to_pjsip.py wrote this file")
                .object("auth", &id)
                .consequence("The provider does not know this user: calls to it are refused with 401, 403 or 407")
                .help(format!("Set `username={user}` in a separate auth object, and use it in `outbound_auth`")),
            );
        }
    }
}
