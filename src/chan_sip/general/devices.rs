//! The defaults that `[general]` leaves to devices (M-6), and chan_sip's own beneath them (M-9).

use crate::chan_sip::SipOption as O;
use crate::chan_sip::flag_options::{
    DirectMedia, DtmfMode, FaxDetect, Insecure, Nat, Overlap, ProgressInband, Refresher, SendRpid, SessionTimers, T38,
    TrustIdOutbound,
};
use crate::chan_sip::lines;
use crate::chan_sip::setting::{Configured, Origin};

use super::General;

/// Milliseconds that a device may take to answer where `qualify=yes` says none.
pub(in crate::chan_sip) const QUALIFY: i32 = 2000;
/// Seconds between keep-alives where `keepalive=yes` says none.
pub(in crate::chan_sip) const KEEP_ALIVE: i32 = 60;

impl General<'_> {
    fn fold<T: Copy>(&self, option: O, default: T, begin: T, line: impl Fn(&mut T, &[u8])) -> Configured<T> {
        let folded = self.lines().folded(&[option], begin, |state, _, value| line(state, value));
        folded.map_or(Configured::new(default, Origin::BuiltIn), |(v, s)| Configured::new(v, Origin::General(s)))
    }

    /// `nat` (N-16).
    pub fn nat(&self) -> Configured<Nat> {
        self.fold(O::Nat, Nat::DEFAULT, Nat::default(), Nat::line)
    }

    /// `directmedia` (M-26).
    pub(crate) fn direct_media(&self) -> Configured<DirectMedia> {
        self.fold(O::DirectMedia, DirectMedia::DEFAULT, DirectMedia::default(), DirectMedia::line)
    }

    /// `dtmfmode` (M-25).
    pub fn dtmf_mode(&self) -> Configured<DtmfMode> {
        self.read(O::DtmfMode, DtmfMode::Rfc2833, |v| Some(DtmfMode::parse(v)))
    }

    /// `insecure` (M-21).
    pub(crate) fn insecure(&self) -> Configured<Insecure> {
        self.read(O::Insecure, Insecure::default(), |v| Some(Insecure::parse(v)))
    }

    /// `sendrpid` (M-24).
    pub fn send_rpid(&self) -> Configured<SendRpid> {
        self.fold(O::SendRpid, SendRpid::default(), SendRpid::default(), SendRpid::line)
    }

    /// `t38pt_udptl` (M-43).
    pub fn t38(&self) -> Configured<T38> {
        self.fold(O::T38Udptl, T38::Off, T38::Off, T38::line)
    }

    /// The largest T.38 datagram, in bytes; none is as large as the far end says (M-43).
    pub fn t38_max_datagram(&self) -> Configured<u32> {
        lines::last_max_datagram(self.lines(), u32::MAX)
            .map_or(Configured::new(u32::MAX, Origin::BuiltIn), |(n, s)| Configured::new(n, Origin::General(s)))
    }

    /// `faxdetect` (M-43).
    pub(crate) fn fax_detect(&self) -> Configured<FaxDetect> {
        self.fold(O::FaxDetect, FaxDetect::default(), FaxDetect::default(), FaxDetect::line)
    }

    /// `allowoverlap` (M-40).
    pub fn allow_overlap(&self) -> Configured<Overlap> {
        self.read(O::AllowOverlap, Overlap::Yes, |v| Some(Overlap::parse(v)))
    }

    /// `progressinband` (M-38).
    pub fn progress_inband(&self) -> Configured<ProgressInband> {
        self.read(O::ProgressInband, ProgressInband::No, |v| Some(ProgressInband::parse(v)))
    }

    /// `trust_id_outbound` (M-24).
    pub(crate) fn trust_id_outbound(&self) -> Configured<TrustIdOutbound> {
        self.read(O::TrustIdOutbound, TrustIdOutbound::Legacy, |v| Some(TrustIdOutbound::parse(v)))
    }

    /// `videosupport`: whether it says yes, and whether it ever says always (M-44).
    pub(in crate::chan_sip) fn video(&self) -> Configured<[bool; 2]> {
        self.fold(O::VideoSupport, [false; 2], [false; 2], lines::video)
    }

    /// Milliseconds that a device may take to answer; 0 where it is not asked (M-28).
    pub fn qualify(&self) -> Configured<i32> {
        self.read(O::Qualify, 0, |v| Some(lines::or_number(v, QUALIFY)))
    }

    /// Seconds between two questions (M-28).
    pub fn qualify_freq(&self) -> Configured<i32> {
        self.read(O::QualifyFreq, 60, lines::scanned)
    }

    /// Seconds between keep-alives; 0 for none (M-28).
    pub fn keep_alive(&self) -> Configured<i32> {
        self.read(O::KeepAlive, 0, |v| Some(lines::or_number(v, KEEP_ALIVE)))
    }

    /// Whether calls are counted (M-33).
    pub fn call_counter(&self) -> Configured<bool> {
        self.flag(O::CallCounter, false)
    }

    /// The context of calls without a device, and of devices that say none (M-22).
    pub fn context(&self) -> Configured<&[u8]> {
        self.text(O::Context, b"default", 79)
    }

    /// The context of subscriptions; empty for that of calls (M-22).
    pub(crate) fn subscribe_context(&self) -> Configured<&[u8]> {
        self.text(O::SubscribeContext, b"", 79)
    }

    /// The context of messages; empty for that of calls (M-22).
    pub(crate) fn message_context(&self) -> Configured<&[u8]> {
        self.text(O::MessageContext, b"", 79)
    }

    /// `session-timers` (M-37).
    pub fn session_timers(&self) -> Configured<SessionTimers> {
        self.read(O::SessionTimers, SessionTimers::Accept, SessionTimers::parse)
    }

    /// `session-refresher` (M-37).
    pub fn session_refresher(&self) -> Configured<Refresher> {
        self.read(O::SessionRefresher, Refresher::Uas, Refresher::parse)
    }

    /// Seconds after which a call without refresh ends (M-37).
    pub fn session_expires(&self) -> Configured<i32> {
        self.read(O::SessionExpires, 1800, lines::scanned)
    }

    /// The fewest seconds that chan_sip agrees to: 90 at least (M-37).
    pub fn session_min_se(&self) -> Configured<i32> {
        self.read(O::SessionMinSe, 90, |v| lines::scanned(v).filter(|n| *n >= 90))
    }

    /// `maxforwards`, 1 to 255.
    pub fn max_forwards(&self) -> Configured<i32> {
        self.read(O::MaxForwards, 70, |v| lines::scanned(v).filter(|n| (1..=255).contains(n)))
    }

    /// A number of seconds of the media, 0 for none (M-42).
    pub fn rtp_seconds(&self, option: O) -> Configured<i32> {
        self.read(option, 0, |v| lines::scanned(v).filter(|n| *n >= 0))
    }

    /// `maxcallbitrate`, in kilobits a second.
    pub fn max_call_bitrate(&self) -> Configured<i32> {
        self.read(O::MaxCallBitrate, 384, |v| Some(lines::atoi(v)).filter(|n| *n >= 0))
    }

    /// Milliseconds of the timers T1 and B. A line of `timerb` is not taken, but for what it does to T1.
    pub fn timers(&self) -> (i32, i32) {
        let least = self.t1_min();
        let mut t1 = 500;
        let mut b = 64 * 500;
        let mut b_set = false;
        self.lines().each(&[O::TimerT1, O::TimerB], |option, (_, value)| {
            let n = lines::atoi(value);
            if option == O::TimerT1 {
                t1 = n;
            } else {
                b_set = true;
                if n < 500 {
                    b = t1.wrapping_mul(64);
                }
            }
        });
        t1 = t1.max(least);
        if b < t1.wrapping_mul(64) {
            if b_set {
                t1 = b / 64;
                if t1 < least {
                    (t1, b) = (least, least.wrapping_mul(64));
                }
            } else {
                b = t1.wrapping_mul(64);
            }
        }
        (t1, b)
    }

    /// The least that T1 may be, in milliseconds.
    pub fn t1_min(&self) -> i32 {
        self.line(O::T1Min).map_or(100, |(_, v)| lines::atoi(v))
    }
}
