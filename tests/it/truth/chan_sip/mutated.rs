//! No text makes the reading of sip.conf panic.

use std::path::Path;

use pjlint::chan_sip::{ChanSip, SipOption};
use pjlint::objects::{Configuration, LoadOptions, Main, load};
use pjlint::text;

use super::{account, general};
use crate::site::config_dir;
use crate::truth::compare;

const PIECES: &[&str] = &[
    "[",
    "]",
    "(!)",
    "(+)",
    "=",
    "\n",
    ",",
    ":",
    "@",
    "/",
    "~",
    "\"",
    "\\",
    "-1",
    "99999999999999999999",
    "%",
    " ",
    "[general]\n",
    "[a]\n",
    "[A]\n",
    "type=peer\n",
    "register=",
    "callbackextension=x\n",
    "timerb=-2147483648\n",
    "timert1=2147483647\n",
    "t1min=2147483647\n",
    "qualifyfreq=2147483647\n",
    "maxdatagram=",
    "transport=",
    "header=",
    "hasvoicemail=yes\n",
    "permit=::/0\n",
    "[::1",
    "\u{ff}",
    "\0",
];

fn texts() -> Vec<Vec<u8>> {
    let cases = crate::truth::cases();
    cases.into_iter().filter_map(|(_, dir)| std::fs::read(dir.join("sip.conf")).ok()).collect()
}

/// A small generator: the same texts in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n.max(1)
    }
}

fn configuration(text: Vec<u8>) -> Configuration {
    let target = compare::target("16");
    let mut c = load(config_dir("/nonexistent"), Main::Text(Vec::new()), target, LoadOptions::default())
        .expect("text is readable");
    let file = c.sources.add_text("sip.conf", text);
    let doc = text::read(&mut c.sources, &c.dir, file, text::Reading::default());
    c.chan_sip = Some(ChanSip::new(doc, &c.sources));
    c
}

#[test]
fn nothing_panics() {
    let texts = texts();
    let mut chance = Chance(1);
    for _ in 0..4000 {
        let mut text = texts[chance.below(texts.len())].clone();
        for _ in 0..=chance.below(8) {
            let at = chance.below(text.len() + 1);
            match chance.below(4) {
                0 => drop(text.splice(at..at, PIECES[chance.below(PIECES.len())].bytes())),
                1 => drop(text.drain(at..(at + chance.below(30)).min(text.len()))),
                2 => {
                    let other = &texts[chance.below(texts.len())];
                    let from = chance.below(other.len() + 1);
                    drop(text.splice(at..at, other[from..(from + 200).min(other.len())].iter().copied()));
                }
                _ => {
                    if let Some(byte) = text.get_mut(at) {
                        *byte = chance.below(256) as u8;
                    }
                }
            }
        }
        let c = configuration(text);
        ask_everything(&c);
    }
}

fn ask_everything(c: &Configuration) {
    let sip = c.chan_sip.as_ref().expect("it was set");
    let g = sip.general(&c.sources);
    general::settings(c);
    general::registry(c, "", &mut Vec::new(), &mut 0);
    for a in sip.accounts(&g) {
        account::peer(c, a.name());
        account::user(c, a.name());
        a.dtls(SipOption::DtlsCertFile);
        a.fax_detect();
        a.progress_inband();
        a.short_tag();
        a.rtp_seconds(SipOption::RtpTimeout);
        assert!(!format!("{a:?}{:?}", a.secret()).contains("hunter2"));
    }
    let secrets = format!("{:?}{:?}", g.registrations(), g.credentials());
    assert!(!secrets.contains("hunter2"));
    for (_, why) in &sip.skipped {
        let _ = format!("{why:?}");
    }
}

#[test]
fn no_secret_is_printed() {
    let text = "[general]\nregister=u:hunter2@192.0.2.1\n[authentication]\nauth=u:hunter2@r\n\
                [a]\ntype=friend\nsecret=hunter2\nmd5secret=hunter2\nremotesecret=hunter2\nauth=u#hunter2@r\n";
    let c = configuration(text.into());
    let sip = c.chan_sip.as_ref().expect("it was set");
    let g = sip.general(&c.sources);
    let a = sip.find(&g, b"a").expect("it is there");
    let printed = format!("{:?}{:?}{:?}", a.secret(), a.md5_secret(), a.remote_secret());
    let more = format!("{:?}{:?}{:?}", a.credentials(), g.registrations(), g.credentials());
    assert!(!printed.contains("hunter2") && !more.contains("hunter2"), "{printed}{more}");
    assert!(a.secret().value.same_secret(b"hunter2") && !a.secret().value.same_secret(b"hunter"));
    assert!(
        Path::new(&c.sources.file(sip.span(a.secret().setting().expect("a line")).file).name).ends_with("sip.conf")
    );
}
