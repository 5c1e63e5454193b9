"""Values for options: right ones, wrong ones and odd ones, from the option tables' own words."""
import json
import os

HERE = os.path.dirname(os.path.abspath(__file__))
FACTS = os.path.normpath(f"{HERE}/../../../rules/asterisk")

IDS = ["alice", "bob", "carol", "100", "101", "102", "trunk", "trunk-2", "office", "Alice", "phone.a", "p_1", "0", "anonymous", "dave", "erin",
       "gw", "200", "201", "202", "zoe", "max", "x-y"]
ODD_IDS = ["a b", " a", "a ", "a/b", "a@example.com", "L" * 79, "L" * 80, "L" * 90, "\u00fc", "\udcff\udcfe", "global", "system", "", "a\\;b",
           "a\"b", "acl", "a'b", "type", "a=b", "a#b", "a,b", "tr\tunk", "a|b", "\\", "a(b", "a)", "<a>", "${A}", "a:b", "*"]
# What may stand anywhere.
ODD = ["", '""', '"x"', "'y'", " ", "\t", "-1", "0", "1", "99999999999999999999", "4294967295", "4294967296", "2147483648", "0x1F", "010", "08", "+5",
       "1 2", "5s", "1e3", "yes", "no", "Maybe", "a\\;b", "a;b", "a;--b--;c", "x" * 300, "\u00fc", "\udcff\udcfe", "a=b", "=x", ">x", "> x", "a,b",
       ",a", "a,", "a,,b", "a, b", "!x", "!", "${X}", "%s", "\\", "a\\", "\\\\", "\\n", "[x]", "(x)", "#x", "<x>", "x\x0by", "\u00a0x", "a|b", "none",
       "all", "sip:", "sip:a@b", "1.2.3.4", "::1", "-", "*", ".", "/", "/x/", "true", "null", "a b c", "a\tb", "-0", "00", "0x", "1.5", "\x7f", "A" * 130]
ADDRESSES = ["10.0.0.0/8", "192.0.2.1", "198.51.100.0/24", "203.0.113.7/255.255.255.255", "0.0.0.0/0", "2001:db8::/32", "::1", "::/0", "10.1.2.3/16",
             "192.168.0.0/255.255.0.0", "127.0.0.1"]
ODD_ADDRESSES = ["10.0.0.0/33", "10.0.0.256", "10.0.0", "10", "10.0.0.0/", "/8", "10.0.0.0/-1", "10.0.0.0/08", "!10.0.0.1", "!10.0.0.0/8", "10.0.0.1:5060",
                 "[2001:db8::1]", "[::1]:5060", "2001:db8::/129", "10.0.0.0/255.0.255.0", "10.0.0.0/8/8", "10.0.0.0 /8", "10.0.0.0/ 8", "fe80::1%lo",
                 "::ffff:1.2.3.4", "010.0.0.1", "1.2.3.4.5", "10.0.0.0/8,", ",10.0.0.0/8", "10.0.0.0/8, 11.0.0.0/8", "10.0.0.0/8,!10.1.0.0/16", "0x0a.0.0.1",
                 "10.0.0.0/0x8", "10.0.0.0/255.255.255", "::1/0", "10.0.0.0/32 ", "1.2.3.4/0.0.0.0", "-10.0.0.1", "10.0.0.1/+8", "10.0.0.1/8x"]
URIS = ["sip:192.0.2.1", "sip:100@192.0.2.1", "sips:100@192.0.2.1:5061", "sip:192.0.2.1:5070", "sip:a@[2001:db8::1]:5060", "sip:192.0.2.1\\;lr",
        "sip:192.0.2.1\\;transport=tcp", "sip:user:pw@192.0.2.1", "sip:198.51.100.4\\;lr\\;x=y", "sip:%61@192.0.2.1"]
ODD_URIS = ["192.0.2.1", "sip:", "sip:@", "sip:a@", "sip:@192.0.2.1", "SIP:192.0.2.1", "sip:192.0.2.1:99999", "sip:192.0.2.1:", "sip:192.0.2.1;lr", "tel:100",
            "<sip:192.0.2.1>", '"A" <sip:a@192.0.2.1>', "sip:a b@192.0.2.1", "sip:192.0.2.1?h=v", "sip:[2001:db8::1", "sip:a@b@c", "sip:192.0.2.1\\;",
            "sip:" + "a" * 260 + "@192.0.2.1", "sip:a@" + "b" * 300, "sip:192.0.2.1,sip:192.0.2.2", "http://192.0.2.1", "sip: 192.0.2.1",
            "sip:a%zz@192.0.2.1",
            "sip:192.0.2.1 ", "sip:-1", "sip:192.0.2.1\\;transport=", "sip:192.0.2.1\\;=x", "sip:a@192.0.2.1:0", "sip:\u00fc@192.0.2.1", "sip:a:@192.0.2.1",
            "sips:", "sip:*", "sip:192.0.2.1:5060:5060", "sip:/a@192.0.2.1", "sip:a&b=c@192.0.2.1", "sip:a@192.0.2.1#x", "pres:a@192.0.2.1", "sip:a@h_x"]
BINDS = ["0.0.0.0", "0.0.0.0:5060", "127.0.0.1", "127.0.0.1:5070", "[::]", "[::]:5062", "192.0.2.9:5064", "0.0.0.0:5061", "10.0.0.1", "0.0.0.0:5080",
         "127.0.0.2:5060", "127.0.0.3", "192.0.2.5", "[2001:db8::5]:5066", "::1", "10.9.8.7:6000"]
ODD_BINDS = [":5080", "0.0.0.0:", "0.0.0.0:99999", "0.0.0.0:0", "0.0.0.0:65535", "0.0.0.0:65536", "1.2.3", "1.2.3.4.5", "[::]:x", "[::", "::",
        "0.0.0.0 :5060",
             "0.0.0.0: 5060", "0.0.0.0:-1", "0.0.0.0:05060", "0.0.0.0:0x1000", "*", "256.1.1.1", "", "0", "0.0.0.0,127.0.0.1", "0.0.0.0/0", "[0.0.0.0]:5060"]
FORMS = {"int": ["-1", "0", "1", "30", "-2147483648", "2147483647", "100"], "double": ["3.0", "0.5", "1", "2.25", "10", "0", "0.001"],
         "callerid": ['"Alice" <100>', "100", "Alice <100>", "<100>", '"A, B" <1>', "unavailable",
         "A <sip:100@x>"], "digest": ["d" * 32, "0" * 64, "MD5:" + "a" * 32],
         "name=value": ["A=b", "A=b c", "CHANNEL(x)=y", "__B=1", "A=", "context=x", "A=b=c"], "tos": ["CS3", "ef", "AF41", "184", "0x60", "0"],
         "group_list": ["1", "1,2", "1-5", "0,63", "3-3"], "header_match": ["X-A: b", "X-A: /^b.*/", "From: sip:a"], "regex": ["^a.*", "[a-z]+", "x|y"],
         "string_or_regex": ["sip:a@b", "/^sip:/"], "uri_user": ["alice", "100", "a.b-c"], "ip_or_host": ["192.0.2.10", "2001:db8::9", "203.0.113.50"],
         "codec_prefs": ["prefer: pending, operation: intersect, keep: all", "prefer:configured,operation:union,keep:first,transcode:prevent"],
         "mech_list": ["sdes-srtp\\;mediasec", "none", "msrp-tls", "dtls-srtp,sdes-srtp"], "file": ["", ""], "dir": ["",
         ""], "hostport_list": ["192.0.2.1", "192.0.2.1:5070,198.51.100.2"],
         "pattern": ["sip:${REMOTE_HOST}", "sip:${USERNAME}@${REMOTE_HOST}"], "dialplan_app": ["Dial(PJSIP/a)", "NoOp"], "name_list": ["a", "a,b",
         "alice,bob"]}
ODD_FORMS = {
    "uint": ["0", "-1", "", "60s", "0x10", "010", "08", "4294967295", "4294967296", "18446744073709551616", "+5", " 7", "1 2", "1.0", "--1", "0x",
        "-0", "1e3", "2147483648",
             "86400", "86401", "65535", "65536", "1023", "1024", "89", "90", "0b1", "0x1g", "-18446744073709551615", "9223372036854775808"],
    "double": ["", "-1", "1e3", "inf", "nan", "0x1p3", "1,5", "3.0s", "1e400", ".5", "5.", "-0", "3.", "86400.5", "1e-9", "0.0000001", "123456789.123", "+1"],
    "callerid": ["", '"Alice', "Alice <100", '"" <>', "Alice <100> x", '"a\\"b" <1>', "<>", '"\u00fc" <1>', "A <1> <2>", "  ", "'A' <1>", "A<1>", "(1) A"],
    "digest": ["d" * 31, "d" * 33, "", "MD5:" + "a" * 31, "SHA-256:" + "b" * 64, "sha-256:" + "b" * 64, "SHA-512-256:" + "c" * 64, "MD5",
        "FOO:" + "a" * 32, ":", "MD5: " + "a" * 32],
    "name=value": ["A", "", "=b", "A = b", " A=b", "A=b\\;c", "a=1,b=2", "A b=c", "allow=ulaw", "A=" + "x" * 400, "A=\u00fc"],
    "tos": ["cs9", "AF44", "256", "-1", "0xB8", "", "EF ", "ef\t", "184x", "7", "3", "010", "lowdelay", "EF,CS1", "255", "260"],
    "group_list": ["64", "-1", "a", "5-1", "1-", "1,,2", "", "1-70", "1 2", "1, 2", " 3", "-5", "1-2-3", "0x1", "1;2", "63-64", "1,a"],
    "header_match": ["X-A", ": b", "X-A:", "X-A: /[/", "X-A:/^b/", "X-A:b", "", "X-A: /", "X-A: //", " : b", "X A: b", "X-A : b"],
    "regex": ["[", "(", "*", "", "a{2", "a\\", "(a", "[[:x:]]", "a**", "+"], "string_or_regex": ["/[/", "", "/", "//", "/a", "a/"],
    "uri_user": ["a b", "a@b", "", "a\\;b", "\u00fc", "a/b", "a?b", "<a>", "'a'", "a%20", "~!$&'()*+,=:"],
    "ip_or_host": ["", "256.1.1.1", "1.2.3", "[2001:db8::9]", "1.2.3.4:5060", "a b", "-", "1.2.3.4 ", "::", "1.2.3.4/24"],
    "codec_prefs": ["prefer: pending", "", "prefer: foo, operation: union, keep: all", "operation:union", "keep: all, keep: first", "prefer pending",
        "PREFER: pending, operation: union, keep: all"],
    "mech_list": ["", "foo", "sdes-srtp;mediasec", "none,none", "SDES-SRTP", ",", "sdes-srtp\\;q=0.1", "none , msrp-tls"],
    "file": ["/nonexistent/a.pem", "nonexistent.pem", "/", "\udcff", " ", "/etc", "x" * 300], "dir": ["/nonexistent", "/", "nonexistent", ""],
    "hostport_list": ["", "192.0.2.1:", ",192.0.2.1", "192.0.2.1 , 198.51.100.2", "a b", "[::1]:5060", "192.0.2.1,,198.51.100.2", "192.0.2.1:99999",
        "192.0.2.0/24"],
    "pattern": ["", "${REMOTE_HOST}", "sip:${FOO}", "sip:${REMOTE_HOST", "sip:x", "sip:${remote_host}"], "name_list": ["", "a, b", ",a", "a,",
        "a,,b", " a", "a b", "A", "a" * 200, "nobody", "a,a"],
}
# Asterisk starts as many threads as it is told to.
POOL, ODD_POOL = ["1", "4", "7", "20", "50", "60"], ["0", "010", "0x10", "", "-1", "5s", "+7", "08", "1 2", " 9"]
TYPOS = ["{}s", "{}_", "x{}", "{}-", "@{}", "{}\u00fc", " {}", "{}.", "{}\\"]


def facts():
    with open(f"{FACTS}/options.json", encoding="utf-8") as f:
        files = json.load(f)["files"]
    with open(f"{FACTS}/codecs.json", encoding="utf-8") as f:
        codecs = [c["name"] for c in json.load(f)["codecs"]]
    tables = {kind: t["options"] for kind, t in files["pjsip.conf"].items()}
    tables["wizard"] = files["pjsip_wizard.conf"]["wizard"]["options"]
    return tables, codecs


class Values:
    def __init__(self, rng, codecs):
        self.rng, self.codecs = rng, codecs

    def cased(self, word):
        return self.rng.choice([word.upper(), word.capitalize(), word.swapcase(), word.lower()])

    def right(self, option, name):
        r, form = self.rng, option.get("type")
        if name.startswith(("threadpool_", "taskpool_")):
            return r.choice(POOL[2 * name.endswith("max_size"):])  # with one or two threads 16 waits for itself
        if r.random() < 0.15 and isinstance(option.get("default"), str) and "<" not in option["default"]:
            return option["default"]
        if form == "bool":
            return r.choice(["yes", "no", "yes", "no", "true", "false", "1", "0", "on", "off", "y", "n", "t", "f", "Yes", "NO", "TRUE"])
        if option.get("enum"):
            words = [w for w in option["enum"]] + (["yes", "no"] if option.get("bool_words") else []) + list(option.get("aliases", {}))
            if form == "enum_list":
                return ",".join(r.sample(words, r.randint(1, min(3, len(words)))))
            word = r.choice(words)
            return self.cased(word) if option.get("ci") and r.random() < 0.2 else word
        if form in ("uint", "int"):
            low, high = (option.get("range") or [0, 3600])[:2] if isinstance(option.get("range"), list) else (0, 3600)
            low, high = (low if isinstance(low, int) else 0), (high if isinstance(high, int) else 3600)
            return str(r.choice([low, high, r.randint(low, high), r.randint(low, min(high, low + 300))]))
        if form in ("acl_rules", "addr_list") or name == "local_net":
            return ",".join(r.sample(ADDRESSES, r.choice([1, 1, 1, 2, 3])))
        if form in ("sip_uri", "sip_uri_list") or name.endswith("_uri") or name == "contact":
            return ",".join(r.sample(URIS, r.choice([1, 1, 2]) if form == "sip_uri_list" else 1))
        if form == "codecs":
            return r.choice([",", ",", "|"]).join(r.choice(["", "", "", "", "!"]) + r.choice(self.codecs + ["all", "ulaw", "alaw"]) + r.choice(["",
                        "", "", ":20", ":40"])
                                                  for _ in range(r.randint(1, 4)))
        if form == "hostport":
            return r.choice(BINDS)
        if form in FORMS:
            return r.choice(FORMS[form])
        if name == "hint_exten":  # with a dash in it Asterisk ends
            return r.choice(["100", "desk", "_1XX"])
        if name in ("MAC", "PROFILE"):
            return r.choice(["001122334455", "desk", "desk", "00:11:22:33:44:55"])
        return r.choice(IDS + ["default", "from-internal", "secret", "foo bar", "de", "x\\;y", "a=b", "1.2", '"q"'])

    def odd(self, option, name):
        r, form = self.rng, option.get("type")
        if name.startswith(("threadpool_", "taskpool_")):
            return r.choice(ODD_POOL[name.endswith("auto_increment"):])  # without any increment Asterisk hangs
        if r.random() < 0.3:
            return r.choice(ODD)
        if form in ("acl_rules", "addr_list") or name == "local_net":
            return r.choice(ODD_ADDRESSES)
        if form in ("sip_uri", "sip_uri_list") or name.endswith("_uri") or name == "contact":
            return r.choice(ODD_URIS)
        if form == "hostport":  # most are taken for names, which nothing resolves
            return r.choice(ODD_BINDS + BINDS)
        if form == "codecs":
            return r.choice(["", "foo", "ulaw,foo", "ulaw:xx", "ulaw:", "ulaw:0", "ulaw, alaw", " ulaw", "ULAW", "!all,ulaw", "all,!ulaw", "!ulaw",
                        "all:20", ",ulaw", "ulaw,", "ulaw;alaw",
                             "ulaw|alaw", "ulaw alaw", "ulaw:20:30", "ulaw:999", "ulaw:-20", "ulaw:020", "!!ulaw", "! ulaw", "ulaw,,alaw", "!",
                             "ulaw:20ms", "opus:60", "all,all", "g722:1"])
        if form == "bool":
            return r.choice(["maybe", "", "2", "yes ", "yess", "enabled", "-1", "nope", "TRUE", "oN", "10", "yes,no", '"yes"', "yes;no", "\u00fc", "o"])
        if option.get("enum"):
            word = r.choice(list(option["enum"]))
            return r.choice([self.cased(word), word + "x", word[:-1], word + ",", " " + word, word + " " + word, f"{word},{word}",
                        f"{word}, {r.choice(list(option['enum']))}",
                             "", '"' + word + '"', word.replace("_", "-"), f"{word},foo", f",{word}", "yes", "no", "1"])
        if form in ("uint", "int"):
            bounds = [str(b + d) for b in (option.get("range") or []) if isinstance(b, int) for d in (-1, 0, 1)] if isinstance(option.get("range"), list) else []
            return r.choice(ODD_FORMS["uint"] + bounds * 3)
        return r.choice(ODD_FORMS.get(form, ODD))

    def ident(self, odd=0.0):
        return self.rng.choice(ODD_IDS if self.rng.random() < odd else IDS)
