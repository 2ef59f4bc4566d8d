# SPDX-License-Identifier: Apache-2.0
"""The worked examples about transactions (lessons 5 to 8, 10, 16), asserted from what servers
trace."""
import sys
import unittest

import ensemble_cases
import lesson
import wire
from lesson import zxid

NODE_EXISTS = -110
DATA_CHANGED = 3


class LessonsTest(lesson.Lesson):
    def three_under_two(self, settings=None, slows_links=False):
        self.build(3, settings=settings, slows_links=slows_links)
        self.start_in_turn(2, 1, 2, 3)

    def test_05_a_returning_follower_gets_a_diff(self):
        self.three_under_two()
        client = self.writer(2)
        self.create(client, "/two")
        self.assertEqual(self.create(client, "/three"), zxid(1, 3))
        self.applied(zxid(1, 3))
        self.logged(zxid(1, 3), 1)
        self.cluster.kill(1)
        self.create(client, "/four")
        self.assertEqual(self.create(client, "/five"), zxid(1, 5))
        led = self.mark(2)
        since = self.start(1)
        self.together(2)
        chosen = self.hear(2, led, k="sync", peer=1)
        self.assertEqual((chosen["mode"], chosen["peerZxid"], chosen["min"], chosen["max"]),
                         ("DIFF", zxid(1, 3), zxid(1, 1), zxid(1, 5)))
        four, five, epoch = zxid(1, 4), zxid(1, 5), zxid(1, 0)
        self.assertEqual(self.packets(1, 2, since), [
            "out FOLLOWERINFO", f"in LEADERINFO {epoch}", "out ACKEPOCH", f"in DIFF {five}",
            f"in PROPOSAL {four}", f"in COMMIT {four}", f"in PROPOSAL {five}", f"in COMMIT {five}",
            f"in NEWLEADER {epoch}", f"out ACK {epoch}", "in UPTODATE", f"out ACK {epoch}"])
        self.assert_trees_equal()

    def leave_ghost(self):
        """Server 2 leads, logs 1|3 alone and dies; 1 and 3 elect 3."""
        self.three_under_two()
        client = self.writer(2)
        self.assertEqual(self.create(client, "/two"), zxid(1, 2))
        self.applied(zxid(1, 2))
        self.cluster.cut([2], [1, 3])
        self.send_create(client, "/ghost")
        self.hear(2, k="txn", step="logged", zxid=zxid(1, 3))
        self.assertTrue(ensemble_cases.holds(self.cluster, 2, "/ghost"))
        self.cluster.kill(2)
        with self.assertRaises(wire.Closed):  # Nobody was told that it succeeded.
            client.receive()
        self.together(3, 1, 3)
        for number in (1, 2, 3):
            self.assertEqual(self.told(number, k="txn", step="committed", zxid=zxid(1, 3)), [])
        self.cluster.heal()

    def assert_ghost_is_gone(self):
        self.assertFalse(ensemble_cases.holds(self.cluster, 2, "/ghost"))
        self.assert_trees_equal()
        self.assertEqual(self.cluster.client(2).get_data("/ghost")[0], ensemble_cases.NO_NODE)

    def test_06_an_old_leader_returns_and_truncates(self):
        self.leave_ghost()
        led = self.mark(3)
        since = self.start(2)
        self.together(3)
        chosen = self.hear(3, led, k="sync", peer=2)
        self.assertEqual((chosen["mode"], chosen["peerZxid"]), ("TRUNC", zxid(1, 3)))
        epoch = zxid(2, 0)
        self.assertEqual(self.packets(2, 3, since), [
            "out FOLLOWERINFO", f"in LEADERINFO {epoch}", "out ACKEPOCH",
            f"in TRUNC {zxid(1, 2)}", f"in NEWLEADER {epoch}", f"out ACK {epoch}", "in UPTODATE",
            f"out ACK {epoch}"])
        self.assert_ghost_is_gone()

    def test_07_an_old_leader_returns_late(self):
        self.leave_ghost()
        client = self.writer(1)
        last = self.create(client, "/new")
        self.assertEqual(last, zxid(2, 2))
        self.applied(last)
        led = self.mark(3)
        since = self.start(2)
        self.together(3)
        chosen = self.hear(3, led, k="sync", peer=2)
        self.assertEqual((chosen["mode"], chosen["peerZxid"]), ("TRUNC+DIFF", zxid(1, 3)))
        epoch, first = zxid(2, 0), zxid(2, 1)
        self.assertEqual(self.packets(2, 3, since), [
            "out FOLLOWERINFO", f"in LEADERINFO {epoch}", "out ACKEPOCH", f"in TRUNC {zxid(1, 2)}",
            f"in PROPOSAL {first}", f"in COMMIT {first}", f"in PROPOSAL {last}",
            f"in COMMIT {last}", f"in NEWLEADER {epoch}", f"out ACK {epoch}", "in UPTODATE",
            f"out ACK {epoch}"])
        self.assert_ghost_is_gone()
        self.cluster.kill(2)  # Its disk tells the same after another death.
        self.start(2)
        self.together(3)
        self.assert_ghost_is_gone()

    def test_08_after_a_long_absence_the_whole_tree_comes(self):
        self.three_under_two({"commitLogCount": "5", "snapshotSizeFactor": "-1"},
                             slows_links=True)
        client = self.writer(2)
        before = self.create(client, "/before")
        self.applied(before)
        self.logged(before, 1)
        self.cluster.kill(1)
        for number in range(30):
            self.create(client, f"/{number}", b"x" * 100_000)
        self.cluster.relay.slow(1, 2, bytes_per_second=4_000_000)
        led = self.mark(2)
        since = self.start(1)
        chosen = self.hear(2, led, k="sync", peer=1)
        self.assertEqual((chosen["mode"], chosen["peerZxid"], chosen["to"]),
                         ("SNAP", zxid(1, 2), zxid(1, 32)))
        gathered = [self.create(client, f"/gathered{number}") for number in range(3)]
        self.assertEqual(gathered[-1], zxid(1, 35))
        self.together(2)
        epoch = zxid(1, 0)
        received = self.packets(1, 2, since, "in")
        received = received[:received.index("in UPTODATE") + 1]
        # Ours takes the tree in one moment, so that NEWLEADER follows at once.
        self.assertEqual(received, [
            f"in LEADERINFO {epoch}", f"in SNAP {zxid(1, 32)}", f"in NEWLEADER {epoch}",
            *(word for at in gathered for word in (f"in PROPOSAL {at}", f"in COMMIT {at}")),
            "in UPTODATE"])
        arrived = self.told(1, since, k="syncProgress")
        left = self.told(2, led, k="syncProgress", peer=1)
        for told in (arrived, left):
            self.assertEqual(told[-1]["bytes"], told[-1]["of"])
            self.assertGreater(told[-1]["bytes"], 3_000_000)
            self.assertEqual(sorted(line["bytes"] for line in told),
                             [line["bytes"] for line in told])
        self.assertEqual(arrived[-1]["bytes"], left[-1]["bytes"])
        self.applied(gathered[-1])
        self.assert_trees_equal()

    def test_10_a_write_packet_by_packet(self):
        self.three_under_two()
        client, watcher = self.writer(1), self.writer(3)
        old = self.create(client, "/node", b"old")
        self.applied(old)
        for number in (1, 3):
            self.hear(2, k="packet", dir="in", peer=number, type="ACK", zxid=old)
        self.assertEqual(watcher.get_data("/node", watch=True)[0], 0)
        marks = {number: self.mark(number) for number in (1, 2, 3)}
        sent = client.send(wire.SET_DATA, wire.put_string("/node") + wire.put_buffer(b"new")
                           + wire.put_int(-1))
        while watcher.get_data("/node")[1][0] == b"old":
            self.assertEqual(watcher.take_events(), [])
        # The event came before the reply that shows the new value.
        self.assertEqual([(kind, path) for kind, _, path, _ in watcher.take_events()],
                         [(DATA_CHANGED, "/node")])
        got, at, error, _ = client.receive()
        self.assertEqual((got, error), (sent, 0))
        at = f"0x{at:x}"
        self.applied(at)
        for number in (1, 3):  # What others made safe may be applied before the own disk has it.
            self.hear(number, marks[number], k="txn", zxid=at, step="logged")
            steps = [line["step"] for line in self.told(number, marks[number], k="txn", zxid=at)]
            self.assertEqual(steps[0], "proposed")
            steps.remove("logged")
            self.assertEqual(steps, ["proposed", "committed", "applied"])
        self.hear(2, marks[2], k="packet", dir="in", peer=3, type="ACK", zxid=at)
        self.hear(2, marks[2], k="packet", dir="in", peer=1, type="ACK", zxid=at)
        both = [f"in ACK {at}", f"out COMMIT {at}", f"out PROPOSAL {at}"]
        self.assertEqual(sorted(self.packets(2, 1, marks[2])), [both[0], "in REQUEST", *both[1:]])
        self.assertEqual(sorted(self.packets(2, 3, marks[2])), both)
        self.assert_in_order(at, marks, client, watcher)

    def assert_in_order(self, at, marks, client, watcher):
        """All servers share one clock, so their lines can be compared."""
        def when(number, **facts):
            return self.hear(number, marks[number], **facts)["t"]

        def packet(number, direction, kind, peer):
            return when(number, k="packet", dir=direction, type=kind, peer=peer, zxid=at)

        def step(number, name):
            return when(number, k="txn", step=name, zxid=at)
        quorum = when(2, k="acks", zxid=at, quorum=True)
        request = when(1, k="packet", dir="out", type="REQUEST")
        reply = when(1, k="reply", session=f"0x{client.session:x}", zxid=at)
        self.assertLessEqual(request, packet(2, "out", "PROPOSAL", 1))
        for number in (1, 3):
            path = [packet(2, "out", "PROPOSAL", number), packet(number, "in", "PROPOSAL", 2),
                    step(number, "logged"), packet(number, "out", "ACK", 2),
                    packet(2, "in", "ACK", number)]
            self.assertEqual(path, sorted(path))
            path = [quorum, packet(2, "out", "COMMIT", number), packet(number, "in", "COMMIT", 2),
                    step(number, "committed"), step(number, "applied")]
            self.assertEqual(path, sorted(path))
        agreed = self.hear(2, marks[2], k="acks", zxid=at, quorum=True)["from"]
        self.assertEqual(len(agreed), 2)
        for number in agreed:  # A vote leaves only after its record is on disk.
            self.assertLessEqual(step(number, "logged"), quorum)
        self.assertLessEqual(step(1, "committed"), reply)
        # On the watcher's server the event leaves before a reply that has seen the write.
        session = f"0x{watcher.session:x}"
        said = [line for line in self.told(3, marks[3], session=session)
                if line["k"] == "event" or (line["k"] == "reply" and line["zxid"] == at)]
        self.assertEqual((said[0]["k"], said[0]["type"], said[0]["path"], said[0]["zxid"]),
                         ("event", "NodeDataChanged", "/node", at))

    def test_16_reading_a_zxid(self):
        self.three_under_two()
        client = self.writer(1)
        self.assertEqual(self.hear(1, k="txn", type="createSession")["zxid"], zxid(1, 1))
        self.assertEqual(self.create(client, "/p"), zxid(1, 2))
        failed, error, _ = client.create("/p")
        self.assertEqual((error, failed), (NODE_EXISTS, (1 << 32) + 3))
        self.assertEqual(self.hear(2, k="txn", step="applied", zxid=zxid(1, 3))["type"], "error")
        self.assertEqual(self.create(client, "/p/child"), zxid(1, 4))
        self.applied(zxid(1, 4))
        self.assertEqual(self.moves(client, "/p"), (zxid(1, 2), zxid(1, 2), zxid(1, 4)))
        self.assertEqual(self.moves(client, "/p/child"), (zxid(1, 4),) * 3)
        since = self.mark(3)
        self.cluster.kill(2)
        self.together(3, 1, 3)
        self.assertEqual(self.hear(3, since, k="epochFile", file="current")["epoch"], 2)
        client = self.writer(1)
        self.assertEqual(f"0x{client.set_data('/p/child', b'y')[0]:x}", zxid(2, 2))
        self.assertEqual(self.hear(3, since, k="txn")["zxid"], zxid(2, 1))
        self.assertEqual(self.moves(client, "/p/child"), (zxid(1, 4), zxid(2, 2), zxid(1, 4)))
        self.assertEqual(self.moves(client, "/p"), (zxid(1, 2), zxid(1, 2), zxid(1, 4)))
        self.assertEqual(f"0x{client.set_data('/p', b'y')[0]:x}", zxid(2, 3))
        self.assertEqual(self.moves(client, "/p"), (zxid(1, 2), zxid(2, 3), zxid(1, 4)))
        client.request(wire.DELETE, wire.put_string("/p/child") + wire.put_int(-1))
        self.assertEqual(self.moves(client, "/p"), (zxid(1, 2), zxid(2, 3), zxid(2, 4)))

    def moves(self, client, path):
        error, node = client.get_data(path)
        self.assertEqual(error, 0, path)
        return tuple(f"0x{node[1][name]:x}" for name in ("czxid", "mzxid", "pzxid"))


if __name__ == "__main__":
    sys.exit(unittest.main())
