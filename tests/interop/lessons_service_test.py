# SPDX-License-Identifier: Apache-2.0
"""The worked examples about what clients see (lessons 9, 11 to 13), asserted from what servers
trace."""
import sys
import time
import unittest

import ensemble
import ensemble_cases
import lesson
import wire
from lesson import zxid

NOT_READ_ONLY = -119
EPHEMERAL, PERSISTENT_SEQUENTIAL = 1, 2
SHORT_SESSION = 2000


class LessonsTest(lesson.Lesson):
    def moved(self, client, number, seen=0, timeout_ms=lesson.LONG_SESSION):
        """The same session through another server."""
        def connect():
            connection = wire.Connection(self.cluster.members[number].port)
            self.cluster.clients.append(connection)
            try:
                negotiated = connection.open_session(timeout_ms, client.session, client.password,
                                                     seen)
            except (wire.Closed, OSError):
                return None
            self.assertGreater(negotiated, 0, "the session is said to have expired")
            return connection
        return ensemble.wait_for(f"the session moves to server {number}", connect)

    def assert_dropped(self, client):
        """The server ends the connection and answers nothing more."""
        with self.assertRaises(wire.Closed):
            client.receive()

    def test_09_an_observer_joins(self):
        self.build(3, observers=(4,))
        self.start_in_turn(2, 1, 2, 3)
        led = self.mark(2)
        self.start(4)
        self.together(2)
        self.assertEqual(self.hear(2, led, k="learner", peer=4)["role"], "observer")
        client = self.writer(1)
        at = self.create(client, "/node", b"seen")
        self.applied(at)
        self.assertEqual(self.packets(4, 2)[-2:], [f"in INFORM {zxid(1, 1)}", f"in INFORM {at}"])
        self.assertEqual(self.cluster.client(4).get_data("/node")[1][0], b"seen")
        since = {number: self.mark(number) for number in (1, 2, 3, 4)}
        self.cluster.kill(2)
        self.together(3)
        for number in (1, 3):
            counted = self.hear(number, since[number], k="tally", quorum=True)
            self.assertEqual(counted["for"], [1, 3])
        last = self.create(self.writer(4), "/under-the-next")
        self.applied(last)
        self.assertEqual(self.hear(3, since[3], k="acks", zxid=last, quorum=True)["from"], [1, 3])
        for number in (1, 2, 3):  # It is never counted, neither as a voter nor for a proposal.
            for line in self.told(number):
                if line.get("k") in ("tally", "acks"):
                    self.assertNotIn(4, line.get("for", line.get("from")), line)
        types = {(line["dir"], line["type"]) for line in self.told(4, k="packet", port="quorum")}
        self.assertTrue({("in", "INFORM"), ("out", "OBSERVERINFO")} <= types, types)
        self.assertFalse({("in", "PROPOSAL"), ("in", "COMMIT")} & types, types)
        acked = {line["zxid"] for line in self.told(4, k="packet", type="ACK")}
        self.assertLessEqual(acked, {zxid(1, 0), zxid(2, 0)}, "only of NEWLEADER and UPTODATE")
        for line in self.told(4, k="notify", dir="out"):
            self.assertNotEqual(line["vote"]["leader"], 4, "it votes for itself")
        self.assert_trees_equal()

    def read_only_session(self, number):
        """A client that is content with reads; None while the server does not serve."""
        try:
            connection = wire.Connection(self.cluster.members[number].port)
            self.cluster.clients.append(connection)
            connection.send_frame(wire.put_int(0) + wire.put_long(0)
                                  + wire.put_int(lesson.LONG_SESSION) + wire.put_long(0)
                                  + wire.put_buffer(b"\0" * 16) + wire.put_bool(True))
            answer = wire.Reader(connection.receive_frame())
        except (wire.Closed, OSError):
            return None
        answer.int(), answer.int(), answer.long(), answer.buffer()
        return connection if answer.bool() else None

    def test_11_quorum_lost(self):
        self.build(3, settings={"readonlymode.enabled": "true"})
        self.start_in_turn(2, 1, 2, 3)
        client = self.writer(2)
        acknowledged = [self.create(client, f"/{number}") for number in range(5)]
        self.applied(acknowledged[-1])
        since = self.mark(2)
        for number in (1, 3):
            self.assertEqual(self.cluster.members[number].stop(), 0)
            self.assertEqual(self.hear(number, k="state", to="DOWN")["from"], "FOLLOWING")
        lost = self.hear(2, since, k="quorumLost")
        self.assertEqual((lost["have"], lost["need"], lost["silent"]), (1, 2, [1, 3]))
        self.assertEqual(self.hear(2, since, k="state", to="LOOKING")["from"], "LEADING")
        self.assert_dropped(client)
        reader = ensemble.wait_for("server 2 serves read-only", lambda: self.read_only_session(2))
        self.assertEqual(reader.get_data("/4")[0], 0)
        self.assertEqual(reader.create("/no")[1], NOT_READ_ONLY)
        with self.assertRaises(wire.Closed):  # Who wants to write is not let in.
            wire.session(self.cluster.members[2].port)
        since = self.mark(2)
        self.start(3)
        self.hear(2, since, k="elected")
        leader = self.cluster.serving(2, 3)
        self.together(leader, 2, 3)
        again = self.moved(client, 2)
        for number in range(5):
            self.assertEqual(again.get_data(f"/{number}")[0], 0)
        self.assertEqual(again.get_data("/no")[0], ensemble_cases.NO_NODE)
        self.create(again, "/service-returned")
        self.assert_trees_equal()

    def test_12_partition(self):
        self.build(5)
        self.start_in_turn(3, 1, 2, 3, 4, 5)
        minority, majority = [3, 1], [2, 4, 5]
        client, follower = self.writer(3), self.writer(1)
        before = self.create(client, "/before")
        self.applied(before)
        marks = {number: self.mark(number) for number in (1, 2, 3, 4, 5)}
        self.cluster.cut(minority, majority)
        cut = time.monotonic_ns()
        self.send_create(client, "/never")
        self.send_create(follower, "/never-either")
        gave_up = self.hear(3, marks[3], k="state", to="LOOKING")
        lost = self.hear(3, marks[3], k="quorumLost")
        self.assertEqual((lost["have"], lost["need"], lost["silent"]), (2, 3, majority))
        # By the leader's own ticks, which a busy machine makes longer: it pings twice in each.
        pings = [line for line in self.told(3, marks[3], k="packet", dir="out", type="PING", peer=2)
                 if cut < line["t"] <= gave_up["t"]]
        self.assertIn(len(pings), range(lesson.SYNC_LIMIT, 2 * (lesson.SYNC_LIMIT + 1) + 2))
        self.assert_dropped(client)  # Neither write was answered.
        self.assert_dropped(follower)
        self.together(5, *majority)
        self.assertEqual(self.hear(5, marks[5], k="epochFile", file="current")["epoch"], 2)
        session = self.moved(follower, 4)
        self.assertEqual(session.session, follower.session)
        self.hear(4, marks[4], k="session", id=f"0x{follower.session:x}", what="reattached")
        after = self.create(session, "/after")
        self.applied(after, *majority)
        for number in minority:
            told = self.told(number, marks[number])
            # It recovers what it logged when it looks for a leader, as at a start: "applied" only.
            self.assertEqual([line for line in told if line.get("step") == "committed"], [])
            self.assertFalse([line for line in told if line["k"] == "reply" and line["err"] == 0])
        self.cluster.heal()
        self.together(5)
        modes = {number: self.hear(5, marks[5], k="sync", peer=number) for number in minority}
        self.assertIn(modes[3]["mode"], ("TRUNC+DIFF", "TRUNC", "SNAP"))
        self.assertGreater(int(modes[3]["peerZxid"], 16), int(before, 16))
        self.applied(after)
        reader = self.writer(3)
        for path in ("/never", "/never-either"):
            self.assertEqual(reader.get_data(path)[0], ensemble_cases.NO_NODE)
        self.assert_trees_equal()

    def test_13_session_and_ephemerals(self):
        self.build(3)
        self.start_in_turn(2, 1, 2, 3)
        client = self.cluster.client(1, timeout_ms=SHORT_SESSION)
        session = f"0x{client.session:x}"
        self.create(self.writer(2), "/queue")
        at, error, _ = client.create("/mine", b"", EPHEMERAL)
        self.assertEqual(error, 0)
        _, error, made = client.create("/queue/n-", b"", EPHEMERAL | PERSISTENT_SEQUENTIAL)
        self.assertEqual((error, made.string()), (0, "/queue/n-0000000000"))
        since = self.mark(3)
        self.cluster.kill(1)
        again = self.moved(client, 3, at, SHORT_SESSION)
        self.assertEqual(again.session, client.session)
        self.hear(3, since, k="session", id=session, what="reattached")
        self.assertEqual(again.get_data("/mine")[1][1]["ephemeralOwner"], client.session)
        self.start(1)
        self.keep_alive_until_together(again, 2)
        marks = {number: self.mark(number) for number in (1, 2, 3)}
        again.close()  # The client dies: it says nothing.
        self.hear(2, marks[2], k="session", id=session, what="expired")
        ends = {self.hear(number, marks[number], k="txn", type="closeSession", session=session,
                          step="applied")["zxid"] for number in marks}
        self.assertEqual(len(ends), 1, "the same transaction on all servers")
        for number in marks:
            reader = self.cluster.client(number)
            for path in ("/mine", "/queue/n-0000000000"):
                self.assertEqual(reader.get_data(path)[0], ensemble_cases.NO_NODE)
        _, error, made = self.writer(1).create("/queue/n-", b"", PERSISTENT_SEQUENTIAL)
        self.assertEqual(error, 0)
        self.assertGreater(made.string(), "/queue/n-0000000000")
        self.assert_trees_equal()

    def keep_alive_until_together(self, client, leader):
        def settled():
            client.ping()
            return self.cluster.mode(1) == "follower"
        ensemble.wait_for("server 1 is back", settled)
        self.together(leader)


if __name__ == "__main__":
    sys.exit(unittest.main())
