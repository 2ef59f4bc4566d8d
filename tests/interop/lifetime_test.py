# SPDX-License-Identifier: Apache-2.0
"""What ends by itself: sessions, containers, TTL nodes, connections that say nothing."""
import contextlib
import time
import unittest

import servers
import wire
from compare import ComparedTest

PERSISTENT_WATCH = 0
QUICK = {"tickTime": "500", "znode.container.checkIntervalMs": "300"}


def wait_for_event(connection):
    """The next watch event; the socket's time limit ends a wait in vain."""
    while not connection.events:
        frame = wire.Reader(connection.receive_frame())
        xid, zxid, _ = frame.int(), frame.long(), frame.int()
        if xid == -1:
            connection.events.append((frame.int(), frame.int(), frame.string(), zxid))
    kind, state, path, _ = connection.events.pop(0)
    return f"event {kind} {state} {path}"


def watch_always(connection, path):
    """Whether there is such a node or not."""
    error = connection.request(
        wire.ADD_WATCH, wire.put_string(path) + wire.put_int(PERSISTENT_WATCH))[1]
    if error:
        raise AssertionError(f"addWatch {path}: error {error}")


class LifetimeTest(ComparedTest):
    def expired_in_time(self, server, other, path):
        """Whether a session of one second ends between its time-out and one tick after it, as
        Apache's buckets have it. It must not end earlier; a busy machine may be late, also with
        the request that makes the ephemeral."""
        watch_always(other, path)
        owner = wire.session(server.port, timeout_ms=1000)
        with contextlib.closing(owner):
            sent = time.monotonic()
            try:
                error = owner.create(path, b"", flags=1)[1]
            except wire.Closed:
                return False
            answered = time.monotonic()
            self.assertEqual(error, 0)
            self.assertEqual(wait_for_event(other), f"event 1 3 {path}")
            self.assertEqual(wait_for_event(other), f"event 2 3 {path}")
            ended = time.monotonic()
            self.assertGreaterEqual(ended - sent, 1)
            with self.assertRaises(wire.Closed):
                owner.receive_frame()
        with contextlib.closing(wire.Connection(server.port)) as again:
            self.assertEqual(again.open_session(1000, owner.session, owner.password), 0)
        return ended - answered <= 3

    def test_an_expired_session_takes_its_ephemerals_along(self):
        def scenario(server):
            with contextlib.closing(wire.session(server.port, timeout_ms=10000)) as other:
                in_time = any(self.expired_in_time(server, other, f"/e{attempt}")
                              for attempt in range(5))
                yield f"in time {in_time}"
        self.assertEqual(self.compared(scenario, QUICK), ["in time True"])

    def test_empty_containers_and_old_ttl_nodes_go(self):
        def scenario(server):
            with contextlib.closing(wire.session(server.port, timeout_ms=10000)) as client:
                acl = wire.put_vector(wire.OPEN_ACL, wire.put_acl)
                # They are watched before they may go, which on a busy machine is at once.
                watch_always(client, "/box")
                watch_always(client, "/ttl")
                client.request(wire.CREATE_CONTAINER, wire.put_string("/box") + wire.put_buffer(b"")
                               + acl + wire.put_int(4))
                client.request(wire.CREATE_CONTAINER, wire.put_string("/new") + wire.put_buffer(b"")
                               + acl + wire.put_int(4))
                client.create("/box/a")
                client.request(wire.DELETE, wire.put_string("/box/a") + wire.put_int(-1))
                yield from (wait_for_event(client) for _ in range(4))
                client.request(wire.CREATE_TTL, wire.put_string("/ttl") + wire.put_buffer(b"")
                               + acl + wire.put_int(5) + wire.put_long(400))
                yield from (wait_for_event(client) for _ in range(2))
                yield f"never used {client.get_data('/new')[0]}"
        self.assertEqual(self.compared(scenario, QUICK), [
            "event 1 3 /box", "event 4 3 /box", "event 4 3 /box", "event 2 3 /box",
            "event 1 3 /ttl", "event 2 3 /ttl", "never used 0"])

    def test_sessions_and_watches_survive_a_restart(self):
        def scenario(server):
            client = wire.session(server.port, timeout_ms=20000)
            client.create("/e", b"1", flags=1)
            zxid = client.set_data("/e", b"2")[0]
            server.stop()
            client.close()
            server.start()
            again = wire.Connection(server.port)
            yield str(again.open_session(20000, client.session, client.password, zxid))
            yield f"same id {again.session == client.session}"
            error, found = again.get_data("/e", watch=True)
            yield f"{error} {found[0]} version {found[1]['version']}"
            yield f"still its owner {found[1]['ephemeralOwner'] == client.session}"
            again.set_data("/e", b"3")
            yield wait_for_event(again)
            again.close()
            wrong = wire.Connection(server.port)
            yield str(wrong.open_session(20000, client.session, b"0123456789abcdef", zxid))
            ahead = wire.Connection(server.port)
            with self.assertRaises(wire.Closed):
                ahead.open_session(20000, client.session, client.password, zxid + 1000)
            wrong.close()
            ahead.close()
        lines = self.compared(scenario)
        self.assertEqual(lines, ["20000", "same id True", "0 b'2' version 1",
                                 "still its owner True", "event 3 3 /e", "0"])

    def test_a_session_that_moves_to_a_new_connection_closes_the_old_one(self):
        def scenario(server):
            old = wire.session(server.port)
            old.create("/e", b"", flags=1)
            new = wire.Connection(server.port)
            yield str(new.open_session(30000, old.session, old.password))
            with self.assertRaises(wire.Closed):
                old.receive_frame()
            yield str(new.get_data("/e")[0])
            old.close()
            new.close()
        self.assertEqual(self.compared(scenario), ["30000", "0"])

    def test_a_connection_that_says_nothing_is_closed(self):
        def scenario(server):
            began = time.monotonic()
            silent = wire.Connection(server.port, timeout=servers.PATIENCE)
            with self.assertRaises(wire.Closed):
                silent.receive_frame()
            # Apache's buckets give it 10 to 20 s, ours 9; a busy machine may be late.
            yield f"not at once {time.monotonic() - began >= 9}"
            silent.close()
        self.assertEqual(self.compared(scenario), ["not at once True"])


if __name__ == "__main__":
    unittest.main()
