"""Small random configurations: the same seed and number give the same one again."""
import os
import random

from . import filters, mutations
from .values import IDS, ODD, TYPOS, Values, facts

WEIGHTS = {"endpoint": 30, "aor": 13, "auth": 13, "transport": 11, "identify": 10, "registration": 8, "acl": 5,
           "global": 3, "system": 3, "domain_alias": 4,
           "resource_list": 4, "outbound-publish": 4,
           "inbound-publication": 2, "asterisk-publication": 2, "phoneprov": 2, "contact": 1, "subscription_persistence": 1, "": 2}
NEEDED = {"transport": ["bind"], "auth": ["username", "password"], "identify": ["endpoint", "match"], "registration": ["server_uri", "client_uri"],
          "domain_alias": ["domain"], "resource_list": ["event", "list_item"], "outbound-publish": ["server_uri", "event"], "phoneprov": ["MAC", "PROFILE", "endpoint"]}
UNKNOWN_TYPES = ["peer", "friend", "Endpoint", "endpoints", "AOR", "endpoint ", "", "wizard", "user", "transport,udp", "identity", "register"]
PREFIXES = {"endpoint": "endpoint", "aor": "aor", "inbound_auth": "auth", "outbound_auth": "auth",
            "identify": "identify", "registration": "registration", "phoneprov": "phoneprov"}
TABLES, CODECS = facts()


class Section:
    def __init__(self, name, kind):
        self.name, self.kind, self.lines, self.template, self.bases, self.tail = name, kind, [], False, [], ""

    def header(self):
        inside = (["!"] if self.template else []) + self.bases
        return f"[{self.name}]" + (f"({','.join(inside)})" if inside else "") + self.tail


class Maker:
    def __init__(self, seed, number):
        self.rng = random.Random(f"{seed}:{number}")
        self.values = Values(self.rng, CODECS)
        # What a file has too much of loses everything: most are gentle, so that most values are compared.
        self.harsh = self.rng.random() < 0.3
        self.odd_values = self.rng.choice([0.02, 0.05, 0.1, 0.3])
        self.odd_text = self.rng.choice([0.0, 0.02, 0.1]) + (0.05 if self.harsh else 0)
        self.odd_ids = 0.15 if self.harsh else self.rng.choice([0, 0.03])
        self.everywhere = self.rng.random() < 0.6
        self.taken = set()

    def chance(self, p):
        return self.rng.random() < p

    # Objects

    def options_of(self, kind):
        """Names that both Asterisks know, or any that the tables have."""
        table = TABLES.get(kind) or TABLES["endpoint"]
        if not self.everywhere:
            return list(table)
        return [n for n, o in table.items() if all(v in o.get("since", {}) or not o.get("since") for v in ("16", "22")) and not o.get("removed")]

    def unique(self, kind, ident):
        # Twice the same loses the type: that is for the harsh ones.
        while (kind, ident.lower()) in self.taken and not self.chance(0.02 if self.harsh else 0.001):
            ident = f"{self.rng.choice(IDS)}{self.rng.randint(2, 99)}"
        self.taken.add((kind, ident.lower()))
        return ident

    def name_of(self, option):
        if self.chance(0.04):
            return self.values.cased(option)
        if self.chance(self.odd_values / 6):
            return self.rng.choice(TYPOS).format(option)
        return option

    def line(self, kind, option, prefix=""):
        entry = (TABLES.get(kind) or {}).get(option, {})
        if "pattern" in entry or option in ("*", "^"):
            option = {"inbound-publication": self.rng.choice(["event_asterisk-devicestate", "event_x", "event_"])}.get(kind, self.rng.choice(["OTHER", "x_y", "LABEL"]))
        odd = self.chance(self.odd_values)
        value = self.values.odd(entry, option) if odd else self.values.right(entry, option)
        if option in ("endpoint", "aors", "auth", "outbound_auth", "transport") and not odd:
            value = self.values.ident()
        return prefix + self.name_of(option), value

    def fill(self, section, kind, most=None):
        r = self.rng
        names = [n for n in self.options_of(kind) if n != "type"] or ["context"]
        chosen = [r.choice(names) for _ in range(r.choice([0, 1, 2, 4, 8, 14]) if most is None else r.randint(0, most))]
        if self.chance(0.97):
            chosen = NEEDED.get(kind, []) + chosen
        if kind == "endpoint" and self.chance(0.6):
            chosen += r.choice([["allow"], ["disallow", "allow"], ["allow", "disallow", "allow"], ["permit", "deny"], ["set_var", "set_var"]])
        section.lines = [self.line(kind, n) for n in chosen]
        if self.chance(0.05):
            section.lines.append((f"@{r.choice(['x', 'note', ''])}", r.choice(ODD)))
        if self.chance(0.2) and chosen:  # the last one wins, or all count
            section.lines.append(self.line(kind, r.choice(chosen)))
        if self.chance(0.3):
            r.shuffle(section.lines)
        if kind and not (kind in ("global", "system") and section.name == kind and self.chance(0.4)):
            at = 0 if self.chance(0.8) else r.randint(0, len(section.lines))
            section.lines.insert(at, (r.choice(["type", "type", "type", "TYPE"]) if self.chance(0.1) else "type", kind))
        elif not kind and self.chance(0.8):
            section.lines.insert(0, ("type", r.choice(UNKNOWN_TYPES)))
        if self.chance(0.01):
            section.lines.append(("type", r.choice(list(WEIGHTS) + UNKNOWN_TYPES)))

    def sections(self):
        r = self.rng
        kinds, weights = list(WEIGHTS), list(WEIGHTS.values())
        made, templates = [], []
        for _ in range(r.choice([3, 6, 10, 16, 24, 36])):
            kind = r.choices(kinds, weights)[0]
            if kind in ("global", "system") and any(s.kind == kind for s in made) and not self.chance(0.15):
                kind = "endpoint"
            ident = kind if kind in ("global", "system") and self.chance(0.8) else self.values.ident(self.odd_ids)
            section = Section(self.unique(kind, ident), kind)
            if self.chance(0.12):
                section.template, section.name = True, f"{kind or 'any'}-t{len(templates)}"
            fitting = [t for t in templates if t.kind == kind]
            if fitting and self.chance(0.5):
                section.bases = [t.name for t in r.sample(fitting, min(len(fitting), r.choice([1, 1, 1, 2, 3])))]
            elif made and self.chance(0.03):  # from a section that is no template, of whichever type
                section.bases = [r.choice(made).name]
            self.fill(section, kind)
            if section.bases and self.chance(0.7):  # the type comes from the template
                section.lines = [l for l in section.lines if l[0].lower() != "type"]
            made.append(section)
            if section.template:
                templates.append(section)
            if self.chance(0.06) and made:
                made.append(self.append_to(r.choice(made)))
        return made

    def append_to(self, other):
        r = self.rng
        more = Section(other.name, other.kind)
        self.fill(more, other.kind, 3)
        more.lines = [l for l in more.lines if l[0].lower() != "type"]
        more.bases = [r.choice(["+", "+", f"+type={other.kind}", "+type=.*", "+TEMPLATES=include", f"+TEMPLATES=include&type={other.kind}"]
                               if not self.harsh else ["+", "+type=nope", "+TEMPLATES=restrict", "+type=[", "+foo", "!,+", "+,!"])]
        if other.template and not self.harsh:
            more.bases = [r.choice(["+TEMPLATES=include", "+TEMPLATES=restrict"])]
        elif other.lines and self.chance(0.5):
            more.bases = [filters.of(r, r.choice(other.lines), 0.5 if self.harsh else 0.05)]
        return more

    def wizards(self):
        r, made, templates = self.rng, [], []
        for _ in range(r.choice([1, 2, 4, 7])):
            section = Section(self.unique("wizard", self.values.ident(self.odd_ids)), "wizard")
            section.lines = [("type", "wizard")] if self.chance(0.97) else []
            for option in r.sample([n for n in TABLES["wizard"] if n != "type"], r.choice([2, 4, 7, 10])):
                if option.endswith("/*"):
                    kind = PREFIXES[option[:-2]]
                    names = ["username", "password", *self.options_of(kind)] if kind == "auth" else self.options_of(kind)
                    section.lines += [self.line(kind, r.choice(names), option[:-1]) for _ in range(r.choice([1, 2, 3]))]
                else:
                    section.lines.append(self.line("wizard", option))
            if self.chance(0.5):
                section.lines.append(("remote_hosts", self.values.right({"type": "hostport_list"}, "")))
            if templates and self.chance(0.5):
                section.bases = [r.choice(templates)]
            if self.chance(0.15):
                section.template, section.name = True, f"w-t{len(made)}"
                templates.append(section.name)
            made.append(section)
        return made

    # Text

    def written(self, name, value):
        r = self.rng
        sign = r.choices([" = ", "=", " => ", "=>", "= ", " =", "\t=\t", " += ", "+=", " + = "], [40, 40, 5, 5, 2, 2, 2, 1, 1, 0.3])[0]
        if "pool_" in name.lower():
            sign = "="
        line = f"{name}{sign}{value}"
        if self.chance(self.odd_text):
            line = r.choice(["{} ; a comment", "{};x", "  {}", "\t{}  ", ";{}", ";-- {} --;", "{} ;-- x --;", ";-- x --;{}", "{}\r", "\\{}",
                             "{}\x00 x", "{} \\; x", "{}\t; x", "{}\x0b"]).format(line)
        return line

    def text(self, sections):
        r, out = self.rng, []
        for section in sections:
            header = section.header()
            if self.chance(self.odd_text):
                header = r.choice(["  {}", "{}  ", "{} ; x", "{}x", "\t{}", "{};x", "{} (x)", "{}\r", ";-- x --;{}"]).format(header)
            out.append(header)
            out += [self.written(*line) for line in section.lines]
            if self.chance(self.odd_text):
                out.append(r.choice(["", "; a comment", ";; x", ";--- x ---", ";-- a\nb=c\n--;", "  ", "\t", ";--x--;",
                                      ";-- a ;-- b --; c --;", "#tryinclude nothing.conf", ";", ";----"]))
        return out

    def files(self):
        sections = self.sections()
        lines = self.text(sections)
        if self.harsh:
            lines = mutations.mutate(self.rng, lines)
        files = mutations.in_files(self.rng, lines, self.harsh) if self.chance(0.25) else {"pjsip.conf": lines}
        if self.chance(0.25):
            wizards = self.text(self.wizards())
            files["pjsip_wizard.conf"] = mutations.mutate(self.rng, wizards) if self.harsh and self.chance(0.5) else wizards
        if self.chance(0.15):
            files["acl.conf"] = self.text([self.rules(i) for i in self.rng.sample(IDS, 3)])
        if any("phoneprov" in line for text in files.values() for line in text):  # the module needs it
            files["phoneprov.conf"] = ["[general]", "[desk]", "setvar=COLOUR=blue"]
        encoded = {}
        for name, text in files.items():
            end = "\r\n" if self.chance(0.04) else "\n"
            raw = (end.join(text) + (end if self.chance(0.95) else "")).encode("utf-8", "surrogateescape")
            encoded[name] = b"\xef\xbb\xbf" + raw if self.chance(0.03) else raw
        return encoded

    def rules(self, name):
        section = Section(name, "")
        section.lines = [(self.rng.choice(["permit", "deny"]), self.values.right({"type": "acl_rules"}, "")) for _ in range(self.rng.randint(0, 3))]
        return section


def make(seed, number, places):
    """The files of a configuration, and what it was made of: where some directory was changed, its path."""
    maker = Maker(seed, number)
    if places and maker.chance(0.07):
        place = maker.rng.choice(places)
        return mutations.changed(maker.rng, place), os.path.basename(place)
    return maker.files(), ""
