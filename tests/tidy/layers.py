# SPDX-License-Identifier: Apache-2.0
"""Which folder may include what. The rules are tables; see ARCHITECTURE.md for the reasons."""
import re

from tree import Problem

BASE = {"clientlib/base"}
JUTE = BASE | {"clientlib/jute"}
PROTOCOL = JUTE | {"clientlib/protocol"}
SESSION = PROTOCOL | {"clientlib/session"}
API = SESSION | {"clientlib"}
NET = API | {"clientlib/net"}
RECIPES = NET | {"clientlib/recipes"}
ADMIN = NET | {"clientlib/admin"}
CLIENT = RECIPES | ADMIN
CONFIG = BASE | {"localcluster/config"}
TRACE = BASE | {"localcluster/trace"}
TIMELINE = TRACE | PROTOCOL | {"localcluster/timeline"}
CORE = PROTOCOL | {"localcluster/engine/core"}
QUORUM = CORE | {"localcluster/engine/quorum"}
STEPS = QUORUM | TRACE  # Election and ZAB tell what they do as trace events, which are values.
ZAB = STEPS | {"localcluster/engine/storage", "localcluster/engine/zab"}
# The members' lines of a configuration are the same in zoo.cfg and on the wire.
PEER = ZAB | CONFIG | {"localcluster/engine/election", "localcluster/engine/peer"}
PURE_ENGINE = PEER
ENGINE_IO = PURE_ENGINE | CONFIG | TRACE | {"localcluster/engine/io"}
LAUNCHER = CLIENT | CONFIG | TIMELINE | {"localcluster/launcher"}
THEME = BASE | {"resources", "ui/theme"}
COMMON = THEME | CLIENT | {"ui/common"}
FEATURES = {"ui/connections", "ui/start", "ui/tree", "ui/node", "ui/data", "ui/acl", "ui/panels",
            "ui/stat", "ui/cluster"}
WITH_LAUNCHER = {"ui/cluster"}

# Folder -> the folders that it may include from, itself excepted.
MAY_INCLUDE = {
    "clientlib/base": set(),
    "clientlib/jute": BASE,
    "clientlib/protocol": JUTE,
    "clientlib/session": PROTOCOL,
    "clientlib": SESSION,
    "clientlib/net": API,
    "clientlib/recipes": NET,
    "clientlib/admin": NET,
    "clientlib/shell": CLIENT,
    "localcluster/config": BASE,
    "localcluster/trace": BASE,
    "localcluster/timeline": TIMELINE,
    "localcluster/relay": BASE,
    "localcluster/engine/core": PROTOCOL,
    "localcluster/engine/quorum": CORE,
    "localcluster/engine/election": STEPS,
    "localcluster/engine/zab": ZAB,
    "localcluster/engine/peer": PEER,
    "localcluster/engine/storage": CORE,
    "localcluster/engine/io": ENGINE_IO,
    "localcluster/engine": ENGINE_IO,
    "localcluster/launcher": LAUNCHER,
    "resources": set(),
    "ui": set(),
    "ui/theme": BASE | {"resources"},
    "ui/common": THEME | CLIENT,
    **{feature: COMMON for feature in FEATURES - WITH_LAUNCHER},
    **{feature: COMMON | LAUNCHER for feature in WITH_LAUNCHER},
    "ui/mainwindow": COMMON | LAUNCHER | FEATURES,
    "app": COMMON | LAUNCHER | FEATURES | {"ui/mainwindow"},
}

PURE = ("clientlib/base", "clientlib/jute", "clientlib/protocol", "clientlib/session",
        "localcluster/engine/core", "localcluster/engine/quorum", "localcluster/engine/election",
        "localcluster/engine/zab", "localcluster/engine/peer", "localcluster/engine/storage")
# Values and algorithms: nothing that reads a clock, a file or a random number, or starts a thread.
# <ranges> is left out because clang 14, which builds the fuzzers, cannot compile gcc 12's.
PURE_HEADERS = {
    "algorithm", "array", "bit", "bitset", "cctype", "charconv", "chrono", "climits", "cmath",
    "compare", "concepts", "cstddef", "cstdint", "cstring", "deque", "functional",
    "initializer_list", "iterator", "limits", "list", "map", "memory", "memory_resource", "new",
    "numeric", "optional", "queue", "ratio", "set", "span", "stack", "stdexcept", "string",
    "string_view",
    "tuple", "type_traits", "unordered_map", "unordered_set", "utility", "variant", "vector",
    "version", "tl/expected.hpp"}
# File -> what it alone may include beyond that.
PURE_EXCEPTIONS = {
    "clientlib/base/expect.cpp": {"cstdio", "cstdlib"},  # Says what broke, then aborts.
    "localcluster/engine/core/four_letter.cpp": {"cstdio"},   # snprintf.
    "localcluster/engine/core/preparer_ops.cpp": {"cstdio"},  # snprintf.
    # Functions of their input, taken from libraries.
    "clientlib/protocol/digest.cpp": {"openssl/evp.h"},
    "localcluster/engine/core/crc32.cpp": {"immintrin.h"},
    "localcluster/engine/storage/checksum.cpp": {"zlib.h", "immintrin.h"},
    "localcluster/engine/storage/compression.cpp": {"zlib.h", "snappy.h"},
}
# What reads a clock or chance without a header of its own.
IMPURE_CALL = re.compile(
    r"\b(?:system_clock|steady_clock|high_resolution_clock|random_device|mt19937\w*)\b"
    r"|(?<![\w.>])"
    r"(?:time\s*\(\s*(?:nullptr|NULL|0|&)|(?:rand|srand|getenv)\s*\()")

QT = re.compile(r"Q[A-Z]\w*(/\w+)?$|Qsci/|qcoro", re.IGNORECASE)
NO_QT = PURE + ("localcluster/config", "localcluster/trace", "localcluster/timeline",
                "localcluster/relay", "localcluster/engine", "ui/node/decode")
# Widgets stay out of what must run without a screen.
NO_WIDGETS = ("clientlib", "localcluster")
WIDGETS = re.compile(r"(?:QtWidgets|QtGui)(?:/|$)|Q(?:Widget|Application|GuiApplication|Dialog"
                     r"|MainWindow|TreeView|TableView|Pixmap|Painter|Icon)$")
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(?:"([^"]+)"|<([^>]+)>)', re.MULTILINE)


def includes(file):
    """Yields (line, path, quoted)."""
    for match in INCLUDE.finditer(file.text):
        line = file.text.count("\n", 0, match.start()) + 1
        yield line, match.group(1) or match.group(2), match.group(1) is not None


def layer_of(path):
    """The longest folder of the table that holds this path, or None."""
    folder = path.rpartition("/")[0]
    while folder:
        if folder in MAY_INCLUDE:
            return folder
        folder = folder.rpartition("/")[0]
    return None


def within(path, folders):
    return any(path == folder or path.startswith(folder + "/") for folder in folders)


def check_layers(files):
    """Wrong arrows between folders, and quoted includes that are not from the root."""
    known = {file.path for file in files}
    problems = []
    for file in files:
        if not file.is_cpp():
            continue
        tested = file.top == "tests"
        layer = None if tested else layer_of(file.path)
        if not tested and layer is None:
            problems.append(Problem(file.path, 1, "layer",
                                    f"the folder {file.folder} is not in the table of layers.py"))
        for line, path, quoted in includes(file):
            if not quoted:
                if path in known:
                    problems.append(Problem(file.path, line, "include",
                                            f"our own <{path}> belongs in quotes"))
                continue
            if path.endswith(".moc"):
                continue
            if path not in known:
                problems.append(Problem(file.path, line, "include",
                                        f'"{path}" is no file from the repository\'s root'))
                continue
            if tested:
                continue
            target = layer_of(path)
            if layer is not None and target != layer and target not in MAY_INCLUDE[layer]:
                problems.append(Problem(file.path, line, "layer",
                                        f'{layer} must not depend on "{path}"'))
    return problems


def check_purity(files):
    """Headers and names in pure folders that would make the same call give different answers."""
    from cpp_text import blank, line_of
    problems = []
    for file in files:
        if not file.is_cpp():
            continue
        for line, path, quoted in includes(file):
            if quoted:
                continue
            if within(file.folder, NO_QT) and QT.match(path):
                problems.append(Problem(file.path, line, "pure", f"no Qt here: <{path}>"))
            elif within(file.folder, PURE):
                allowed = PURE_HEADERS | PURE_EXCEPTIONS.get(file.path, set())
                if path not in allowed:
                    problems.append(Problem(file.path, line, "pure",
                                            f"<{path}> is not for pure code"))
            if within(file.folder, NO_WIDGETS) and WIDGETS.match(path):
                problems.append(Problem(file.path, line, "layer",
                                        f"{file.top} runs without a screen: <{path}>"))
        if within(file.folder, PURE):
            code = blank(file.text)
            for match in IMPURE_CALL.finditer(code):
                problems.append(Problem(file.path, line_of(code, match.start()), "pure",
                                        f"{match.group(0)}: time and chance are arguments"))
    return problems


def table_cycle(table):
    """A list of folders that may include each other in a ring, or None."""
    state = {}

    def visit(folder, trail):
        if state.get(folder) == "done":
            return None
        if folder in trail:
            return trail[trail.index(folder):] + [folder]
        for target in sorted(table.get(folder, ())):
            found = visit(target, trail + [folder]) if target != folder else None
            if found:
                return found
        state[folder] = "done"
        return None

    for folder in table:
        found = visit(folder, [])
        if found:
            return found
    return None


def check_table(_files):
    cycle = table_cycle(MAY_INCLUDE)
    if cycle is None:
        return []
    return [Problem("tests/tidy/layers.py", 1, "layer", "a ring: " + " -> ".join(cycle))]
