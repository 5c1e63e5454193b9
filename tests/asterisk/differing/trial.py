"""One configuration on one Asterisk: asked, compared, and made smaller where it differs."""
import copy
import json
import os
import re
import shutil
import subprocess
import tempfile

import lab

from . import bench
from .comparison import VERSIONS, compare

MOST_RUNS = 160
PUBLISHES = b"[options]\nentityid = 02:00:00:00:00:01\n"


class NoAnswer(Exception):
    """Asterisk does not come up, or goes away: there is nothing to compare."""


class Trial:
    def __init__(self, pjlint, versions):
        self.pjlint = pjlint
        self.benches = {v: bench.Bench(v) for v in versions}
        self.seen = f"{next(iter(self.benches.values())).work}/seen"

    def shown(self, files, version):
        """pjlint's objects, or what it says instead."""
        shutil.rmtree(self.seen, ignore_errors=True)
        known_as = f"[directories]\nastetcdir => {self.benches[version].inner}/etc\n".encode()
        bench.lay({**files, "asterisk.conf": known_as}, self.seen)
        command = [self.pjlint, "show", "--no-config", "--check-files", "--defaults", "--format", "json"]
        try:
            done = subprocess.run([*command, "--asterisk", VERSIONS[version], self.seen], capture_output=True, timeout=60, check=False)
        except subprocess.TimeoutExpired:
            raise NoAnswer("pjlint takes more than a minute") from None
        try:
            return json.loads(done.stdout), ""
        except ValueError:
            return None, f"pjlint ends with status {done.returncode}: {done.stderr.decode(errors='replace')[-300:]}"

    def run(self, files, version, falsify=None):
        shown, trouble = self.shown(files, version)
        if shown is None:
            return None, [trouble]
        if falsify:
            falsify(shown)
        b = self.benches[version]
        try:
            if not b.start(files):
                raise NoAnswer(f"exit status {b.p.poll()}")
            outcome = compare(shown, files, b, version)
        except OSError as e:
            raise NoAnswer(str(e)) from None
        finally:
            b.stop()
        return outcome, outcome.differences

    def confirmed(self, files, version, keys):
        """Whether lab.py's own start, with all modules, shows one of these differences too."""
        shown, _ = self.shown(files, version)
        if shown is None:
            return True
        with tempfile.TemporaryDirectory() as d:
            mods = sorted(os.listdir(lab.HOME + f"/ast{version}" + lab.modules_dir(f"{lab.HOME}/ast{version}")))
            loads = [m for m in mods if lab.WANTED.match(m) and not lab.SKIP.match(m)] + ["res_pjsip_publish_asterisk.so"]
            loads += [f"{m}.so" for f, more in lab.WITH_FILE.items() if f in files for m in more if f"{m}.so" in mods]
            modules = "[modules]\nautoload=no\n" + "".join(f"load = {m}\n" for m in loads)
            bench.lay({"asterisk.conf": PUBLISHES, "modules.conf": modules.encode(), **files}, d)
            with lab.Asterisk(version, d) as a:
                if not a.ready:
                    return False
                slow = copy.copy(self.benches[version])
                slow.work, slow.inner, slow.console = a.work, a.inner, bench.Console(f"{a.work}/run/asterisk.ctl", 30)
                try:
                    return bool(keys & {key(d) for d in compare(shown, files, slow, version).differences})
                finally:
                    slow.console.close()

    def smaller(self, files, version, wanted):
        """Lines left out for as long as the difference stays."""
        units = [(name, line) for name in sorted(files) for line in files[name].split(b"\n")]
        runs = 0

        def differs(some):
            nonlocal runs
            runs += 1
            try:
                return wanted in {key(d) for d in self.run(joined(some, files), version)[1]}
            except NoAnswer:
                return False
        parts = 2
        while len(units) > 1 and runs < MOST_RUNS:
            size = -(-len(units) // parts)
            for at in range(0, len(units), size):
                rest = units[:at] + units[at + size:]
                if rest and differs(rest):
                    units, parts = rest, max(parts - 1, 2)
                    break
            else:
                if size == 1:
                    break
                parts = min(parts * 2, len(units))
        return joined(units, files)

    def close(self):
        for b in self.benches.values():
            if b.p and b.p.poll() is None:
                b.stop()
            subprocess.run(["umount", b.work], check=False)
            os.rmdir(b.work)


def joined(units, files):
    """Files of these lines. What an include names stays, be it empty."""
    out = {}
    for name in files:
        lines = [line for n, line in units if n == name]
        if lines or "/" in name or name == "pjsip.conf":
            out[name] = b"\n".join(lines)
    return out


def key(difference):
    """What kind of difference it is, whichever object and value."""
    m = re.match(r"(\S+?):? .*?(: .*|Asterisk lists .*)$", difference, re.S)
    kind, rest = (m.group(1), m.group(2)) if m else ("", difference)
    return kind + re.sub(r"`.*`|'.*'|\d+", "_", rest, flags=re.S)


def falsifications(shown):
    """Ways to make pjlint's answer wrong: each must be noticed."""
    def of(verdict, *kinds):
        named = [(i, o) for i, o in enumerate(shown["objects"]) if o["id"].isalnum() and o["type"] in kinds]
        return [i for i, o in named if o["verdict"] == verdict]
    loaded, refused = of("loaded", "endpoint", "aor"), of("rejected", "endpoint", "aor", "auth")

    def value(shown):
        entry = next(e for e in shown["objects"][loaded[0]]["values"].values() if e["value"] in ("yes", "no"))
        entry["value"] = "no" if entry["value"] == "yes" else "yes"

    def verdict(index, word):
        return lambda shown: shown["objects"][index].update(verdict=word)

    def gone(shown):
        del shown["objects"][loaded[0]]
    if not loaded or not refused:
        return {}
    return {"another value": value, "a loaded object refused": verdict(loaded[0], "rejected"),
            "a refused object loaded": verdict(refused[0], "loaded"), "a loaded object left out": gone}
