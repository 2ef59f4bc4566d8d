# SPDX-License-Identifier: Apache-2.0
"""The project's files as values, so that every rule can be tested on files that do not exist."""
import dataclasses
import pathlib
import re
import subprocess

CPP_SUFFIXES = (".h", ".cpp")
SOURCE_SUFFIXES = CPP_SUFFIXES + (".py", ".sh")
SCRIPTS = ("run.sh", "test.sh", ".ci/run", ".ci/setup.sh")
TEXT_SUFFIXES = SOURCE_SUFFIXES + (".md", ".txt", ".json", ".cmake", ".in", ".cfg", ".qss", ".ts",
                                   ".debian", ".desktop")


@dataclasses.dataclass(frozen=True)
class File:
    """One file: its path from the repository's root, with slashes, and its text."""
    path: str
    text: str

    @property
    def folder(self):
        return self.path.rpartition("/")[0]

    @property
    def name(self):
        return self.path.rpartition("/")[2]

    @property
    def top(self):
        return self.path.partition("/")[0]

    def is_cpp(self):
        return self.path.endswith(CPP_SUFFIXES)

    def is_source(self):
        return self.path.endswith(SOURCE_SUFFIXES) or self.path in SCRIPTS


@dataclasses.dataclass(frozen=True)
class Problem:
    """What is wrong where. `rule` is the word that a `tidy-ok(rule): reason` comment must name."""
    path: str
    line: int
    rule: str
    what: str

    def __str__(self):
        return f"{self.path}:{self.line}: [{self.rule}] {self.what}"


def excused(file, problem):
    """True when the line, or the one above it, says why it may break the rule."""
    lines = file.text.splitlines()[max(0, problem.line - 2):problem.line]
    return any(re.search(rf"tidy-ok\({problem.rule}\): \w", line) for line in lines)


def read_tree(root):
    """Every text file that git knows or would add; without git, every file outside build/."""
    root = pathlib.Path(root)
    listed = subprocess.run(
        ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True, check=False)
    if listed.returncode == 0:
        paths = [name for name in listed.stdout.decode().split("\0") if name]
    else:
        paths = [str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()]
        paths = [name for name in paths if not name.startswith(("build/", ".git/"))]
    files = []
    for name in sorted(paths):
        wanted = name.endswith(TEXT_SUFFIXES) or name in SCRIPTS
        if wanted and (root / name).is_file():
            files.append(File(name, (root / name).read_text(encoding="utf-8")))
    return files
