use super::{Answer, Expression, is_regex};

#[test]
fn what_regcomp_takes() {
    for good in [
        "",
        "x|y",
        "a**",
        "(|a)",
        "()",
        "a{,3}",
        ")",
        "a)b",
        "a{1,2}{3}",
        "[]a]",
        "[^]]",
        "[a-]",
        "[-a]",
        "[[:digit:]x]",
        "(a)|((b)|c)\\3",
        "a|",
        "|",
        "(a)\\1",
        "}",
        "a{2,}",
        "[[.a.]-c]",
        "\\.",
        "^$",
        "[\\]",
        "(^a)",
        "a\\<b",
        "[--/]",
        "[a\\]",
        "a{0}",
        "a{,}",
        "a{1\\,2}",
        "a{1\\0}",
        "[3[]",
        "[a-z&&[^b]]",
        "[\\d]",
    ] {
        assert!(is_regex(good.as_bytes()), "{good}");
    }
    for bad in [
        "(a",
        "[a",
        "a{2",
        "+",
        "*",
        "[[:x:]]",
        "a|*b",
        "^*",
        "(?i)x",
        "{1",
        "[b-a]",
        "a\\",
        "\\1",
        "(*a)",
        "a{2,1}",
        "a{}",
        "a{,",
        "[",
        "[]",
        "[a-b-c]",
        "[[:digit:]-z]",
        "a{32768}",
        "\\b*",
        "[[.ab.]]",
        "(a\\1)",
        "a{x}",
        "[a-",
        "(a)|b\\1",
        "a{2\\}",
        "a{1,2,}",
        "[a---z]",
        "[[=ab=]]",
    ] {
        assert!(!is_regex(bad.as_bytes()), "{bad}");
    }
}

/// Asterisk 16 and 22 answer the same: fixtures `G-36-filter-brackets`, `-escapes`, `-repetitions` and `-other-dialect`.
#[test]
fn what_regexec_matches() {
    use Answer::{No, Yes};
    for (pattern, text, answer) in [
        (r"[\d]", "3", No),
        (r"[\d]", "d", Yes),
        (r"[\d]", "\\x", Yes),
        (r"[^\d]", "3", Yes),
        (r"[^\d]", "d", No),
        ("[3[]", "[", Yes),
        ("[]3]", "]", Yes),
        ("[^]3]", "]", No),
        (r"[\]]", "]", No),
        (r"[\]]", r"\]", Yes),
        ("[a-]", "-", Yes),
        ("[--/]", ".", Yes),
        ("[[:digit:]]", "3", Yes),
        ("[:digit:]", "3", No),
        ("[:digit:]", "d", Yes),
        ("[[.a.]-c]", "b", Yes),
        ("[[.].]]", "]", Yes),
        ("[a-z&&[^b]]", "a", No),
        ("[a-z&&[^b]]", "b]", Yes),
        ("[~~a]", "~", Yes),
        (r"[\t]", "a\tb", No),
        ("[X]", "x", No),
        (r"\d", "3", No),
        (r"\d+$", "dd", Yes),
        (r"^\D", "D", Yes),
        (r"\w", "-", No),
        (r"\W", "-", Yes),
        (r"\s", "a b", Yes),
        (r"\t", "a\tb", No),
        (r"\x41", "A", No),
        (r"\x41", "x41", Yes),
        (r"\pL", "pL", Yes),
        (r"\A", "a", No),
        (r"\z", "z", Yes),
        (r"\<b", "ab", No),
        (r"\<b", "a b", Yes),
        (r"a\>", "ab", No),
        (r"\Bb", "ab", Yes),
        (r"\`b", "ab", No),
        (r"b\'", "ab", Yes),
        ("^a{2}$", "a", No),
        ("^a{1}{2}$", "aa", Yes),
        ("^a{0}b", "b", Yes),
        (r"a{1\0}", "aaaaaaaaa", No),
        (r"a{1\0}", "aaaaaaaaaa", Yes),
        ("a**", "b", Yes),
        ("a+?", "b", Yes),
        ("a||b", "x", Yes),
        ("a|^b", "cb", No),
        ("a^b", "a^b", No),
        ("^^a", "a", Yes),
        ("a$$", "ab", No),
        ("}", "}", Yes),
        ("X", "x", No),
    ] {
        for modern in [false, true] {
            let expression = Expression::new(pattern.as_bytes(), modern);
            assert_eq!(expression.map(|e| e.matches(text.as_bytes())), Some(answer), "{pattern} on {text}");
        }
    }
}

/// Fixtures `G-36-filter-locale` and `G-36-filter-non-ascii`.
#[test]
fn what_is_up_to_the_locale() {
    use Answer::{CannotTell, No, Yes};
    for (pattern, text, of_16, modern) in [
        ("^.$", "ü", No, CannotTell),
        ("^..$", "ü", Yes, CannotTell),
        ("^.", "ü", Yes, Yes),
        ("[[:alpha:]]", "ü", No, CannotTell),
        ("[[:digit:]]", "ü", No, No),
        (r"\bl", "ül", Yes, CannotTell),
        ("ü", "u", No, No),
        ("ü", "üll", Yes, Yes),
        ("ü*l", "üll", Yes, CannotTell),
        ("[ü]", "ü", Yes, CannotTell),
        ("[ü]", "u", No, No),
        ("[ü-ÿ]", "u", No, CannotTell),
        ("ll", "üll", Yes, Yes),
        ("[^a]", "ü", Yes, Yes),
        ("[^a]", "a", No, No),
    ] {
        for (is_modern, answer) in [(false, of_16), (true, modern)] {
            let expression = Expression::new(pattern.as_bytes(), is_modern);
            assert_eq!(expression.map(|e| e.matches(text.as_bytes())), Some(answer), "{pattern} on {text}");
        }
    }
}

#[test]
fn what_pjlint_does_not_follow() {
    let deep = format!("{}a{}", "(".repeat(100_000), ")".repeat(100_000));
    let intervals = format!("a{}", "{1}".repeat(100_000));
    for pattern in ["(3)\\1", "(^3){2}", "a{32767}{32767}", &deep, &intervals] {
        assert!(is_regex(pattern.as_bytes()));
        let expression = Expression::new(pattern.as_bytes(), false);
        assert_eq!(expression.map(|e| e.matches(b"33")), Some(Answer::CannotTell));
    }
    let stars = format!("^a{}$", "*".repeat(100_000));
    let expression = Expression::new(stars.as_bytes(), false);
    assert_eq!(expression.map(|e| e.matches(b"b")), Some(Answer::No));
}
