# SPDX-License-Identifier: Apache-2.0
"""Just enough C++ to find statements: comments and literals blanked out, brackets matched."""
import re

LITERAL = re.compile(
    r'//[^\n]*'
    r'|/\*.*?\*/'
    r'|(?:u8|[uUL])?R"(?P<mark>[^()\\\s]{0,16})\(.*?\)(?P=mark)"'
    r'|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9a-zA-Z_])(?:u8|[uUL])?'(?:\\.|[^'\\\n])+'",
    re.DOTALL)
OPEN, CLOSE = "([{", ")]}"


def blank(text, keep_strings=False):
    """The text with comments and literals replaced by spaces of the same length and lines."""
    def spaces(match):
        found = match.group(0)
        if keep_strings and not found.startswith("/"):
            return found
        return re.sub(r"[^\n]", " ", found)
    return LITERAL.sub(spaces, text)


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def operand_end(code, start):
    """Where the expression from `start` ends: at a `;` or at a bracket that it did not open."""
    depth = 0
    for position in range(start, len(code)):
        character = code[position]
        if character in OPEN:
            depth += 1
        elif character in CLOSE:
            depth -= 1
            if depth < 0:
                return position
        elif character == ";" and depth == 0:
            return position
    return len(code)


def enclosing_bracket(code, position):
    """The position of the bracket that is open around `position`, or -1."""
    depth = 0
    for index in range(position - 1, -1, -1):
        character = code[index]
        if character in CLOSE:
            depth += 1
        elif character in OPEN:
            if depth == 0:
                return index
            depth -= 1
    return -1


def opens_block(code, brace):
    """True when this `{` opens a block of statements or a scope, false for an initializer."""
    before = code[:brace].rstrip()
    if not before or before[-1] in "){};:>":
        return True
    word = re.search(r"[A-Za-z_]\w*$", before)
    if not word:
        return False
    if word.group(0) in ("else", "do", "try", "const", "noexcept", "override", "final", "mutable"):
        return True
    statement = before[max(before.rfind(mark) for mark in ";{}") + 1:]
    if re.search(r"->\s*[\w:<>,\s&*]+$", statement):
        return True  # The return type of a function or lambda.
    return re.match(
        r"\s*(?:inline\s+)?(?:namespace|class|struct|union|enum)\b", statement) is not None


def function_blocks(code):
    """Yields (first line, last line) of each function body that is no part of another one."""
    stack, start = [], 0
    for position, character in enumerate(code):
        if character == "{":
            header = code[start:position]
            scope = re.search(r"\b(namespace|class|struct|union|enum)\b", header) is not None
            inside = any(kind == "function" for kind, _ in stack)
            kind = "function" if "(" in header and not scope and not inside else "other"
            stack.append((kind, start + len(header) - len(header.lstrip())))
            start = position + 1
        elif character == "}":
            if stack:
                kind, begin = stack.pop()
                if kind == "function":
                    yield line_of(code, begin), line_of(code, position)
            start = position + 1
        elif character == ";":
            start = position + 1
