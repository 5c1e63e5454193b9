//! The tables of `rules/asterisk/`, compiled in by `build/facts.rs`.

/// Releases, one of each branch: `(major, minor)`.
pub(super) type Releases = &'static [(u8, u8)];

/// An object type (`rules/asterisk/README.md` says where the facts are from).
#[derive(Debug)]
pub struct TypeFacts {
    /// As `type=` names it.
    pub name: &'static str,
    /// The file that its sections stand in unless sorcery.conf says otherwise (S-1).
    pub(crate) file: &'static str,
    /// The module without which no object of the type exists.
    pub(crate) module: &'static str,
    /// The releases that it came with.
    pub(crate) since: Releases,
    /// The releases that it left with.
    pub(crate) removed: Releases,
    /// A section of this very name needs no `type` (S-6).
    pub(crate) explicit_name: Option<&'static str>,
    /// The releases from which that holds.
    pub(crate) explicit_name_since: Releases,
    /// At most one object (S-49).
    pub(crate) single: bool,
    /// Not read from the file: Asterisk makes these objects itself.
    pub(crate) internal: bool,
    /// Every option it ever had.
    pub(crate) options: &'static [OptionFacts],
}

/// An option of an object type.
#[derive(Debug)]
pub(crate) struct OptionFacts {
    /// Its name, in lower case as Asterisk registers it.
    pub(crate) name: &'static str,
    /// What its value is, by version.
    pub(crate) kinds: &'static [(ValueKind, Releases)],
    /// What it is when it is not set, by version.
    pub(crate) defaults: &'static [(&'static str, Releases)],
    /// The words of an enumeration.
    pub(crate) values: &'static [EnumValue],
    /// The words are compared without case.
    pub(crate) any_case: bool,
    /// Inclusive bounds of a number (S-22).
    pub(crate) range: Option<(i64, i64)>,
    /// What a second line does (S-16).
    pub(crate) repeat: Repeat,
    /// What the value names: `pjsip.conf:aor`, `acl.conf:named_acl`, `dialplan:context`; empty if nothing.
    pub(crate) refers_to: &'static str,
    /// The handler compares the option's name with case although the lookup does not (S-24).
    pub(crate) name_case: bool,
    /// `name` is a pattern, such as `^event_`.
    pub(crate) pattern: bool,
    /// Marked deprecated from these releases.
    pub(crate) deprecated: Releases,
    /// What to write in its place.
    pub(crate) replaced_by: Option<&'static str>,
    /// The releases that it came with.
    pub(crate) since: Releases,
    /// The releases that it left with.
    pub(crate) removed: Releases,
}

/// A word of an enumeration.
#[derive(Debug)]
pub(crate) struct EnumValue {
    /// The word.
    pub(crate) name: &'static str,
    /// The releases that it came with; empty: all that have the option.
    pub(crate) since: Releases,
    /// The releases that it left with.
    pub(crate) removed: Releases,
}

/// What a second line of the same option does (S-16).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Repeat {
    /// Takes the place of the first.
    Last,
    /// Adds to it.
    Append,
}

/// What a value is: each has its own syntax, see [`super::value`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the names are those of rules/asterisk/README.md
pub(crate) enum ValueKind {
    AclNames,
    AclRules,
    AddrList,
    Bool,
    Callerid,
    CodecPrefs,
    Codecs,
    Custom,
    Digest,
    Dir,
    Double,
    Enum,
    EnumList,
    File,
    GroupList,
    HeaderMatch,
    Hostport,
    Int,
    IpOrHost,
    MechList,
    NameList,
    NameValue,
    NameValueList,
    Regex,
    SipUri,
    SipUriList,
    String,
    StringOrRegex,
    Timeval,
    Tos,
    Type,
    Uint,
    UriUser,
}

/// A media format that `allow` and `disallow` know (S-25).
#[derive(Debug)]
pub(crate) struct CodecFacts {
    /// Its name.
    pub(crate) name: &'static str,
    /// Major versions that lack it.
    pub(crate) not_in: &'static [u8],
    /// `all` stands for it.
    pub(crate) in_all: bool,
}

/// A TLS cipher suite that a transport's `cipher` knows (T-12).
#[derive(Debug)]
pub(crate) struct CipherFacts {
    /// Its name in OpenSSL.
    pub(crate) name: &'static str,
    /// Its number in TLS, which may stand in the place of the name.
    pub(crate) number: u32,
    /// OpenSSL 3 lacks it.
    pub(crate) openssl_1: bool,
}

include!(concat!(env!("OUT_DIR"), "/facts.rs"));

impl OptionFacts {
    /// Whether this release has the option.
    pub(crate) fn exists_in(&self, version: super::Version) -> bool {
        version.has(self.since, self.removed)
    }

    /// What its value is in this release.
    pub(crate) fn kind(&self, version: super::Version) -> ValueKind {
        by_version(self.kinds, version).unwrap_or(ValueKind::String)
    }

    /// Its default in this release, as written in a file; empty if there is none.
    pub(crate) fn default(&self, version: super::Version) -> &'static str {
        by_version(self.defaults, version).unwrap_or_default()
    }
}

/// The newest entry that the release has reached.
fn by_version<T: Copy>(entries: &[(T, Releases)], version: super::Version) -> Option<T> {
    if let [(only, _)] = entries {
        return Some(*only);
    }
    let reached = |r: &Releases| r.iter().filter(|r| r.0 == version.major && r.1 <= version.minor).map(|r| r.1).max();
    entries.iter().filter_map(|(t, r)| reached(r).map(|m| (m, *t))).max_by_key(|(m, _)| *m).map(|(_, t)| t)
}
