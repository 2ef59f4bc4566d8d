# SPDX-License-Identifier: Apache-2.0
"""Garbage, oversize lengths, half greetings, strangers and very many connections on the election
and quorum ports: no member ends, none grows, no epoch moves, and the ensemble goes on."""
import contextlib
import pathlib
import random
import socket
import tempfile
import unittest

import ensemble
import servers
import wire

SEED = 20261122
MOST_GROWTH_BYTES = 32 << 20
CONNECTIONS = 700
V1 = -65536
FOLLOWER_INFO = 11
ACK = 3


def greeting(sid, address=b"127.0.0.1:1", version=V1):
    return wire.put_long(version) + wire.put_long(sid) + wire.put_int(len(address)) + address


def vote(leader, zxid=2**62, epoch=1000):
    body = (wire.put_int(0) + wire.put_long(leader) + wire.put_long(zxid) + wire.put_long(1000)
            + wire.put_long(epoch) + wire.put_int(2) + wire.put_int(0))
    return wire.put_int(len(body)) + body


def packet(kind, zxid, data, ids=b"\xff\xff\xff\xff"):
    return wire.put_int(kind) + wire.put_long(zxid) + data + ids


def learner_info(sid, zxid=2**40, version=0x10000):
    data = wire.put_long(sid) + wire.put_int(version) + wire.put_long(0)
    return packet(FOLLOWER_INFO, zxid, wire.put_int(len(data)) + data)


ELECTION = {
    "nothing": b"",
    "half a greeting": greeting(2)[:11],
    "a greeting of an unknown version": greeting(2, version=-5),
    "an endless address": wire.put_long(V1) + wire.put_long(2) + wire.put_int(2**31 - 1),
    "a negative address": wire.put_long(V1) + wire.put_long(2) + wire.put_int(-7),
    "an address that is none": greeting(2, b"\xff" * 40),
    "a stranger's vote": greeting(99) + vote(99),
    "a stranger's old greeting": wire.put_long(99) + vote(99),
    "the own id": greeting(1) + greeting(2) + greeting(3),
    "a stranger's endless message": greeting(98) + wire.put_int(2**31 - 1),
    "text of another protocol": b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
}
QUORUM = {
    "nothing": b"",
    "half a packet": learner_info(2)[:13],
    "endless data": packet(FOLLOWER_INFO, 0, wire.put_int(2**31 - 1)),
    "negative data": packet(FOLLOWER_INFO, 0, wire.put_int(-9)),
    "endless ids": packet(FOLLOWER_INFO, 0, wire.put_int(0), wire.put_int(2**31 - 1)),
    "an unknown packet": packet(77, 0, wire.put_int(-1)),
    "an ack of nobody": packet(ACK, 2**33, wire.put_int(-1)),
    "a stranger with a later epoch": learner_info(99) + packet(ACK, 2**40, wire.put_int(-1)),
    "a learner without data": packet(FOLLOWER_INFO, 0, wire.put_int(-1)),
    "text of another protocol": b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
}


class HostileQuorum(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="zs-hostile-quorum-")
        cls.addClassCleanup(cls.folder.cleanup)
        cls.members = ensemble.Ensemble(pathlib.Path(cls.folder.name),
                                        dict.fromkeys((1, 2, 3), servers.Zooscope))
        cls.addClassCleanup(cls.members.__exit__)
        cls.members.start()
        cls.leader = cls.members.serving()
        cls.ports = {}
        for line in (cls.members.members[1].folder / "zoo.cfg").read_text().splitlines():
            if line.startswith("server."):
                key, value = line.split("=", 1)
                _, quorum, election = value.split(":")[:3]
                cls.ports[int(key[len("server."):])] = (int(quorum), int(election))

    def setUp(self):
        self.random = random.Random(SEED)
        self.before = {number: self.resident(number) for number in self.ports}
        self.epochs = {number: self.epoch(number) for number in self.ports}

    def resident(self, number):
        fields = pathlib.Path(f"/proc/{self.pid(number)}/statm").read_text().split()
        return int(fields[1]) * 4096

    def pid(self, number):
        return self.members.members[number].process.pid

    def epoch(self, number):
        folder = self.members.members[number].folder / "data" / "version-2"
        return (folder / "acceptedEpoch").read_text(), (folder / "currentEpoch").read_text()

    def send(self, port, data):
        """Sends, then waits for the end or for a moment of silence."""
        with contextlib.suppress(OSError), \
                socket.create_connection(("127.0.0.1", port), timeout=5) as peer:
            peer.settimeout(0.05)
            peer.sendall(data)
            while peer.recv(65536):
                pass

    def assert_unharmed(self, what):
        for number in self.ports:
            self.assertTrue(self.members.members[number].running(), f"{number} ended: {what}")
            self.assertEqual(self.epoch(number), self.epochs[number], f"{number}: {what}")
            growth = self.resident(number) - self.before[number]
            self.assertLess(growth, MOST_GROWTH_BYTES, f"{number} grew: {what}")
        self.assertEqual(self.members.serving(), self.leader, what)
        name = "/" + what.replace(" ", "-").replace("/", "-")
        self.members.write_through(self.leader % 3 + 1, name)

    def test_election_ports_survive_whatever_is_sent(self):
        for what, data in ELECTION.items():
            with self.subTest(what):
                for _, election in self.ports.values():
                    self.send(election, data)
                self.assert_unharmed("election " + what)

    def test_the_quorum_port_survives_whatever_is_sent(self):
        for what, data in QUORUM.items():
            with self.subTest(what):
                self.send(self.ports[self.leader][0], data)
                self.assert_unharmed("quorum " + what)

    def test_random_bytes(self):
        for _ in range(60):
            data = self.random.randbytes(self.random.randrange(1, 3000))
            start = self.random.choice([b"", greeting(99), learner_info(99), greeting(99)[:20]])
            for _, election in self.ports.values():
                self.send(election, start + data)
            self.send(self.ports[self.leader][0], start + data)
        self.assert_unharmed("random bytes")

    def test_very_many_silent_connections(self):
        held = []
        with contextlib.ExitStack() as stack:
            for number in range(CONNECTIONS):
                port = (self.ports[self.leader][number % 2], self.ports[1][1])[number % 3 == 0]
                with contextlib.suppress(OSError):
                    peer = socket.create_connection(("127.0.0.1", port), timeout=5)
                    held.append(stack.enter_context(peer))
                    peer.setblocking(False)
            self.assertGreater(len(held), CONNECTIONS // 2)
            self.assert_unharmed("very many connections")
            # Who belongs to the ensemble gets in again although they still stand there.
            follower = self.leader % 3 + 1
            self.members.kill(follower)
            self.members.start(follower)
            self.assertEqual(self.members.serving(), self.leader)


if __name__ == "__main__":
    unittest.main()
