//! Codecs, encryption, DTMF, T.38, and the ways of media.

use crate::chan_sip::{Configured, DtmfMode, Host, Origin, SipOption as O, T38};
use crate::parity::difference::{Aspect, Difference, Weight};

use super::{Pair, is_on, yes};

const VIDEO: [&str; 9] = ["h261", "h263", "h263p", "h264", "h265", "mpeg4", "vp8", "vp9", "av1"];
const NO_SOUND: [&str; 5] = ["jpeg", "png", "t140", "t140red", "red"];

fn is_audio(name: &str) -> bool {
    !VIDEO.contains(&name) && !NO_SOUND.contains(&name)
}

impl Pair<'_> {
    pub(super) fn media(&mut self) {
        self.codecs();
        self.dtmf();
        self.direct_media();
        self.encryption();
        self.fax();
        let ice = "WebRTC browsers and phones that require it get no media";
        for (was, name, option) in [
            (self.device.ice_support(), "icesupport", "ice_support"),
            (self.device.avpf(), "avpf", "use_avpf"),
            (self.device.rtcp_mux(), "rtcp_mux", "rtcp_mux"),
        ] {
            self.switch(Aspect::Ice, was, name, option, ice);
        }
        let so = "The far end misinterprets the media";
        self.switch(Aspect::MediaOption, self.device.force_avp(), "force_avp", "force_avp", so);
        self.switch(Aspect::MediaOption, self.device.g726_non_standard(), "g726nonstandard", "g726_non_standard", so);
        self.switch(Aspect::MediaOption, self.device.auto_framing(), "autoframing", "use_ptime", so);
        for (option, name, instead) in [
            (O::RtpTimeout, "rtptimeout", "rtp_timeout"),
            (O::RtpHoldTimeout, "rtpholdtimeout", "rtp_timeout_hold"),
            (O::RtpKeepAlive, "rtpkeepalive", "rtp_keepalive"),
        ] {
            let so = "Calls without media stay up for longer, or end earlier, than before";
            self.number(Aspect::RtpTimeout, self.device.rtp_seconds(option), name, instead, so);
        }
        self.lost(Aspect::Video, O::TextSupport, is_on, "Real-time text is not offered");
        self.lost(Aspect::Video, O::MaxCallBitrate, |v| !v.is_empty(), "The video's bandwidth is not limited in SDP");
        self.lost(Aspect::MediaOption, O::IgnoreSdpVersion, is_on, "PJSIP processes the SDP whatever its version");
        self.lost(Aspect::MediaOption, O::Rfc2833Compensate, is_on, "The DTMF bug of Asterisk 1.2 is not compensated");
        for option in [O::DirectMediaPermit, O::DirectMediaDeny, O::DirectMediaAcl] {
            let so = "Direct media cannot be limited to networks: use direct_media=no where it is not allowed";
            self.lost(Aspect::DirectMedia, option, |v| !v.is_empty(), so);
        }
    }

    fn codecs(&mut self) {
        let configured = self.device.codecs();
        let (old, new) = (&configured.value, self.endpoint.codecs());
        let was: Vec<&str> = old.names().filter(|n| is_audio(n)).collect();
        let now: Vec<&str> = new.names().filter(|n| is_audio(n)).collect();
        let kept: Vec<&str> = now.iter().copied().filter(|n| was.contains(n)).collect();
        let missing = was.iter().any(|n| !now.contains(n));
        // In order, and nothing in front that was not there.
        let other_order = kept != was || now.first() != was.first();
        let differs = |weight, so| {
            Difference::new(Aspect::Codecs, weight, configured.origin, format!("allow={}", was.join(",")))
                .now(if now.is_empty() { "no codec allowed".to_owned() } else { format!("allow={}", now.join(",")) })
                .write(format!("allow=!all,{}", was.join(",")))
                .so(so)
                .option("allow")
        };
        if was.is_empty() {
            // Calls fail in chan_sip already.
        } else if now.is_empty() {
            self.found.push(differs(Weight::Fails, "Every call is answered 488"));
        } else if kept.is_empty() {
            let so = "The lists have no codec in common: calls with a device set to the old codecs are answered 488";
            self.found.push(differs(Weight::Fails, so));
        } else if missing {
            let so =
                "A device that supports only the missing codec is answered 488; others may switch to another codec";
            // Nobody has chosen the codecs that chan_sip allows by default.
            let weight = if Self::unsaid(&configured) { Weight::Note } else { Weight::Changes };
            self.found.push(differs(weight, so));
        } else if other_order {
            self.found.push(differs(Weight::Note, "Calls may use a different codec than before"));
        }
        let video = self.device.video_support();
        let lacking: Vec<&str> = old.names().filter(|n| VIDEO.contains(n) && !new.names().any(|m| m == *n)).collect();
        if video.value && !lacking.is_empty() {
            self.found.push(
                Difference::new(Aspect::Video, Weight::Changes, video.origin, "videosupport=yes")
                    .now(format!("without {}", lacking.join(",")))
                    .write(format!("allow={}", lacking.join(",")))
                    .so("Calls have no video")
                    .option("allow"),
            );
        }
        let only = self.device.preferred_codec_only();
        let kept = self.endpoint.knows("preferred_codec_only") && self.endpoint.is_on("preferred_codec_only")
            || self.endpoint.knows("incoming_call_offer_pref")
                && self.endpoint.text("incoming_call_offer_pref").ends_with(b"_first");
        if only.value && !kept {
            let write = if self.endpoint.knows("preferred_codec_only") {
                "preferred_codec_only=yes"
            } else {
                "incoming_call_offer_pref=local_first"
            };
            self.found.push(
                Difference::new(Aspect::Codecs, Weight::Changes, only.origin, "preferred_codec_only=yes")
                    .now("all common codecs in the answer")
                    .write(write)
                    .so("The device may switch to a codec that is not the first of the list")
                    .option("allow"),
            );
        }
    }

    fn dtmf(&mut self) {
        let was = self.device.dtmf_mode();
        let now = self.endpoint.text("dtmf_mode").to_ascii_lowercase();
        let (word, fits): (&str, &[&[u8]]) = match was.value {
            DtmfMode::Rfc2833 => ("rfc4733", &[b"rfc4733"]),
            DtmfMode::Info | DtmfMode::ShortInfo => ("info", &[b"info"]),
            DtmfMode::Inband => ("inband", &[b"inband"]),
            DtmfMode::Auto => ("auto", &[b"auto", b"auto_info"]),
        };
        if !fits.contains(&now.as_slice()) {
            self.found.push(
                Difference::new(Aspect::Dtmf, Weight::Changes, was.origin, format!("dtmfmode={}", was.value.name()))
                    .now(format!("dtmf_mode={}", String::from_utf8_lossy(&now)))
                    .write(format!("dtmf_mode={word}"))
                    .so("Key presses are not recognised, or are recognised twice")
                    .option("dtmf_mode"),
            );
        }
    }

    fn direct_media(&mut self) {
        let was = self.device.direct_media();
        let on = self.endpoint.is_on("direct_media");
        let spared = self.endpoint.is_on("disable_direct_media_on_nat");
        let word = match was.value {
            d if !d.on => "no",
            d if !d.with_nat => "nonat",
            _ => "yes",
        };
        let differs = |weight, write: &str, so| {
            Difference::new(Aspect::DirectMedia, weight, was.origin, format!("directmedia={word}"))
                .now(format!("direct_media={}, disable_direct_media_on_nat={}", yes(on), yes(spared)))
                .write(write)
                .so(so)
                .option("direct_media")
        };
        if !was.value.on && on {
            let so =
                "Asterisk removes itself from the media path: if the devices cannot reach each other there is no audio";
            self.found.push(differs(Weight::Changes, "direct_media=no", so));
        } else if was.value.on && !was.value.with_nat && on && !spared {
            let so = "Media bypasses Asterisk for devices behind NAT too: they hear nothing";
            // A host that is not looked up by registration is hardly ever behind NAT.
            let phone = self.device.host().value == Host::Dynamic;
            let weight = if phone { Weight::Changes } else { Weight::Note };
            self.found.push(differs(weight, "disable_direct_media_on_nat=yes", so));
        } else if was.value.on && was.is_set() && !on {
            self.found.push(differs(Weight::Note, "direct_media=yes", "All media goes through Asterisk"));
        } else if was.value.on && was.value.update && !self.endpoint.is_word("direct_media_method", "update") {
            let so = "Direct media is set up by INVITE, not by UPDATE";
            self.found.push(differs(Weight::Note, "direct_media_method=update", so));
        }
    }

    fn encryption(&mut self) {
        let (sdes, dtls) = (self.device.encryption(), self.device.dtls_enable());
        let now = self.endpoint.text("media_encryption").to_ascii_lowercase();
        let now = if self.endpoint.is_webrtc() { b"dtls".to_vec() } else { now };
        let optional = self.endpoint.is_on("media_encryption_optimistic");
        let (was, name): (Configured<bool>, &str) =
            if dtls.value { (dtls, "dtlsenable=yes") } else { (sdes, "encryption=yes") };
        let word = match (dtls.value, sdes.value) {
            (true, _) => "dtls",
            (_, true) => "sdes",
            _ => "no",
        };
        if now != word.as_bytes() && !(word == "no" && optional) {
            let so = match word {
                "no" => "A device that does not encrypt is answered 488",
                _ => "A device that requires encryption is answered 488; others are no longer encrypted",
            };
            let name = if word == "no" { "encryption=no" } else { name };
            self.found.push(
                Difference::new(Aspect::Encryption, Weight::Fails, was.origin, name)
                    .now(format!("media_encryption={}", String::from_utf8_lossy(&now)))
                    .write(format!("media_encryption={word}"))
                    .so(so)
                    .option("media_encryption"),
            );
        }
        if sdes.value && word == "sdes" {
            let so = "The device may refuse authentication tags of another length";
            self.switch(Aspect::Encryption, self.device.short_tag(), "encryption_taglen=32", "srtp_tag_32", so);
        }
    }

    fn fax(&mut self) {
        let t38 = self.device.t38();
        let was = Configured { value: t38.value != T38::Off, origin: t38.origin };
        let so = "Faxes are sent as audio, which fails with packet loss";
        self.switch(Aspect::Fax, was, "t38pt_udptl", "t38_udptl", so);
        if was.value {
            let so = "T.38 is sent to the address in the SDP, not to where it comes from";
            self.switch(Aspect::Fax, self.device.t38_use_rtp_source(), "t38pt_usertpsource", "t38_udptl_nat", so);
        }
        let fax = self.device.fax_detect();
        let was = Configured { value: fax.value.cng || fax.value.t38, origin: fax.origin };
        self.switch(Aspect::Fax, was, "faxdetect", "fax_detect", "Incoming faxes are not sent to extension `fax`");
    }

    /// Whether the value is chan_sip's own default, of which no line speaks.
    pub(super) fn unsaid<T>(value: &Configured<T>) -> bool {
        value.origin == Origin::BuiltIn
    }
}
