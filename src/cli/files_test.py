# SPDX-License-Identifier: Apache-2.0
"""What a transcript cannot show: terminals, full disks, readers that go on waiting.

    files_test.py PROGRAM
"""
import json
import os
import pathlib
import pty
import resource
import shutil
import signal
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ISSUE = ["issue", "--profile", "divoc", "--key", "test-issuer.key", "--now", "2021-03-04T00:00:00Z"]
VERIFY = ["verify", "--trust", "did:india=test-issuer.pub", "--now", "2021-03-05T00:00:00Z"]


def check(condition, what):
    if not condition:
        sys.exit(f"files: {what}")


def on_terminal(command, folder, **environment):
    """What a command writes when its standard output and error are a terminal."""
    main, terminal = pty.openpty()
    with subprocess.Popen(command, cwd=folder, env={**os.environ, **environment}, stdin=subprocess.DEVNULL,
                          stdout=terminal, stderr=terminal) as child:
        os.close(terminal)
        written = b""
        try:
            while part := os.read(main, 65536):
                written += part
        except OSError:  # the other side is closed
            pass
        os.close(main)
        child.wait()
    return written.decode()


def colors_are_for_terminals(program, folder):
    command = [program, *VERIFY, "photo.jpg"]
    check("\x1b[1;32maccepted\x1b[0m" in on_terminal(command, folder, NO_COLOR=""), "no color on a terminal")
    check("\x1b" not in on_terminal(command, folder, NO_COLOR="1"), "color in spite of NO_COLOR")
    piped = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    check("\x1b" not in piped.stdout, "color in a pipe")


def a_zip_is_not_for_terminals(program, folder):
    shown = on_terminal([program, "scan", "photo.jpg"], folder)
    check("not written to a terminal" in shown and "PK" not in shown, "a ZIP goes to a terminal")


def a_full_disk_is_named(program, folder):
    """The disk is played by a limit on the size of files."""

    def small_files():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (6000, 6000))

    ran = subprocess.run([program, *ISSUE, "--out", "full", "table.csv"], cwd=folder, capture_output=True,
                         text=True, preexec_fn=small_files, restore_signals=False, check=False)
    check(ran.returncode == 74, f"exit {ran.returncode} on a full disk: {ran.stderr}")
    check("full/certificates.ndjson.part" in ran.stderr, "the file is not named")
    check("issued 0" in ran.stderr, "it does not say how many were written")
    check(not (folder / "full/certificates.ndjson").exists(), "a part of a file looks like a whole one")


def a_failing_output_ends_a_waiting_input(program, folder):
    """Standard input stays open and says no more; standard output is full."""
    with open("/dev/full", "w", encoding="utf-8") as full, \
            subprocess.Popen([program, *ISSUE], cwd=folder, stdin=subprocess.PIPE, stdout=full,
                             stderr=subprocess.PIPE) as child:
        child.stdin.write((folder / "table.csv").read_bytes())
        child.stdin.flush()
        try:
            child.wait(timeout=60)
        except subprocess.TimeoutExpired:
            child.kill()
            sys.exit("files: waits for more input though nothing can be written")
        check(child.returncode == 74, f"exit {child.returncode} when standard output is full")
        child.stdin.close()


def a_slow_input_is_answered_at_once(program, folder):
    """A record that came through a pipe is issued before the next one comes."""
    requests = json.loads((folder / "requests.json").read_text(encoding="utf-8"))
    with subprocess.Popen([program, *ISSUE], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, text=True, bufsize=1) as child:
        for _ in range(2):
            child.stdin.write(json.dumps(requests[0]) + "\n")
            child.stdin.flush()
        answer = json.loads(child.stdout.readline())
        check(answer["row"] == 1, "the first record is not the first")
        child.stdin.close()
        child.wait()


def softhsm_module():
    for path in ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/pkcs11/libsofthsm2.so",
                 *pathlib.Path("/usr/lib").glob("*/softhsm/libsofthsm2.so")):
        if os.path.exists(path) and shutil.which("softhsm2-util"):
            return path
    return None


def a_token_signs(program, folder):
    """With SoftHSM: what a key in a token signs is accepted; a wrong PIN is tried once and not told."""
    module = softhsm_module()
    if not module:
        print("SKIPPED: the command line with a token: SoftHSM is not installed")
        return
    (folder / "tokens").mkdir()
    (folder / "softhsm.conf").write_text(f"directories.tokendir = {folder}/tokens\n", encoding="utf-8")
    environment = {**os.environ, "SOFTHSM2_CONF": str(folder / "softhsm.conf")}

    def run(*words, **more):
        return subprocess.run([str(word) for word in words], cwd=folder, env=environment, capture_output=True,
                              text=True, check=False, **more)

    (folder / "public.pem").write_text(run(program, "keygen", "--alg", "ps256", "--out", "rsa.key").stdout,
                                       encoding="utf-8")
    made = run("softhsm2-util", "--init-token", "--free", "--label", "t", "--so-pin", "4711", "--pin", "canary-4711")
    made = made.returncode or run("softhsm2-util", "--import", "rsa.key", "--token", "t", "--label", "issuer",
                                  "--id", "01", "--pin", "canary-4711").returncode
    check(made == 0, "SoftHSM does not take the key")
    (folder / "pin").write_text("canary-4711\n", encoding="utf-8")
    (folder / "wrong").write_text("canary-0815\n", encoding="utf-8")
    (folder / "campaign").write_text("an invented secret of the campaign\n", encoding="utf-8")
    token = ["issue", "--profile", "divoc", "--now", "2021-03-04T00:00:00Z", "--key",
             f"pkcs11:token=t;object=issuer?module-path={module}", "--campaign-key", "campaign"]

    issued = run(program, *token, "--pin-file", "pin", "table.csv")
    check(issued.returncode == 1 and issued.stdout.count("\n") == 2, f"a token does not sign: {issued.stderr}")
    judged = run(program, "verify", "--trust", "did:india=public.pem", "--now", "2021-03-05T00:00:00Z", "-",
                 input=issued.stdout)
    check(judged.returncode == 0, "what a token signed is not accepted")
    for name in ("wrong", None):
        refused = run(program, *token, *(["--pin-file", name] if name else []), "record.json")
        check(refused.returncode == 77, f"exit {refused.returncode} with the PIN file {name}: {refused.stderr}")
        check("canary" not in refused.stdout + refused.stderr, "a PIN is told")


def personal_data_stays_inside(program, folder):
    """A word that stands only in the records is in no error and in no file name."""
    table = (folder / "table.csv").read_text(encoding="utf-8")
    (folder / "canary.csv").write_text(table.replace("Example", "Canary").replace("first", "canary"), encoding="utf-8")
    ran = subprocess.run([program, *ISSUE, "--out", "canary-out", "--qr", "png", "canary.csv"], cwd=folder,
                         capture_output=True, text=True, check=False)
    names = " ".join(path.name for path in (folder / "canary-out").rglob("*"))
    rejects = (folder / "canary-out/rejects.ndjson").read_text(encoding="utf-8")
    for where, text in (("standard error", ran.stderr), ("a file name", names), ("the rejects", rejects)):
        for word in ("Canary", "canary,", "Asha", "1234567890"):
            check(word not in text, f"personal data in {where}")


def main(program):
    program = pathlib.Path(program).resolve()
    os.environ["ASAN_OPTIONS"] = "detect_leaks=0"
    for scene in (colors_are_for_terminals, a_zip_is_not_for_terminals, a_full_disk_is_named,
                  a_failing_output_ends_a_waiting_input, a_slow_input_is_answered_at_once,
                  a_token_signs, personal_data_stays_inside):
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(HERE / "transcripts/data", folder, dirs_exist_ok=True)
            scene(program, pathlib.Path(folder))
    print("files: ok")


main(*sys.argv[1:])
