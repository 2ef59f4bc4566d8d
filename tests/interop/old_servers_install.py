# SPDX-License-Identifier: Apache-2.0
"""Brings Apache ZooKeeper's servers of other lines than Debian's into a folder of the build.

Usage: old_servers_install.py FOLDER. Each version gets a folder of jars of its own. mvn takes them
from its own cache when they are there, else from the repository that this machine is configured
for."""
import pathlib
import shutil
import subprocess
import sys

# The last of the lines that the client library promises to work with, but for Debian's 3.8.
VERSIONS = ("3.4.14", "3.5.10", "3.6.4", "3.9.3")
POM = pathlib.Path(__file__).resolve().with_name("old_servers") / "pom.xml"
PATIENCE = 200


def install(mvn, version, folder):
    """True when the jars are there."""
    done = folder / "installed"
    if done.is_file() and done.read_text(encoding="ascii") == POM.read_text(encoding="ascii"):
        return True
    shutil.rmtree(folder, ignore_errors=True)
    command = [mvn, "--batch-mode", "--quiet", "--file", str(POM),
               f"-Dzookeeper.version={version}", f"-DoutputDirectory={folder}",
               "dependency:copy-dependencies"]
    ended = subprocess.run(command, check=False, timeout=PATIENCE, stdin=subprocess.DEVNULL)
    if ended.returncode != 0 or not (folder / f"zookeeper-{version}.jar").is_file():
        print(f"Apache ZooKeeper {version} could not be brought by mvn.", file=sys.stderr)
        return False
    shutil.copyfile(POM, done)  # Last: half an installation is none.
    return True


def main(folder):
    mvn = shutil.which("mvn")
    if not mvn:
        print("There is no mvn on PATH; ./test.sh installs it.", file=sys.stderr)
        return 1
    return 0 if all(install(mvn, version, pathlib.Path(folder).resolve() / version)
                    for version in VERSIONS) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]) if len(sys.argv) == 2 else "usage: old_servers_install.py FOLDER")
