"""pjlint's values in the spelling of `pjsip show TYPE ID`, as tests/it/truth/shown.rs has them."""
import re

import lab

MASK = "********"


def shown_values(answer):
    """The table that `pjsip show TYPE ID` closes with. Values may have any character but the end of a line."""
    rows, table = {}, lab.clean(answer).partition("\n ParameterName ")[2]
    for line in table.split("\n")[1:]:
        name, sign, value = line.partition(" : ")
        if sign and not line.startswith(" ==="):
            name, value = name.strip(" "), value.strip(" ")
            rows[name] = f"{rows[name]}\n{value}" if name in rows else value
    return rows


def many(entry):
    value = entry["value"] if entry else []
    return value if isinstance(value, list) else [value]


def as_asterisk(kind, name, entry, mine, version):
    """pjlint's value in the spelling of `pjsip show TYPE ID`."""
    value = "\n".join(many(entry))
    if kind == "endpoint":
        if name == "allow":
            return "(" + (value.replace("\n", "|") or "nothing") + ")"
        if name == "direct_media_method":  # the row always prints the other option
            return "\n".join(many(mine.get("connected_line_method")))
        if name == "dtls_verify" and version == "16":
            return "No" if value == "no" else "Yes"
        if name == "callerid" and not value:
            return "<unknown>"
        if name in ("call_group", "pickup_group", "auth", "outbound_auth"):
            return value[:127]
        if name in ("acl", "contact_acl"):
            prefix = "" if name == "acl" else "contact_"
            rules = any("".join(many(mine.get(f"{prefix}{r}"))) for r in ("permit", "deny"))
            unnamed = many(entry)[:1] == [""]  # shown as rules are
            return "deny/permit" if rules or unnamed else value.split("\n")[0]
        if name == "set_var":
            return "\n".join(p.partition("=")[2].strip() for p in value.split("\n") if p)
    if kind == "registration" and name == "outbound_auth":
        return value.replace(",", "\n")
    if kind == "transport" and name == "cipher":
        return value.replace("\n", ", ")
    return value


def same(name, mine, theirs, is_many):
    def word(text):
        text = text.strip()
        return {"true": "yes", "false": "no"}.get(text.lower(), text)
    if name == "set_var":
        return not theirs or not mine
    if MASK in mine:  # what is secret in it stays unseen
        lines = theirs.split("\n") if is_many else [theirs]
        for part in mine.split("\n") if is_many else [mine]:
            fitting = next((l for l in lines if re.fullmatch(".*".join(map(re.escape, part.strip().split(MASK))), l.strip(), re.S)), None)
            if fitting is None:
                return False
            lines.remove(fitting)
        return not lines
    if word(mine) == word(theirs):
        return True
    if theirs in ("Yes", "No", "Fingerprint", "Certificate") and word(mine).lower() == word(theirs).lower():
        return True
    if is_many or name == "outbound_auth":
        return sorted(l.strip() for l in mine.split("\n")) == sorted(l.strip() for l in theirs.split("\n"))
    return False
