//! Which addresses the configuration contains: only private ones, or peers on the Internet.

use crate::asterisk::TypeId;
use crate::asterisk::value::private::is_private_host;
use crate::asterisk::value::{trimmed_list, uri};
use crate::objects::State;
use crate::rules::context::SiteFacts;
pub(crate) use crate::rules::tables::addressing::Addressing;

impl SiteFacts<'_, '_> {
    /// What is known of the addresses of this site's peers.
    pub(crate) fn addressing(self) -> Addressing {
        *self.cx.cache.addressing.get_or_init(|| {
            let (judged, sources) = (&self.cx.config.pjsip, &self.cx.config.sources);
            let mut found = Addressing::Nothing;
            let mut note = |host: &[u8]| match is_private_host(host) {
                Some(true) if found == Addressing::Nothing => found = Addressing::Private,
                Some(true) => {}
                _ => found = Addressing::Public,
            };
            for (of, option) in [("aor", "contact"), ("identify", "match"), ("registration", "server_uri")] {
                let getter = self.cx.objects().getter(option);
                for section in judged.of_type(TypeId::pjsip(of)).filter(|s| judged.state(*s) == State::Loaded) {
                    for value in trimmed_list(getter.value(section)).filter(|v| !v.is_empty()) {
                        note(uri::parse(value, true).map_or(value, |u| u.host));
                    }
                }
            }
            for doc in [&judged.doc] {
                let external = |n: &[u8]| n.starts_with(b"external_media_address") || n.starts_with(b"external_sig");
                for setting in doc.settings_where(|n| external(doc.name_text(n))) {
                    note(doc.value(sources, setting));
                }
            }
            found
        })
    }
}
