# SPDX-License-Identifier: Apache-2.0
"""A crash at every call that changes the disk, and power loss there: nothing acknowledged is lost.

One run of a server is recorded, call by call, with every reply that it sent. Then its disk is
rebuilt as each call leaves it, a server started on that, and its tree compared with the one that
the client knows for that zxid. `--all` tries every call, otherwise some spread over the run;
`--rounds N` draws N power losses for each. ZS_SEED draws other ones."""
import argparse
import contextlib
import os
import pathlib
import random
import re
import shutil
import sys
import time
import unittest

import crash_image
import servers
import wire

EVERY_CALL = False
POINTS = 40
ROUNDS = 2
SEED = int(os.environ.get("ZS_SEED", "20260107"))
# Small files, so that all of it happens in a few hundred writes: rolls, snapshots, purges, files
# that grow and files that were prepared ahead.
SETTINGS = {"snapCount": "60", "preAllocSize": "64", "autopurge.purgeInterval": "40ms",
            "autopurge.snapRetainCount": "3"}


class Client:
    """Writes, and remembers the tree after each zxid."""

    def __init__(self, chance):
        self.chance = chance
        self.tree = {}
        self.trees = {0: {}}
        self.number = 0

    def remember(self, zxid):
        self.trees[zxid] = dict(self.tree)

    def next_write(self):
        """(opcode, body, what it does to the tree)."""
        self.number += 1
        data = f"{self.number}:".encode() * self.chance.choice((3, 3, 3, 40, 300, 6000))
        paths = sorted(path for path in self.tree if path.startswith("/n"))
        kind = self.chance.choice(("create", "create", "set", "delete", "multi"))
        if kind == "set" and paths:
            path = self.chance.choice(paths)
            return (wire.SET_DATA, wire.put_string(path) + wire.put_buffer(data) + wire.put_int(-1),
                    {path: data})
        if kind == "delete" and len(paths) > 20:
            path = self.chance.choice(paths)
            return wire.DELETE, wire.put_string(path) + wire.put_int(-1), {path: None}
        made = [f"/n{self.number}"]
        if kind == "multi":
            made = [f"/n{self.number}a", f"/n{self.number}b"]
        bodies = [wire.put_string(path) + wire.put_buffer(data)
                  + wire.put_vector(wire.OPEN_ACL, wire.put_acl) + wire.put_int(0) for path in made]
        change = {path: data for path in made}
        if kind != "multi":
            return wire.CREATE, bodies[0], change
        head = wire.put_int(wire.CREATE) + wire.put_bool(False) + wire.put_int(-1)
        end = wire.put_int(-1) + wire.put_bool(True) + wire.put_int(-1)
        return wire.MULTI, b"".join(head + body for body in bodies) + end, change

    def write_burst(self, connection, count):
        """`count` writes on their way at once."""
        changes = []
        for _ in range(count):
            opcode, body, change = self.next_write()
            connection.send(opcode, body)
            changes.append(change)
            self.change_tree(change)
        for change in changes:
            _, zxid, error, _ = connection.receive()
            assert error == 0, error
            changes[changes.index(change)] = (zxid, change)
        return changes

    def change_tree(self, change):
        for path, data in change.items():
            if data is None:
                self.tree.pop(path, None)
            else:
                self.tree[path] = data

    def burst(self, connection, count):
        before = dict(self.tree)
        changes = self.write_burst(connection, count)
        after, self.tree = self.tree, before
        for zxid, change in changes:
            self.change_tree(change)
            self.remember(zxid)
        assert self.tree == after

    def own(self, connection, path):
        """An ephemeral node."""
        zxid, error, _ = connection.create(path, b"mine", flags=1)
        assert error == 0
        self.tree[path] = b"mine"
        self.remember(zxid)

    def end(self, connection, path):
        """Ends the session, and with it its ephemeral."""
        zxid, error, _ = connection.request(wire.CLOSE)
        assert error == 0
        del self.tree[path]
        self.remember(zxid)
        connection.close()

    def tree_at(self, zxid):
        """Sessions that open and close without an ephemeral take zxids, too."""
        return self.trees[max(known for known in self.trees if known <= zxid)]


def has_prepared_log(trace):
    return any(record[0] == "r" and "next-log.tmp" in record[1]
               for record in crash_image.read_records(trace))


def run_scenario(server, client, trace):
    """Two clean ends and a kill, with sessions that end and one that does not."""
    for round_number in range(3):
        server.start()
        main = wire.session(server.port)
        other = wire.session(server.port)
        client.own(other, f"/owned{round_number}")
        lasting = wire.session(server.port)
        client.own(lasting, f"/lasting{round_number}")
        for _ in range(14):
            client.burst(main, client.chance.randrange(1, 12))
        for _ in range(100):
            # Made on a thread that gives way: how soon is the machine's business.
            if round_number < 2 or has_prepared_log(trace):
                break
            client.burst(main, 8)
        client.end(other, f"/owned{round_number}")
        client.burst(main, 3)
        if round_number == 1:
            server.kill()
        else:
            server.stop()
        main.close()
        lasting.close()


def read_tree(connection):
    tree = {}
    for name in connection.children("/")[1]:
        if name != "zookeeper":
            tree["/" + name] = connection.get_data("/" + name)[1][0]
    return tree


class DiskCrashTest(unittest.TestCase):
    def setUp(self):
        self.stack = contextlib.ExitStack()
        self.addCleanup(self.stack.close)
        self.scratch = pathlib.Path(self.stack.enter_context(servers.scratch()))

    def record(self):
        """Runs the scenario under the recorder: (records, data folder, client)."""
        server = servers.Zooscope(self.scratch / "recorded", SETTINGS)
        self.stack.callback(lambda: server.__exit__())
        client = Client(random.Random(SEED))
        trace = self.scratch / "trace"
        os.environ["LD_PRELOAD"] = os.environ["ZS_DISK_SHIM"]
        os.environ["ZS_DISK_RECORD"] = str(trace)
        try:
            run_scenario(server, client, trace)
        finally:
            del os.environ["LD_PRELOAD"], os.environ["ZS_DISK_RECORD"]
        return list(crash_image.read_records(trace)), server.folder / "data", client

    def check(self, image, files, client, what):
        """A server recovers from `files`, to what the client knew; again after a new write."""
        folder = self.scratch / "recovered"
        shutil.rmtree(folder, ignore_errors=True)
        server = servers.Zooscope(folder)
        crash_image.write_image(files, image.folders, image.folder, server.folder / "data")
        try:
            server.start()
        except RuntimeError as problem:
            self.fail(f"{what}: {problem}")
        try:
            zxid = int(re.search(r"Zxid: 0x(\w+)", servers.four_letter(server.port, "srvr"))[1], 16)
            self.assertGreaterEqual(zxid, image.acknowledged, what)
            with contextlib.closing(wire.session(server.port)) as reader:
                self.assertEqual(read_tree(reader), client.tree_at(zxid), f"{what}, zxid {zxid:#x}")
                self.assertEqual(reader.create("/new", b"new")[1], 0)
            server.kill()
            # So many ports are used that this one may be somebody's by now.
            server.port = servers.free_port()
            server.settings["clientPort"] = str(server.port)
            server.start()
            with contextlib.closing(wire.session(server.port)) as reader:
                self.assertEqual(read_tree(reader), {**client.tree_at(zxid), "/new": b"new"}, what)
        finally:
            server.kill()

    def test_what_was_acknowledged_survives_a_crash_at_any_call(self):
        records, folder, client = self.record()
        changing = [index for index, record in enumerate(records) if record[0] != "k"]
        for kind, what in (("r", "renamed"), ("u", "deleted"), ("s", "synced"), ("w", "written")):
            self.assertTrue(any(record[0] == kind for record in records), f"nothing was {what}")
        self.assertTrue(has_prepared_log(self.scratch / "trace"), "no log was prepared ahead")
        points = changing if EVERY_CALL else changing[::max(1, len(changing) // POINTS)]
        print(f"seed {SEED}: {len(changing)} calls, {len(points)} tried", flush=True)
        began = time.monotonic()
        image = crash_image.Image(folder)
        done, tried = 0, 0
        for point in points:
            for record in records[done:point + 1]:
                image.apply(record)
            done = point + 1
            what = f"call {point}, {records[point][0]} {pathlib.Path(records[point][1]).name}"
            self.check(image, image.after_kill(), client, "killed at " + what)
            tried += 1
            chance = random.Random(SEED * 1_000_003 + point)
            if image.last and records[point][0] == "w":
                self.check(image, image.after_kill(chance), client, "half a write at " + what)
                tried += 1
            for number in range(ROUNDS):
                files = image.after_power_loss(chance)
                self.check(image, files, client, f"power lost ({number}) at {what}")
                tried += 1
        print(f"{tried} disks recovered from; {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--all", action="store_true", help="a crash at every call")
    arguments.add_argument("--rounds", type=int, default=ROUNDS, help="power losses at each")
    chosen, others = arguments.parse_known_args()
    EVERY_CALL, ROUNDS = chosen.all, chosen.rounds
    unittest.main(argv=[sys.argv[0], *others])
