//! A registration whose calls arrive at extension `s`.

use crate::finding::Finding;
use crate::objects::Object;
use crate::rules::Context;
use crate::text::SectionId;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let sections: Vec<SectionId> = cx
        .objects()
        .of_type("registration")
        .filter(|r| !r.is_set("contact_user") && !has_line(cx, r))
        .map(|r| r.section)
        .collect();
    for place in cx.sites().places(sections, &["contact_user", "client_uri"]) {
        out.push(
            cx.sites().at(&place, format!("registration {} {} no `contact_user`", cx.sites().whose(&place), place.agree("has", "have")))
                .at("the contact's user is `s`")
                .consequence("A provider that calls the registered contact reaches extension `s`: if there is none, the call is answered 404, and the called number is not visible")
                .help("Add `contact_user=` with the number or the account's name, unless the provider puts the called number there"),
        );
    }
}

fn has_line(cx: &Context<'_>, registration: &Object<'_>) -> bool {
    let has_line = registration.is_on("line");
    if has_line {
        cx.quiet_object(registration, "its `line` shows which account a call is for");
    }
    has_line
}
