//! What the dialplan sees of calls, and what PJSIP has no option for.

use crate::chan_sip::{Configured, Overlap, ProgressInband, Refresher, SessionTimers, SipOption as O, TrustIdOutbound};
use crate::parity::difference::{Aspect, Difference, Weight};

use super::Pair;

impl Pair<'_> {
    pub(super) fn calls(&mut self) {
        let so = "Its calls start in another context: with other extensions, or none at all";
        self.text(Aspect::Context, self.device.context(), "context", "context", so);
        let so = "Its subscriptions look for hints in another context: BLF lamps stay dark";
        self.text(Aspect::Context, self.device.subscribe_context(), "subscribecontext", "subscribe_context", so);
        let so = "Its text messages go to another context";
        self.text(Aspect::Context, self.device.message_context(), "outofcall_message_context", "message_context", so);
        let so = "Prompts are played in another language";
        self.text(Aspect::CallOption, self.device.language(), "language", "language", so);
        let so = "Another country's tones are played";
        self.text(Aspect::CallOption, self.device.tone_zone(), "tonezone", "tone_zone", so);
        let so = "Callers that the device puts on hold hear other music";
        let moh = self.device.moh_suggest();
        let moh = if moh.value.is_empty() { Configured { value: &b"default"[..], ..moh } } else { moh };
        self.text(Aspect::CallOption, moh, "mohsuggest", "moh_suggest", so);
        let vm = self.device.vm_exten();
        if !Self::unsaid(&vm) {
            let so = "The phone's message key calls another extension";
            self.text(Aspect::Mailbox, vm, "vmexten", "voicemail_extension", so);
        }
        for (was, name, option) in [
            (self.device.record_on_feature(), "recordonfeature", "record_on_feature"),
            (self.device.record_off_feature(), "recordofffeature", "record_off_feature"),
        ] {
            if !Self::unsaid(&was) {
                self.text(Aspect::CallOption, was, name, option, "The phone's record key starts something else");
            }
        }
        self.switches();
        self.identity();
        self.timers();
        self.limits();
    }

    fn switches(&mut self) {
        for (was, name, option, so) in [
            (
                self.device.allow_subscribe(),
                "allowsubscribe",
                "allow_subscribe",
                "Subscriptions are refused or accepted, contrary to sip.conf",
            ),
            (
                self.device.allow_transfer(),
                "allowtransfer",
                "allow_transfer",
                "Transfers are refused or accepted, contrary to sip.conf",
            ),
            (
                self.device.user_eq_phone(),
                "usereqphone",
                "user_eq_phone",
                "The provider may refuse numbers without user=phone",
            ),
        ] {
            self.switch(Aspect::CallOption, was, name, option, so);
        }
        let overlap = self.device.allow_overlap();
        let was = Configured { value: overlap.value != Overlap::No, origin: overlap.origin };
        let so = "Numbers dialled digit by digit (overlap) are cut short, or Asterisk waits for more digits";
        self.switch(Aspect::CallOption, was, "allowoverlap", "allow_overlap", so);
        let progress = self.device.progress_inband();
        let was = Configured { value: progress.value == ProgressInband::Yes, origin: progress.origin };
        let so = "Callers hear no ringing tone, or a different one";
        self.switch(Aspect::CallOption, was, "progressinband", "inband_progress", so);
        let redirect = self.device.promisc_redir();
        if redirect.value && self.endpoint.is_word("redirect_method", "user") {
            self.found.push(
                Difference::new(Aspect::CallOption, Weight::Changes, redirect.origin, "promiscredir=yes")
                    .now("redirect_method=user")
                    .write("redirect_method=uri_core")
                    .so("Calls that the device forwards to another host go to the dialplan")
                    .option("redirect_method"),
            );
        }
    }

    fn identity(&mut self) {
        let so = "The caller id from the far end is trusted or ignored, contrary to sip.conf";
        self.switch(Aspect::Identity, self.device.trust_rpid(), "trustrpid", "trust_id_inbound", so);
        let send = self.device.send_rpid();
        for (value, option) in [(send.value.pai, "send_pai"), (send.value.rpid, "send_rpid")] {
            let was = Configured { value, origin: send.origin };
            let so = "The far end is not told who calls, or is told contrary to sip.conf";
            self.switch(Aspect::Identity, was, option, option, so);
        }
        let trust = self.device.trust_id_outbound();
        if trust.value != TrustIdOutbound::Legacy {
            let was = Configured { value: trust.value == TrustIdOutbound::Yes, origin: trust.origin };
            let so = "Numbers that callers hide are revealed or withheld, contrary to sip.conf";
            self.switch(Aspect::Identity, was, "trust_id_outbound", "trust_id_outbound", so);
        }
    }

    fn timers(&mut self) {
        let was = self.device.session_timers();
        let (name, word) = match was.value {
            SessionTimers::Accept => ("accept", "yes"),
            SessionTimers::Originate => ("originate", "always"),
            SessionTimers::Refuse => ("refuse", "no"),
        };
        let now = self.endpoint.text("timers").to_ascii_lowercase();
        if now != word.as_bytes() && !(word == "yes" && now == b"true") {
            self.found.push(
                Difference::new(Aspect::Timers, Weight::Changes, was.origin, format!("session-timers={name}"))
                    .now(format!("timers={}", String::from_utf8_lossy(&now)))
                    .write(format!("timers={word}"))
                    .so("Calls are refreshed or not, contrary to sip.conf: dead calls may stay up")
                    .option("timers"),
            );
        }
        if was.value != SessionTimers::Refuse {
            let so = "Calls are refreshed at different times than before";
            let (expires, least) = (self.device.session_expires(), self.device.session_min_se());
            self.number(Aspect::Timers, expires, "session-expires", "timers_sess_expires", so);
            self.number(Aspect::Timers, least, "session-minse", "timers_min_se", so);
        }
        let side = |v: &[u8]| v.eq_ignore_ascii_case(b"uac");
        if self.device.session_refresher().value == Refresher::Uac {
            self.lost(Aspect::Timers, O::SessionRefresher, side, "PJSIP chooses who refreshes the call");
        }
        let so = "timer_t1 and timer_b of type=system apply to all accounts at once";
        self.lost(Aspect::Timers, O::TimerT1, |v| !v.is_empty(), so);
        self.lost(Aspect::Timers, O::TimerB, |v| !v.is_empty(), so);
    }

    fn limits(&mut self) {
        let limit = self.device.call_limit();
        if limit.value > 0 && limit.value < i32::MAX {
            self.found.push(
                Difference::new(Aspect::Limit, Weight::Lost, limit.origin, format!("call-limit={}", limit.value))
                    .now("no such option")
                    .so(
                        "The number of calls is not limited: count them in the dialplan with GROUP() and GROUP_COUNT()",
                    ),
            );
        }
        let so = "The device is shown as in use, not as busy, when it has that many calls";
        self.number(Aspect::Limit, self.device.busy_level(), "busylevel", "device_state_busy_at", so);
        let so = "No dialplan entry is created when the phone registers";
        self.lost(Aspect::CallOption, O::RegExten, |v| !v.is_empty(), so);
        let interpret = |v: &[u8]| !v.is_empty() && v != b"default" && !v.eq_ignore_ascii_case(b"passthrough");
        let so = "Set CHANNEL(musicclass) in the dialplan, or with set_var";
        self.lost(Aspect::CallOption, O::MohInterpret, interpret, so);
        if self.device.moh_interpret().value.eq_ignore_ascii_case(b"passthrough") {
            let origin = self.device.moh_interpret().origin;
            let so = "Asterisk plays music instead of passing the hold on";
            let was = Configured { value: true, origin };
            self.switch(Aspect::CallOption, was, "mohinterpret=passthrough", "moh_passthrough", so);
        }
    }
}
