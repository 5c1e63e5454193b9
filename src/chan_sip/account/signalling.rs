//! What a device's SIP looks like: NAT, identity, timers, watching over it.

use crate::chan_sip::SipOption as O;
use crate::chan_sip::flag_options::{
    Insecure, Nat, Overlap, ProgressInband, Refresher, SendRpid, SessionTimers, TrustIdOutbound,
};
use crate::chan_sip::general::General;
use crate::chan_sip::general::devices::{KEEP_ALIVE, QUALIFY};
use crate::chan_sip::lines;
use crate::chan_sip::setting::{Configured, Origin};

use super::Account;

impl<'a> Account<'a> {
    /// `nat` (N-16). A device's lines take the place of those of `[general]`.
    pub fn nat(&self) -> Configured<Nat> {
        self.fold(O::Nat, General::nat, Nat::default(), Nat::line)
    }

    /// `insecure` (M-21).
    pub fn insecure(&self) -> Configured<Insecure> {
        self.over(O::Insecure, General::insecure, |v| Some(Insecure::parse(v)))
    }

    /// Milliseconds that the device may take to answer; 0 where it is not asked (M-28). `yes` is the time that
    /// `[general]` gives.
    pub fn qualify(&self) -> Configured<i32> {
        let general = self.general.qualify();
        let yes = if general.value == 0 { QUALIFY } else { general.value };
        self.over(O::Qualify, |_| general, |v| Some(lines::or_number(v, yes)))
    }

    /// Seconds between two questions (M-28).
    pub fn qualify_freq(&self) -> Configured<i32> {
        self.over(O::QualifyFreq, General::qualify_freq, lines::scanned)
    }

    /// Seconds between keep-alives; 0 for none.
    pub fn keep_alive(&self) -> Configured<i32> {
        self.over(O::KeepAlive, General::keep_alive, |v| Some(lines::or_number(v, KEEP_ALIVE)))
    }

    /// `trustrpid` (M-24).
    pub fn trust_rpid(&self) -> Configured<bool> {
        self.flag(O::TrustRpid, false)
    }

    /// `sendrpid` (M-24).
    pub fn send_rpid(&self) -> Configured<SendRpid> {
        self.fold(O::SendRpid, General::send_rpid, SendRpid::default(), SendRpid::line)
    }

    /// `trust_id_outbound` (M-24).
    pub fn trust_id_outbound(&self) -> Configured<TrustIdOutbound> {
        self.over(O::TrustIdOutbound, General::trust_id_outbound, |v| Some(TrustIdOutbound::parse(v)))
    }

    /// `promiscredir` (M-39).
    pub fn promisc_redir(&self) -> Configured<bool> {
        self.flag(O::PromiscRedir, false)
    }

    /// `usereqphone` (M-40).
    pub fn user_eq_phone(&self) -> Configured<bool> {
        self.flag(O::UseReqPhone, false)
    }

    /// `supportpath`.
    pub fn support_path(&self) -> Configured<bool> {
        self.flag(O::SupportPath, false)
    }

    /// `use_q850_reason` (M-40).
    pub fn q850_reason(&self) -> Configured<bool> {
        self.flag(O::UseQ850Reason, false)
    }

    /// `allowsubscribe` (M-40).
    pub fn allow_subscribe(&self) -> Configured<bool> {
        self.flag(O::AllowSubscribe, true)
    }

    /// `allowtransfer` (M-40).
    pub fn allow_transfer(&self) -> Configured<bool> {
        self.flag(O::AllowTransfer, true)
    }

    /// `allowoverlap` (M-40).
    pub fn allow_overlap(&self) -> Configured<Overlap> {
        self.over(O::AllowOverlap, General::allow_overlap, |v| Some(Overlap::parse(v)))
    }

    /// `progressinband` (M-38).
    pub fn progress_inband(&self) -> Configured<ProgressInband> {
        self.over(O::ProgressInband, General::progress_inband, |v| Some(ProgressInband::parse(v)))
    }

    /// `session-timers` (M-37).
    pub fn session_timers(&self) -> Configured<SessionTimers> {
        self.over(O::SessionTimers, General::session_timers, SessionTimers::parse)
    }

    /// `session-refresher` (M-37).
    pub fn session_refresher(&self) -> Configured<Refresher> {
        self.over(O::SessionRefresher, General::session_refresher, Refresher::parse)
    }

    /// Seconds after which a call without refresh ends (M-37).
    pub fn session_expires(&self) -> Configured<i32> {
        self.over(O::SessionExpires, General::session_expires, lines::scanned)
    }

    /// The fewest seconds that chan_sip agrees to; fewer than 90 are refused (M-37).
    pub fn session_min_se(&self) -> Configured<i32> {
        self.over(O::SessionMinSe, General::session_min_se, |v| lines::scanned(v).filter(|n| *n >= 90))
    }

    /// `maxforwards`; 0 where `[general]`'s is taken.
    pub fn max_forwards(&self) -> Configured<i32> {
        let valid = |v| lines::scanned(v).filter(|n| (1..=255).contains(n));
        let Some((setting, value)) = self.line(O::MaxForwards) else { return Configured::new(0, Origin::BuiltIn) };
        valid(value).map_or_else(|| self.general.max_forwards(), |n| Configured::new(n, Origin::Device(setting)))
    }

    /// Milliseconds of the timers T1 and B.
    pub fn timers(&self) -> (i32, i32) {
        let ((mut t1, mut b), least) = (self.general.timers(), self.general.t1_min());
        for pass in self.lines().passes() {
            let (mut t1_set, mut b_set) = (false, false);
            pass.each(&[O::TimerT1, O::TimerB], |option, (_, value)| {
                let n = lines::scanned(value).filter(|n| *n >= 200);
                if option == O::TimerT1 {
                    (t1, t1_set) = (n.filter(|n| *n >= least).unwrap_or(least), true);
                } else {
                    (b, b_set) = (n.unwrap_or(self.general.timers().1), true);
                }
            });
            if b < t1.wrapping_mul(64) && !(b_set && t1_set) {
                if b_set {
                    t1 = b / 64;
                    if t1 < least {
                        b = least.wrapping_mul(64);
                        t1 = least;
                    }
                } else {
                    b = t1.wrapping_mul(64);
                }
            }
        }
        (t1, b)
    }

    /// A registration that chan_sip makes with this device's own settings, by what it is called there (M-48).
    pub fn callback_extension(&self) -> Configured<&'a [u8]> {
        self.own_text(O::CallbackExtension)
    }
}
