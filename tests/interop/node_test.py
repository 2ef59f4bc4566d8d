# SPDX-License-Identifier: Apache-2.0
"""node-zookeeper-client, the JavaScript client, against both servers.

ZS_NODE_MODULES is the folder into which node_install.py put it, as ctest sets it."""
import os
import pathlib
import shutil
import subprocess
import unittest

from compare import ComparedTest

SCENARIOS = pathlib.Path(__file__).with_name("node") / "scenarios.js"
PATIENCE = 120  # Seconds for a scenario, which takes one.


class NodeTest(ComparedTest):
    def walk(self, name):
        """The lines of a scenario of scenarios.js, by the step that each starts with."""
        node = shutil.which("node")
        modules = os.environ.get("ZS_NODE_MODULES", "")
        self.assertTrue(node, "there is no node on PATH; ./test.sh installs it")
        self.assertTrue(pathlib.Path(modules, "node-zookeeper-client").is_dir(),
                        "set ZS_NODE_MODULES to a folder filled by node_install.py")

        def scenario(server):
            done = subprocess.run([node, str(SCENARIOS), name, server.address], check=False,
                                  env={**os.environ, "NODE_PATH": modules}, timeout=PATIENCE,
                                  stdin=subprocess.DEVNULL, capture_output=True, text=True)
            if done.returncode != 0:
                raise RuntimeError(f"{name} ended with {done.returncode}:\n{done.stdout}"
                                   + done.stderr)
            return done.stdout.splitlines()
        return self.compared(scenario)

    def test_nodes_are_created_read_changed_listed_and_deleted(self):
        lines = self.walk("basics")
        self.assertIn("create /app /app", lines)
        self.assertIn("create /app NODE_EXISTS", lines)
        self.assertIn("create /no/parent NO_NODE", lines)
        self.assertIn("setData /app BAD_VERSION", lines)
        self.assertIn("getData /app/none undefined v0", "\n".join(lines))
        self.assertIn("remove /app NOT_EMPTY", lines)
        self.assertIn("getData /app 1000000 bytes v2", "\n".join(lines))
        self.assertTrue(lines[-1].startswith("getChildren / [zookeeper] "), lines[-1])

    def test_sequential_nodes_are_counted_and_ephemerals_end_with_their_session(self):
        lines = self.walk("modes")
        self.assertIn("EPHEMERAL_SEQUENTIAL /m/n-0000000001", lines)
        self.assertIn("next /m/n-0000000003", lines)
        self.assertIn("below NO_CHILDREN_FOR_EPHEMERALS", lines)
        self.assertIn("event NODE_DELETED /m/n-", lines)
        self.assertTrue(lines[-1].startswith("list [n-0000000003] "), lines[-1])

    def test_watches_fire_once_and_before_the_new_state_is_seen(self):
        lines = self.walk("watches")
        self.assertTrue(lines[0].startswith('new state "2" '), lines[0])
        self.assertEqual(lines[1:4], ["event NODE_DATA_CHANGED /w", "event NODE_CREATED /w/c",
                                      "event NODE_CHILDREN_CHANGED /w"])
        self.assertEqual(set(lines[4:]), {"event NODE_DELETED /w"})

    def test_acls_admit_the_right_identity_and_no_other(self):
        lines = self.walk("acls")
        self.assertIn("hHUVzmra9P/TbXlP/4jRhG9jZm8=", lines[1])
        self.assertIn("acluser1:", lines[2])
        self.assertIn("acluser2:", lines[2])
        for method in ("getData", "setData", "getACL", "setACL", "getChildren", "child"):
            self.assertIn(f"{method} NO_AUTH", lines)
        self.assertIn("auth of nobody INVALID_ACL", lines)
        self.assertIn("bad scheme INVALID_ACL", lines)
        self.assertIn("by address /ip NO_AUTH", lines)
        self.assertTrue(lines[-1].startswith('super "secret" '), lines[-1])

    def test_a_transaction_is_all_or_nothing(self):
        lines = self.walk("multi")
        self.assertTrue(lines[0].startswith("good done "), lines[0])
        self.assertIn("/t/s-0000000000", lines[0])
        self.assertTrue(lines[1].startswith("bad BAD_VERSION "), lines[1])
        self.assertTrue(lines[2].startswith("missing NO_NODE "), lines[2])
        self.assertTrue(lines[3].startswith("list [s-0000000000] "), lines[3])

    def test_a_chroot_hides_the_path_above(self):
        lines = self.walk("chroot")
        self.assertEqual(lines[:3], ["watch null", "create /a", "event NODE_CREATED /a"])

    def test_a_session_and_its_watches_survive_a_lost_connection(self):
        lines = self.walk("reconnects")
        self.assertIn("same session true", lines)
        self.assertIn("missed event NODE_DATA_CHANGED /r", lines)

    def test_a_session_that_ended_is_told_to_have_expired(self):
        self.assertEqual(self.walk("expires"), ["negotiated 10000", "expired"])


if __name__ == "__main__":
    unittest.main()
