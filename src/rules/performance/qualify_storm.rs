//! More OPTIONS a second than Asterisk handles well.

use crate::accounts::{AccountFlags, AccountGroup};
use crate::finding::Finding;
use crate::rules::Context;
use crate::text::SectionId;

/// OPTIONS a second.
const MAX_PER_SECOND: f64 = 50.0;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let asked: Vec<Asked<'_>> = cx.accounts.groups().iter().filter_map(|k| Asked::new(cx, k)).collect();
    let contacts: f64 = asked.iter().map(|a| a.contacts).sum();
    let rate: f64 = asked.iter().map(|a| a.contacts / a.period).sum();
    if rate > MAX_PER_SECOND {
        let Some(worst) = asked.iter().max_by(|a, b| (a.contacts / a.period).total_cmp(&(b.contacts / b.period)))
        else {
            return;
        };
        let sections: Vec<SectionId> = cx.registrations().distinct_aors([worst.kind]);
        // One finding is enough: at the line that causes most of them.
        let Some(place) = cx.sites().places(sections, &["qualify_frequency"]).into_iter().max_by_key(|p| p.count)
        else {
            return;
        };
        out.push(
            cx.sites()
                .at(&place, format!("qualify sends {rate:.0} or more OPTIONS a second to {contacts:.0} contacts"))
                .at("causes most of them")
                .consequence(
                    "Asterisk and the devices have little capacity left for calls; when more than 500 tasks are \
                     queued, Asterisk does not answer new requests",
                )
                .help(format!(
                    "Qualify less often, for example every {:.0} seconds, or let the devices keep their connections \
                     alive",
                    period(contacts)
                )),
        );
        return;
    }
    burst(cx, &asked, contacts, out);
}

/// A period in seconds at which the rate is half the maximum; at least a minute.
fn period(contacts: f64) -> f64 {
    (contacts / (MAX_PER_SECOND / 2.0)).max(60.0).ceil()
}

/// `max_initial_qualify_time` squeezes the first OPTIONS to all contacts into less than the period (P-8).
fn burst(cx: &Context<'_>, asked: &[Asked<'_>], contacts: f64, out: &mut Vec<Finding>) {
    let Some(global) = cx.objects().global() else { return };
    let Some(setting) = global.setting("max_initial_qualify_time") else { return };
    let within = f64::from(global.number("max_initial_qualify_time"));
    let rate: f64 = asked.iter().map(|a| a.contacts / a.period.min(within)).sum();
    if within < 1.0 || rate <= MAX_PER_SECOND {
        return;
    }
    out.push(
        cx.about(
            &cx.config.pjsip,
            global.section,
            Some(global.of),
            setting,
            global.doc().setting_span(&cx.config.sources, setting),
            format!("qualify sends {rate:.0} OPTIONS a second when Asterisk starts"),
        )
        .at(format!("{contacts:.0} contacts in this time"))
        .consequence(
            "Asterisk and the devices have little capacity left for calls after a start; when more than 500 tasks are \
             queued, Asterisk does not answer new requests",
        )
        .help("Remove it: the first OPTIONS are then spread over the whole period"),
    );
}

/// The OPTIONS sent to the accounts of one group.
struct Asked<'k> {
    kind: &'k AccountGroup,
    /// One for an aor that accepts registrations, whatever its `max_contacts`.
    contacts: f64,
    /// Seconds.
    period: f64,
}

impl<'k> Asked<'k> {
    fn new(cx: &Context<'_>, kind: &'k AccountGroup) -> Option<Self> {
        let aor = cx.groups().aor_of(kind)?;
        let period = aor.number("qualify_frequency");
        if period == 0 {
            return None;
        }
        let aors = if kind.has(AccountFlags::SHARED_AOR) {
            cx.registrations().distinct_aors([kind]).len()
        } else {
            kind.count as usize
        };
        let each = aor.elements("contact").len() + usize::from(aor.number("max_contacts") > 0);
        let contacts = f64::from(u32::try_from(aors.saturating_mul(each)).unwrap_or(u32::MAX));
        Some(Self { kind, contacts, period: f64::from(period) })
    }
}
