# SPDX-License-Identifier: Apache-2.0
"""A scanner that shares no code with ours, zbar, reads the pictures we draw: the very bytes of the payload.

    second_scanner_test.py PROGRAM
"""
import pathlib
import shutil
import subprocess
import sys
import tempfile

DATA = pathlib.Path(__file__).resolve().parent / "transcripts" / "data"


def faults(program, folder, profile, level):
    """Yields what is wrong with the pictures that are issued with these settings."""
    out = folder / f"{profile}-{level}"
    subprocess.run([program, "issue", "--profile", profile, "--key", DATA / "test-issuer.key", "--now",
                    "2021-03-04T00:00:00Z", "--qr", "png", "--qr-level", level, "--out", out, DATA / "record.json"],
                   check=True, capture_output=True)
    picture, = out.glob("*.png")
    payload, = out.glob("*.payload")
    read = subprocess.run(["zbarimg", "--quiet", "--raw", "--oneshot", "-Sbinary", picture], capture_output=True)
    if read.returncode != 0:
        yield f"{profile}, level {level}: zbar finds no code"
    elif read.stdout != payload.read_bytes():
        yield f"{profile}, level {level}: zbar reads {len(read.stdout)} bytes that are not the payload"


def main(program):
    if not shutil.which("zbarimg"):
        print("SKIPPED second scanner: zbarimg is not here")
        return 0
    with tempfile.TemporaryDirectory() as name:
        found = [fault for profile in ("divoc", "india-international", "sri-lanka") for level in "LM"
                 for fault in faults(program, pathlib.Path(name), profile, level)]
    print("\n".join(found) or "second scanner: ok")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
