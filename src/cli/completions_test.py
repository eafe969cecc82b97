# SPDX-License-Identifier: Apache-2.0
"""Holds the completions and the manual page to --help: every command and every option of it is in all
of them, and they name no other; so is every language of the texts.

    completions_test.py PROGRAM
"""
import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
COMPLETIONS = ROOT / "src/cli/completions"


def help_of(program, *command):
    return subprocess.run([program, *command, "--help"], capture_output=True, text=True, check=True).stdout


def options_of(program, command):
    return set(re.findall(r"^ +(?:-\w,)?--([a-z-]+)", help_of(program, command), re.M)) - {"help"}


def commands_of(program):
    listed = help_of(program).partition("Subcommands:")[2]
    return re.findall(r"^  ([a-z]+) ", listed, re.M)


def in_bash(command):
    text = (COMPLETIONS / "vaxcert.bash").read_text(encoding="utf-8")
    words = re.search(rf'^ +{command}\) options="([^"]*)"', text, re.M)
    return set(re.findall(r"--([a-z-]+)", words.group(1))) if words else None


def in_zsh(command):
    text = (COMPLETIONS / "_vaxcert").read_text(encoding="utf-8")
    block = re.search(rf"^ +{command}\)\n(.*?);;", text, re.M | re.S)
    return set(re.findall(r"--([a-z-]+)\[", block.group(1))) if block else None


def in_fish(command):
    text = (COMPLETIONS / "vaxcert.fish").read_text(encoding="utf-8")
    if not re.search(rf"-a {command}\b", text):
        return None
    lines = [line for line in text.splitlines() if re.search(rf'"\$in [^"]*\b{command}\b', line)]
    return set(re.findall(r" -l ([a-z-]+)", "\n".join(lines)))


def in_manual(command):
    text = (ROOT / "docs/vaxcert.1").read_text(encoding="utf-8").replace("\\-", "-")
    block = re.search(rf"^\.SS {command}\n(.*?)^\.S[SH] ", text, re.M | re.S)
    return set(re.findall(r"^\.T[PQ]\n\.BR? --([a-z-]+)", block.group(1), re.M)) if block else None


def languages():
    """Completions that do not name the languages of the catalogue, in its order."""
    catalogue = json.loads((ROOT / "src/texts/catalogue.json").read_text(encoding="utf-8"))
    known = " ".join(catalogue["languages"])
    for file in sorted(COMPLETIONS.iterdir()):
        if not re.search(rf'["(]{known}[")]', file.read_text(encoding="utf-8")):
            yield f"{file.name}: --lang should name {known}"


def problems(program):
    yield from languages()
    commands = commands_of(program)
    if not commands:
        yield "vaxcert --help names no command"
    for command in commands:
        options = options_of(program, command)
        for where, found in (("bash", in_bash(command)), ("zsh", in_zsh(command)),
                             ("fish", in_fish(command)), ("vaxcert.1", in_manual(command))):
            if found is None:
                yield f"{where}: nothing about {command}"
                continue
            yield from (f"{where}: {command} --{option} is missing" for option in sorted(options - found))
            yield from (f"{where}: {command} has no --{option}" for option in sorted(found - options))


found = list(problems(sys.argv[1]))
print("\n".join(found) or "completions: ok")
sys.exit(bool(found))
