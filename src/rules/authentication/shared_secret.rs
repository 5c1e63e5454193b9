//! One password for several accounts.

use crate::hashing::SeededMap;

use crate::asterisk::value::placeholder::is_placeholder;
use crate::finding::Finding;
use crate::rules::Context;
use crate::text::SectionId;

/// Two accounts may be one person's phones.
const MIN_ACCOUNTS: usize = 3;

pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    cx.exposure().where_exposed(out, |out| find(cx, out));
}

fn find(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let password = cx.objects().getter("password");
    let mut by_secret: SeededMap<&[u8], Vec<SectionId>> = SeededMap::default();
    for (_, auth) in cx.credentials().inbound_auths() {
        let secret = password.value(auth);
        if !secret.is_empty() && !is_placeholder(secret) {
            by_secret.entry(secret).or_default().push(auth);
        }
    }
    if by_secret.values().any(|a| a.len() == MIN_ACCOUNTS - 1) {
        cx.quiet("where only two accounts have one password, they may be two phones of one person");
    }
    let mut shared: Vec<Vec<SectionId>> = by_secret.into_values().filter(|a| a.len() >= MIN_ACCOUNTS).collect();
    shared.sort_unstable();
    for auths in shared {
        let count = auths.len();
        let Some(mut place) = cx.sites().places(auths, &["password"]).into_iter().next() else { continue };
        place.count = u32::try_from(count).unwrap_or(u32::MAX);
        out.push(
            cx.sites()
                .at(&place, format!("{count} auths have the same password"))
                .at("the first one")
                .consequence("Anyone who learns the password of one phone can register as any of them")
                .help("Give each auth its own random password"),
        );
    }
}
