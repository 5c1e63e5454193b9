//! What an option names, and why a name is dangling.

use crate::asterisk::{OptionRef, Repeat, TypeId, ValueKind};
use crate::source::Span;
use crate::text::{SectionId, SettingId};

use super::Naming;

/// What an option names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ReferenceTarget {
    /// An object of pjsip.conf.
    Object(TypeId),
    /// A section of acl.conf.
    Acl,
    /// A context of the dialplan.
    Context,
}

/// Why a name is dangling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DanglingReason {
    /// Nothing has the name.
    Nowhere,
    /// The object is in the file, but Asterisk does not load it.
    NotLoaded(SectionId),
    /// Only an object of another type has the name.
    OtherType(SectionId, TypeId),
    /// The file that should have it does not exist.
    NoFile,
    /// The object is lost with its type or its file, which is a finding by itself.
    Reported,
}

/// A dangling name.
#[derive(Clone, Debug)]
pub(crate) struct Dangling {
    /// The section that has the setting; the first one, for a template's.
    pub(crate) section: SectionId,
    /// The option.
    pub(crate) option: OptionRef,
    /// The setting.
    pub(crate) setting: SettingId,
    /// Where in its value the name begins.
    pub(crate) from: u32,
    /// The name.
    pub(crate) name: Vec<u8>,
    /// Where the name is.
    pub(crate) span: Span,
    /// What it should name.
    pub(crate) goal: ReferenceTarget,
    /// Why it is dangling.
    pub(crate) miss: DanglingReason,
    /// How many objects have the setting.
    pub(crate) count: u32,
}

/// What the option names, if the tables say so and it can be looked up here.
pub(super) fn naming(option: OptionRef) -> Option<Naming> {
    let facts = option.facts();
    let goal = match facts.refers_to {
        "acl.conf:named_acl" => ReferenceTarget::Acl,
        // Only contexts where calls arrive are looked up: the others are for features that may be off.
        "dialplan:context" if matches!(facts.name, "context" | "message_context" | "subscribe_context") => {
            ReferenceTarget::Context
        }
        // Hints may have any name; a list item is only sometimes another list.
        "pjsip.conf:resource_list|dialplan:hint" => return None,
        // An endpoint of the default name is not required.
        _ if facts.name == "default_outbound_endpoint" => return None,
        other => ReferenceTarget::Object(TypeId::find("pjsip.conf", other.strip_prefix("pjsip.conf:")?)?),
    };
    let list = facts.kinds.iter().any(|(k, _)| matches!(k, ValueKind::NameList | ValueKind::AclNames));
    Some(Naming { goal, list, accumulates: facts.repeat == Repeat::Append })
}
