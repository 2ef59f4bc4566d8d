# SPDX-License-Identifier: Apache-2.0
"""kill -9 in the middle of writes, again and again on the same data: nothing acknowledged is lost.

`--rounds N` kills N times. ZS_SEED draws other moments; the seed is printed."""
import argparse
import contextlib
import os
import random
import sys
import threading
import time
import unittest

import servers
import wire

ROUNDS = 20
WRITERS = 4
NO_NODE = -101
DEPTH = 20  # Requests in flight for each writer.
SEED = int(os.environ.get("ZS_SEED", "20260102"))


def made_data(name, number):
    """The data of one created node: of its own, and sometimes longer than a step of the log."""
    return f"{name}-{number}:".encode() * (10_000 if number % 50 == 0 else 3)


def mine(writer):
    return f"owned by {writer.name}".encode()


class Writer:
    """One session that creates numbered nodes and counts up in one node, both without a gap."""

    def __init__(self, port, name, on_ack):
        self.name = name
        self.on_ack = on_ack
        self.connection = wire.session(port)
        self.counter = f"/count-{name}"
        self.sent = 0          # The number that the last request carried.
        self.acknowledged = 0  # The number up to which every reply was a success.
        self.last_zxid = 0
        self.problem = None
        self.thread = threading.Thread(target=self.run)

    def run(self):
        try:
            waiting = []
            while True:
                while len(waiting) < DEPTH:
                    self.sent += 1
                    number = str(self.sent).encode()
                    waiting.append(self.connection.send(
                        wire.CREATE, wire.put_string(f"/made/{self.name}-{self.sent}")
                        + wire.put_buffer(made_data(self.name, self.sent))
                        + wire.put_vector(wire.OPEN_ACL, wire.put_acl) + wire.put_int(0)))
                    waiting.append(self.connection.send(
                        wire.SET_DATA, wire.put_string(self.counter) + wire.put_buffer(number)
                        + wire.put_int(-1)))
                for _ in range(2):
                    xid, zxid, error, _ = self.connection.receive()
                    if xid != waiting.pop(0) or error != 0 or zxid < self.last_zxid:
                        raise AssertionError(f"reply {xid} with error {error} at zxid {zxid}")
                    self.last_zxid = zxid
                self.acknowledged += 1
                self.on_ack()
        except (wire.Closed, ConnectionError):
            pass  # The server was killed, as the test wants it.
        except Exception as problem:  # Told by the main thread.
            self.problem = problem


class KillTest(unittest.TestCase):
    def setUp(self):
        self.stack = contextlib.ExitStack()
        self.addCleanup(self.stack.close)
        # Small snapshots and log steps, so that kills meet those moments too.
        self.server = servers.Zooscope(self.stack.enter_context(servers.scratch()),
                                       {"snapCount": "500", "preAllocSize": "64"})
        self.stack.callback(lambda: self.server.__exit__())

    def write_until_killed(self, number, acks):
        """Kills the server when `acks` writes were acknowledged; yields the writers."""
        left = threading.Semaphore(0)
        writers = [Writer(self.server.port, f"{number}-{index}", left.release)
                   for index in range(WRITERS)]
        for writer in writers:
            self.assertEqual(writer.connection.create(writer.counter, b"0")[1], 0)
            made = writer.connection.create(f"/mine-{writer.name}", mine(writer), flags=1)
            self.assertEqual(made[1], 0)
        for writer in writers:
            writer.thread.start()
        for _ in range(acks):
            self.assertTrue(left.acquire(timeout=60), "the server acknowledges nothing")
        self.server.kill()
        for writer in writers:
            writer.thread.join(60)
            writer.connection.close()
            if writer.problem:
                raise writer.problem
        return writers

    def check(self, reader, writer):
        """Every acknowledged write is there with its data; what was only sent is there whole or not
        at all, in the order of sending; nothing else is."""
        error, found = reader.get_data(writer.counter)
        self.assertEqual(error, 0)
        count = int(found[0])
        self.assertGreaterEqual(count, writer.acknowledged, writer.name)
        self.assertLessEqual(count, writer.sent)
        self.assertEqual(found[1]["version"], count)
        # The last create may have come without the set that follows it.
        last_zxid = 0
        for number in range(1, min(count + 1, writer.sent) + 1):
            path = f"/made/{writer.name}-{number}"
            error, found = reader.get_data(path)
            if number > count and error == NO_NODE:
                continue
            self.assertEqual(error, 0, f"{path}: {writer.acknowledged} were acknowledged, and the "
                                       f"counter came back as {count}")
            data, stat = found
            self.assertEqual(data, made_data(writer.name, number), path)
            self.assertEqual((stat["version"], stat["dataLength"]), (0, len(data)), path)
            self.assertGreater(stat["czxid"], last_zxid, path)
            last_zxid = stat["czxid"]
        for number in range(count + 2, writer.sent + 1):
            error, _ = reader.get_data(f"/made/{writer.name}-{number}")
            self.assertEqual(error, NO_NODE, f"{number} of {writer.name} without those before it")

    def check_session(self, writer):
        """The session outlived the server: it comes back with its ephemeral, and ends."""
        with contextlib.closing(wire.Connection(self.server.port)) as again:
            old = writer.connection
            self.assertGreater(again.open_session(
                session=old.session, password=old.password, last_zxid=writer.last_zxid), 0,
                "the session was forgotten")
            error, found = again.get_data(f"/mine-{writer.name}")
            self.assertEqual((error, found and found[0]), (0, mine(writer)))
            self.assertEqual(found[1]["ephemeralOwner"], old.session)
            self.assertEqual(again.request(wire.CLOSE)[1], 0)

    def check_ended(self, reader, writer):
        """An ephemeral stays away when its session had ended before a kill."""
        self.assertEqual(reader.get_data(f"/mine-{writer.name}")[0], NO_NODE)

    def recover(self, all_writers, older, last_zxid):
        """Starts the server and checks what the last writers left, and the `older` one."""
        self.server.start()
        with contextlib.closing(wire.session(self.server.port)) as reader:
            if not all_writers:
                self.assertEqual(reader.create("/made")[1], 0)
                return
            self.assertGreaterEqual(reader.ping()[0], last_zxid, "the zxid went back")
            for writer in all_writers[-WRITERS:]:
                self.check(reader, writer)
                self.check_session(writer)
            self.check(reader, older)
            if older not in all_writers[-WRITERS:]:
                self.check_ended(reader, older)

    def test_every_acknowledged_write_survives(self):
        print(f"seed {SEED}", flush=True)
        chance = random.Random(SEED)
        began = time.monotonic()
        all_writers, acknowledged, last_zxid = [], 0, 0
        for number in range(ROUNDS):
            older = chance.choice(all_writers) if all_writers else None
            self.recover(all_writers, older, last_zxid)
            writers = self.write_until_killed(number, chance.randrange(1, 600))
            last_zxid = max(writer.last_zxid for writer in writers)
            acknowledged += 2 * sum(writer.acknowledged for writer in writers)
            all_writers += writers
        self.recover(all_writers, all_writers[0], last_zxid)
        with contextlib.closing(wire.session(self.server.port)) as reader:
            for writer in all_writers:
                self.check(reader, writer)
                self.check_ended(reader, writer)
        self.assertEqual(self.server.stop(), 0)
        print(f"{ROUNDS} kills, {acknowledged} acknowledged writes, all there with their data; "
              f"{time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=ROUNDS, help="how many kills")
    chosen, others = arguments.parse_known_args()
    ROUNDS = chosen.rounds
    unittest.main(argv=[sys.argv[0], *others])
