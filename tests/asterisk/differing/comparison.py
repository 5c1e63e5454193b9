"""What pjlint says of a configuration against what Asterisk says, as tests/it/truth/compare.rs, refused.rs and shown.rs do it.

Beyond what they can read from records, Asterisk is asked here for every id by its name, and for the values of types that
have no command of their own (AST_SORCERY).
"""
import ipaddress
import re

import lab

from .spelling import MASK, as_asterisk, many, same, shown_values

VERSIONS = {"16": "16.28", "22": "22.10"}
COMMANDS = ("transport", "endpoint", "aor", "auth", "identify", "registration")
# Asked option by option. An object that is there always has the option named here.
BY_FUNCTION = {"domain_alias": "domain", "resource_list": "event", "outbound-publish": "event", "global": "debug", "system": "timer_t1"}
# Rows that were ever shown: version, type, option.
HAVE_ROWS = set()
# AST_SORCERY has no word for it.
NO_FIELD = {"outbound_auth", "type"}


class Outcome:
    def __init__(self):
        self.differences, self.left_out, self.values = [], [], {}
        self.objects = self.with_values = self.refused = 0

    def differ(self, text):
        self.differences.append(text)


def may_be_asked(ident):
    """Whether an id can be written in a command: not what is masked, no text, or cut by the line."""
    return bool(ident) and "\ufffd" not in ident and MASK not in ident and all(ord(c) > 32 or c == " " for c in ident)


def quoted(ident):
    return re.sub(r"([\\\"' ])", r"\\\1", ident)


def is_address(text):
    """An address with an optional port, as one writes it: whatever else it is, Asterisk asks the resolver."""
    m = re.fullmatch(r"\[(.*)\](?::\d{1,5})?|([\d.]*)(?::\d{1,5})?|(.*)", text, re.S)
    address = next(g for g in m.groups() if g is not None)
    try:
        return bool(ipaddress.ip_address(address)) and not re.search(r"%.*[^\w.-]", address)
    except ValueError:
        return False


def depends_on_dns(kind, o):
    """Names do not resolve where Asterisk runs, so what needs one is not judged."""
    if kind == "identify":
        return any(m and "/" not in m and not is_address(m) for m in many(o["values"].get("match")))
    if kind == "transport":
        bind = "".join(many(o["values"].get("bind")))
        return bool(bind) and not is_bind(bind)
    return False


def is_bind(text):
    return is_address(text) or re.fullmatch(r":\d{1,5}", text) is not None


def names_interface(o, text):
    """An address of a link whose interface may be another one than `lo`: only Asterisk's machine knows whether there is
    one of that name. `+=` writes on behind the name."""
    if not any(re.match(r"!?f[ef][0-9a-f]{2}:", v, re.I) for value in o["values"].values() for v in many(value)):
        return False
    zones = re.findall(rb"%([^\s/,;%\]]+)", text)
    return any(z != b"lo" and not z.isdigit() for z in zones) or bool(zones) and b"+=" in text


def compare(shown, files, bench, version):
    out = Outcome()
    objects = shown["objects"]
    unjudged = set()
    # A transport whose name does not resolve leaves its settings to the next ones; which of several lines has the name
    # is not shown.
    text = b"\n".join(files.values())
    binds = re.findall(rb"(?im)^[^=;]*bind\s*(\+?)=>?\s*([^;\r\n]*)", text)
    named = any(b.strip() and (plus or not is_bind(b.decode(errors="replace").strip())) for plus, b in binds)
    # Nor is an identify whose name does not resolve there to be a duplicate of, or is it in the place of another's.
    matches = [m for line in re.findall(rb"(?im)(?:match|remote_hosts)\s*\+?=>?\s*([^;\r\n]*)", text) for m in line.decode(errors="replace").split(",")]
    named_match = any(m.strip() and not is_address(m.split("/")[0].strip(" !")) for m in matches)
    for o in objects:
        depends = o["verdict"] == "loaded" and depends_on_dns(o["type"], o)
        if o["type"] == "transport":
            named |= depends
            depends = named
        if o["type"] == "identify" and named_match:
            depends |= any(b["rule"] in ("duplicate-object", "wizard-repeated") for b in o["because"])
        if depends or o["verdict"] == "loaded" and names_interface(o, text):
            unjudged.add((o["type"], o["id"]))
    if any(kind == "transport" for kind, _ in unjudged):  # nor what wants a transport
        unjudged |= {("registration", o["id"]) for o in objects if o["type"] == "registration"}
    for kind, ident in unjudged:
        out.left_out.append(f"{kind} {ident}: it depends on name resolution, or on an interface")
    for kind in COMMANDS:
        by_command(kind, [o for o in objects if o["type"] == kind], unjudged, bench, version, out)
    for kind, sure in BY_FUNCTION.items():
        by_function(kind, sure, [o for o in objects if o["type"] == kind], bench, version, out)
    refusals(objects, unjudged, bench.log(), out)
    return out


def by_command(kind, objects, unjudged, bench, version, out):
    loaded = {}
    for o in objects:
        if o["verdict"] == "loaded":
            loaded.setdefault(o["id"], o)
    ids = list(dict.fromkeys(o["id"] for o in objects if may_be_asked(o["id"])))
    listing, *answers = bench.console.ask([lab.LISTED[kind]] + [f"pjsip show {kind} {quoted(i)}" for i in ids])
    # Where only the counts can tell: ids that cannot be asked for, and those that pjlint does not know of.
    found = re.search(r"Objects found: (\d+)", listing)
    found = int(found.group(1)) if found else 0
    all_loaded = [o["id"] for o in objects if o["verdict"] == "loaded"]
    # 16 lists both of pjsip.conf's and the wizard's object of an id; 22 does where the id is empty.
    shadowed = [o for o in objects if o["verdict"] == "ignored" and o["source"] == "wizard"]
    most = len(all_loaded) + len([o for o in shadowed if version == "16" or not o["id"]])
    # 22 does not list what is no UTF-8, though it has it.
    least = len({i for i in all_loaded if version == "16" or "\ufffd" not in i})
    if not any(k == kind for k, _ in unjudged) and not least <= found <= most:
        out.differ(f"{kind}: Asterisk lists {found} objects, pjlint has {len(all_loaded)}")
    for ident, answer in zip(ids, answers):
        out.objects += 1
        rows = shown_values(answer)
        if (kind, ident) in unjudged:
            continue
        if not rows and ident in loaded:
            out.differ(f"{kind} {ident}: pjlint says loaded, Asterisk does not have it")
        elif rows and ident not in loaded:
            out.differ(f"{kind} {ident}: Asterisk has it, pjlint says it is not loaded")
        elif rows:
            out.with_values += 1
            compare_rows(kind, ident, loaded[ident]["values"], rows, version, out)


def compare_rows(kind, ident, mine, rows, version, out):
    variables = {v.partition("=")[0].strip() for v in many(mine.get("set_var"))} if kind == "endpoint" else set()
    HAVE_ROWS.update((version, kind, row) for row in rows if row in mine and row not in variables)
    for name, entry in mine.items():
        # A variable named like an option puts a second row of that name.
        if name in variables or name == "set_var":
            continue
        if name not in rows:
            # Some rows are there only with a value.
            if "".join(many(entry)) and (version, kind, name) in HAVE_ROWS and not entry.get("default"):
                out.differ(f"{kind} {ident}: {name} is `{','.join(many(entry))}` for pjlint and no row for Asterisk")
            continue
        value = as_asterisk(kind, name, entry, mine, version)
        count(out, kind, name, value)
        if not same(name, value, rows[name], isinstance(entry["value"], list)):
            out.differ(f"{kind} {ident}: {name} is `{value}` for pjlint and `{rows[name]}` for Asterisk")
    for pair in many(mine.get("set_var")) if kind == "endpoint" else []:
        name, _, value = pair.partition("=")
        if name.strip() not in mine and MASK not in pair and name.strip() and value.strip() not in rows.get(name.strip(), "").split("\n"):
            out.differ(f"{kind} {ident}: the variable {pair!r} is {rows.get(name.strip())!r} for Asterisk")
    for row in rows:
        if row not in mine and row not in variables and row not in ("acl", "contact_acl", "set_var"):
            out.differ(f"{kind} {ident}: Asterisk shows `{row}`, pjlint does not know it")


def by_function(kind, sure, objects, bench, version, out):
    loaded = {}
    for o in objects:
        if o["verdict"] == "loaded":
            loaded.setdefault(o["id"], []).append(o)
    ids = [i for i in dict.fromkeys(o["id"] for o in objects) if may_be_asked(i) and not re.search(r"[^\w.@!-]", i)]
    commands, of = [], []
    for ident in ids:
        one = loaded.get(ident, [])
        names = [n for n in one[0]["values"] if re.fullmatch(r"@?\w+", n) and n not in NO_FIELD] if len(one) == 1 else []
        for name in [sure, *names]:
            commands.append(f"dialplan eval function AST_SORCERY(res_pjsip,{kind},{ident},{name},concat)")
            of.append((ident, name))
    seen = set()
    for (ident, name), answer in zip(of, bench.console.ask(commands)):
        there = "Success" in answer
        if ident not in seen:
            seen.add(ident)
            out.objects += 1
            if there != (ident in loaded):
                word = "Asterisk has it, pjlint says it is not loaded" if there else "pjlint says loaded, Asterisk does not have it"
                out.differ(f"{kind} {ident}: {word}")
            else:
                out.with_values += there
            continue
        if not there or ident not in loaded:
            continue
        entry = loaded[ident][0]["values"][name]
        theirs = answer.partition("\nResult: ")[2].rstrip("\n")
        value = ",".join(many(entry))
        count(out, kind, name, value)
        if name.startswith("default_auth_algorithms"):  # shown as it is written
            theirs, value = (",".join(dict.fromkeys(w.strip().lower() for w in t.split(",") if w.strip())) for t in (theirs, value))
        # What the build calls itself.
        value = value.replace("<version>", "*") if name == "user_agent" else value
        if len(theirs) >= 1023:  # the command's answer is cut
            value = value[:len(theirs)]
        if not same(name, value.replace("*", MASK) if name == "user_agent" else value, theirs, False):
            out.differ(f"{kind} {ident}: {name} is `{value}` for pjlint and `{theirs}` for Asterisk")


def refusals(objects, unjudged, log, out):
    """Refused objects of every type, and types and files that are lost, by the messages that Asterisk logs."""
    theirs, lost, file_lost = set(), set(), False
    for line in log:
        # A message that is too long has no line end: the next one stands in its line.
        m = re.search(r"Could not create an object of type '(.*?)' with id '(.*)' from configuration file '", line, re.S) or re.search(
            r"Unable to apply object type '(.*?)' with id '(.*)'\.  Check", line, re.S)
        if m:
            theirs.add((m.group(1), uuid(m.group(2))))
        # A duplicate ends the reading of its type: what comes after it is not looked at.
        m = re.search(r"duplicate object: '.*' of type '(.*?)'|more than one object of type '(.*?)'", line, re.S)
        if m:
            lost.add(m.group(1) or m.group(2))
        if "Entity ID is not set" in line:
            lost.add("asterisk-publication")
        file_lost |= "Contents of config file 'pjsip.conf' are invalid" in line
    unjudged = {(kind, uuid(ident)) for kind, ident in unjudged}
    mine = {(o["type"], uuid(o["id"])) for o in objects if o["verdict"] == "rejected" and not (file_lost and o["source"] == "pjsip.conf")}
    out.refused += len(theirs)
    for kind, ident in sorted(mine ^ theirs):
        if kind in lost or (kind, ident) in unjudged or MASK in ident:
            continue
        # A wizard's registrations end with the first that is refused.
        m = re.match(r"(.*-reg-)(\d+)$", ident, re.S)
        if kind == "registration" and m and any((kind, f"{m.group(1)}{n}") in theirs for n in range(int(m.group(2)))):
            continue
        # Nor is its inbound auth made where the outbound one is refused.
        if kind == "auth" and ident.endswith("-iauth") and (kind, f"{ident[:-6]}-oauth") in theirs:
            continue
        if (kind, ident) in mine:
            out.differ(f"{kind} {ident}: pjlint says refused, the log does not")
        else:
            out.differ(f"{kind} {ident}: the log says refused, pjlint does not")
    for o in objects:
        # Of `global` and `system` the message stands there also where only what looks by the name finds a second one.
        is_lost = o["type"] in lost and o["type"] not in ("global", "system")
        if o["verdict"] == "loaded" and o["source"] == "pjsip.conf" and (file_lost or is_lost):
            out.differ(f"{o['type']} {o['id']}: the log says that the {'file' if file_lost else 'type'} is lost, pjlint has it")


def uuid(ident):
    """An object without a name gets a random one, and is called by either."""
    return re.sub(r"^$|^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$", "UUID", ident)


def count(out, kind, name, value):
    out.values.setdefault((kind, name), set()).add(value)
