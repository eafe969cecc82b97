# SPDX-License-Identifier: Apache-2.0
"""Holds every #include of the library against the architecture in CMakeLists.txt."""
import pathlib
import re
import sys

# For each door: how the headers behind it begin, and words that would reach round it.
DOORS = {
    "openssl": ("openssl/", None), "sodium": (r"sodium(\.h|/)", None), "png": (r"png\.h", None),
    "libdeflate": (r"libdeflate\.h", None), "qrencode": (r"qrencode\.h", None),
    "zxing": ("ZXing/", None), "cli11": ("CLI/", None), "jpeg": (r"(jpeglib|turbojpeg)\.h", None),
    "benchmark": ("benchmark/", None), "pkcs11": (r"p11-kit/|(dlfcn|unistd)\.h", None),
    "nlohmann": ("nlohmann/", r"nlohmann::|\bValue::(parse|accept)\b|\.dump\("),
    "system": (r"(fstream|filesystem|iostream|locale|random)$|unistd\.h|sys/|netdb\.h",
               r"\bgetenv\b|_clock::now\b|\bsetlocale\b|\btime\(nullptr\)"),
}


def declared(cmake):
    """Yields (name, parts) for each module and program, in file order."""
    for name, words in re.findall(r"^vaxcert_(?:module|program)\(([\w/]+)([^)]*)\)", cmake, re.M):
        parts = {"PUBLIC": [], "USES": [], "DOOR_TO": []}
        for key, names in re.findall(r"(PUBLIC|USES|DOOR_TO)([^A-Z]*)", words):
            parts[key] += names.split()
        yield name, parts


def trespass(line, file, name, parts, owner):
    """What this line reaches that it may not, or None."""
    public, test = file.parent.name == "vaxcert", file.name.endswith("_test.cpp")
    may = {name, *parts["USES"]} | ({"conformance"} if test else set())
    include = re.match(r'#include (["<])([^">]+)', line)
    quote, path = include.groups() if include else ("", "")
    folder, _, header = path.rpartition("/")
    if quote == '"' and public:
        return f"show {path}, which is not public"
    if quote == '"' and not may & {folder, "all"}:
        return f"include {folder}"
    # A test may look at the whole public surface: what is signed here is verified there.
    seen = test or may & {owner.get(header), "public", "all"}
    if quote == "<" and folder == "vaxcert" and not seen:
        return f"include {path}, which belongs to {owner.get(header, 'no module')}"
    # A header may lie behind two doors: tokens and the system both ask for the process id.
    reached = [door for door, (headers, words) in DOORS.items()
               if quote == "<" and re.match(headers, path) or words and re.search(words, line)]
    if reached and not test and (public or not {*reached} & {*parts["DOOR_TO"]}):
        return f"go out to {reached[-1]}"
    return None


def problems(root):
    modules, owner = {}, {}
    for name, parts in declared((root / "src/CMakeLists.txt").read_text()):
        for used in {*parts["USES"]} - {*modules, "public", "all"}:
            yield f"src/CMakeLists.txt: {name} uses {used}, which is not declared above it"
        modules[name] = parts
        owner |= {header: name for header in parts["PUBLIC"]}
    for header in {file.name for file in (root / "include/vaxcert").iterdir()} - {*owner}:
        yield f"include/vaxcert/{header}: no module declares it PUBLIC"
    for name, parts in modules.items():
        files = [root / "include/vaxcert" / header for header in parts["PUBLIC"]]
        for file in sorted((root / "src" / name).glob("*.[ch]pp")) + files:
            for number, line in enumerate(file.read_text().splitlines(), 1):
                if what := trespass(line, file, name, parts, owner):
                    yield f"{file.relative_to(root)}:{number}: {name} may not {what}"


found = list(problems(pathlib.Path(__file__).parents[1]))
print("\n".join(found) or "layers: ok")
sys.exit(bool(found))
