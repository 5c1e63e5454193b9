//! What differs between a device of chan_sip and the account in PJSIP that stands for it.

use crate::chan_sip::Origin;

/// How much a difference matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// It works, but not quite as before.
    Note,
    /// No option of PJSIP can say it: something else must be found, or it is given up.
    Lost,
    /// Something works no longer as it did.
    Changes,
    /// Registrations or calls fail.
    Fails,
}

impl Weight {
    /// Whether something is left to do before chan_sip can go.
    pub(crate) fn is_to_do(self) -> bool {
        matches!(self, Self::Changes | Self::Fails)
    }

    /// The word for programs.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Lost => "lost",
            Self::Changes => "changes",
            Self::Fails => "fails",
        }
    }
}

/// Which rule speaks of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Area {
    /// Who may register and call: passwords, challenges.
    Login,
    /// The three flags that `nat` comes to.
    Nat,
    /// Codecs, encryption, DTMF, where media goes.
    Media,
    /// What the dialplan sees of a call.
    Dialplan,
    /// Which addresses are let in.
    Access,
    /// How the account is reached, and watched.
    Reach,
}

macro_rules! aspects {
    ($($aspect:ident $area:ident $name:literal $todo:literal;)*) => {
        /// What it is that differs.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)] // the names say it, and `todo` in a sentence
        pub enum Aspect { $($aspect),* }

        impl Aspect {
            /// A word for the table.
            pub fn name(self) -> &'static str {
                match self { $(Self::$aspect => $name),* }
            }

            /// What is to be done, for a list of many.
            pub(crate) fn todo(self) -> &'static str {
                match self { $(Self::$aspect => $todo),* }
            }

            /// Which rule speaks of it.
            pub(crate) fn area(self) -> Area {
                match self { $(Self::$aspect => Area::$area),* }
            }
        }
    };
}

aspects! {
    Secret Login "secret" "set the passwords that the devices use";
    Username Login "username" "set the usernames that the devices use in the auth objects";
    Challenge Login "challenge" "challenge the same devices as chan_sip";
    OutboundSecret Login "outbound secret" "use the same outgoing credentials as chan_sip";
    Nat Nat "nat" "set force_rport, rewrite_contact and rtp_symmetric as nat= says";
    Codecs Media "codecs" "allow the codecs of sip.conf";
    Video Media "video" "allow the video codecs of sip.conf";
    Encryption Media "encryption" "encrypt as sip.conf says";
    Dtmf Media "dtmf" "send DTMF as sip.conf says";
    DirectMedia Media "direct media" "set direct_media as directmedia= says";
    Fax Media "fax" "set T.38 and fax detection as sip.conf says";
    Ice Media "ice" "set ICE, AVPF and rtcp_mux as sip.conf says";
    RtpTimeout Media "rtp timeout" "set the RTP timeouts of sip.conf";
    MediaOption Media "media" "set the other media options as in sip.conf";
    Context Dialplan "context" "set the contexts of sip.conf";
    CallerId Dialplan "caller id" "set the caller ids of sip.conf";
    Mailbox Dialplan "mailbox" "set the mailboxes of sip.conf";
    Groups Dialplan "groups" "set the call and pickup groups of sip.conf";
    Variables Dialplan "variables" "set the channel variables of sip.conf";
    CallOption Dialplan "calls" "set the other call options as in sip.conf";
    Limit Dialplan "call limit" "limit calls in the dialplan, with GROUP() and GROUP_COUNT()";
    Identity Dialplan "identity" "trust and send identities as sip.conf says";
    Timers Dialplan "session timers" "set the session timers of sip.conf";
    Acl Access "acl" "accept the addresses that sip.conf accepts";
    Host Reach "host" "call the hosts of sip.conf";
    Identify Reach "identify" "identify the hosts of sip.conf";
    Registrar Reach "aor" "let the phones register";
    Transport Reach "transport" "offer the transports of sip.conf";
    Qualify Reach "qualify" "qualify the devices that chan_sip qualifies";
    Proxy Reach "outbound proxy" "send through the outbound proxies of sip.conf";
    Expiry Reach "expiry" "set the registration limits of sip.conf";
}

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What differs.
    pub aspect: Aspect,
    /// How much it matters.
    pub(crate) weight: Weight,
    /// What chan_sip goes by, as sip.conf says it. Never a secret.
    pub(crate) was: String,
    /// The setting of PJSIP. Never a secret.
    pub(crate) now: String,
    /// What to write in PJSIP; empty if there is nothing to write.
    pub(crate) write: String,
    /// What happens because of it.
    pub(crate) so: &'static str,
    /// The line of sip.conf, or that there is none.
    pub(crate) origin: Origin,
    /// The option of the endpoint that says so, or should.
    pub(crate) option: Option<&'static str>,
}

impl Difference {
    /// A difference without further details.
    pub(super) fn new(aspect: Aspect, weight: Weight, origin: Origin, was: impl Into<String>) -> Self {
        let none = String::new;
        Self { aspect, weight, was: was.into(), now: none(), write: none(), so: "", origin, option: None }
    }

    pub(super) fn now(mut self, now: impl Into<String>) -> Self {
        self.now = now.into();
        self
    }

    pub(super) fn write(mut self, write: impl Into<String>) -> Self {
        self.write = write.into();
        self
    }

    pub(super) fn so(mut self, so: &'static str) -> Self {
        self.so = so;
        self
    }

    pub(super) fn option(mut self, option: &'static str) -> Self {
        self.option = Some(option);
        self
    }

    /// Whether it is a default, of chan_sip or of `[general]`, that PJSIP has no place for and does not set either.
    pub(crate) fn is_lost_default(&self) -> bool {
        self.weight == Weight::Changes && !matches!(self.origin, Origin::Device(_))
    }
}
