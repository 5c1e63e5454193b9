"""A real Asterisk that starts anew for every configuration, as cheaply as that goes.

lab.py spends half a second on a start, and most of it on two things: the documentation, a megabyte and a half of XML, and
a client process for every command. Here the documentation has the names of object types and nothing else, commands go
through one connection, files live in memory, and Asterisk is killed when it has answered. Each start is a new process on an
empty directory: nothing is reloaded, so nothing is left of the configuration before. What differs is asked of lab.py again
(`Trial.confirmed`), which does none of this.

The caller has mount, network and host name spaces of its own: `enter` fits them out.
"""
import os
import re
import resource
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import xml.etree.ElementTree as ET

import lab

# The modules that have objects in pjsip.conf or are asked for their values; what they do with calls is not looked at.
WANTED = re.compile(
    r"^(res_pjproject|res_sorcery_(config|memory|astdb)|res_geolocation|res_http_websocket|res_websocket_client|res_crypto|"
    r"res_statsd|res_timing_timerfd|pbx_config|func_sorcery|res_pjsip|res_pjsip_(acl|config_wizard|endpoint_identifier_.*|"
    r"outbound_publish|outbound_registration|publish_asterisk|pubsub|transport_websocket))\.so$")
KEPT = {"docs", "configInfo", "configFile", "configObject"}
# Asterisk reads at most so many bytes of commands at once, and drops what a longer read cuts.
MOST = 500
MESSAGE = re.compile(r"^\[[^\]]*\] (?:WARNING|ERROR)\[[^\]]*\](?:\[[^\]]*\])? \S+?: (.*)$")
GLUED = re.compile(r"(?=\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\] (?:NOTICE|WARNING|ERROR)\[)")
LAST = "res_nothing_more_to_load.so"


def enter():
    # Asterisk starts as many threads as `system` says: no configuration is to take all that the machine has.
    resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
    subprocess.run("mount --make-rprivate /; hostname pbx; ip link set lo up; echo 1 > /proc/sys/net/ipv4/ip_nonlocal_bind; "
                   "echo 1 > /proc/sys/net/ipv6/ip_nonlocal_bind", shell=True, stderr=subprocess.DEVNULL)


def names_only(xml):
    """The documentation of object types, without a word on any of them: a type that is not in it does not come up. An
    option that is not in it does, with a message more."""
    tree = ET.fromstring(re.sub(r"<!DOCTYPE.*?(\]>|>)", "", xml, count=1, flags=re.S))

    def strip(element):
        element.text = element.tail = None
        for child in list(element):
            if child.tag in KEPT:
                strip(child)
            else:
                element.remove(child)
    strip(tree)
    return ET.tostring(tree, encoding="UTF-8", xml_declaration=True)


class Bench:
    """A place where one Asterisk after the other runs."""

    def __init__(self, version):
        self.version, self.root = version, f"{lab.HOME}/ast{version}"
        # As long as the laboratory's name: it counts where a path is cut (G-56).
        self.work = tempfile.mkdtemp(prefix="run-", dir=f"{self.root}/tmp")
        subprocess.run(["mount", "-t", "tmpfs", "tmpfs", self.work], check=True)
        inner, mods = self.work[len(self.root):], lab.modules_dir(self.root)
        self.inner, self.etc = inner, f"{self.work}/etc"
        with open(f"{self.root}/usr/share/asterisk/documentation/core-en_US.xml", encoding="utf-8") as f:
            xml = names_only(f.read())
        os.makedirs(f"{self.work}/data/documentation")
        with open(f"{self.work}/data/documentation/core-en_US.xml", "wb") as f:
            f.write(xml)
        there = sorted(os.listdir(f"{self.root}{mods}"))
        self.loads = [m for m in there if WANTED.match(m)]
        self.there = set(there)
        self.base = {name: "" for name in lab.EMPTY}
        self.base["asterisk.conf"] = (
            f"[directories]\nastetcdir => {inner}/etc\nastmoddir => {mods}\nastvarlibdir => /var/lib/asterisk\n"
            f"astdbdir => {inner}/db\nastkeydir => {inner}/keys\nastdatadir => {inner}/data\nastagidir => {inner}/data\n"
            f"astspooldir => {inner}/spool\nastrundir => {inner}/run\nastlogdir => {inner}/log\n"
            "[options]\ndumpcore = no\nhighpriority = no\nentityid = 02:00:00:00:00:01\n")
        self.base["logger.conf"] = "[general]\ndateformat=%F %T\n[logfiles]\nfull => notice,warning,error\n"
        self.base["extensions.conf"] = "[default]\nexten => _X.,1,NoOp()\n"
        self.p = self.console = None

    def start(self, files, timeout=60):
        """Whether Asterisk comes up on these files: name to bytes, as they lie in the configuration directory."""
        for d in ("etc", "run", "log", "spool", "db", "keys"):
            shutil.rmtree(f"{self.work}/{d}", ignore_errors=True)
            os.makedirs(f"{self.work}/{d}/keys" if d == "keys" else f"{self.work}/{d}")
        modules = self.loads + [f"{m}.so" for f, more in lab.WITH_FILE.items() if f in files for m in more if f"{m}.so" in self.there]
        base = dict(self.base)
        base["modules.conf"] = "[modules]\nautoload=no\n" + "".join(f"load = {m}\n" for m in modules)
        for name, text in base.items():
            if name not in files:
                with open(f"{self.etc}/{name}", "w") as f:
                    f.write(text)
        lay(files, self.etc)
        with open(f"{self.work}/console", "wb") as out:
            self.p = subprocess.Popen(["chroot", self.root, "asterisk", "-f", "-C", f"{self.inner}/etc/asterisk.conf"],
                                      stdin=subprocess.DEVNULL, stdout=out, stderr=out)
        self.console = None
        end = time.monotonic() + timeout
        while time.monotonic() < end and self.p.poll() is None:
            try:
                if self.console is None:
                    self.console = Console(f"{self.work}/run/asterisk.ctl", timeout)
                return "fully booted" in self.console.ask(["core waitfullybooted"])[0]
            except OSError:
                self.console = None
                time.sleep(0.01)
        return False

    def stop(self):
        if self.console:
            self.console.close()
        if self.p.poll() is None:
            self.p.send_signal(signal.SIGKILL)
        return self.p.wait()

    def log(self):
        """The texts of warnings and errors, each once."""
        self.console.ask([f"module load {LAST}"])
        full, end = f"{self.work}/log/full", time.monotonic() + 5
        while True:
            with open(full, "rb") as f:
                text = f.read().decode(errors="replace")
            if LAST in text or time.monotonic() > end:
                break
            time.sleep(0.002)  # a thread of its own writes the log
        texts = {}
        # A message that is too long has no line end; a carriage return in a value is none.
        for line in GLUED.sub("\n", lab.clean(text)).split("\n"):
            # What is said of the documentation is said of the bench.
            m = None if " xmldoc.c: " in line or ": XML Documentation" in line or LAST in line else MESSAGE.match(line)
            if m:
                texts[m.group(1).replace(self.inner + "/etc/", "")] = None
        return list(texts)


class Console:
    """A connection to Asterisk's command line."""

    def __init__(self, path, timeout):
        self.s = socket.socket(socket.AF_UNIX)
        self.s.settimeout(timeout)
        self.s.connect(path)
        self.kept, self.count = b"", 0

    def close(self):
        self.s.close()

    def ask(self, commands):
        """The answer to each. A command that does not exist marks where an answer ends: its complaint."""
        answers, batch, size = [], [], 0
        for command in [*map(encoded, commands), None]:
            if batch and (command is None or size + len(command) + 20 > MOST):
                answers += self._round(batch)
                batch, size = [], 0
            if command is not None:
                batch.append(command)
                size += len(command) + 20
        return answers

    def _round(self, batch):
        ends, sent = [], b""
        for command in batch:
            self.count += 1
            end = b"endof%d" % self.count
            sent += command + b"\0" + end + b"\0"
            ends.append(b"No such command '%s'" % end)
        self.s.sendall(sent)
        answers = []
        for end in ends:
            while end not in self.kept:
                more = self.s.recv(1 << 16)
                if not more:
                    raise OSError("Asterisk has gone")
                self.kept += more
            answer, _, rest = self.kept.partition(end)
            answers.append(answer.replace(b"\0", b"").decode(errors="replace"))
            line = rest.find(b"\n")
            while line < 0:
                rest += self.s.recv(1 << 16)
                line = rest.find(b"\n")
            self.kept = rest[line + 1:]
        return answers


def encoded(command):
    return command if isinstance(command, bytes) else command.encode(errors="surrogateescape")


def lay(files, directory):
    for name, content in files.items():
        path = f"{directory}/{name}"
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as f:
            f.write(content)
