# SPDX-License-Identifier: Apache-2.0
"""Holds the catalogue of texts to what a translator is asked for; docs/texts.md tells it in words.

It needs no build: python3 src/texts/catalogue_test.py
"""
import json
import pathlib
import re
import sys
import unicodedata

CATALOGUE = pathlib.Path(__file__).with_name("catalogue.json")

# Languages that are not written in Latin letters.
SCRIPTS = {"hi": "DEVANAGARI", "ar": "ARABIC"}

# Names that stay as they are in every script.
NAMES = re.compile(r"docs/schemas/profile.schema.json|Base\d\d|base64url|UTF-8|JSON-LD|JSON|JWS|N-Quads|CBOR|COSE|"
                   r"X\.509|PNG|JPEG|PKCS#11|PIN")

# Where a language happens to say the same as English.
AS_IN_ENGLISH = {"steps signature fr", "labels label-dose fr", "labels label-dose pt", "labels label-date fr",
                 "labels label-test fr"}

# What was found is said of the certificate. Nobody is called a forger: a print may be damaged, a list old.
ACCUSATIONS = re.compile(r"forge|fake|fraud|counterfeit|faux|fausse|falsif|contrefa|falso|falsa|जाली|नकली|फर्जी|फ़र्ज़ी|"
                         r"مزور|مزوّر|مزيف|مزيّف|احتيال", re.I)

JOINERS = "\u200c\u200d"  # part of Indic spelling; any other invisible character is a mistake
MOST_LETTERS = 100  # of what has to fit on a small screen


def once(members):
    found = dict(members)
    if len(found) != len(members):
        sys.exit(f"{CATALOGUE.name}: twice in one place: {[name for name, _ in members]}")
    return found


def script(letter):
    return unicodedata.name(letter, "?").split()[0]


def foreign(text, language):
    """The letters that are not of the language's own script."""
    own = SCRIPTS.get(language, "LATIN")
    return {letter for letter in NAMES.sub("", text) if letter.isalpha() and script(letter) != own}


def faults(text, language):
    """Yields what is wrong with any text."""
    if not any(letter.isalpha() for letter in NAMES.sub("", text)):
        yield "says nothing"
    if letters := foreign(text, language):
        yield f"is not in its own letters: {' '.join(sorted(letters))}"
    if text != text.strip() or "  " in text:
        yield "has a space too many"
    if any(unicodedata.category(letter)[0] == "C" and letter not in JOINERS for letter in text):
        yield "has an invisible character"
    if not unicodedata.is_normalized("NFC", text):
        yield "has a letter composed in an unusual way (not NFC)"
    if re.search(r"[{}<>%$\\]", text):
        yield "has a placeholder, and nothing is ever filled in"
    if found := ACCUSATIONS.search(text):
        yield f"accuses somebody: {found[0]}"


def faults_of_label(text):
    if text.endswith((".", "।", "؛", ";", ":", ",")) or text[:1] != text[:1].lower():
        yield "is not the name of what stands behind it"


def faults_of_headline(text):
    if text.endswith((".", "।", "؛", ";", ":", ",")):
        yield "ends like a sentence"
    if text[:1] != text[:1].upper():
        yield "does not begin with a capital letter"
    if len(text) > MOST_LETTERS:
        yield f"is longer than {MOST_LETTERS} letters"


def faults_of_advice(text):
    if not text.endswith((".", "।")):
        yield "does not end in a full stop"


def texts(catalogue):
    """Yields (where, texts by language, what else is asked of them)."""
    for group, more in (("outcomes", faults_of_headline), ("steps", faults_of_headline), ("labels", faults_of_label)):
        for word, held in catalogue[group].items():
            yield f"{group} {word}", held, more
    for word, held in catalogue["reasons"].items():
        if list(held) != ["says", "advice"]:
            sys.exit(f"reasons {word}: should have says and advice, and has {list(held)}")
        yield f"reasons {word} says", held["says"], faults_of_headline
        yield f"reasons {word} advice", held["advice"], faults_of_advice


def problems(catalogue):
    languages = catalogue["languages"]
    if list(catalogue) != ["languages", "outcomes", "steps", "labels", "reasons"]:
        yield f"holds {list(catalogue)}"
    seen, same = {}, set()
    for where, held, more in texts(catalogue):
        if list(held) != languages:
            yield f"{where}: should be in {languages}, in this order, and is in {list(held)}"
            continue
        for language, text in held.items():
            if text == held["en"] and language != "en":
                same.add(f"{where} {language}")
            for fault in [*faults(text, language), *more(text)]:
                yield f"{where} {language}: {fault}"
            if where.endswith("says") and (other := seen.setdefault((language, text), where)) != where:
                yield f"{where} {language}: is what {other} says"
    yield from (f"{where}: is the English text" for where in sorted(same - AS_IN_ENGLISH))
    yield from (f"{where}: is listed as the English text, and is not" for where in sorted(AS_IN_ENGLISH - same))


def main():
    found = list(problems(json.loads(CATALOGUE.read_bytes().decode("utf-8"), object_pairs_hook=once)))

    # The test itself: what is wrong is found.
    for text, language in (("", "fr"), ("आज refuse", "hi"), ("رمز code", "ar"), ("Фальш", "es"),
                           ("a  b", "pt"), ("a\u202eb", "pt"), ("e\u0301", "fr"), ("{name}", "es"), ("C’est un faux", "fr")):
        if not list(faults(text, language)):
            found.append(f"{text!r} passes as {language}")
    print("\n".join(f"{CATALOGUE.name}: {problem}" for problem in found) or "texts: ok")
    return bool(found)


sys.exit(main())
