# SPDX-License-Identifier: Apache-2.0
import unittest

from coroutines import check_co_await, check_tasks
from tree import File


def in_coroutine(body):
    return "QCoro::Task<int> f(int x)\n{\n    " + body + "\n}\n"


def rules(check, *sources, path="clientlib/net/a.cpp"):
    files = [source if isinstance(source, File) else File(path, source) for source in sources]
    return [problem.rule for problem in check(files)]


class CoAwaitTest(unittest.TestCase):
    def test_temporaries_that_gcc_frees_twice_are_found(self):
        for body in (
                "auto r = co_await call({.a = 1});",
                "auto r = co_await call(Request{path});",
                "auto r = co_await Request{path}.run();",
                "if (auto r = co_await call(std::vector<int>{1, 2}))\n        co_return 1;",
                "co_await call([this] { go(); });",
                "co_await call([&, x](int y) { return x + y; });",
                "auto r = co_await call([] { return 1; }, {2});",
                "use(Pair{1, 2}, co_await call());",
                "const Pair p{1, co_await call()};",
                "const Pair p = {.first = co_await call()};",
                "co_return Pair{co_await call(), 2};",
                "use([x] { return x; }, co_await call());",
        ):
            self.assertEqual(rules(check_co_await, in_coroutine(body)), ["co_await-temporary"],
                             body)

    def test_named_values_and_blocks_are_fine(self):
        for body in (
                "const Request request{path};\n    auto r = co_await call(request);",
                "auto done = [this] { go(); };\n    co_await call(done);",
                "if (co_await call(x)) {\n        go();\n    }",
                "while (x > 0) { x = co_await call(table[x]); }",
                "for (int i = 0; i < 3; ++i) {\n        co_await call(i);\n    }",
                "co_await call([] { return 1; });",
                "co_await call(table[x], list[0](y));",
                'co_await call("{[x] {");  // {a} [this] {}',
                "do { co_await call(); } while (x);",
                "try { co_await call(); } catch (...) { }",
        ):
            self.assertEqual(rules(check_co_await, in_coroutine(body)), [], body)

    def test_a_lambda_with_a_return_type_opens_a_block(self):
        source = in_coroutine("auto g = [](int y) -> QCoro::Task<int> { co_await call(y); };")
        self.assertEqual(rules(check_co_await, source), [])

    def test_connecting_a_socket_by_qcoro_is_found(self):
        body = "co_await qCoro(m_socket).connectToHost(host, port);"
        self.assertEqual(rules(check_co_await, in_coroutine(body)), ["co_await-connect"])
        body = "co_await qCoro(m_socket)\n        .connectToHostEncrypted(host, port);"
        self.assertEqual(rules(check_co_await, in_coroutine(body)), ["co_await-connect"])

    def test_models_and_widgets_do_not_await(self):
        body = in_coroutine("co_await call();")
        self.assertEqual(rules(check_co_await, "Q_OBJECT\n" + body, path="ui/tree/model.cpp"),
                         ["co_await-in-ui"])
        self.assertEqual(rules(check_co_await, body, path="ui/tree/free_function.cpp"), [])
        self.assertEqual(rules(check_co_await, "// no co_await here\n", path="ui/tree/m.cpp"), [])


class TaskTest(unittest.TestCase):
    HEADER = File("clientlib/net/a.h",
                  "[[nodiscard]] virtual QCoro::Task<Result<int>> fetch(int a) = 0;\n")

    def test_a_declaration_without_nodiscard_is_found(self):
        source = "class A {\n    virtual QCoro::Task<Result<int>> fetch(int a) = 0;\n};\n"
        self.assertEqual(rules(check_tasks, File("clientlib/a.h", source)), ["task-nodiscard"])

    def test_nodiscard_on_the_line_before_and_overrides_are_fine(self):
        source = "class A {\n    [[nodiscard]]\n    virtual QCoro::Task<int> fetch(int a);\n};\n"
        self.assertEqual(rules(check_tasks, File("clientlib/a.h", source)), [])
        source = "class A {\n    QCoro::Task<int> fetch(int a) override;\n};\n"
        self.assertEqual(rules(check_tasks, File("clientlib/a.h", source)), [])

    def test_a_dropped_task_is_found(self):
        for body in ("fetch(1);", "m_client->fetch(1);", "(void)client->fetch(1);",
                     "static_cast<void>(fetch(1));", "std::ignore = fetch(2);",
                     "if (x)\n        go();\n    fetch(1);"):
            source = "void f()\n{\n    " + body + "\n}\n"
            self.assertEqual(rules(check_tasks, self.HEADER, source), ["task-dropped"], body)

    def test_another_function_of_that_name_is_fine(self):
        source = "void f()\n{\n    fetch(1);\n}\n"
        files = [self.HEADER, File("clientlib/session/b.cpp", source)]
        self.assertEqual(check_tasks(files), [])

    def test_a_used_task_is_fine(self):
        for body in ("co_await fetch(1);", "auto task = client->fetch(1);", "return fetch(1);",
                     "QCoro::connect(m_client->fetch(1), this, onReply);", "file.fetch(1);"):
            source = "void f()\n{\n    " + body + "\n}\n"
            self.assertEqual(rules(check_tasks, self.HEADER, source), [], body)

    def test_a_definition_is_no_call(self):
        source = "QCoro::Task<Result<int>> fetch(int a)\n{\n    co_return a;\n}\n"
        self.assertEqual(rules(check_tasks, self.HEADER, source), [])

    def test_a_capturing_lambda_that_is_a_coroutine_is_found(self):
        source = "auto f = [this, x](int y) -> QCoro::Task<int> { co_return y; };\n"
        self.assertEqual(rules(check_tasks, source), ["task-lambda"])
        source = "auto f = [](int y) -> QCoro::Task<int> { co_return y; };\n"
        self.assertEqual(rules(check_tasks, source), [])


if __name__ == "__main__":
    unittest.main()
