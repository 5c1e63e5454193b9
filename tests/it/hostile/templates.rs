//! Templates: chains, crowds, and what doubles with every level.

use std::fmt::Write as _;

use crate::hostile::bounded::{Bounded, TRANSPORT};
use crate::sample;

const ENDPOINT: &str = "type=endpoint\ncontext=x\ndisallow=all\nallow=ulaw\n";

/// `count` templates, each of which names the one before as `bases` says.
fn chain(count: usize, first: &str, bases: impl Fn(usize) -> String, own: &str) -> String {
    let mut text = format!("{TRANSPORT}[t0](!)\n{first}");
    for i in 1..count {
        write!(text, "[t{i}](!,{})\n{own}", bases(i - 1)).expect("a String takes everything");
    }
    write!(text, "[last]({})\ntype=endpoint\n", bases(count - 1)).expect("a String takes everything");
    text
}

#[test]
fn a_chain_of_100_000_templates() {
    let site = Bounded::of("chain", chain(100_000, ENDPOINT, |i| format!("t{i}"), ""));
    site.check("--format concise").ends_with(0);
    site.pjlint("show --no-config . endpoint/last").ends_with(0).says("context");
    // With a line in each, Asterisk would copy 5,000,000,000 of them.
    let site = Bounded::of("chain-of-lines", chain(100_000, ENDPOINT, |i| format!("t{i}"), "context=y\n"));
    site.check("--format concise").ends_with(1).says("templates add up to more than");
}

#[test]
fn objects_that_inherit_one_from_another() {
    let mut text = format!("{TRANSPORT}[e0]\n{ENDPOINT}");
    let count = sample::size(1000, 500);
    for i in 1..count {
        write!(text, "[e{i}](e{})\ncontext=c{i}\n", i - 1).expect("a String takes everything");
    }
    let site = Bounded::of("objects", text);
    site.check("--format concise").ends_with(0);
    let last = count - 1;
    site.pjlint(&format!("show --no-config . endpoint/e{last}")).ends_with(0).says(&format!("c{last}"));
}

#[test]
fn a_template_with_very_many_children() {
    let mut text = format!("{TRANSPORT}[t](!)\n{ENDPOINT}");
    for i in 0..50_000 {
        writeln!(text, "[e{i}](t)").expect("a String takes everything");
    }
    Bounded::of("children", text).check("--format concise").ends_with(0);
}

/// Each template inherits twice from the one before.
#[test]
fn templates_that_double() {
    let twice = |i: usize| format!("t{i},t{i}");
    Bounded::of("double", chain(15, ENDPOINT, twice, "")).check("--format concise").ends_with(0);
    let many = Bounded::of("double-60", chain(60, ENDPOINT, twice, ""));
    many.check("--format concise").ends_with(1).says("templates add up to more than 4,194,304 settings");
    // Of nothing twice nothing is still nothing: Asterisk loads it.
    let site = Bounded::of("double-nothing", chain(60, "", twice, ""));
    site.check("").ends_with(0).says("1 loaded");
    // Lines that come to a base later are for later inheritors only.
    let text = chain(60, "", twice, "") + "[t0](+TEMPLATES=include)\ncontext=x\n[late](t59)\ntype=endpoint\n";
    Bounded::of("double-late", text).check("").ends_with(0).says("2 loaded");
}

#[test]
fn two_bases_on_each_level() {
    let mut text = format!("{TRANSPORT}[a0](!)\n{ENDPOINT}[b0](!)\n{ENDPOINT}");
    for i in 1..60 {
        let before = i - 1;
        write!(text, "[a{i}](!,a{before},b{before})\n[b{i}](!,a{before},b{before})\n")
            .expect("a String takes everything");
    }
    text.push_str("[last](a59,b59)\n");
    Bounded::of("two", text).check("--format concise").ends_with(1).says("templates add up to more than");
}

#[test]
fn sections_of_one_name_without_number() {
    let same = format!("[e]\n{ENDPOINT}").repeat(20_000);
    Bounded::of("same", format!("{TRANSPORT}{same}")).check("--format concise").ends_with(1).says("duplicate");
    let mut appended = format!("{TRANSPORT}[e]\n{ENDPOINT}");
    for i in 0..3000 {
        write!(appended, "[e](+)\nset_var=A{i}=1\nallow+=,alaw\n").expect("a String takes everything");
    }
    let site = Bounded::of("appended", appended);
    site.check("--format concise").ends_with(0);
    site.pjlint("show --no-config . endpoint/e").ends_with(0);
}
