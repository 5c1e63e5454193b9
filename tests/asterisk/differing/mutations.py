"""Texts that are changed: lost brackets, lines out of place, comments that never end, parts in other files."""
import os
import tempfile

import cases

LINES = ["garbage", "= x", "key", "#foo", "#include", "# include x.conf", "#tryinclude missing.conf", "#tryinclude", ";-- open", "--;", ";-- x --;",
        ";---- x", ";--;",
         "]", "\\[a=b", "x => ", "type", "(!)", "a = 1 --; b", "[stray]", "[stray](!)", "type=endpoint", "context=", "\\;x=1", "=", "==", "=>", "a=",
         "[]", "[ ]", "[a b]",
         "#exec x", "#EXEC", "#TRYINCLUDE missing.conf", ";", "\\", "x\\=1", "[x]y", "[x] (y)", "[stray];(!)", "@a=b", "@=", "+=x", "a+=", "a += b",
         ";-- a", "x --; y"]
# Each of these loses a whole file.
FATAL = ["[", "[x", "[x](", "[x](nope)", "[nope](+)", "#include missing.conf", "#include d/*.none", "\\ x=1", "[x](,)", "[x]( )",
        "#include \"missing.conf", "#include <>"]
LONG = [8188, 8189, 8190, 8191, 8192, 9000]


def mutate(rng, lines, times=None):
    lines = list(lines)
    for _ in range(times or rng.choice([0, 1, 1, 2, 4])):
        if not lines:
            break
        at = rng.randrange(len(lines))
        line = lines[at]
        what = rng.randrange(14)
        if what == 0:
            brackets = [i for i, c in enumerate(line) if c in "[]()=;,!+"]
            if brackets:
                i = rng.choice(brackets)
                lines[at] = line[:i] + line[i + 1:]
        elif what == 1:
            lines.insert(at, line)
        elif what == 2:
            del lines[at]
        elif what == 3:
            other = rng.randrange(len(lines))
            lines[at], lines[other] = lines[other], lines[at]
        elif what in (4, 5, 6):
            lines.insert(at, rng.choice(LINES))
        elif what == 7:
            lines.insert(at, rng.choice(FATAL))
        elif what == 8:
            lines[at] = rng.choice([line.upper(), line.swapcase(), line.lower()])
        elif what == 9:
            i = rng.randint(0, len(line))
            lines[at] = line[:i] + rng.choice(list("[]()=;,!+#\\\"' \t>") + ["--;", ";--", "\x00", "\u00fc", "\udcff", "\\;", "\r", "\x01"]) + line[i:]
        elif what == 10 and at + 1 < len(lines):
            lines[at:at + 2] = [line + lines[at + 1]]
        elif what == 11:
            head, sign, tail = line.partition("=")
            lines[at] = head + sign + (tail or "a").ljust(rng.choice(LONG) - len(head) - len(sign), "x")
        elif what == 12 and at:
            i = rng.randint(0, len(line))
            lines[at:at + 1] = [line[:i], line[i:]]
        elif what == 13:
            lines.insert(0, rng.choice(["", "; first", "a=b", "[first]", ";-- x", "\ufeff"]))
    return lines


def in_files(rng, lines, harsh):
    """A part, or parts of parts, in files of their own."""
    files = {"pjsip.conf": lines}
    inside, count = "pjsip.conf", rng.choice([1, 1, 2, 3])
    for n in range(count):
        lines = files[inside]
        first = rng.randint(0, len(lines))
        last = rng.randint(first, len(lines))
        if not harsh or rng.random() < 0.5:  # between sections
            starts = [i for i, l in enumerate(lines) if l.startswith("[")] + [len(lines)]
            first, last = sorted((rng.choice(starts), rng.choice(starts)))
        form = rng.choice(["#include {}", "#include \"{}\"", "#include <{}>", "#tryinclude {}", "#INCLUDE {}", "  #include {}", "#include {} ; x",
                "#include\t{}"])
        if rng.random() < 0.3:
            half = (first + last) // 2
            names = [f"d{n}/10-a.conf", f"d{n}/{rng.choice(['20-b.conf', '05-b.conf', 'B.conf', '.hidden.conf', 'c.txt'])}"]
            files[names[0]], files[names[1]] = lines[first:half], lines[half:last]
            written = rng.choice([f"d{n}/*.conf", f"d{n}/*", f"d{n}/{{10,20}}-?.conf", f"d{n}/[0-9]*.conf"])
        else:
            names = [rng.choice([f"part{n}.conf", f"d{n}/part.conf", f"a part{n}.conf"])]
            files[names[0]], written = lines[first:last], names[0]
        files[inside] = lines[:first] + [form.format(written)] + lines[last:]
        if rng.random() < 0.5:
            inside = names[0]
    return files


def changed(rng, directory):
    """The text files of a directory, some of their lines changed."""
    files = {}
    with tempfile.TemporaryDirectory() as whole:
        cases.copy(directory, whole)
        for base, _, names in os.walk(whole):
            for name in sorted(names):
                path = os.path.join(base, name)
                if os.path.isfile(path) and name != "asterisk.conf":
                    with open(path, "rb") as f:
                        files[os.path.relpath(path, whole)] = f.read()
    about = [n for n in sorted(files) if n.endswith(".conf") and files[n] and (n.startswith("pjsip") or "/" in n)]
    for name in rng.sample(about, min(len(about), 2)):
        text = files[name].decode("utf-8", "surrogateescape")
        files[name] = "\n".join(mutate(rng, text.split("\n"), rng.choice([1, 2, 3]))).encode("utf-8", "surrogateescape")
    return files


def usable(directory):
    """Whether it has no file that the start itself, or the mapping of types, depends on."""
    names = {n for _, _, there in os.walk(directory) for n in there}
    other = {"modules.conf", "sorcery.conf", "extconfig.conf", "sip.conf", "pjproject.conf"}
    # What includes itself is the end of Asterisk (G-64).
    return "cycle" not in directory and "pjsip.conf" in os.listdir(directory) and not names & other and not any(n.startswith(("ABSENT", "res_")) for n in names)
