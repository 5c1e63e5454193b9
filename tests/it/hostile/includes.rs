//! Includes that go around, and includes without number.

use std::fmt::Write as _;

use crate::hostile::bounded::{Bounded, TRANSPORT};
use crate::sample;

#[test]
fn files_that_include_themselves() {
    let site = Bounded::of("cycle", format!("{TRANSPORT}#include pjsip.conf\n"));
    site.check("--format concise").ends_with(1).says("include-trap").says("`pjsip.conf` includes itself");
    let site = Bounded::of("cycle-of-two", format!("{TRANSPORT}#include a.conf\n"))
        .with("a.conf", "#include b.conf\n")
        .with("b.conf", "#include ./a.conf\n");
    site.check("--format concise").ends_with(1).says("include-trap").says("`./a.conf` includes itself");
}

/// Each file of the directory includes all of them, ten levels deep: tenfold on each.
#[test]
fn a_glob_that_includes_itself() {
    let mut site = Bounded::of("cycle-of-glob", format!("{TRANSPORT}#include d/*.conf\n"));
    for i in 0..10 {
        site = site.with(&format!("d/{i}.conf"), format!("[a{i}]\ntype=aor\n#include d/*.conf\n"));
    }
    site.check("--format concise").ends_with(1).says("include-trap");
}

#[test]
fn very_many_includes_of_one_file() {
    let site = Bounded::of("many", format!("{TRANSPORT}{}", "#include one.conf\n".repeat(20_000)))
        .with("one.conf", "[one]\ntype=aor\nmax_contacts=1\n");
    site.check("--format concise").ends_with(1).says("`one.conf` is included a second time");
    sample::tell();
    for words in ["", "--format json"].into_iter().filter(|words| sample::is_drawn(words)) {
        site.check(words).ends_with(1);
    }
}

#[test]
fn very_many_includes_of_nothing() {
    let mut text = TRANSPORT.to_owned();
    for i in 0..20_000 {
        writeln!(text, "#tryinclude no{i}.conf").expect("a String takes everything");
    }
    Bounded::of("nothing", text).check("--format concise").ends_with(0);
}

/// A pattern with more alternatives than there are atoms.
#[test]
fn braces_without_number() {
    let text = format!("{TRANSPORT}#include {}\n", "{a,b}{c,d}".repeat(400));
    Bounded::of("braces", text).check("--format concise").ends_with(1).says("missing-include");
    let text = format!("{TRANSPORT}#include {}x\n", "*".repeat(4000));
    Bounded::of("stars", text).with(&"a".repeat(200), "").check("--format concise").ends_with(1).says("include-trap");
}

#[test]
fn contexts_that_include_each_other() {
    let (mut endpoints, mut contexts) = (TRANSPORT.to_owned(), String::new());
    for i in 0..3000 {
        write!(endpoints, "[e{i}]\ntype=endpoint\ncontext=c{i}\n").expect("a String takes everything");
        let (next, far) = ((i + 1) % 3000, i * 7 % 3000);
        write!(contexts, "[c{i}]\ninclude => c{next}\ninclude => c{far}\nexten => {i},1,NoOp()\n").expect("the same");
    }
    Bounded::of("contexts", endpoints).with("extensions.conf", contexts).check("--format concise").ends_with(0);
}

#[test]
fn names_that_lead_nowhere_without_number() {
    let (mut endpoints, mut contexts) = (TRANSPORT.to_owned(), String::new());
    let count = sample::size(5000, 2000);
    for i in 0..count {
        write!(endpoints, "[e{i}]\ntype=endpoint\ncontext=d{i}\naors=d{i}\nacl=d{i}\n")
            .expect("a String takes everything");
        write!(contexts, "[c{i}]\nexten => {i},1,NoOp()\n").expect("the same");
    }
    let site =
        Bounded::of("nowhere", endpoints).with("extensions.conf", contexts).with("acl.conf", "[c1]\npermit=10.0.0.1\n");
    site.check("--format concise").ends_with(1).says(&format!("extensions.conf has no context `d{}`", count - 1));
}
