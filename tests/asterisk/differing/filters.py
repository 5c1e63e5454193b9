"""Filters of `(+filter)`: POSIX extended regular expressions, most of which match one line of the section."""

# So much of a value is looked at.
MOST = 12
# What a parenthesis, a comma or a `;` would do is up to the header, and not to the expression.
LOST = set("(),;&=\"'\n\r\x00")
BEFORE = ["^", r"\<", r"\`", r"\b", ".*", "^.{0,}", "[[:print:]]*", "|"]
AFTER = ["$", r"\>", r"\'", r"\b", ".*", "[[:print:]]*", "|", "$$"]
REPEATED = ["", "", "", "", "+", "*", "?", "{1}", "**", "+?", "*{1}"]
ODD = [r"[\d]", r"\d", r"[^\d]", "[3[]", "[]3]", "[^]3]", r"[\]]", "[a---z]", "[--/]", "[c-a]", "[a--b]", "[[:foo:]]", "[[:digit:]-z]",
       "[:alpha:]", "[[.-.]]", "[[.a.]-c]", "[[.ab.]]", "[~~a]", r"\t", r"[\t]", r"\x41", r"\pL", r"\1", r"\0", "a{2", "{1}", "a{}", "a{x}",
       "a{1}{2}", "a{0}", r"a{1\0}", "}", "]", "*a", "^*", "a|*b", "a||b", "a^b", "^^", "[a", "[", "(?i)x", "(a|b)", "\\", "\u00fc", "[\u00fc]", "#"]


def of(rng, line, odd):
    name, value = line
    return "+" + expression(rng, name, odd / 4) + "=" + expression(rng, str(value), odd)


def expression(rng, text, odd):
    if rng.random() < odd:
        return rng.choice(ODD)
    out = "".join(one(rng, c) for c in text[:MOST])
    if rng.random() < 0.2:
        out = rng.choice(BEFORE) + out
    if rng.random() < 0.2 and len(text) <= MOST:
        out += rng.choice(AFTER)
    if rng.random() < odd:
        at = rng.randint(0, len(out))
        # In the middle of a bracket a letter beyond ASCII would end a range: what that has depends on the locale, and
        # pjlint says that it cannot tell.
        out = out[:at] + rng.choice([o for o in ODD if o.isascii()]) + out[at:]
    return out


def one(rng, c):
    """A character, or an expression that matches it."""
    if c in LOST:
        return "."
    if c in ".[]{}()*+?|^$\\":
        return "\\" + c if rng.random() < 0.8 else "."
    if not c.isascii() or not c.isprintable() or rng.random() < 0.6:
        return c
    ways = [f"[{c}]", f"[{c}[]", f"[{c}\\]", f"[]{c}]", f"[{c}-]", ".", "[^\\]", f"[[.{c}.]]", "[!-~]", "[ -~]"]
    ways += ["[[:alnum:]]", "\\w", "[[:alpha:][:digit:]]", "[[:xdigit:]a-zA-Z]"] if c.isalnum() else ["\\W" if c != "_" else "\\w", "[[:punct:][:space:]]"]
    ways += ["[0-9]", "[[:digit:]]"] if c.isdigit() else ["\\S" if c != " " else "\\s"]
    if c in "^-]":
        ways = ["."]
    return rng.choice(ways) + rng.choice(REPEATED)
