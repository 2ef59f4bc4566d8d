# SPDX-License-Identifier: Apache-2.0
"""Installs the JavaScript client that package-lock.json pins into a folder of the build.

Usage: node_install.py FOLDER. npm takes it from its cache when it is there, else from the registry
that this machine is configured for."""
import pathlib
import shutil
import subprocess
import sys

LISTS = ("package.json", "package-lock.json")
OPTIONS = ("--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund",
           "--no-update-notifier", "--loglevel=error")
PATIENCE = 240


def main(folder):
    source = pathlib.Path(__file__).with_name("node")
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    # npm writes its own lock file when all is in place.
    done = folder / "node_modules" / ".package-lock.json"
    same = all((folder / name).is_file()
               and (folder / name).read_bytes() == (source / name).read_bytes() for name in LISTS)
    if same and done.is_file():
        return 0
    npm = shutil.which("npm")
    if not npm:
        print("There is no npm on PATH; ./test.sh installs it.", file=sys.stderr)
        return 1
    for name in LISTS:
        shutil.copyfile(source / name, folder / name)
    return subprocess.run([npm, "ci", *OPTIONS], cwd=folder, check=False, timeout=PATIENCE,
                          stdin=subprocess.DEVNULL).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]) if len(sys.argv) == 2 else "usage: node_install.py FOLDER")
