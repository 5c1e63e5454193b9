//! A call to an endpoint with several devices rings only one of them.

use crate::asterisk::TypeId;
use crate::finding::Finding;
use crate::neighbours::{Text, What, channels};
use crate::objects::Object;
use crate::rules::Context;
use crate::text::SectionId;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let Some(dialplan) = cx.config.dialplan() else { return };
    dialplan.each_line(|line| {
        let What::Call(call) = line.what else { return };
        let Some(arguments) = call.arguments.filter(|_| call.is("Dial")) else { return };
        // Options come after the second comma; a channel in them is not dialled.
        let dialled = arguments.split(b',').0;
        for channel in channels(dialled).filter(|c| c.is("PJSIP")) {
            let whole = channel.resource;
            let Some(name) = channel.endpoint().filter(|n| n.exact && n.bytes == whole.bytes) else { continue };
            look_up(cx, &name, out);
        }
    });
}

fn look_up(cx: &Context<'_>, name: &Text<'_>, out: &mut Vec<Finding>) {
    let of = TypeId::pjsip("endpoint");
    let judged = &cx.config.pjsip;
    if !judged.is_loaded(&cx.config.sources, of, name.bytes) {
        return;
    }
    let Some(endpoint) = judged.find(&cx.config.sources, of, name.bytes) else { return };
    let Some(aor) = several(cx, endpoint) else { return };
    let shown = cx.plain(name.bytes);
    let doc = &judged.doc;
    let mut finding = cx
        .finding(name.span, format!("`PJSIP/{shown}` calls only one of the devices that register as `{shown}`"))
        .at("only one contact")
        .object("endpoint", &shown)
        .consequence("The other devices do not ring")
        .help(format!("Write `Dial(${{PJSIP_DIAL_CONTACTS({shown})}})` to ring all"));
    if let Some(setting) = aor.setting("max_contacts") {
        finding = finding.label(doc.setting_span(&cx.config.sources, setting), "several devices");
    }
    out.push(finding);
}

/// The first aor of the endpoint that accepts several contacts on purpose. Two with `remove_existing=yes` are often the
/// old and the new address of one device.
fn several<'a>(cx: &Context<'a>, endpoint: SectionId) -> Option<Object<'a>> {
    cx.registrations().loaded_aors(endpoint).find(|a| {
        let most = a.number("max_contacts");
        let moved = most == 2 && a.is_on("remove_existing");
        if moved {
            cx.quiet_object(
                a,
                "two contacts with `remove_existing` are often the old and the new address of one device",
            );
        }
        most > 1 && !moved
    })
}
