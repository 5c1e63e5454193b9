//! The sections of pjsip_wizard.conf that generate objects.

use crate::rules::context::Objects;
use crate::text::SectionId;

impl<'c, 'a> Objects<'c, 'a> {
    /// The sections of pjsip_wizard.conf that generate objects, in file order.
    pub(crate) fn wizards(self) -> impl Iterator<Item = SectionId> + use<'c, 'a> {
        let judged = &self.cx.config.pjsip;
        let all = judged.generated.first().into_iter().flat_map(|from| from..judged.doc.section_count());
        let mut last = None;
        all.filter(|s| judged.type_of(*s).is_some()).filter_map(move |s| {
            let wizard = judged.generated.wizard_of(s)?;
            (last.replace(wizard) != Some(wizard)).then_some(wizard)
        })
    }
}
