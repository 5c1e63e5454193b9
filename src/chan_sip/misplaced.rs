//! Options in a place where chan_sip does not read them (M-4, M-5).

use crate::asterisk::CHAN_SIP_PLACES;
use crate::text::SettingId;

use super::ChanSip;

impl ChanSip {
    /// Lines whose option chan_sip reads elsewhere only: in devices, or in `[general]`. They do nothing.
    pub fn misplaced(&self) -> Vec<SettingId> {
        let place = |name: &[u8]| {
            let lower = String::from_utf8_lossy(name).to_ascii_lowercase();
            let found = CHAN_SIP_PLACES.binary_search_by(|(n, ..)| (*n).cmp(lower.as_str())).ok()?;
            Some((CHAN_SIP_PLACES[found].1, CHAN_SIP_PLACES[found].2))
        };
        // A name without its own id is not looked up: no file has 65,535 misspelt names.
        let places: Vec<Option<(bool, bool)>> = self.doc.option_names().map(place).collect();
        let (mut general, mut other) = (Vec::new(), Vec::new());
        for (section, list) in [(self.general, &mut general), (self.authentication, &mut other)] {
            if let Some(section) = section {
                self.doc.each_setting(section, |s| list.push(s));
            }
        }
        general.sort_unstable();
        other.sort_unstable();
        // Sections come in the order of their lines.
        let skipped: Vec<_> = self.skipped.iter().map(|(section, _)| self.doc.own_settings(*section)).collect();
        let is_skipped = |s: SettingId| {
            let before = skipped.partition_point(|lines| lines.start <= s);
            before > 0 && skipped[before - 1].contains(&s)
        };
        let only = |general_only: bool| {
            let of = move |place: Option<(bool, bool)>| {
                place.is_some_and(|(general, device)| general != device && general == general_only)
            };
            self.doc.settings_where({
                let places = &places;
                move |id| of(places.get(id.0 as usize).copied().flatten())
            })
        };
        let has = |list: &[SettingId], s: SettingId| list.binary_search(&s).is_ok();
        let in_devices = only(true).filter(|s| !has(&general, *s) && !has(&other, *s) && !is_skipped(*s));
        let mut found: Vec<SettingId> = in_devices.collect();
        found.extend(only(false).filter(|s| has(&general, *s)));
        found.sort_unstable();
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;
    use crate::text::{self, ConfigDir};

    fn misplaced(text: &str) -> Vec<String> {
        let mut sources = Sources::default();
        let file = sources.add_text("sip.conf", text.as_bytes().to_vec());
        let dir = ConfigDir { root: "/nowhere".into(), known_as: "/nowhere".into(), is_live: false };
        let doc = text::read(&mut sources, &dir, file, text::Reading::default());
        let sip = ChanSip::new(doc, &sources);
        let shown = |s: SettingId| String::from_utf8_lossy(sip.doc.option(&sources, s)).into_owned();
        sip.misplaced().into_iter().map(shown).collect()
    }

    #[test]
    fn what_stands_in_the_wrong_place() {
        let general = "[general]\ncontext=c\nSecret=x\nmailbox=1\nrealm=r\nnosuchoption=1\n";
        assert_eq!(misplaced(general), ["Secret", "mailbox"]);
        let device = "[a]\ntype=peer\nRealm=r\nnat=no\nsecret=x\ntcpenable=yes\n";
        assert_eq!(misplaced(device), ["Realm", "tcpenable"]);
        // These are not read at all.
        assert_eq!(misplaced("[a]\nrealm=r\n[authentication]\nrealm=r\n"), [""; 0]);
        // One template for both: in its place in one of them.
        assert_eq!(misplaced("[t](!)\nrealm=r\n[general](t)\n[a](t)\ntype=peer\n"), [""; 0]);
    }
}
