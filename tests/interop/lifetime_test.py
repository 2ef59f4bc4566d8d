# SPDX-License-Identifier: Apache-2.0
"""What ends by itself: sessions, containers, TTL nodes, connections that say nothing."""
import contextlib
import time
import unittest

import wire
from compare import ComparedTest

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


class LifetimeTest(ComparedTest):
    def test_an_expired_session_takes_its_ephemerals_along(self):
        def scenario(server):
            owner = wire.session(server.port, timeout_ms=1000)
            with contextlib.closing(wire.session(server.port, timeout_ms=10000)) as other:
                owner.create("/e", b"", flags=1)
                yield str(other.get_data("/e", watch=True)[0])
                began = time.monotonic()
                yield wait_for_event(other)
                # Between the time-out and one tick after it, as Apache's buckets have it.
                took = time.monotonic() - began
                yield f"in time {0.5 <= took <= 3}"
                with self.assertRaises(wire.Closed):
                    owner.receive_frame()
                owner.close()
                again = wire.Connection(server.port)
                yield str(again.open_session(1000, owner.session, owner.password))
                again.close()
        self.assertEqual(self.compared(scenario, QUICK),
                         ["0", "event 2 3 /e", "in time True", "0"])

    def test_empty_containers_and_old_ttl_nodes_go(self):
        def scenario(server):
            with contextlib.closing(wire.session(server.port, timeout_ms=10000)) as client:
                acl = wire.put_vector(wire.OPEN_ACL, wire.put_acl)
                client.request(wire.CREATE_CONTAINER, wire.put_string("/box") + wire.put_buffer(b"")
                               + acl + wire.put_int(4))
                client.request(wire.CREATE_CONTAINER, wire.put_string("/new") + wire.put_buffer(b"")
                               + acl + wire.put_int(4))
                client.create("/box/a")
                client.request(wire.DELETE, wire.put_string("/box/a") + wire.put_int(-1))
                yield str(client.get_data("/box", watch=True)[0])
                yield wait_for_event(client)
                client.request(wire.CREATE_TTL, wire.put_string("/ttl") + wire.put_buffer(b"")
                               + acl + wire.put_int(5) + wire.put_long(400))
                yield str(client.get_data("/ttl", watch=True)[0])
                yield wait_for_event(client)
                yield f"never used {client.get_data('/new')[0]}"
        self.assertEqual(self.compared(scenario, QUICK), [
            "0", "event 2 3 /box", "0", "event 2 3 /ttl", "never used 0"])

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
            silent = wire.Connection(server.port, timeout=40)
            began = time.monotonic()
            with self.assertRaises(wire.Closed):
                silent.receive_frame()
            yield f"in time {time.monotonic() - began < 25}"
            silent.close()
        self.assertEqual(self.compared(scenario), ["in time True"])


if __name__ == "__main__":
    unittest.main()
