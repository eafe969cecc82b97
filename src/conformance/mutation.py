# SPDX-License-Identifier: Apache-2.0
"""Puts small errors into the named folders of src/, one at a time, and asks the unit tests to see
them. What they do not see is a survivor, and a test is missing; or the change changes nothing that
anybody could see, and mutation_equivalents.json says why.

usage: mutation.py BUILD [-j N] [--list] [--only NUMBER...] [--sample N] [--seed S] [FOLDER...]

BUILD was configured for Ninja with compile_commands.json and has the program vaxcert_tests. Each
mutant is one object file, compiled without optimizing and linked before the library. Exit 1 when a
folder's tests kill less than 90 %, or when a named equivalent is killed or gone.
"""
import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import random
import re
import resource
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile

from mutants import mutants_of

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDERS = ["verify", "trust", "status", "policy", "certlogic"]
NEEDED = 90  # per cent
# Tests that change every bit of a document, or have millions of entries, take seconds each.
LONG = "*bit*change*,*change*bit*,*flip of a bit*,*a million*"
HARDENING = re.compile("-W|-O|-g|-fstack|-fcf|-ftrivial")  # what does not change what is meant
CPU_SECONDS, MEMORY = 20, 4 << 30
INCLUDE = re.compile(r'^#include (?:<vaxcert/([\w.]+)>|"([\w/]+)/\w+\.h)', re.M)
EQUIVALENTS = ROOT / "src/conformance/mutation_equivalents.json"


def modules():
    """The architecture: what each module uses, and the module of each public header."""
    uses, owner = {}, {}
    cmake = (ROOT / "src/CMakeLists.txt").read_text()
    for name, rest in re.findall(r"^vaxcert_module\(([\w/]+)([^)]*)\)", cmake, re.M):
        parts = dict(re.findall(r"(PUBLIC|USES|DOOR_TO)([^A-Z]*)", rest))
        uses[name] = parts.get("USES", "").split()
        owner |= {header: name for header in parts.get("PUBLIC", "").split()}
    return uses, owner


def test_files(folder):
    """The test files that can reach a folder: all that include something that uses it."""
    uses, owner = modules()
    reach = {folder}
    for name, used in uses.items():  # declared after what it uses
        if reach & {*used} or "public" in used:
            reach.add(name)
    for file in sorted((ROOT / "src").rglob("*_test.cpp")):
        place = str(file.parent.relative_to(ROOT / "src"))
        included = {owner.get(header) or module for header, module in INCLUDE.findall(file.read_text())}
        if place == folder or reach & included:
            yield file


def limited():
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def run(command, where, **more):
    return subprocess.run(command, cwd=where, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          **more)


def ask(program, file):
    """Runs the tests of one file. The exit status, and how many tests there were."""
    tests = [program, "-aa=1", f"-sf=*{file.relative_to(ROOT)}", f"-tce={LONG}"]
    done = run(tests, ROOT, preexec_fn=limited)
    count = re.search(rb"test cases: +(\d+)", done.stdout)
    return done.returncode, int(count[1]) if count else 0


def fate(program, files):
    """Of a linked program: "survived", "killed" by a failed test or a crash, or "timed out"."""
    for file in files:
        code, _ = ask(program, file)
        if code:
            return "timed out" if code in (-signal.SIGXCPU, -signal.SIGKILL) else "killed"
    return "survived"


def in_order(program, folder):
    """A folder's tests, its own first, those first that take little time; all pass unchanged."""
    def cost(file):
        begun = os.times()
        code, count = ask(program, file)
        if code or not count:
            sys.exit(f"mutation: error: without a change, {file} fails or has no tests")
        ended = os.times()
        return file.parent != ROOT / "src" / folder, ended.children_user - begun.children_user
    return sorted(test_files(folder), key=cost)


class Workshop:
    """Compiles and links mutants of one file."""

    def __init__(self, build, file, scratch):
        self.build, self.file = build, file
        self.scratch = pathlib.Path(tempfile.mkdtemp(dir=scratch))
        commands = json.loads((build / "compile_commands.json").read_text())
        command = next(each["command"] for each in commands if each["file"] == str(file))
        words = [word for word in shlex.split(command) if not HARDENING.match(word)]
        words = words[words[0].endswith("ccache"):words.index("-o")]
        headers = []
        if clang := shutil.which("clang++-14"):  # half of g++'s time
            words[0], headers = clang, ["-fpch-instantiate-templates"]
        self.compile = [*words, "-O0", "-g0", "-Werror=return-type"]
        link = run(["ninja", "-t", "commands", "vaxcert_tests"], build).stdout.decode()
        self.link = shlex.split(link.splitlines()[-1].removeprefix(": && ").removesuffix(" && :"))
        for linker in ("mold", "gold"):
            if shutil.which(f"ld.{linker}"):
                self.link.insert(1, f"-fuse-ld={linker}")
                break
        # The headers once for all mutants of the file.
        self.text = file.read_text()
        self.headers = re.match(r"(?:\s*(?://[^\n]*|#include [^\n]*)?\n)*", self.text).group()
        (self.scratch / "headers.hpp").write_text(self.headers)
        run([*self.compile, *headers, "-x", "c++-header", "headers.hpp", "-o", "headers.hpp.gch"],
            self.scratch)

    def make(self, text, name):
        """The test program with this text as its file; None if it does not compile."""
        (self.scratch / f"{name}.cpp").write_text(text[len(self.headers):])
        compile = [*self.compile, "-include", "headers.hpp", "-c", f"{name}.cpp"]
        if run(compile, self.scratch).returncode:
            return None
        link = list(self.link)
        link[link.index("-o") + 1] = program = str(self.scratch / name)
        archive = next(n for n, word in enumerate(link) if word.endswith(".a"))
        link.insert(archive, str(self.scratch / f"{name}.o"))
        linked = run(link, self.build)
        if linked.returncode:
            sys.exit(f"mutation: error: cannot link: {linked.stdout.decode()}")
        return program

    def clean(self, name):
        for file in (self.scratch / name, self.scratch / f"{name}.o", self.scratch / f"{name}.cpp"):
            file.unlink(missing_ok=True)


def lines(text, mutant):
    """The number of the mutant's line, the line as it is, and as the mutant has it."""
    begin = text.rfind("\n", 0, mutant.begin) + 1
    end = text.find("\n", mutant.end)
    changed = text[begin:mutant.begin] + mutant.replacement + text[mutant.end:end]
    words = [" ".join(part.split()) for part in (text[begin:end], changed)]
    return text.count("\n", 0, mutant.begin) + 1, *words


def all_mutants(folders):
    number = 0
    for folder in folders:
        for file in sorted((ROOT / "src" / folder).glob("*.cpp")):
            text = file.read_text()
            for mutant in [] if file.name.endswith("_test.cpp") else mutants_of(text):
                number += 1
                line, was, becomes = lines(text, mutant)
                yield {"number": number, "folder": folder, "file": str(file.relative_to(ROOT)),
                       "line": line, "was": was, "becomes": becomes, "mutant": mutant}


def judge(each, shop, files):
    name = f"mutant{each['number']}"
    program = shop.make(each["mutant"].applied_to(shop.text), name)
    each["fate"] = fate(program, files) if program else "not compiled"
    shop.clean(name)
    if each["fate"] == "survived":
        print(f"{each['file']}:{each['line']}: mutant {each['number']} survived\n"
              f"    - {each['was']}\n    + {each['becomes']}", flush=True)


def key(entry):
    return entry["file"], entry["was"], entry["becomes"]


def report(mutants, whole, out):
    """Scores, and what is wrong with the list of equivalents. True if all is well."""
    known = {key(entry): entry for entry in json.loads(EQUIVALENTS.read_text())}
    scores, well = {}, True
    for folder in dict.fromkeys(each["folder"] for each in mutants):
        here = [each for each in mutants if each["folder"] == folder]
        count = collections.Counter(each["fate"] for each in here)
        survived = [key(each) for each in here if each["fate"] == "survived"]
        count["equivalent"] = len([each for each in survived if each in known])
        dead = count["killed"] + count["timed out"]
        counted = dead + count["survived"] - count["equivalent"]
        score = round(100 * dead / counted, 1) if counted else 100.0
        scores[folder] = {"mutants": len(here), **count, "score": score}
        well &= score >= NEEDED
        print(f"mutation: {folder}: {score} % of {counted} killed (" +
              ", ".join(f"{n} {what}" for what, n in sorted(count.items())) + ")")
    survivors = {key(each) for each in mutants if each["fate"] == "survived"}
    folders = {each["folder"] for each in mutants}
    for name in sorted(known.keys() - survivors) if whole else []:
        if name[0].split("/")[1] in folders:
            well = False
            print(f"mutation: error: named as equivalent, and killed or gone: {': '.join(name)}")
    kept = [{k: v for k, v in each.items() if k != "mutant"} for each in mutants]
    out.write_text(json.dumps({"scores": scores, "mutants": kept}, indent=1) + "\n")
    return well


def main():
    words = argparse.ArgumentParser(usage=__doc__.replace("%", "%%"))
    words.add_argument("build", type=lambda text: pathlib.Path(text).resolve())
    words.add_argument("folders", nargs="*", default=FOLDERS)
    words.add_argument("-j", type=int, default=os.cpu_count())
    words.add_argument("--list", action="store_true")
    words.add_argument("--only", type=int, nargs="+")
    words.add_argument("--sample", type=int)
    words.add_argument("--seed", type=int, default=1)
    given = words.parse_intermixed_args()

    mutants = list(all_mutants(given.folders))
    chosen = mutants
    if given.only:
        chosen = [each for each in mutants if each["number"] in given.only]
    elif given.sample and given.sample < len(mutants):
        chosen = random.Random(given.seed).sample(mutants, given.sample)
        chosen.sort(key=lambda each: each["number"])
    if given.list:
        for each in chosen:
            print(f"{each['number']}: {each['file']}:{each['line']}: {each['was']}\n"
                  f"    {each['becomes']}")
        return 0
    if not chosen:
        sys.exit("mutation: error: there is nothing to change")

    with tempfile.TemporaryDirectory(dir=given.build) as scratch:
        files = sorted({each["file"] for each in chosen})
        with concurrent.futures.ThreadPoolExecutor(given.j) as pool:
            shops = dict(zip(files, pool.map(
                lambda file: Workshop(given.build, ROOT / file, scratch), files)))
        first = chosen[0]
        shop = shops[first["file"]]
        program = shop.make(shop.text, "unchanged")
        tests = {folder: in_order(program, folder) for folder in given.folders}
        print(f"mutation: {len(chosen)} of {len(mutants)} mutants, {given.j} at a time", flush=True)
        with concurrent.futures.ThreadPoolExecutor(given.j) as pool:
            list(pool.map(lambda each: judge(each, shops[each["file"]], tests[each["folder"]]),
                          chosen))
    whole = len(chosen) == len(mutants)
    return 0 if report(chosen, whole, given.build.parent / "mutation.json") else 1


sys.exit(main())
