"""A real Asterisk to ask: install it, start it on a configuration directory, question it, stop it.

16 is Asterisk 16.28 (Debian bullseye, chan_sip and PJSIP), 22 is Asterisk 22.10 (Debian sid, PJSIP only).
Each lives in a tree of its own below $PJLINT_ASTERISK (default /opt/oracle): ast16, ast22.
Asterisk runs in a network namespace of its own: no packet leaves the machine, any address can be bound,
and no name resolves but localhost.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

HOME = os.environ.get("PJLINT_ASTERISK", "/opt/oracle")
SUITE = {"16": "bullseye", "22": "sid"}
SENDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "sip-request")

# What the objects under test need, in place of everything that Asterisk ships.
WANTED = re.compile(
    r"^(res_pjproject|res_pjsip.*|chan_pjsip|res_sorcery_.*|res_http_websocket|res_websocket_client|"
    r"res_rtp_asterisk|res_rtp_multicast|res_srtp|res_geolocation|res_crypto|res_statsd|res_timing_timerfd|"
    r"app_dial|app_playback|pbx_config|func_(channel|callerid|sorcery|strings|logic|dialplan|pjsip_.*)|bridge_simple|"
    r"codec_(ulaw|alaw|gsm|g722|g726)|res_format_attr_.*|format_(pcm|wav|gsm))\.so$"
)
SKIP = re.compile(r"^res_pjsip_(stir_shaken|phoneprov_provider|publish_asterisk|notify)\.so$")
# Loaded only where the directory has the file that configures them.
WITH_FILE = {
    "sip.conf": ["chan_sip"],
    "pjsip_notify.conf": ["res_pjsip_notify"],
    "hep.conf": ["res_hep", "res_hep_pjsip", "res_hep_rtcp"],
    "phoneprov.conf": ["res_phoneprov", "res_pjsip_phoneprov_provider"],
    "stir_shaken.conf": ["res_curl", "res_stir_shaken", "res_pjsip_stir_shaken"],
    "res_config_sqlite3.conf": ["res_config_sqlite3"],
    "musiconhold.conf": ["res_musiconhold"],
    "voicemail.conf": ["app_voicemail"],
    "queues.conf": ["app_queue"],
}
# Read at every start by parts of Asterisk that are not under test.
EMPTY = ["statsd.conf", "cdr.conf", "cel.conf", "features.conf", "indications.conf", "udptl.conf", "ccss.conf",
         "geolocation.conf", "pjproject.conf", "websocket_client.conf", "acl.conf", "pjsip_wizard.conf", "rtp.conf",
         "sorcery.conf", "extconfig.conf", "http.conf", "manager.conf", "pjsip.conf", "cli_permissions.conf"]
LISTED = {
    "endpoint": "pjsip list endpoints", "aor": "pjsip list aors", "auth": "pjsip list auths",
    "transport": "pjsip list transports", "identify": "pjsip list identifies",
    "registration": "pjsip list registrations", "contact": "pjsip list contacts",
}
SHOWN = ("endpoint", "aor", "auth", "transport", "identify", "registration")


def mirror():
    """The Debian mirror that this machine already uses, of whichever release it runs."""
    if os.environ.get("DEBIAN_MIRROR"):
        return os.environ["DEBIAN_MIRROR"]
    out = subprocess.run(["apt-get", "indextargets", "--format", "$(SITE)"], capture_output=True, text=True).stdout.split()
    for site in out:
        if site.rstrip("/").endswith("/debian"):
            return site
    sys.exit("no Debian mirror in apt's sources: set DEBIAN_MIRROR")


def installed(version):
    return os.path.exists(f"{HOME}/ast{version}/usr/sbin/asterisk")


def install(which):
    for v in which:
        root = f"{HOME}/ast{v}"
        if installed(v):
            print(f"ast{v}: already installed")
            continue
        shutil.rmtree(root, ignore_errors=True)  # a broken earlier try
        if not shutil.which("debootstrap"):
            subprocess.run(["apt-get", "update"], check=True)
            subprocess.run(["apt-get", "install", "-y", "debootstrap"], check=True)
        os.makedirs(HOME, exist_ok=True)
        subprocess.run(["debootstrap", "--variant=minbase", "--no-check-gpg", SUITE[v], root, mirror()], check=True)
        subprocess.run(
            ["chroot", root, "sh", "-c",
             # a mirror may be a snapshot whose Release file has run out
             "export DEBIAN_FRONTEND=noninteractive; apt-get -o Acquire::Check-Valid-Until=false update"
             " && apt-get install -y --no-install-recommends asterisk"],
            check=True)


def modules_dir(root):
    for d in ("usr/lib/x86_64-linux-gnu/asterisk/modules", "usr/lib/aarch64-linux-gnu/asterisk/modules", "usr/lib/asterisk/modules"):
        if os.path.isdir(f"{root}/{d}"):
            return "/" + d
    sys.exit(f"no Asterisk under {root}: run 'tests/asterisk/record install'")


def clean(text):
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def listed_ids(text):
    ids = []
    for line in clean(text).splitlines():
        m = re.match(r"^ *(?:Endpoint|Aor|I/OAuth|InAuth|OutAuth|Auth|Transport|Identify|Registration|Contact): +(\S+)", line)
        if m and not m.group(1).startswith("<"):
            ids.append(re.sub(r"/.*$", "", m.group(1)) if "Endpoint:" in line else m.group(1))
        elif re.match(r"^ \S+/\S+ ", line) and "=====" not in line and "<" not in line:
            ids.append(line.split()[0].split("/")[0])
    return ids


def shown_values(text):
    """The table that `pjsip show TYPE ID` closes with."""
    values, inside = {}, False
    for line in clean(text).splitlines():
        if re.match(r"^ ParameterName +: ParameterValue", line):
            inside = True
        elif inside and not line.startswith(" ===") and " : " in line:
            name, _, value = line.partition(" : ")
            name, value = name.strip(), value.strip()
            values[name] = f"{values[name]}\n{value}" if name in values else value
    return values


def parse_spec(text):
    spec = {}
    for part in text.split(";"):
        k, _, v = part.strip().partition("=")
        if k == "header":
            spec.setdefault("header", []).append(v)
        elif k:
            spec[k] = v
    return spec


class Asterisk:
    """One run on a copy of `confdir`. Use as a context manager; `ready` says whether it came up."""

    def __init__(self, version, confdir, timeout=60):
        self.root, self.timeout = f"{HOME}/ast{version}", timeout
        mods = modules_dir(self.root)
        self.work = tempfile.mkdtemp(prefix="run-", dir=f"{self.root}/tmp")
        inner = self.inner = self.work[len(self.root):]
        etc = self.etc = f"{self.work}/etc"
        shutil.copytree(confdir, etc, dirs_exist_ok=True, symlinks=True)
        for d in ("run", "log", "spool", "db", "keys/keys"):
            os.makedirs(f"{self.work}/{d}", exist_ok=True)
        options = ""
        if os.path.exists(f"{etc}/asterisk.conf"):  # its [options] count, its directories cannot
            m = re.search(r"(?ms)^\[options\][^\n]*\n(.*?)(?=^\[|\Z)", open(f"{etc}/asterisk.conf").read())
            options = m.group(1) if m else ""
        with open(f"{etc}/asterisk.conf", "w") as f:
            f.write(f"[directories]\nastetcdir => {inner}/etc\nastmoddir => {mods}\nastvarlibdir => /var/lib/asterisk\n"
                    f"astdbdir => {inner}/db\nastkeydir => {inner}/keys\nastdatadir => /usr/share/asterisk\n"
                    f"astagidir => /usr/share/asterisk/agi-bin\nastspooldir => {inner}/spool\nastrundir => {inner}/run\n"
                    f"astlogdir => {inner}/log\n[options]\ndumpcore = no\nhighpriority = no\n{options}")
        with open(f"{etc}/logger.conf", "w") as f:
            f.write("[general]\ndateformat=%F %T\n[logfiles]\nfull => notice,warning,error,verbose\n")
        if not os.path.exists(f"{etc}/modules.conf"):
            with open(f"{etc}/modules.conf", "w") as f:
                f.write("[modules]\nautoload=no\n")
                there = sorted(os.listdir(f"{self.root}{mods}"))
                f.writelines(f"load = {m}\n" for m in there if WANTED.match(m) and not SKIP.match(m))
                for name, extra in WITH_FILE.items():
                    if os.path.exists(f"{etc}/{name}"):
                        f.writelines(f"load = {m}.so\n" for m in extra if f"{m}.so" in there)
        for name in EMPTY:
            if not os.path.exists(f"{etc}/{name}"):
                open(f"{etc}/{name}", "w").close()
        for name in os.listdir(etc):  # ABSENT-x.conf: x.conf is not to be there at all
            if name.startswith("ABSENT-"):
                for f in (name, name[7:]):
                    if os.path.exists(f"{etc}/{f}"):
                        os.remove(f"{etc}/{f}")
        if not os.path.exists(f"{etc}/extensions.conf"):
            with open(f"{etc}/extensions.conf", "w") as f:
                f.write("[default]\nexten => _X.,1,NoOp()\n")

    def __enter__(self):
        script = ("hostname pbx 2>/dev/null || true\n"
                  "ip link set lo up 2>/dev/null || true\n"
                  "echo 1 > /proc/sys/net/ipv4/ip_nonlocal_bind 2>/dev/null || true\n"
                  "echo 1 > /proc/sys/net/ipv6/ip_nonlocal_bind 2>/dev/null || true\n"
                  f"exec chroot {self.root} asterisk -f -C {self.inner}/etc/asterisk.conf")
        self.out = open(f"{self.work}/console", "w")
        start = time.time()
        self.p = subprocess.Popen(["unshare", "-n", "-u", "sh", "-c", script], stdout=self.out, stderr=self.out, stdin=subprocess.DEVNULL)
        self.ready = False
        while time.time() - start < self.timeout and self.p.poll() is None:
            if os.path.exists(f"{self.work}/run/asterisk.ctl"):
                o = self.rx("core waitfullybooted", self.timeout)
                if o and "fully booted" in o:
                    self.ready = True
                    break
            time.sleep(0.05)
        return self

    def __exit__(self, *_):
        if self.p.poll() is None and self.ready:
            self.rx("core stop now", 10)
        try:
            self.p.wait(10 if self.ready else 0.2)
        except subprocess.TimeoutExpired:
            self.p.kill()
            self.p.wait()
        self.out.close()
        shutil.rmtree(self.work, ignore_errors=True)

    def rx(self, command, timeout=30):
        try:
            r = subprocess.run(["chroot", self.root, "asterisk", "-C", f"{self.inner}/etc/asterisk.conf", "-rx", command],
                               capture_output=True, text=True, errors="replace", timeout=timeout)
            return r.stdout if r.returncode == 0 else None
        except subprocess.TimeoutExpired:
            return None

    def log_size(self):
        log = f"{self.work}/log/full"
        return os.path.getsize(log) if os.path.exists(log) else 0

    def log(self, since=0, levels="WARNING|ERROR"):
        """The load's messages, each once, in the order of their first appearance."""
        full = f"{self.work}/log/full"
        with open(full if os.path.exists(full) else f"{self.work}/console", errors="replace") as f:
            f.seek(since)
            text = f.read()
        entries = []
        for line in clean(text).splitlines():
            m = re.match(rf"^\[[^\]]*\] ({levels})\[[^\]]*\](?:\[[^\]]*\])? (\S+?): (.*)$", line)
            if m:
                entry = {"level": m.group(1), "file": m.group(2), "text": m.group(3).replace(self.inner + "/etc/", "").replace(self.inner + "/etc", "")}
                if entry not in entries:
                    entries.append(entry)
        return entries

    def objects(self):
        found = {kind: listed_ids(self.rx(c) or "") for kind, c in LISTED.items()}
        values = {}
        for kind in SHOWN:
            for ident in found[kind]:
                name = ident.split("/")[0] if kind in ("auth", "identify", "registration") else ident
                shown = shown_values(self.rx(f"pjsip show {kind} {name}") or "")
                if shown:
                    values.setdefault(kind, {})[name] = shown
        return found, values

    def settings(self):
        """The effective `global` and `system` values."""
        text = clean(self.rx("pjsip show settings") or "")
        first, _, second = text.partition("System Settings:")
        return {"global": shown_values(first), "system": shown_values(second)}

    def sip(self, spec):
        at = self.log_size()
        r = subprocess.run(["nsenter", "-t", str(self.p.pid), "-n", sys.executable, SENDER, json.dumps(parse_spec(spec))],
                           capture_output=True, text=True, timeout=30)
        time.sleep(0.1)
        codes = json.loads(r.stdout) if r.returncode == 0 else r.stderr[-300:]
        return {"spec": spec, "codes": codes, "log": self.log(at, "NOTICE|WARNING|ERROR")}
