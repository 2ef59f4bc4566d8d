# SPDX-License-Identifier: Apache-2.0
"""Rules about text: licences, lengths, sleeps, READMEs, colours, paths of one machine."""
import re

from cpp_text import blank, function_blocks, line_of
from tree import Problem

MAX_FILE_LINES = 600
MAX_FUNCTION_LINES = 70
MAX_COLUMNS = 100
MAX_README_LINES = 40
GPL_FOLDERS = ("app/", "ui/", "resources/", "tests/app/", "tests/ui/")
SHARED_FOLDERS = ("resources/", "tests/support/")
GPL_FILES = ("run.sh",)
SPDX = re.compile(r"SPDX-License-Identifier: (\S+)")


def licence_of(path):
    gpl = path.startswith(GPL_FOLDERS) or path in GPL_FILES
    return "GPL-3.0-or-later" if gpl else "Apache-2.0"


def check_spdx(files):
    problems = []
    for file in files:
        if not file.is_source():
            continue
        head = file.text.splitlines()[:2]
        if head and not head[0].startswith("#!"):
            head = head[:1]
        found = SPDX.search("\n".join(head))
        wanted = licence_of(file.path)
        # What both sides use may be under the terms of either.
        also = {"Apache-2.0", "GPL-3.0-or-later"} if file.path.startswith(SHARED_FOLDERS) else set()
        if not found:
            problems.append(Problem(file.path, 1, "spdx",
                                    f"starts without SPDX-License-Identifier: {wanted}"))
        elif found.group(1) not in {wanted} | also:
            problems.append(Problem(file.path, 1, "spdx",
                                    f"says {found.group(1)}, but its folder is under {wanted}"))
    return problems


def check_lengths(files):
    problems = []
    for file in files:
        if not file.is_source():
            continue
        lines = file.text.splitlines()
        if len(lines) > MAX_FILE_LINES:
            problems.append(Problem(file.path, len(lines), "file-length",
                                    f"{len(lines)} lines; {MAX_FILE_LINES} are allowed"))
        for number, line in enumerate(lines, 1):
            if len(line) > MAX_COLUMNS:
                problems.append(Problem(file.path, number, "columns",
                                        f"{len(line)} columns; {MAX_COLUMNS} are allowed"))
        if file.is_cpp():
            for first, last in function_blocks(blank(file.text)):
                if last - first + 1 > MAX_FUNCTION_LINES:
                    problems.append(Problem(
                        file.path, first, "function-length",
                        f"{last - first + 1} lines; {MAX_FUNCTION_LINES} are allowed"))
    return problems


SLEEP = re.compile(r"\b(?:sleep_for|sleep_until|usleep|nanosleep|msleep|qSleep|qWait)\s*\("
                   r"|\btime\.sleep\s*\(|(?<![\w.>])sleep\s*\(|\bQThread::sleep\s*\(")


def check_sleeps(files):
    """To wait for a time instead of for an event is slow, and fails on a slow machine."""
    problems = []
    for file in files:
        if not file.path.endswith((".h", ".cpp", ".py")) or file.path.startswith("tests/tidy/"):
            continue
        code = blank(file.text) if file.is_cpp() else file.text
        for match in SLEEP.finditer(code):
            problems.append(Problem(file.path, line_of(code, match.start()), "sleep",
                                    "wait for the event itself, with a time limit"))
    return problems


def check_readmes(files):
    paths = {file.path for file in files}
    folders = {file.folder for file in files
               if file.path.endswith((".h", ".cpp", ".py")) and file.top != "tests"}
    problems = [Problem(folder, 1, "readme", "a folder of code needs a README.md")
                for folder in sorted(folders) if f"{folder}/README.md" not in paths]
    for file in files:
        lines = len(file.text.splitlines())
        if file.name == "README.md" and file.folder in folders and lines > MAX_README_LINES:
            problems.append(Problem(file.path, lines, "readme",
                                    f"{lines} lines; {MAX_README_LINES} are allowed"))
    return problems


COLOUR = re.compile(
    r'"#[0-9a-fA-F]{3,8}\b'
    r'|"[^"\n]*\b(?:rgba?|hsla?)\(\s*\d'
    r"|\bqRgba?\s*\(\s*(?:0x|\d)"
    r"|\bQColor\s*[({]\s*(?:0x|\d|\"|Qt::)"
    r"|\bQColorConstants\b"
    r"|\bQt::(?:dark)?(?:red|green|blue|cyan|magenta|yellow|gray|black|white)\b|\bQt::lightGray\b",
    re.IGNORECASE)


def check_colours(files):
    """Every colour is a token of ui/theme, else the dark theme has holes."""
    problems = []
    for file in files:
        product = file.top in ("ui", "app") and file.is_cpp()
        if not product or file.path.startswith("ui/theme/"):
            continue
        code = blank(file.text, keep_strings=True)
        for match in COLOUR.finditer(code):
            problems.append(Problem(file.path, line_of(code, match.start()), "colour",
                                    f"{match.group(0)}: take a token of ui/theme"))
    return problems


# Put together here, so that this file does not find itself.
MACHINE = re.compile("(?<![\\w.$}])/" + r"(?:home|work|root|Users)/\w|\.\./" + "shared/")


def check_machine_paths(files):
    problems = []
    for file in files:
        if file.path.startswith("tests/data/"):
            continue  # Captured from real servers.
        for match in MACHINE.finditer(file.text):
            problems.append(Problem(file.path, line_of(file.text, match.start()), "machine-path",
                                    f"{match.group(0)}… is a path of one machine"))
    return problems
