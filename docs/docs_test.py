# SPDX-License-Identifier: Apache-2.0
"""Holds the documentation to the repository: links lead somewhere, folders are named, formats have a
page, printed code is the code of examples/, and advice is what the catalogue of texts has in English.

A code block stands under a comment `<!-- examples/verify.cpp -->` and equals the part of that file
between the lines `[readme]` and `[end]`, without the indentation they share.
"""
import json
import pathlib
import re
import sys
import textwrap

ROOT = pathlib.Path(__file__).resolve().parents[1]


def marked_part(file):
    lines = file.read_text(encoding="utf-8").splitlines()
    begin = next(n for n, line in enumerate(lines) if "[readme]" in line)
    end = next(n for n, line in enumerate(lines) if "[end]" in line)
    return textwrap.dedent("\n".join(lines[begin + 1:end]))


def printed_code(page, text):
    for name, code in re.findall(r"<!-- (examples/\S+) -->\n```\w*\n(.*?)\n```", text, re.S):
        if not (ROOT / name).exists():
            yield f"{page}: there is no {name}"
        elif marked_part(ROOT / name) != code:
            yield f"{page}: the code block is not the marked part of {name}"


def links(page, text):
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", re.sub(r"```.*?```", "", text, flags=re.S)):
        if not re.match(r"https?:", target) and not (ROOT / page).parent.joinpath(target).exists():
            yield f"{page}: the link to {target} leads nowhere"


def folders():
    """Modules that docs/architecture.md does not name, and the reverse."""
    cmake = (ROOT / "src/CMakeLists.txt").read_text(encoding="utf-8")
    declared = set(re.findall(r"^vaxcert_(?:module|program)\(([\w/]+)", cmake, re.M)) | {"package"}
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| ([a-z][\w/]*) \| (?!its)", text, re.M))
    for folder in sorted(declared - named):
        yield f"docs/architecture.md: no line for src/{folder}"
    for folder in sorted(named - declared):
        yield f"docs/architecture.md: there is no module {folder}"


def decisions():
    """Numbers that two decisions share, or that a decision's own title does not have."""
    seen = set()
    for page in sorted((ROOT / "docs/decisions").glob("*.md")):
        number = int(page.name[:4])
        title = page.read_text(encoding="utf-8").splitlines()[0]
        if number in seen or not title.startswith(f"# {number}. "):
            yield f"docs/decisions/{page.name}: its number is taken, or its title has another"
        seen.add(number)


def pointers():
    """Pages that a source file points to and that are not there."""
    for folder in ("src", "include", "bindings", "examples"):
        for file in sorted((ROOT / folder).rglob("*")):
            if file.suffix not in (".hpp", ".cpp", ".h", ".c", ".py", ".sh", ".cmake", ".json", ".txt"):
                continue
            text = file.read_text(encoding="utf-8", errors="replace")
            for page in sorted(set(re.findall(r"\bdocs/[\w/.-]*\w", text))):
                if not (ROOT / page).exists():
                    yield f"{file.relative_to(ROOT)}: there is no {page}"


def formats():
    """Formats without a page to write them again from."""
    pages = {page.stem.replace("-", "_") for page in (ROOT / "docs/formats").glob("*.md")}
    for folder in sorted((ROOT / "src/formats").iterdir()):
        if folder.is_dir() and folder.name not in pages:
            yield f"docs/formats: no page for src/formats/{folder.name}"


def advice():
    """Reasons whose last column is not what the catalogue advises in English, or stands elsewhere."""
    page = (ROOT / "docs/reasons.md").read_text(encoding="utf-8").replace("`", "")
    catalogue = json.loads((ROOT / "src/texts/catalogue.json").read_text(encoding="utf-8"))
    documented = re.findall(r"^\| \d+ \| ([\w-]+) \| .* \| (.*) \|$", page, re.M)
    said = [(word, texts["advice"]["en"]) for word, texts in catalogue["reasons"].items()]
    for word, text in said:
        if (word, text) not in documented:
            yield f"docs/reasons.md: {word} should say: {text}"
    for word in dict(documented).keys() - dict(said).keys():
        yield f"src/texts/catalogue.json: no texts for {word}"
    if [word for word, _ in said] != [word for word, _ in documented if word in dict(said)]:
        yield "src/texts/catalogue.json: its reasons are not in the order of docs/reasons.md"


def problems():
    pages = sorted(ROOT.glob("*.md")) + sorted(ROOT.glob("docs/**/*.md")) + sorted(ROOT.glob("*/README.md"))
    for page in dict.fromkeys(pages):
        text, name = page.read_text(encoding="utf-8"), page.relative_to(ROOT)
        yield from printed_code(name, text)
        yield from links(name, text)
    yield from folders()
    yield from decisions()
    yield from pointers()
    yield from formats()
    yield from advice()


found = list(problems())
print("\n".join(found) or "docs: ok")
sys.exit(bool(found))
