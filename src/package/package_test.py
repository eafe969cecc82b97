# SPDX-License-Identifier: Apache-2.0
"""Installs the package into an empty folder, and builds and runs consumers against it.

usage: package_test.py BUILD_FOLDER VERSION C_COMPILER CXX_COMPILER
"""
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
BUILT, VERSION, C, CXX = sys.argv[1:]
EXPECTED = {"consumer_c": f"vaxcert {VERSION}\n", "consumer_shared": f"vaxcert {VERSION}\n",
            "consumer_cpp": "2021-03-03T04:28:43Z bad-signature\n"}


def run(*command, **options):
    print("+", *command, flush=True)
    return subprocess.run(command, text=True, check=True, **options)


def output(*command, **options):
    return run(*command, stdout=subprocess.PIPE, **options).stdout


def needed(program):
    """The shared libraries a program asks the loader for."""
    return [line.split("[")[1].split("]")[0]
            for line in output("readelf", "-dW", program).splitlines() if "(NEEDED)" in line]


def check(programs, libraries):
    environment = os.environ | {"LD_LIBRARY_PATH": str(libraries)}
    for name, program in programs.items():
        said = output(str(program), env=environment)
        assert said == EXPECTED[name], f"{name} said {said!r}, not {EXPECTED[name]!r}"
        shared = "libvaxcert.so.0" in needed(str(program))
        assert shared == (name != "consumer_cpp"), f"{name} links the wrong library"
        assert name == "consumer_cpp" or len(needed(str(program))) <= 2, f"{name} links too much"


def by_find_package(prefix, build):
    run("cmake", "-S", str(HERE / "consumer"), "-B", str(build), "-G", "Ninja",
        f"-DCMAKE_PREFIX_PATH={prefix}", f"-DCMAKE_C_COMPILER={C}", f"-DCMAKE_CXX_COMPILER={CXX}",
        "-DCMAKE_CXX_STANDARD=20", "--log-level=WARNING", stdout=subprocess.DEVNULL)
    run("cmake", "--build", str(build))
    return {name: build / name for name in EXPECTED}


def by_pkg_config(prefix, libraries, build):
    environment = os.environ | {"PKG_CONFIG_PATH": str(libraries / "pkgconfig")}
    flags = output("pkg-config", "--cflags", "--libs", "vaxcert", env=environment).split()
    assert output("pkg-config", "--modversion", "vaxcert", env=environment) == VERSION + "\n"
    build.mkdir()
    for name, compiler in {"consumer_c": [C, "-std=c99"], "consumer_cpp": [CXX, "-std=c++20"]}.items():
        source = HERE / "consumer" / name.replace("consumer_", "consumer.")
        run(*compiler, str(source), "-o", str(build / name), *flags)
    return {name: build / name for name in ("consumer_c", "consumer_cpp")}


def main():
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        run("cmake", "--install", BUILT, "--prefix", str(folder / "first"), stdout=subprocess.DEVNULL)
        # Moved, so that nothing works only because of where it was installed.
        prefix = (folder / "first").rename(folder / "moved")
        libraries = next(prefix.rglob("libvaxcert.a")).parent
        check(by_find_package(prefix, folder / "cmake"), libraries)
        check(by_pkg_config(prefix, libraries, folder / "pc"), libraries)
    print("package: ok")


main()
