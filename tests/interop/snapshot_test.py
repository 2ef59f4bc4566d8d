# SPDX-License-Identifier: Apache-2.0
"""Our snapshots, in each form, opened by Apache's server without the logs that led to them: the
same tree, Stat, ACLs, sessions and digest. (The other way round: tests/data/golden/disk.)"""
import contextlib
import functools
import operator
import os
import shutil
import subprocess
import time
import unittest

import servers
import wire
from differential_test import dump

PLAIN = {"snapshot.compression.method": "", "serializeLastProcessedZxid.enabled": "false"}
FORMS = {
    "plain": PLAIN,
    "with the trailer of 3.9": {**PLAIN, "serializeLastProcessedZxid.enabled": "true"},
    "gzip": {**PLAIN, "snapshot.compression.method": "gz"},
    "snappy": {**PLAIN, "snapshot.compression.method": "snappy"},
}
READ = 1
SESSION_MS = 40000


def fill(client):
    """Every kind of node, many ACL lists, data null, empty and large."""
    client.authenticate("digest", b"alice:secret")
    lists = [wire.OPEN_ACL, [(31, "auth", "")], [(READ, "ip", "127.0.0.1/8"), (31, "auth", "")],
             [(31, "digest", "bob:ikIaKsbtGweaHnb/jKn7OHqbunM=")]]
    for number in range(200):
        data = (b"", b"x", b"y" * 3000)[number % 3]
        assert client.create(f"/n{number}", data, acl=lists[number % 4])[1] == 0
    assert client.create("/own", b"mine", flags=1)[1] == 0
    for flags in (4, 5, 2):  # Container, TTL, sequential.
        ttl = wire.put_long(10 ** 9) if flags == 5 else b""
        opcode = {4: wire.CREATE_CONTAINER, 5: wire.CREATE_TTL, 2: wire.CREATE}[flags]
        body = (wire.put_string(f"/kind{flags}") + wire.put_buffer(None)
                + wire.put_vector(wire.OPEN_ACL, wire.put_acl) + wire.put_int(flags) + ttl)
        assert client.request(opcode, body)[1] == 0
    for number in range(0, 60, 4):
        assert client.set_data(f"/n{number}", b"again")[1] == 0
        assert client.request(wire.DELETE, wire.put_string(f"/n{number + 1}")
                              + wire.put_int(-1))[1] == 0


def owner_of(client):
    """How dump shows that a node is this client's."""
    return functools.partial(operator.eq, client.session)


def newest_snapshot(data):
    """(zxid, name) of the newest snapshot in `data`."""
    names = [name for name in os.listdir(data)
             if name.startswith("snapshot.") and not name.endswith(".tmp")]
    return max((int(name.split(".")[1], 16), name) for name in names)


def leave_only_snapshot(data):
    """Without logs, and without what they would begin with, nothing else can be read."""
    _, kept = newest_snapshot(data)
    for name in os.listdir(data):
        if name.startswith(("log.", "snapshot.")) and name != kept:
            os.unlink(os.path.join(data, name))


class SnapshotTest(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = self.enterContext(servers.scratch())

    def written(self):
        """The folder of a server that was filled and ended: (data, tree, owner, client)."""
        server = servers.Zooscope(self.folder)
        with server:
            client = wire.session(server.port, timeout_ms=SESSION_MS)
            fill(client)
            tree = dump(server.port, owner_of(client))
            server.stop()
            client.close()
        return server.settings["dataDir"], tree, client

    def snapshot_in(self, data, name, settings):
        """A copy of `data` in which a server with these settings has left only its snapshot."""
        home = os.path.join(self.folder, name.replace(" ", "-"))
        copied = shutil.copytree(data, os.path.join(home, "data"))
        with servers.Zooscope(home, {"dataDir": copied, **settings}) as server:
            deadline = time.monotonic() + servers.PATIENCE
            while newest_snapshot(os.path.join(copied, "version-2"))[0] == 0:
                self.assertLess(time.monotonic(), deadline, "no snapshot was written")
                servers.four_letter(server.port, "ruok")
            server.stop()
        leave_only_snapshot(os.path.join(copied, "version-2"))
        return home, copied

    def check(self, kind, home, copied, tree, client):
        with kind(home, {"dataDir": copied}) as reader:
            self.assertEqual(dump(reader.port, owner_of(client)), tree)
            again = wire.Connection(reader.port)
            with contextlib.closing(again):
                self.assertEqual(
                    again.open_session(SESSION_MS, client.session, client.password), SESSION_MS)
                self.assertEqual(again.session, client.session)
                self.assertEqual(again.create("/new", b"1")[1], 0)
            if kind is servers.Apache:
                self.assertIn("zk_digest_mismatches_count\t0",
                              servers.four_letter(reader.port, "mntr"))
            else:
                self.assertNotIn("digest differs", reader.last_words())

    def test_apache_opens_each_form_of_our_snapshots(self):
        data, tree, client = self.written()
        for name, settings in FORMS.items():
            with self.subTest(name):
                home, copied = self.snapshot_in(data, name, settings)
                backup = shutil.copytree(copied, copied + "-ours")
                self.check(servers.Apache, home, copied, tree, client)
                self.check(servers.Zooscope, home, backup, tree, client)

    def test_apache_opens_what_repair_left(self):
        server = servers.Zooscope(self.folder)
        with server:
            client = wire.session(server.port, timeout_ms=SESSION_MS)
            for number in range(20):
                self.assertEqual(client.create(f"/n{number}", b"data")[1], 0)
            server.kill()
            client.close()
        log = os.path.join(server.settings["dataDir"], "version-2", "log.1")
        with open(log, "rb+") as file:
            file.seek(file.read().index(b"/n12"))
            file.write(b"X")
        program = server.command("")[0]
        repaired = subprocess.run(
            [program, "repair", "--yes", str(server.folder / "zoo.cfg")],
            capture_output=True, text=True, check=False, timeout=servers.PATIENCE)
        self.assertEqual(repaired.returncode, 0, repaired.stderr)
        for kind in servers.BOTH:
            home = os.path.join(self.folder, kind.name + "-reads")
            copied = shutil.copytree(server.settings["dataDir"], os.path.join(home, "data"))
            with kind(home, {"dataDir": copied}) as reader:
                with contextlib.closing(wire.session(reader.port)) as asked:
                    names = set(asked.children("/")[1]) - {"zookeeper"}
                    self.assertEqual(names, {f"n{number}" for number in range(12)}, kind.name)


if __name__ == "__main__":
    unittest.main()
