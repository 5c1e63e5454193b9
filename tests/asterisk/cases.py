"""The recorded cases: directories of fixtures/truth."""
import json
import os
import shutil

ROOT = os.path.normpath(f"{os.path.dirname(os.path.abspath(__file__))}/../../fixtures/truth")
RECORDS = shutil.ignore_patterns("case.json", "asterisk-16.json", "asterisk-22.json")


def copy(directory, to):
    """The configuration of a case, without its records and with the files and links that only case.json has."""
    shutil.copytree(directory, to, symlinks=True, dirs_exist_ok=True, ignore=RECORDS)
    if not os.path.exists(f"{directory}/case.json"):  # a directory of the corpus
        return
    with open(f"{directory}/case.json", encoding="utf-8") as f:
        case = json.load(f)
    for name, text in case.get("files", {}).items():
        with open(below(to, name), "x", encoding="utf-8", newline="") as f:
            f.write(text)
    for name, target in case.get("links", {}).items():
        os.symlink(target, below(to, name))


def below(to, name):
    """A path in the copy, its directory made."""
    path = f"{to}/{name}"
    os.makedirs(os.path.dirname(path), exist_ok=True)
    return path
