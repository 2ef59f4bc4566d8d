# SPDX-License-Identifier: Apache-2.0
"""The C client's own shell, cli_mt, against both servers."""
import unittest

import servers
from compare import ComparedTest, Talk

CLI_MT = "/usr/lib/zookeeper/bin/cli_mt"
REPLY = r": rc = -?\d+.*\n"
WITH_STAT = r": rc = (?:0(?:.|\n)*?ephemeralOwner = .*\n|-\d+(?:.|\n)*?null\n)"
ERROR = r"Error -\d+ for .*\n"
NAMED = r": rc = (?:0\s+name = .*\n|-\d+.*\n)"


def in_order(listing):
    """The server may list children in any order."""
    return "".join(sorted(listing.splitlines(keepends=True)))


class CliMtTest(ComparedTest):
    def open(self, server):
        talk = Talk([CLI_MT, "-h", server.address])
        talk.wait_for(r"Got a new session id: .*\n")
        return talk

    def test_nodes_are_created_read_changed_and_deleted(self):
        def scenario(server):
            with self.open(server) as talk:
                said = [
                    talk.ask("create /app", NAMED), talk.ask("set /app hello", WITH_STAT),
                    talk.ask("get /app", WITH_STAT), talk.ask("exists /none", ERROR),
                    talk.ask("create2 /app/a", WITH_STAT), talk.ask("create +s /app/s-", NAMED),
                    talk.ask("create +e /app/e", NAMED), talk.ask("create /app/e/below", NAMED),
                    in_order(talk.ask("ls /app", r": rc = 0\n(?:\t.*\n){3}")),
                    talk.ask("delete /app", REPLY), talk.ask("delete /app/a", REPLY),
                    talk.ask("get /app/a", WITH_STAT), talk.ask("create /app", NAMED),
                    talk.ask("sync /app", r"rc = .*\n"),
                ]
                talk.tell("quit")
                talk.process.wait(servers.PATIENCE)
            with self.open(server) as talk:
                said.append(talk.ask("ls /app", r": rc = 0\n(?:\t.*\n){1}"))
            return "".join(said).splitlines()
        lines = self.compared(scenario)
        self.assertIn("/app: rc = -111", lines)
        self.assertEqual(lines[-1], "\ts-0000000001", "the ephemeral ended with its session")

    def test_a_watch_fires_once(self):
        def scenario(server):
            with self.open(server) as talk, self.open(server) as other:
                said = [talk.ask("wexists /app", ERROR), other.ask("create /app", NAMED),
                        talk.wait_for(r"Watcher CREATED_EVENT .*\n"),
                        other.ask("set /app 1", WITH_STAT), talk.ask("get /app", WITH_STAT)]
            return "".join(said).splitlines()
        lines = self.compared(scenario)
        self.assertEqual([line for line in lines if line.startswith("Watcher")],
                         ["Watcher CREATED_EVENT state = CONNECTED_STATE for path /app"])


if __name__ == "__main__":
    unittest.main()
