# SPDX-License-Identifier: Apache-2.0
"""Installs the package into an empty folder, builds the examples against it by find_package and by
pkg-config, and runs them.

usage: package_test.py BUILD_FOLDER VERSION C_COMPILER CXX_COMPILER
"""
import os
import pathlib
import subprocess
import sys
import tempfile

BUILT, VERSION, C, CXX = sys.argv[1:]
EXAMPLES = pathlib.Path(__file__).resolve().parents[2] / "examples"
ISSUER = "did:india"


def run(*command, **options):
    print("+", *[str(word)[:100] for word in command], flush=True)
    return subprocess.run([str(word) for word in command], check=True, **options)


def text_of(*command, **options):
    return run(*command, stdout=subprocess.PIPE, text=True, **options).stdout


def by_find_package(prefix, folder):
    run("cmake", "-S", EXAMPLES, "-B", folder, "-G", "Ninja", f"-DCMAKE_PREFIX_PATH={prefix}",
        f"-DCMAKE_C_COMPILER={C}", f"-DCMAKE_CXX_COMPILER={CXX}", "--log-level=WARNING",
        stdout=subprocess.DEVNULL)
    run("cmake", "--build", folder)


def by_pkg_config(libraries, folder):
    folder.mkdir()
    environment = os.environ | {"PKG_CONFIG_PATH": str(libraries / "pkgconfig")}
    assert text_of("pkg-config", "--modversion", "vaxcert", env=environment).strip() == VERSION
    flags = text_of("pkg-config", "--cflags", "--libs", "vaxcert", env=environment).split()
    for compiler, source in [([C, "-std=c99"], "verify.c"), ([CXX, "-std=c++20"], "verify.cpp"),
                             ([CXX, "-std=c++20"], "issue.cpp")]:
        run(*compiler, EXAMPLES / source, "-o", folder / source.replace(".", "_"), *flags)


def needed(program):
    """The shared libraries a program asks the loader for."""
    return [line.split("[")[1].split("]")[0]
            for line in text_of("readelf", "-dW", program).splitlines() if "(NEEDED)" in line]


def answer(program, key, certificate, environment):
    """Exit status and output of a verifying example."""
    done = subprocess.run([str(program), ISSUER, key], input=certificate, env=environment,
                          stdout=subprocess.PIPE, check=False)
    return done.returncode, done.stdout.decode()


def check(folder, libraries):
    environment = os.environ | {"LD_LIBRARY_PATH": str(libraries)}

    # C++ stands alone; C needs the shared library and nothing that is behind it.
    assert "libvaxcert.so.0" not in needed(folder / "verify_cpp")
    assert sorted(needed(folder / "verify_c")) == ["libc.so.6", "libvaxcert.so.0"]

    with open(EXAMPLES / "record.json", "rb") as record:
        genuine = run(folder / "issue_cpp", cwd=folder, stdin=record, env=environment,
                      stdout=subprocess.PIPE).stdout
    assert (folder / "certificate.png").read_bytes().startswith(b"\x89PNG")
    forged = genuine.replace(b"Asha", b"Usha")
    assert forged != genuine
    key = (folder / "issuer.pub").read_text(encoding="ascii")
    for program in folder / "verify_cpp", folder / "verify_c":
        status, said = answer(program, key, genuine, environment)
        assert status == 0 and "accepted" in said, f"{program} says of a genuine certificate: {said}"
        status, said = answer(program, key, forged, environment)
        assert status == 1 and "rejected" in said, f"{program} says of a forged certificate: {said}"
        assert "Usha" not in said, f"{program} shows what a forger wrote"


def check_command_line(prefix, folder):
    """The README's command line, in a folder from which examples/ is seen as there."""
    if not (prefix / "bin/vaxcert").exists():
        print("SKIPPED the README's command line: the program was not built")
        return
    folder.mkdir()
    (folder / "examples").symlink_to(EXAMPLES)
    path = f"{prefix / 'bin'}:{os.environ['PATH']}"
    said = text_of(EXAMPLES / "cli.sh", cwd=folder, env=os.environ | {"PATH": path})
    assert "accepted" in said, f"cli.sh says {said}"


def main():
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        run("cmake", "--install", BUILT, "--prefix", folder / "first", stdout=subprocess.DEVNULL)
        # Moved, so that nothing works only because of where it was installed.
        prefix = (folder / "first").rename(folder / "moved")
        libraries = next(prefix.rglob("libvaxcert.a")).parent
        by_find_package(prefix, folder / "by_cmake")
        check(folder / "by_cmake", libraries)
        by_pkg_config(libraries, folder / "by_pkg_config")
        check(folder / "by_pkg_config", libraries)
        check_command_line(prefix, folder / "by_command_line")
    print("package: ok")


main()
