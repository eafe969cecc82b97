# SPDX-License-Identifier: Apache-2.0
"""Which branches of the deciding folders no test takes, and why not.

usage: branches.py REPORT     a report of gcovr --json --exclude-throw-branches

A line that decides nothing in the source has branches all the same: the compiler's, which destroy
what is half built when memory runs out. Of any other line, each uncovered branch is named with its
reason in uncovered_branches.json; one that is not fails the run, and so does an entry whose
branches are all taken. A reason that begins with "open" is none: there a test is missing.
"""
import collections
import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
NAMED = ROOT / "src/conformance/uncovered_branches.json"
DECISION = re.compile(r"\b(?:if|for|while|switch|case)\b|&&|[|]{2}|\? |: | (?:[<>]=?|[!=]=) ")


def uncovered(report):
    """(file, text of the line, its number) of each line that decides and has an untaken branch."""
    for file in report["files"]:
        source = (ROOT / file["file"]).read_text().splitlines()
        for line in file["lines"]:
            branches = [each for each in line["branches"] if not each["throw"]]
            text = source[line["line_number"] - 1].strip()
            if DECISION.search(text) and any(each["count"] == 0 for each in branches):
                yield file["file"], text, line["line_number"]


def problems(report):
    entries = json.loads(NAMED.read_text())
    named = {(entry["file"], entry["line"]) for entry in entries}
    final = {(e["file"], e["line"]) for e in entries if not e["reason"].startswith("open")}
    found = set()
    for file, text, number in uncovered(report):
        found.add((file, text))
        if (file, text) not in named:
            yield f"{file}:{number}: a branch is not taken: {text}"
    for file, text in sorted(final - found):
        yield f"{NAMED.name}: every branch is taken, or the line is gone: {file}: {text}"


def counts(report):
    """For each folder, how many of its branches are taken."""
    total, taken = collections.Counter(), collections.Counter()
    for file in report["files"]:
        for line in file["lines"]:
            for branch in line["branches"]:
                folder = file["file"].split("/")[1]
                total[folder] += not branch["throw"]
                taken[folder] += not branch["throw"] and branch["count"] > 0
    for folder in sorted(total):
        yield f"branches: {folder}: {taken[folder]} of {total[folder]} taken"


report = json.loads(pathlib.Path(sys.argv[1]).read_text())
print("\n".join(counts(report)))
print("branches:", sum(entry["reason"].startswith("open")
                       for entry in json.loads(NAMED.read_text())), "lines still want a test")
found = list(problems(report))
print("\n".join(found) or "branches: every one that is not taken is the compiler's, or named")
sys.exit(bool(found))
