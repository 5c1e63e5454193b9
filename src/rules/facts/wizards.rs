//! The sections of pjsip_wizard.conf that make objects.

use crate::rules::Context;
use crate::text::SectionId;

impl Context<'_> {
    /// The sections of pjsip_wizard.conf that make objects, in file order.
    pub(crate) fn wizards(&self) -> impl Iterator<Item = SectionId> + '_ {
        let judged = &self.config.pjsip;
        let all = judged.generated.first().into_iter().flat_map(|from| from..judged.doc.len());
        let mut last = None;
        all.filter(|s| judged.type_of(*s).is_some()).filter_map(move |s| {
            let wizard = judged.generated.wizard_of(s)?;
            (last.replace(wizard) != Some(wizard)).then_some(wizard)
        })
    }
}
