//! Booleans and numbers (S-19 to S-23), with the C library's `strtoul`, `strtod` and `sscanf` behind them.

/// `ast_true`: what is not one of these words is *no*, without a message (S-19).
pub(crate) fn is_true(value: &[u8]) -> bool {
    is_one_of(value, &["yes", "true", "y", "t", "1", "on"])
}

/// `ast_false`: for telling a *no* that was meant from one that was not.
pub(crate) fn is_false(value: &[u8]) -> bool {
    is_one_of(value, &["no", "false", "n", "f", "0", "off"])
}

fn is_one_of(value: &[u8], words: &[&str]) -> bool {
    value.len() <= 5 && words.iter().any(|w| value.eq_ignore_ascii_case(w.as_bytes()))
}

/// An unsigned option: `strtoul` of base 0 over all of the text, at most 32 bits, no minus sign (S-21). `binary`
/// is whether the C library knows `0b11`: one of C23 does, and the target's age tells which one it runs on.
pub(crate) fn uint(value: &[u8], binary: bool) -> Option<u32> {
    if value.first().is_none_or(|b| *b == b'-' || is_space(*b)) {
        return None;
    }
    let digits = value.strip_prefix(b"+").unwrap_or(value);
    u32::try_from(base_zero(digits, binary)?).ok()
}

/// A signed option: `strtol` of base 0 over all of the text, 32 bits (S-21).
pub(crate) fn int(value: &[u8], binary: bool) -> Option<i32> {
    let (negative, digits) = sign(value);
    let magnitude = i64::try_from(base_zero(digits, binary)?).ok()?;
    i32::try_from(if negative { -magnitude } else { magnitude }).ok()
}

fn is_space(b: u8) -> bool {
    b == b' ' || (9..=13).contains(&b)
}

/// All of `digits`, which must be a number: decimal, octal after `0`, hexadecimal after `0x`, binary after `0b`.
fn base_zero(digits: &[u8], binary: bool) -> Option<u64> {
    let (digits, radix) = match digits {
        [b'0', b'x' | b'X', rest @ ..] => (rest, 16),
        [b'0', b'b' | b'B', rest @ ..] if binary => (rest, 2),
        [b'0', rest @ ..] if !rest.is_empty() => (rest, 8),
        _ => (digits, 10),
    };
    if digits.is_empty() || !digits.iter().all(|b| char::from(*b).is_digit(radix)) {
        return None;
    }
    u64::from_str_radix(std::str::from_utf8(digits).ok()?, radix).ok()
}

/// `sscanf("%30d")`: leading spaces, a sign, decimal digits; the rest is ignored. The second part is what follows.
pub(crate) fn scan_decimal(text: &[u8]) -> Option<(i64, &[u8])> {
    let text = &text[text.iter().take_while(|b| is_space(**b)).count()..];
    let (negative, digits) = sign(&text[..text.len().min(SCANNED)]);
    let count = digits.iter().take_while(|b| b.is_ascii_digit()).count();
    let number = saturated(&digits[..count], 10, negative)?;
    Some((number, &text[text.len().min(SCANNED) - digits.len() + count..]))
}

/// `sscanf("%30u")`: into 64 bits without a sign, of which 32 are kept.
pub(crate) fn scan_unsigned(text: &[u8]) -> Option<u32> {
    let (_, rest) = scan_decimal(text)?;
    let text = &text[text.iter().take_while(|b| is_space(**b)).count()..];
    let (negative, digits) = sign(&text[..text.len() - rest.len()]);
    let add = |n: u64, d: &u8| n.checked_mul(10)?.checked_add(u64::from(d - b'0'));
    let all = digits.iter().filter(|b| b.is_ascii_digit()).try_fold(0, add);
    let number = all.map_or(u64::MAX, |n| if negative { n.wrapping_neg() } else { n });
    Some((number & u64::from(u32::MAX)) as u32)
}

/// How many bytes after the spaces `%30d` looks at.
const SCANNED: usize = 30;

fn sign(text: &[u8]) -> (bool, &[u8]) {
    match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    }
}

/// The digits as `strtol` reads them: too many give its largest or smallest number.
fn saturated(digits: &[u8], radix: u32, negative: bool) -> Option<i64> {
    let digit = |b: &u8| i64::from(char::from(*b).to_digit(radix).unwrap_or(0));
    let add = |n: i64, b: &u8| {
        let n = n.saturating_mul(i64::from(radix));
        if negative { n.saturating_sub(digit(b)) } else { n.saturating_add(digit(b)) }
    };
    (!digits.is_empty()).then(|| digits.iter().fold(0, add))
}

/// The low 32 bits as C's `int` keeps them.
pub(crate) fn low_bits(n: i64) -> i32 {
    n as i32
}

/// `sscanf("%30i")`: like [`scan_decimal`] with the base taken from the prefix. A library that knows `0b` (see
/// [`uint`]) takes a prefix without digits for no number; an older one takes it for the number 0.
pub(crate) fn scan_any_base(text: &[u8], binary: bool) -> Option<i64> {
    let text = &text[text.iter().take_while(|b| is_space(**b)).count()..];
    let (negative, digits) = sign(&text[..text.len().min(SCANNED)]);
    let (radix, digits) = match digits {
        [b'0', b'x' | b'X', rest @ ..] if binary || rest.first().is_some_and(u8::is_ascii_hexdigit) => (16, rest),
        [b'0', b'b' | b'B', rest @ ..] if binary => (2, rest),
        [b'0', ..] => (8, digits),
        _ => (10, digits),
    };
    let count = digits.iter().take_while(|b| char::from(**b).is_digit(radix)).count();
    saturated(&digits[..count], radix, negative)
}

/// `strtod` over all of the text, without overflow or underflow (S-23).
pub(crate) fn double(value: &[u8]) -> Option<f64> {
    let text = std::str::from_utf8(value).ok()?;
    if text.is_empty() || text.starts_with(char::is_whitespace) {
        return None;
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let lower = unsigned.to_ascii_lowercase();
    let sign = if text.starts_with('-') { -1.0 } else { 1.0 };
    if let Some(hex) = lower.strip_prefix("0x") {
        return hexadecimal(hex).map(|n| n * sign);
    }
    if lower == "nan" || lower.starts_with("nan(") && lower.ends_with(')') {
        return Some(f64::NAN.copysign(sign));
    }
    if lower == "inf" || lower == "infinity" {
        return Some(sign * f64::INFINITY);
    }
    if !lower.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    let parsed: f64 = unsigned.parse().ok()?;
    let significant = lower.split('e').next().is_some_and(|m| m.contains(|c: char| ('1'..='9').contains(&c)));
    // ERANGE: too large, or not zero and too small.
    let out_of_range = parsed.is_infinite() || significant && parsed < f64::MIN_POSITIVE;
    (!out_of_range).then_some(sign * parsed)
}

fn hexadecimal(text: &str) -> Option<f64> {
    let (mantissa, exponent) = text.split_once('p').map_or((text, 0), |(m, e)| (m, e.parse().unwrap_or(i32::MAX)));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if exponent == i32::MAX || whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let mut n = 0.0;
    for c in whole.chars() {
        n = n * 16.0 + f64::from(c.to_digit(16)?);
    }
    let mut place = 1.0 / 16.0;
    for c in fraction.chars() {
        n += place * f64::from(c.to_digit(16)?);
        place /= 16.0;
    }
    let scaled = n * f64::from(exponent).exp2();
    // ERANGE, as above.
    (scaled.is_finite() && (n == 0.0 || scaled >= f64::MIN_POSITIVE)).then_some(scaled)
}

/// A double as C's `%f` prints it.
pub(crate) fn shown(n: f64) -> String {
    if n.is_nan() {
        return if n.is_sign_negative() { "-nan".into() } else { "nan".into() };
    }
    format!("{n:.6}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_octal_after_a_zero() {
        assert_eq!(uint(b"010", true), Some(8));
        assert_eq!(uint(b"0x10", true), Some(16));
        assert_eq!(uint(b"+1", true), Some(1));
        assert_eq!(uint(b"4294967295", true), Some(u32::MAX));
        assert_eq!(uint(b"0b11", true), Some(3));
        assert_eq!(uint(b"0b11", false), None);
        for bad in ["", "-0", "08", "60s", "1 2", "4294967296", "0x", "0b", "0b2", "+ 1", "1e3"] {
            assert_eq!(uint(bad.as_bytes(), true), None, "{bad}");
        }
        assert_eq!(int(b"-0x10", true), Some(-16));
        assert_eq!(int(b"-2147483649", true), None);
    }

    #[test]
    fn scanning_ignores_what_follows() {
        assert_eq!(scan_decimal(b" 35x").map(|s| s.0), Some(35));
        assert_eq!(scan_decimal(b"x"), None);
        assert_eq!(scan_decimal(b"-12-3"), Some((-12, &b"-3"[..])));
        assert_eq!(scan_decimal(b"-99999999999999999999"), Some((i64::MIN, &b""[..])));
        assert_eq!(scan_any_base(b"08", true), Some(0));
        assert_eq!(scan_any_base(b"0x", true), None);
        assert_eq!(scan_any_base(b"0x", false), Some(0));
        assert_eq!(scan_any_base(b"0x1ff", true), Some(511));
    }

    #[test]
    fn doubles() {
        assert_eq!(double(b"-nan").map(shown).as_deref(), Some("-nan"));
        assert_eq!(double(b"-inf").map(shown).as_deref(), Some("-inf"));
        for good in ["-1", "1e3", "nan", "infinity", ".5", "5.", "0x1.8p1", "+3"] {
            assert!(double(good.as_bytes()).is_some(), "{good}");
        }
        for bad in ["", "1e400", "1e-400", "3s", "1,5", ".", "1e", "+-3"] {
            assert!(double(bad.as_bytes()).is_none(), "{bad}");
        }
    }
}
