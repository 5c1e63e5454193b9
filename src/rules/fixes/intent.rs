//! When the intent is beyond doubt, and when a line belongs to one object only: the conditions for a safe fix.

use crate::asterisk::{OptionRef, TypeId, secret};
use crate::catalogue::FixSafety;
use crate::objects::{Accepted, LoadedFile, check_value};
use crate::spelling::Letters;
use crate::text::{Document, SectionId, SettingId};

use crate::rules::context::Fixes;

/// How safe it is to fix a rejected object: a rejected transport may leave its networks to a later one, which loses
/// them when the first is fixed (S-62).
pub(crate) fn safety(judged: &LoadedFile, refused: SectionId) -> FixSafety {
    let is_transport = judged.type_of(refused).is_some_and(|t| t.facts().name == "transport");
    if is_transport && !judged.leaks.is_empty() { FixSafety::Unsafe } else { FixSafety::Safe }
}

/// The only candidate that is one typo away from `name`: a letter too many, too few, a wrong one, or two swapped.
pub(crate) fn one_slip<'a>(name: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let lower = name.to_lowercase();
    if lower.chars().count() < 3 {
        return None;
    }
    let letters = Letters::of(lower.as_bytes());
    let may_be = |c: &str| c.len().abs_diff(lower.len()) <= 4 && letters.may_be(Letters::of(c.as_bytes()), 1);
    let near = |c: &&str| may_be(c) && strsim::osa_distance(&lower, &c.to_lowercase()) == 1;
    let mut found = candidates.filter(near);
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

impl Fixes<'_, '_> {
    /// Whether the option accepts the value as it is written.
    pub(crate) fn accepts(self, option: OptionRef, value: &[u8]) -> bool {
        let (target, checks) = (&self.cx.config.target, &self.cx.config.options);
        check_value(option, option.name().as_bytes(), value, target, checks) == Ok(Accepted::AsIs)
    }

    /// Whether the section has a line of the option, its own or an inherited one.
    pub(crate) fn has_line(self, doc: &Document, section: SectionId, option: &str) -> bool {
        let mut found = false;
        doc.each_setting(section, |s| {
            found = found || doc.option(&self.cx.config.sources, s).eq_ignore_ascii_case(option.as_bytes());
        });
        found
    }

    /// Whether the line may get another option's name for every object that is rejected because of it: the option
    /// accepts the value, none of them has it already, and no secret gets a name that does not mask it.
    pub(crate) fn may_be_called(
        self,
        judged: &LoadedFile,
        setting: SettingId,
        section: SectionId,
        count: u32,
        option: OptionRef,
    ) -> bool {
        let (doc, sources) = (&judged.doc, &self.cx.config.sources);
        let (written, value) = (doc.option(sources, setting), doc.value(sources, setting));
        let hides = !secret::is_secret(written, value) || secret::is_secret(option.name().as_bytes(), value);
        let free = |s: SectionId| !self.has_line(doc, s, option.name());
        let all = || judged.rejections.iter().filter(|r| r.setting == Some(setting)).all(|r| free(r.section));
        hides && self.accepts(option, value) && free(section) && (count <= 1 || all())
    }

    /// Whether the line is in the section itself, in the file of its header, and is the only one to set the option.
    pub(crate) fn is_own_line(self, doc: &Document, section: SectionId, setting: SettingId) -> bool {
        let sources = &self.cx.config.sources;
        if !doc.own_settings(section).contains(&setting) || doc.value_span(setting).file != doc.name_span(section).file
        {
            return false;
        }
        let option = doc.option(sources, setting);
        let mut lines = 0;
        doc.each_setting(section, |s| lines += u32::from(doc.option(sources, s).eq_ignore_ascii_case(option)));
        lines == 1
    }

    /// Whether others inherit from the section of pjsip.conf.
    pub(crate) fn is_base(self, section: SectionId) -> bool {
        let doc = &self.cx.config.pjsip.doc;
        let bases = self
            .cx
            .cache
            .bases
            .get_or_init(|| (0..doc.section_count()).flat_map(|s| doc.parents(s)).copied().collect());
        bases.contains(&section)
    }

    /// The known option of that type, by its name in lower case.
    pub(crate) fn known(self, of: TypeId, option: &str) -> Option<OptionRef> {
        self.cx.config.target.option(of, option)
    }
}

#[cfg(test)]
mod tests {
    use super::one_slip;

    #[test]
    fn only_what_is_beyond_doubt() {
        let near =
            |n| one_slip(n, ["aors", "auth", "contact_user", "contact_acl", "tos_audio", "tos_video"].into_iter());
        assert_eq!(near("aor"), Some("aors"));
        assert_eq!(near("CONTACT_USR"), Some("contact_user"));
        assert_eq!(near("ahtu"), None, "two slips");
        assert_eq!(near("aors"), None, "no slip");
        assert_eq!(one_slip("min", ["max", "mine", "mint"].into_iter()), None, "one of two");
    }
}
