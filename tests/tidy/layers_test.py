# SPDX-License-Identifier: Apache-2.0
import unittest

from layers import MAY_INCLUDE, check_layers, check_purity, check_table, table_cycle
from tree import File


def rules(check, *files):
    return [problem.rule for problem in check(list(files))]


class LayersTest(unittest.TestCase):
    def test_a_wrong_arrow_is_found(self):
        target = File("clientlib/net/socket.h", "")
        for path in ("clientlib/session/a.cpp", "localcluster/config/a.h",
                     "localcluster/engine/core/a.h", "ui/theme/a.cpp"):
            user = File(path, '#include "clientlib/net/socket.h"\n')
            self.assertEqual(rules(check_layers, user, target), ["layer"], path)

    def test_a_feature_does_not_know_another_one(self):
        user = File("ui/tree/a.cpp", '#  include "ui/node/b.h"\n')
        self.assertEqual(rules(check_layers, user, File("ui/node/b.h", "")), ["layer"])

    def test_product_code_does_not_know_its_tests(self):
        user = File("app/a.cpp", '#include "tests/support/b.h"\n')
        self.assertEqual(rules(check_layers, user, File("tests/support/b.h", "")), ["layer"])

    def test_the_right_arrows_are_fine(self):
        target = File("clientlib/base/error.h", "")
        for path in ("clientlib/base/a.cpp", "clientlib/net/a.cpp", "localcluster/config/a.h",
                     "app/tour/a.cpp", "tests/app/a.cpp"):
            user = File(path, '#include "clientlib/base/error.h"\n')
            self.assertEqual(rules(check_layers, user, target), [], path)

    def test_includes_start_at_the_root(self):
        user = File("clientlib/base/a.cpp", '#include "error.h"\n')
        self.assertEqual(rules(check_layers, user, File("clientlib/base/error.h", "")),
                         ["include"])
        user = File("clientlib/base/a.cpp", "#include <clientlib/base/error.h>\n")
        self.assertEqual(rules(check_layers, user, File("clientlib/base/error.h", "")),
                         ["include"])

    def test_a_folder_outside_the_table_is_found(self):
        self.assertEqual(rules(check_layers, File("helpers/a.cpp", "")), ["layer"])

    def test_the_table_has_no_ring(self):
        self.assertEqual(rules(check_table), [])
        self.assertEqual(table_cycle({"a": {"b"}, "b": {"c"}, "c": {"a"}}), ["a", "b", "c", "a"])
        broken = {**MAY_INCLUDE, "clientlib/base": {"app"}}
        self.assertIsNotNone(table_cycle(broken))


class PurityTest(unittest.TestCase):
    def test_impure_headers_are_found(self):
        for header in ("QString", "QtCore/QObject", "unistd.h", "sys/socket.h", "thread", "mutex",
                       "fstream", "iostream", "random", "ctime", "ranges", "spdlog/spdlog.h",
                       "asio.hpp", "openssl/evp.h", "cstdlib"):
            file = File("localcluster/engine/core/a.cpp", f"#include <{header}>\n")
            self.assertEqual(rules(check_purity, file), ["pure"], header)

    def test_clocks_and_chance_are_found(self):
        for call in ("std::chrono::steady_clock::now()", "time(nullptr)", "rand()",
                     "std::mt19937 g", 'getenv("A")'):
            file = File("clientlib/session/a.cpp", f"auto t = {call};\n")
            self.assertEqual(rules(check_purity, file), ["pure"], call)

    def test_values_are_fine(self):
        text = ("#include <chrono>\n#include <tl/expected.hpp>\n#include <vector>\n"
                "// time() is what we do not call\nstd::chrono::milliseconds t; x.runtime();\n")
        self.assertEqual(rules(check_purity, File("clientlib/session/a.cpp", text)), [])

    def test_only_the_named_file_may_use_openssl(self):
        text = "#include <openssl/evp.h>\n"
        self.assertEqual(rules(check_purity, File("clientlib/protocol/digest.cpp", text)), [])
        self.assertEqual(rules(check_purity, File("clientlib/protocol/acl.cpp", text)), ["pure"])

    def test_the_engine_knows_no_qt_and_the_client_no_widgets(self):
        for path, header in (("localcluster/engine/io/a.cpp", "QTcpSocket"),
                             ("localcluster/engine/main.cpp", "QCoroTask"),
                             ("localcluster/config/a.cpp", "QString")):
            self.assertEqual(rules(check_purity, File(path, f"#include <{header}>\n")), ["pure"])
        for path in ("clientlib/net/a.cpp", "localcluster/launcher/a.cpp"):
            self.assertEqual(rules(check_purity, File(path, "#include <QWidget>\n")), ["layer"])
        self.assertEqual(rules(check_purity, File("ui/tree/a.cpp", "#include <QWidget>\n")), [])


if __name__ == "__main__":
    unittest.main()
