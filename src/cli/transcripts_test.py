# SPDX-License-Identifier: Apache-2.0
"""Runs the transcripts: pages of the manual that are tests.

    transcripts_test.py PROGRAM [FILE...]

Each file is one session in one folder that begins as a copy of transcripts/data. `$ ` begins a
command; what follows is what it prints, `2> ` before what it prints on standard error, and `[n]` its
exit status if that is not 0. Lines that begin with # are for the reader. What no two runs share is
replaced before it is compared: records a second are N/s.
"""
import difflib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent


def written(page):
    """The commands of a page, each with the lines that are expected of it."""
    command, lines = None, []
    for line in page.splitlines():
        if line.startswith("$ "):
            if command:
                yield command, lines
            command, lines = line[2:], []
        elif command and line.startswith("#"):
            yield command, lines
            command, lines = None, []
        elif command:
            lines.append(line)
    if command:
        yield command, lines


def printed(command, folder, path):
    """What a command prints, in the notation of a page."""
    environment = {**os.environ, "PATH": f"{path}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
    ran = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, capture_output=True)
    out = ran.stdout.decode("utf-8", "backslashreplace").splitlines()
    err = ran.stderr.decode("utf-8", "backslashreplace").splitlines()
    lines = out + ["2> " + line for line in err]
    if ran.returncode:
        lines.append(f"[{ran.returncode}]")
    return [re.sub(r"\b\d+/s", "N/s", line) for line in lines]


def problems(page, path):
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(HERE / "transcripts/data", folder, dirs_exist_ok=True)
        for command, expected in written(page.read_text(encoding="utf-8")):
            while expected and not expected[-1]:
                expected.pop()
            actual = printed(command, folder, path)
            if actual != expected:
                yield f"{page.name}: $ {command}"
                yield from difflib.unified_diff(expected, actual, "expected", "printed", lineterm="")


def main(program, *pages):
    with tempfile.TemporaryDirectory() as path:
        os.symlink(pathlib.Path(program).resolve(), pathlib.Path(path) / "vaxcert")
        found = []
        for page in [pathlib.Path(name) for name in pages] or sorted(HERE.glob("transcripts/*.txt")):
            found += problems(page, path)
    print("\n".join(found) or "transcripts: ok")
    return bool(found)


sys.exit(main(*sys.argv[1:]))
