# SPDX-License-Identifier: Apache-2.0
"""Holds the shared library, and the program if it was built, to what they promise a loader.

usage: symbols_test.py libvaxcert.so vaxcert.h [vaxcert]
"""
import os
import re
import subprocess
import sys

# Same input, same verdict: the library has no clock, network, environment or locale to ask.
FORBIDDEN = re.compile(r"^(socket|connect|getaddrinfo|gethostby\w+|res_\w+|time|clock_gettime|"
                       r"gettimeofday|localtime\w*|getenv|secure_getenv|setlocale|newlocale|"
                       r"_ZNSt6chrono3_V21\d\w+_clock3nowEv)(@.*)?$")


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def exported(library):
    """What others may link. A version after @ is no part of the name."""
    return set(re.findall(r" [A-Z] (\w+)", run("nm", "-D", "--defined-only", library)))


def declared(header):
    with open(header, encoding="utf-8") as file:
        text = re.sub(r"/\*.*?\*/", "", file.read(), flags=re.S)
    return set(re.findall(r"\b(vaxcert_\w+)\(", text))


def imported(library):
    return set(re.findall(r" U (\S+)", run("nm", "-D", "--undefined-only", library)))


def loose(file):
    """The hardening that a release build lacks."""
    dynamic, headers = run("readelf", "-dW", file), run("readelf", "-lW", file)
    if "GNU_RELRO" not in headers or not re.search(r"BIND_NOW|FLAGS.* NOW", dynamic):
        yield "its relocations stay writable (relro, now)"
    if not re.search(r"GNU_STACK.* RW ", headers):
        yield "its stack is executable"
    if re.search(r"RPATH|RUNPATH", dynamic):
        yield "it carries a search path for libraries"
    if not re.search(r"Elf file type is DYN", headers):
        yield "it has a fixed address (not PIE)"
    if "__stack_chk_fail" not in run("nm", "-D", file):
        yield "its stack has no canaries"


def problems(library, header, program=None):
    for name in sorted(declared(header) - exported(library)):
        yield f"{name} is declared but not exported"
    for name in sorted(exported(library) - declared(header)):
        yield f"{name} is exported but not declared"
    if not re.search(r"SONAME.*\[libvaxcert\.so\.\d+\]", run("readelf", "-dW", library)):
        yield "the library has no SONAME libvaxcert.so.N"
    for name in sorted(imported(library)):
        if FORBIDDEN.match(name):
            yield f"the library calls {name}"
    for file in [library] + [program] * bool(program and os.path.exists(program)):
        for what in loose(file):
            yield f"{os.path.basename(file)}: {what}"


if __name__ == "__main__":
    found = list(problems(*sys.argv[1:]))
    print("\n".join(found) or "symbols: ok")
    sys.exit(bool(found))
