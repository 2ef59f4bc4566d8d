# SPDX-License-Identifier: Apache-2.0
import pathlib
import tempfile
import unittest

import style
from tidy import problems_of
from tree import File, Problem, excused, read_tree

APACHE = "// SPDX-License-Identifier: Apache-2.0\n"
GPL = "// SPDX-License-Identifier: GPL-3.0-or-later\n"


def rules(check, *files):
    return [problem.rule for problem in check(list(files))]


class StyleTest(unittest.TestCase):
    def test_a_missing_or_wrong_licence_is_found(self):
        for path, text in (("clientlib/a.h", "#pragma once\n"), ("clientlib/a.h", "\n" + APACHE),
                           ("clientlib/a.h", ""), ("clientlib/a.h", GPL), ("ui/a.h", APACHE),
                           ("tests/ui/a.cpp", APACHE), ("tests/sim/a.cpp", GPL)):
            self.assertEqual(rules(style.check_spdx, File(path, text)), ["spdx"], (path, text))

    def test_the_right_licence_is_fine(self):
        for path, text in (("clientlib/a.h", APACHE), ("ui/a.h", GPL), ("tests/a.cpp", APACHE),
                           ("tests/a.py", "#!/usr/bin/python3\n#" + APACHE[2:])):
            self.assertEqual(rules(style.check_spdx, File(path, text)), [], path)

    def test_long_files_lines_and_functions_are_found(self):
        self.assertEqual(rules(style.check_lengths, File("a.h", "\n" * 601)), ["file-length"])
        self.assertEqual(rules(style.check_lengths, File("a.h", "x" * 101)), ["columns"])
        body = "namespace zs {\nint f(int a)\n{\n" + "    g();\n" * 68 + "}\n}\n"
        self.assertEqual(rules(style.check_lengths, File("a.cpp", body)), ["function-length"])

    def test_lengths_at_the_limit_are_fine(self):
        self.assertEqual(rules(style.check_lengths, File("a.h", "é" * 100 + "\n" * 600)), [])
        body = "class A {\nint f(int a)\n{\n" + "    if (g()) { h(); }\n" * 67 + "}\n"
        body += "int g() { return 1; }\n" * 80 + "};\n"
        self.assertEqual(rules(style.check_lengths, File("a.cpp", body)), [])

    def test_sleeps_are_found(self):
        for call in ("std::this_thread::sleep_for(1s);", "usleep(3);", "sleep(1);",
                     "QTest::qWait(50);", "QThread::msleep(5);"):
            file = File("tests/a.cpp", f"{call}\n")
            self.assertEqual(rules(style.check_sleeps, file), ["sleep"], call)
        file = File("tests/interop/a.py", "time.sleep(1)\n")
        self.assertEqual(rules(style.check_sleeps, file), ["sleep"])
        file = File("tests/a.cpp", "// sleep(1)\nsleeper.asleep(1); QTest::qWaitFor(ready);\n")
        self.assertEqual(rules(style.check_sleeps, file), [])

    def test_a_folder_without_readme_and_a_long_readme_are_found(self):
        source = File("ui/tree/a.cpp", GPL)
        self.assertEqual(rules(style.check_readmes, source), ["readme"])
        self.assertEqual(rules(style.check_readmes, source, File("ui/tree/README.md", "x\n" * 41)),
                         ["readme"])
        self.assertEqual(rules(style.check_readmes, source, File("ui/tree/README.md", "x\n" * 40)),
                         [])

    def test_colours_outside_the_theme_are_found(self):
        for text in ('QColor("#fff")', 'setStyleSheet("color: #a0b1c2")', "QColor(255, 0, 0)",
                     "p.setPen(Qt::red);", "qRgb(1, 2, 3)", '"color: rgb(1,2,3)"',
                     "QColor c(0x12)"):
            text = text.replace("color: #a0b1c2", "#a0b1c2").replace("QColor c(", "QColor(")
            file = File("ui/tree/a.cpp", text + "\n")
            self.assertEqual(rules(style.check_colours, file), ["colour"], text)
            self.assertEqual(rules(style.check_colours, File("ui/theme/a.cpp", text)), [], text)

    def test_what_is_no_colour_is_fine(self):
        text = '// "#fff"\nQColor c = theme.color(Token::accent); QString n("#1"); tr("#12");\n'
        self.assertEqual(rules(style.check_colours, File("ui/tree/a.cpp", text)), [])

    def test_a_path_of_one_machine_is_found(self):
        self.assertEqual(rules(style.check_machine_paths, File("a.md", "see /" + "home/me/x\n")),
                         ["machine-path"])
        self.assertEqual(rules(style.check_machine_paths, File("a.md", "see /usr/share/java\n")),
                         [])


class TidyTest(unittest.TestCase):
    def test_a_line_is_excused_only_with_the_rule_and_a_reason(self):
        problem = Problem("a.cpp", 1, "sleep", "…")
        excuse = "tidy-" + "ok"
        self.assertTrue(excused(File("a.cpp", f"sleep(1); // {excuse}(sleep): foreign"), problem))
        self.assertFalse(excused(File("a.cpp", f"sleep(1); // {excuse}(sleep):"), problem))
        below = Problem("a.cpp", 2, "sleep", "…")
        far = Problem("a.cpp", 3, "sleep", "…")
        text = f"// {excuse}(sleep): foreign\nsleep(1);\nsleep(1);"
        self.assertTrue(excused(File("a.cpp", text), below))
        self.assertFalse(excused(File("a.cpp", text), far))
        self.assertFalse(excused(File("a.cpp", f"sleep(1); // {excuse}(colour): x"), problem))

    def test_every_rule_is_held_against_the_tree(self):
        files = [
            File("clientlib/base/README.md", "x\n"),
            File("clientlib/base/a.cpp", '#include "app/a.h"\n#include <QString>\n'
                 "QCoro::Task<int> f()\n{\n    co_await g({1});\n    sleep(1);\n    f();\n}\n"
                 + "x" * 101 + "\n// see /" + "home/me\n"),
            File("app/a.h", GPL + 'QColor c("#123456");\n'),
        ]
        found = {problem.rule for problem in problems_of(files)}
        self.assertEqual(found, {"layer", "pure", "co_await-temporary", "task-dropped", "spdx",
                                 "columns", "sleep", "readme", "colour", "machine-path"})

    def test_a_tree_without_git_is_read_too(self):
        with tempfile.TemporaryDirectory() as folder:
            source = pathlib.Path(folder) / "ui" / "a.h"
            source.parent.mkdir()
            source.write_text(GPL, encoding="utf-8")
            self.assertEqual(read_tree(folder), [File("ui/a.h", GPL)])


if __name__ == "__main__":
    unittest.main()
