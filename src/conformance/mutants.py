# SPDX-License-Identifier: Apache-2.0
"""Small errors that somebody might make in a C++ file of ours: one comparison, one word, one
statement at a time. The text is taken as clang-format left it: binary operators stand between
spaces, template brackets do not.
"""
import dataclasses
import re

SKIPPED = re.compile(
    r'R"(?P<end>\w*)\(.*?\)(?P=end)"'  # texts, whose quotes stay
    r"|\"(?:\\.|[^\"\\\n])*\""
    r"|(?P<number>\b\d(?:'?[\w.])*)"  # 100'000 has no character in it
    r"|'(?:\\.|[^'\\\n])+'"
    r"|//[^\n]*|/\*.*?\*/"
    r"|^[ ]*#[^\n]*"
    r"|\bstatic_assert\([^;]*;", re.S | re.M)

OPERATORS = {
    "<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==", "&&": "||", "||": "&&",
    "+": "-", "-": "+", "*": "/", "/": "*", "%": "*", "+=": "-=", "-=": "+=",
    "&": "|", "|": "&", "<<": ">>", ">>": "<<",
}
WORDS = {
    "Outcome::rejected": "Outcome::accepted", "Outcome::undecided": "Outcome::accepted",
    "Outcome::accepted": "Outcome::rejected", "Reason::internal": "Reason::malformed",
    "Step::decode": "Step::policy", "true": "false", "false": "true",
}
WHOLE_CLASSES = {"Reason": "Reason::internal", "Step": "Step::decode"}  # any other word of them


@dataclasses.dataclass(frozen=True, order=True)
class Mutant:
    begin: int
    end: int
    replacement: str

    def applied_to(self, text):
        return text[:self.begin] + self.replacement + text[self.end:]


def code_of(text):
    """The text with comments, texts, directives and static assertions blanked, at its length."""
    def blank(match):
        found = match.group()
        if match["number"]:
            return found
        inside = re.sub(r"[^\n]", " ", found)
        return '"' + inside[1:-1] + '"' if found[0] in "R\"'" else inside
    return SKIPPED.sub(blank, text)


def end_of(code, begin, closing):
    """Where `closing` stands that is in no brackets opened after `begin`."""
    depth = 0
    for at in range(begin, len(code)):
        if depth == 0 and code[at] in closing:
            return at
        depth += (code[at] in "([{") - (code[at] in ")]}")
        if depth < 0:
            break
    return None


def operators(code):
    for match in re.finditer(r"(?<= )([-+*/%<>=!&|]{1,2})(?=\s)", code):
        around = code[match.end():].lstrip()[:1] + code[:match.start()].rstrip()[-1:]
        if match[1] in OPERATORS and not (match[1] in "+-" and '"' in around):
            yield match.start(), match.end(), OPERATORS[match[1]]
    for match in re.finditer(r" (\?)\s", code):
        yield match.start(1), match.start(1), "&& false "
        yield match.start(1), match.start(1), "|| true "
    for match in re.finditer(r"(?<![\w)\]])!(?=[\w(*])", code):
        yield match.start(), match.end(), ""


def conditions(code):
    """if (x) becomes if (!(x)). What is one "!" or one "==" is negated among the operators."""
    for match in re.finditer(r"\b(?:if|while) \(", code):
        begin, end = match.end(), end_of(code, match.end(), ")")
        while (semicolon := end_of(code[:end], begin, ";")) is not None:
            begin = semicolon + 1
        condition = code[begin:end].strip()
        if declared := re.match(r"(?:const )?[\w:]+[*&]* (\w+) = ", condition):
            yield end, end, f"; !{declared[1]}"
        elif re.search("&&|[|]{2}", condition) or not re.search("^!| [!=]= ", condition):
            yield begin, end, "!({})"


def numbers(code):
    for match in re.finditer(r"(?<![\w.])(0x[\da-fA-F]+|\d[\d']*)([uUlLz]*)(?![\w.>])", code):
        yield match.start(), match.end(), str(int(match[1].replace("'", ""), 0) + 1) + match[2]


def words(code):
    for match in re.finditer(r"\b(?:Outcome::\w+|(Reason|Step)::\w+|true|false)\b", code):
        other = WORDS.get(match[0]) or WHOLE_CLASSES.get(match[1])
        if other:
            yield match.start(), match.end(), other


def in_a_block(code, at):
    """Whether the brackets round this place are those of an if, a loop or a switch."""
    depth = 0
    while at > 0 and depth >= 0:
        at -= 1
        depth += (code[at] in "}") - (code[at] in "{")
    opened_by = re.split("[;{}]", code[:at])[-1]
    return re.match(r"\s*(?:if|else|for|while|switch|do)\b", opened_by) is not None


def statements(code):
    """A call, an assignment or a return that is not there. The compiler sorts out the rest."""
    for match in re.finditer(r"(?:[;{})]|\b(?:case [\w:]+|default):)\s+(?:else )?"
                             r"(?=(?:return|break|continue)\b|[*\w][*\w.>\-\[\]:]*\("
                             r"|[*\w][*\w.>\-\[\]()]* [-+|&^]?= |--|\+\+)", code):
        begin, end = match.end(), end_of(code, match.end(), ";")
        if end is None or re.match(r"(?:if|for|while|switch|catch)\b", code[begin:]):
            continue
        last = code[begin:].startswith("return") and code[end + 1:].lstrip().startswith("}")
        if last and match[0][0] != ")" and not in_a_block(code, begin):
            continue  # a function must return something
        yield begin, end, ""


def mutants_of(text):
    """Every mutant of a file, in the order of the text."""
    code = code_of(text)
    found = {Mutant(*each) for kind in (operators, numbers, words, statements)
             for each in kind(code)}
    for begin, end, replacement in conditions(code):
        found.add(Mutant(begin, end, replacement.format(text[begin:end].strip())))
    return sorted(found)
