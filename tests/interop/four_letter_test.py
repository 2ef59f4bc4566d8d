# SPDX-License-Identifier: Apache-2.0
"""The four-letter words of both servers: the same lines, with what a run decides masked."""
import contextlib
import math
import re
import time
import unittest

import wire
from compare import ComparedTest
from servers import four_letter

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
PORT = re.compile(r"/127\.0\.0\.1:\d+")
SESSION = re.compile(r"0x1[0-9a-f]{14}")
# Of mntr's thousand keys of Apache's, those that tools read.
MNTR_KEYS = (
    "avg_latency max_latency min_latency packets_received packets_sent num_alive_connections"
    " outstanding_requests server_state znode_count watch_count ephemerals_count"
    " approximate_data_size open_file_descriptor_count max_file_descriptor_count uptime"
    " global_sessions local_sessions last_client_response_size version").split()


def numbers_masked(text):
    """Every number as N: for answers whose numbers differ from run to run."""
    masked = PORT.sub("/<address>", SESSION.sub("<session>", text))
    return [NUMBER.sub("N", line) for line in masked.splitlines()]


class FourLetterTest(ComparedTest):
    @contextlib.contextmanager
    def busy(self, server):
        """Two sessions with an ephemeral and watches of each table."""
        with contextlib.closing(wire.session(server.port)) as first, \
                contextlib.closing(wire.session(server.port)) as second:
            first.create("/e", b"x", flags=1)
            for connection in (first, second):
                connection.get_data("/e", watch=True)
            second.request(wire.EXISTS, wire.put_string("/nothing") + wire.put_bool(True))
            second.request(wire.GET_CHILDREN, wire.put_string("/") + wire.put_bool(True))
            first.ping()
            yield

    def test_exact_answers(self):
        def scenario(server):
            with self.busy(server):
                for word in ("ruok", "isro", "crst", "srst", "wchs", "nope"):
                    yield f"{word}: {four_letter(server.port, word)!r}"
        lines = self.compared(scenario)
        self.assertEqual(lines[0], "ruok: 'imok'")
        self.assertEqual(lines[4], "wchs: '2 connections watching 2 paths\\nTotal watches:3\\n'")
        self.assertEqual(lines[5], "nope: ''")

    def test_watch_tables(self):
        def scenario(server):
            with self.busy(server):
                for word in ("wchc", "wchp"):
                    answer = SESSION.sub("<session>", four_letter(server.port, word))
                    yield f"{word} ends with {answer[-2:]!r}"
                    yield from sorted(answer.splitlines())
        self.assertIn("\t<session>", self.compared(scenario))

    def test_connections_are_counted_as_watching_until_they_end(self):
        def scenario(server):
            with contextlib.closing(wire.session(server.port)) as client:
                client.create("/a")
                client.get_data("/a", watch=True)
                client.set_data("/a", b"1")
                yield repr(four_letter(server.port, "wchs"))
                yield SESSION.sub("<session>", repr(four_letter(server.port, "wchc")))
                yield repr(four_letter(server.port, "wchp"))
                client.request(wire.CLOSE)
                with self.assertRaises(wire.Closed):
                    client.receive_frame()
            yield repr(four_letter(server.port, "wchs"))
        lines = self.compared(scenario)
        self.assertEqual(lines[0], repr("1 connections watching 0 paths\nTotal watches:0\n"))

    def test_packets_are_counted_words_among_them(self):
        def scenario(server):
            # Apache counts an answer after it has gone to the client, hence only what a closed
            # connection brought is counted for certain: words are read to their end, so is the
            # session.
            four_letter(server.port, "srst")
            with contextlib.closing(wire.session(server.port)) as client:
                for _ in range(3):
                    client.ping()
                client.request(wire.CLOSE)
                with self.assertRaises(wire.Closed):
                    client.receive_frame()
            for word in ("ruok", "isro", "wchs"):
                four_letter(server.port, word)
            lines = four_letter(server.port, "mntr").splitlines()
            yield from sorted(line for line in lines if line.startswith("zk_packets"))
        self.assertEqual(len(self.compared(scenario)), 2)

    def test_names_that_are_no_words_are_bad_lengths(self):
        def scenario(server):
            for name in ("lsnp", "orst", "icfg", "help", "RUOK"):
                yield f"{name} {four_letter(server.port, name)!r}"
        self.assertEqual(self.compared(scenario)[0], "lsnp ''")

    def test_conf_and_dirs(self):
        def scenario(server):
            text = four_letter(server.port, "conf").replace(str(server.folder), "<folder>")
            text = text.replace(str(server.port), "<port>")
            yield from (re.sub(r"(Size=)\d+", r"\1N", line) for line in text.splitlines())
            yield from numbers_masked(four_letter(server.port, "dirs"))
        self.assertIn("tickTime=2000", self.compared(scenario))

    def test_state_and_connections(self):
        def scenario(server):
            with self.busy(server):
                for word in ("srvr", "stat", "cons"):
                    lines = numbers_masked(four_letter(server.port, word))
                    yield word
                    # The first line names the version; connections come in any order.
                    yield from sorted(line for line in lines if "version" not in line)
                    self.assertEqual(word != "cons", "version: " in lines[0])
        lines = self.compared(scenario)
        self.assertIn("Mode: standalone", lines)

    def test_dump(self):
        def scenario(server):
            with self.busy(server):
                lines = numbers_masked(four_letter(server.port, "dump"))
                age = time.monotonic() - server.launched
                # How many buckets of sessions and of connections there are depends on the moment:
                # two that are touched one after the other may stand on both sides of a limit, and
                # an empty one stays until its time. Connections are in buckets of 10 s, nameless
                # ones for 10 s and sessions for 30 s, so each 10 s bring one more of both, at most.
                # Connections come in any order, the nameless one of this question among them.
                sets = lines.index("Connections dump:")
                self.assertIn(sum("expire at" in line for line in lines[sets:]),
                              range(1, 2 * (1 + math.ceil(age / 10)) + 1))
                lines = [line for line in lines if "expire at" not in line]
                connections = sorted(line for line in lines if line.startswith("\tip: "))
                yield from (line for line in lines if line not in connections)
                yield from connections
        lines = self.compared(scenario)
        self.assertIn("\t/e", lines)

    def test_keys_that_tools_read(self):
        def scenario(server):
            with self.busy(server):
                pairs = [line.split("\t") for line in
                         four_letter(server.port, "mntr").splitlines()]
                yield str(pairs[0][0])
                found = {key: value for key, value in pairs}
                for name in MNTR_KEYS:
                    value = found.get("zk_" + name)
                    kind = "missing" if value is None else NUMBER.sub("N", value)
                    yield f"{name} {'text' if name == 'version' else kind}"
                for name in ("znode_count", "watch_count", "ephemerals_count",
                             "approximate_data_size", "num_alive_connections", "global_sessions"):
                    yield f"{name} {found['zk_' + name]}"
                keys = [line.split("=")[0] for line in
                        four_letter(server.port, "envi").splitlines()]
                yield from (key for key in keys if not key.startswith(("java", "os.memory")))
        self.assertIn("server_state standalone", self.compared(scenario))

    def test_words_outside_the_whitelist_are_refused(self):
        lines = self.compared(
            lambda server: [repr(four_letter(server.port, word))
                            for word in ("srvr", "ruok", "mntr", "stat", "dump", "isro")][1:],
            {"4lw.commands.whitelist": "srvr, isro"})
        self.assertEqual(lines[0], "'ruok is not executed because it is not in the whitelist.\\n'")


if __name__ == "__main__":
    unittest.main()
