//! What a device's media looks like.

use crate::asterisk::value::codecs::CodecList;
use crate::chan_sip::SipOption as O;
use crate::chan_sip::flag_options::{DirectMedia, DtmfMode, FaxDetect, T38};
use crate::chan_sip::general::General;
use crate::chan_sip::general::MAJOR;
use crate::chan_sip::lines;
use crate::chan_sip::setting::{Configured, Origin};

use super::Account;

impl<'a> Account<'a> {
    /// The codecs, in order: those of `[general]` as the device's lines change them (M-7).
    pub fn codecs(&self) -> Configured<CodecList> {
        let (mut list, mut given) = (None, None);
        self.lines().each(&[O::Allow, O::Disallow], |option, (setting, value)| {
            given = Some(setting);
            // A name that is unknown does not keep the others from counting.
            let list = list.get_or_insert_with(|| self.general.codecs().clone());
            let _ = list.apply(value, option == O::Allow, MAJOR);
        });
        let general = || self.general.line(O::Allow).or_else(|| self.general.line(O::Disallow));
        let given =
            given.map_or_else(|| general().map_or(Origin::BuiltIn, |(s, _)| Origin::General(s)), Origin::Device);
        Configured::new(list.unwrap_or_else(|| self.general.codecs().clone()), given)
    }

    /// `directmedia`, or `canreinvite` (M-26).
    pub fn direct_media(&self) -> Configured<DirectMedia> {
        let general = self.general.direct_media();
        let mut media = self.fold(O::DirectMedia, |_| general, DirectMedia::default(), DirectMedia::line);
        media.value.outgoing |= general.value.outgoing;
        media
    }

    /// `dtmfmode` (M-25).
    pub fn dtmf_mode(&self) -> Configured<DtmfMode> {
        self.over(O::DtmfMode, General::dtmf_mode, |v| Some(DtmfMode::parse(v)))
    }

    /// `t38pt_udptl` (M-43).
    pub fn t38(&self) -> Configured<T38> {
        self.fold(O::T38Udptl, General::t38, T38::Off, T38::line)
    }

    /// The largest T.38 datagram, in bytes; `u32::MAX` is as large as the far end says (M-43).
    pub fn t38_max_datagram(&self) -> Configured<u32> {
        let general = self.general.t38_max_datagram();
        lines::last_max_datagram(self.lines(), general.value)
            .map_or(general, |(n, s)| Configured::new(n, Origin::Device(s)))
    }

    /// `t38pt_usertpsource` (M-43).
    pub(crate) fn t38_use_rtp_source(&self) -> Configured<bool> {
        self.flag(O::T38UseRtpSource, false)
    }

    /// `faxdetect` (M-43).
    pub fn fax_detect(&self) -> Configured<FaxDetect> {
        self.fold(O::FaxDetect, General::fax_detect, FaxDetect::default(), FaxDetect::line)
    }

    /// Whether calls may have video (M-44). `always` stays, whatever a later line says.
    pub fn video_support(&self) -> Configured<bool> {
        let general = self.general.video();
        let (mut state, mut given) = (general.value, general.origin);
        for pass in self.lines().passes() {
            pass.each(&[O::VideoSupport], |_, (setting, value)| {
                lines::video(&mut state, value);
                given = Origin::Device(setting);
            });
        }
        Configured::new(state[0] || state[1], given)
    }

    /// `textsupport` (M-44).
    pub fn text_support(&self) -> Configured<bool> {
        self.flag(O::TextSupport, false)
    }

    /// `ignoresdpversion`.
    pub fn ignore_sdp_version(&self) -> Configured<bool> {
        self.flag(O::IgnoreSdpVersion, false)
    }

    /// `rtcp_mux` (M-31).
    pub fn rtcp_mux(&self) -> Configured<bool> {
        self.flag(O::RtcpMux, false)
    }

    /// `icesupport` (M-31).
    pub(crate) fn ice_support(&self) -> Configured<bool> {
        self.flag(O::IceSupport, false)
    }

    /// `avpf` (M-31).
    pub(crate) fn avpf(&self) -> Configured<bool> {
        self.own_flag(O::Avpf)
    }

    /// `force_avp` (M-31).
    pub(crate) fn force_avp(&self) -> Configured<bool> {
        self.own_flag(O::ForceAvp)
    }

    /// `encryption`: SDES, without which calls are refused (M-31).
    pub fn encryption(&self) -> Configured<bool> {
        self.own_flag(O::Encryption)
    }

    /// `encryption_taglen=32` (M-31).
    pub fn short_tag(&self) -> Configured<bool> {
        self.own(O::EncryptionTagLen, false, |v| Some(v == b"32"))
    }

    /// `dtlsenable`: only the lines of the last section count, and none of `[general]` (M-31).
    pub(crate) fn dtls_enable(&self) -> Configured<bool> {
        let line = self.lines().last_pass().last(&[O::DtlsEnable]);
        line.map_or(Configured::new(false, Origin::BuiltIn), |(s, v)| {
            Configured::new(crate::asterisk::value::number::is_true(v), Origin::Device(s))
        })
    }

    /// Any other `dtls` option: the last section's, or else that of `[general]`, which is the default of these.
    pub fn dtls(&self, option: O) -> Configured<&'a [u8]> {
        match self.lines().last_pass().last(&[option]) {
            Some((s, v)) => Configured::new(v, Origin::Device(s)),
            None => self.general.text(option, b"", usize::MAX),
        }
    }

    /// `autoframing` (M-40).
    pub fn auto_framing(&self) -> Configured<bool> {
        self.flag(O::AutoFraming, false)
    }

    /// `g726nonstandard` (M-40).
    pub(crate) fn g726_non_standard(&self) -> Configured<bool> {
        self.flag(O::G726NonStandard, false)
    }

    /// `preferred_codec_only` (M-41).
    pub(crate) fn preferred_codec_only(&self) -> Configured<bool> {
        self.flag(O::PreferredCodecOnly, false)
    }

    /// `rtptimeout`, `rtpholdtimeout` or `rtpkeepalive`, in seconds; 0 for none (M-42).
    pub fn rtp_seconds(&self, option: O) -> Configured<i32> {
        self.over(option, |g| g.rtp_seconds(option), |v| lines::scanned(v).filter(|n| *n >= 0))
    }

    /// `maxcallbitrate`, in kilobits a second; a negative number means 384, whatever `[general]` says.
    pub fn max_call_bitrate(&self) -> Configured<i32> {
        self.over(O::MaxCallBitrate, General::max_call_bitrate, |v| Some(lines::atoi(v)).filter(|n| *n >= 0))
    }

    /// `rtp_engine` (M-40).
    pub fn rtp_engine(&self) -> Configured<&'a [u8]> {
        self.own(O::RtpEngine, &b"asterisk"[..], Some)
    }
}
