# SPDX-License-Identifier: Apache-2.0
"""What the interop tests share: running commands, and installing what other people wrote, once, into a
folder. Where that cannot be had the test says SKIPPED aloud and ends."""
import shutil
import subprocess
import sys


def skip(what, why):
    print(f"SKIPPED interop with {what}: {why}")
    sys.exit(0)


def run(*words, **more):
    return subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False, **more)


def must(result, what):
    """What a command printed, or the end of the test with what went wrong."""
    if result.returncode:
        sys.exit(f"FAILED {what}: exit {result.returncode}\n{result.stdout}{result.stderr}")
    return result.stdout


def _install(what, registry, *command, **more):
    try:
        done = run(*command, timeout=600, **more)
    except subprocess.TimeoutExpired:
        skip(what, f"the {registry} registry does not answer")
    if done.returncode:
        skip(what, f"{registry} cannot install the packages: " + (done.stderr.strip() or "?").split("\n")[0])


def npm(what, source, folder, *packages):
    """package.json and peer.cjs of `source` in `folder`, with what they need installed."""
    for program in ("node", "npm"):
        if not shutil.which(program):
            skip(what, f"there is no {program}")
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "peer.cjs"):
        shutil.copy(source / name, folder / name)
    if not all((folder / "node_modules" / package).exists() for package in packages):
        _install(what, "npm", "npm", "install", "--no-audit", "--no-fund", "--loglevel=error", cwd=folder)


def pip(what, folder, packages, modules):
    """A Python in `folder` that has these packages, by which these modules can be imported."""
    python = folder / "bin/python"
    if not python.exists() or run(python, "-c", "import " + modules).returncode:
        if run(sys.executable, "-m", "venv", folder).returncode:
            skip(what, "Python makes no virtual environment (Debian: python3-venv)")
        _install(what, "pip", python, "-m", "pip", "install", "--quiet", *packages)
    return python
