# SPDX-License-Identifier: Apache-2.0
"""Code that compiles, and that gcc 12 or QCoro 0.8 then runs wrongly."""
import re

from cpp_text import CLOSE, blank, enclosing_bracket, line_of, opens_block, operand_end
from tree import Problem

CO_AWAIT = re.compile(r"\bco_await\b")
CONNECT = re.compile(r"\bconnectToHost(?:Encrypted)?\s*\(")
TASK_FUNCTION = re.compile(
    r"^(?P<head>[^\n;{}()#]*?)\bQCoro::(?:Lazy)?Task<(?P<type>[^;{}()]*)>\s+(?P<name>\w+)\s*\(",
    re.MULTILINE)
CAPTURING_LAMBDA = re.compile(r"(?<![\w\])])\[(?=[^\[\]])[^\[\]]*\]\s*(?:\([^()]*\)|\{|mutable)")
TASK_LAMBDA = re.compile(
    r"(?<![\w\])])\[\s*[^\[\]\s][^\[\]]*\]\s*\([^{};]*?\)\s*(?:mutable\s*)?->\s*QCoro::")


def statement_start(code, position):
    """The start of the statement or declaration that holds `position`."""
    index = position - 1
    while index >= 0:
        character = code[index]
        if character == ";" and not inside_for(code, index):
            return index + 1
        if character == "{" and opens_block(code, index):
            return index + 1
        if character in CLOSE:
            opening = enclosing_bracket(code, index)
            if character == "}" and opens_block(code, opening):
                return index + 1
            index = opening
        index -= 1
    return 0


def inside_for(code, position):
    """True for the semicolons in the head of a `for`."""
    bracket = enclosing_bracket(code, position)
    return bracket >= 0 and code[bracket] == "("


def braces_around(code, position):
    """True when an initializer's `{` is open around `position` inside its own statement."""
    bracket = enclosing_bracket(code, position)
    while bracket >= 0:
        if code[bracket] == "{":
            return not opens_block(code, bracket)
        bracket = enclosing_bracket(code, bracket)
    return False


def hidden_lambda_or_braces(operand):
    """What the operand of a co_await builds on the way that gcc 12 would destroy twice, or None."""
    if CAPTURING_LAMBDA.search(operand):
        return "a capturing lambda"
    rest = operand
    # The body of a lambda without captures is a block of its own, which never moves.
    for match in re.finditer(r"\[\s*\]\s*(?:\([^()]*\))?[^{};()]*\{", rest):
        brace = match.end() - 1
        end = operand_end(rest, brace + 1)
        rest = rest[:brace] + " " * (end + 1 - brace) + rest[end + 1:]
    return "a braced aggregate" if "{" in rest else None


def check_co_await(files):
    problems = []
    files = list(files)
    with_objects = {stem(file) for file in files if "Q_OBJECT" in file.text}
    for file in files:
        if not file.is_cpp():
            continue
        code = blank(file.text)
        for match in CO_AWAIT.finditer(code):
            line = line_of(code, match.start())
            operand = code[match.end():operand_end(code, match.end())]
            # `if (co_await f())` ends at its own bracket; what stands before it counts as well.
            before = code[statement_start(code, match.start()):match.start()]
            built = hidden_lambda_or_braces(operand)
            if built is None and braces_around(code, match.start()):
                built = "a braced aggregate"
            built = built or hidden_lambda_or_braces(before)
            if built:
                problems.append(Problem(file.path, line, "co_await-temporary",
                                        f"{built} is built inside a co_await expression: gcc 12 "
                                        "frees it twice; name it first"))
            if "qCoro" in operand and CONNECT.search(operand):
                problems.append(Problem(file.path, line, "co_await-connect",
                                        "QCoro 0.8 never resumes when the port refuses: connect "
                                        "and listen to errorOccurred instead"))
            if within_models(file, with_objects):
                problems.append(Problem(file.path, line, "co_await-in-ui",
                                        "a model or widget may be gone when the answer comes: use "
                                        "QCoro::connect(task, this, …)"))
    return problems


def within_models(file, with_objects):
    """Functions of their own, and classes that are no QObjects, hold what they need themselves."""
    return file.path.startswith("ui/") and stem(file) in with_objects


def task_functions(files):
    """The names of all functions that return a task."""
    names = set()
    for file in files:
        if file.is_cpp():
            names |= {match.group("name") for match in TASK_FUNCTION.finditer(blank(file.text))}
    return names


def check_tasks(files):
    """Tasks that can be, or are, dropped: QCoro would swallow what goes wrong in them."""
    names = task_functions(files)
    own_names = {}
    for file in files:
        own_names.setdefault(stem(file), set()).update(task_functions([file]))
    problems = []
    for file in files:
        if not file.is_cpp():
            continue
        code = blank(file.text)
        for match in TASK_LAMBDA.finditer(code):
            problems.append(Problem(file.path, line_of(code, match.start()), "task-lambda",
                                    "a lambda that is a coroutine dies before its captures are "
                                    "used; make it a function, or pass arguments"))
        if file.path.endswith(".h"):
            for match in TASK_FUNCTION.finditer(code):
                previous = code[:match.start()].rstrip()
                declaration = code[match.start():operand_end(code, match.end())]
                if "override" in code[match.end():re.compile("[;{]|$").search(
                        code, match.start() + len(declaration) - 1).end()]:
                    continue  # Called through the interface, which says it.
                if "nodiscard" not in match.group("head") and not previous.endswith("]]"):
                    problems.append(Problem(file.path, line_of(code, match.start("name")),
                                            "task-nodiscard",
                                            f"{match.group('name')} returns a task: say "
                                            "[[nodiscard]], so that nobody drops it"))
        problems += dropped_tasks(file, code, names, own_names[stem(file)])
    return problems


def stem(file):
    return file.path.rpartition(".")[0]


def dropped_tasks(file, code, names, own_names):
    """Statements that are nothing but a call of a task function, also behind a cast to void.

    Other classes have functions of the same names (QFile::remove), so a call counts when a client
    receives it, or when it has no receiver and the function is declared in this file or its header;
    the compiler's own [[nodiscard]] covers the rest."""
    if not names:
        return []
    problems = []
    call = re.compile(r"(?<![\w.>:])(\w*[cC]lient\w*\s*(?:->|\.)\s*)?(" +
                      "|".join(sorted(names)) + r")\s*\(")
    for match in call.finditer(code):
        if not match.group(1) and match.group(2) not in own_names:
            continue
        before = code[statement_start(code, match.start()):match.start()].strip()
        end = code[operand_end(code, match.start()):][:1]
        cast = re.fullmatch(r"(?:\(\s*void\s*\)|static_cast<void>\s*\(|std::ignore\s*=)", before)
        if (before == "" and end == ";") or cast:
            problems.append(Problem(file.path, line_of(code, match.start()), "task-dropped",
                                    f"the task of {match.group(2)} is dropped: co_await it or "
                                    "QCoro::connect it"))
    return problems
