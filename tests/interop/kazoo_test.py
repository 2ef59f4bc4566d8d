# SPDX-License-Identifier: Apache-2.0
"""kazoo, the Python client, against both servers."""
import contextlib
import logging
import queue
import unittest

from kazoo.client import KazooClient
from kazoo.exceptions import KazooException
from kazoo.handlers.threading import SequentialThreadingHandler
from kazoo.recipe.counter import Counter
from kazoo.recipe.lock import Lock
from kazoo.retry import KazooRetry
from kazoo.security import ACL, Id, make_digest_acl

import servers
from compare import ComparedTest

PATIENCE = servers.PATIENCE
logging.getLogger("kazoo").setLevel(logging.CRITICAL)


def told(call, *arguments, **options):
    """What a call yields, or the name of the error that it raises."""
    try:
        return call(*arguments, **options)
    except KazooException as problem:
        return type(problem).__name__


def shown(stat):
    """A Stat without what differs between runs."""
    if not hasattr(stat, "czxid"):
        return str(stat)
    return (f"v{stat.version} c{stat.cversion} a{stat.aversion} length {stat.dataLength}"
            f" children {stat.numChildren} ephemeral {stat.ephemeralOwner != 0}"
            f" zxids {stat.czxid} {stat.mzxid} {stat.pzxid}")


class KazooTest(ComparedTest):
    def connect(self, server, **options):
        client = KazooClient(hosts=server.address, timeout=10, handler=SequentialThreadingHandler(),
                             connection_retry=KazooRetry(max_tries=-1, max_delay=0.2), **options)
        client.start(timeout=PATIENCE)
        self.clients.callback(client.close)
        self.clients.callback(client.stop)
        return client

    def compared(self, scenario, settings=None):
        def with_clients(server):
            with contextlib.ExitStack() as self.clients:
                yield from scenario(server)
        return super().compared(with_clients, settings)

    def test_basic_operations(self):
        def scenario(server):
            client = self.connect(server)
            yield told(client.create, "/app", b"1")
            yield told(client.create, "/app", b"1")
            yield told(client.create, "/no/parent", b"")
            yield told(client.create, "/app/seq-", b"", sequence=True)
            yield told(client.create, "/app/e", b"", ephemeral=True)
            yield told(client.create, "/app/e/x", b"")
            path, stat = client.create("/app/with", b"stat", include_data=True)
            yield f"{path} {shown(stat)}"
            data, stat = client.get("/app")
            yield f"{data} {shown(stat)}"
            yield shown(client.set("/app", b"two", version=0))
            yield shown(told(client.set, "/app", b"three", version=0))
            yield shown(client.exists("/app"))
            yield str(client.exists("/nothing"))
            children, stat = client.get_children("/app", include_data=True)
            yield f"{sorted(children)} {shown(stat)}"
            yield str(told(client.delete, "/app"))
            yield str(told(client.delete, "/app/with", version=3))
            yield str(told(client.delete, "/app/with", version=0))
            yield told(client.sync, "/app")
            client.set("/app", b"x" * 1_000_000)
            yield str(len(client.get("/app")[0]))
            yield str(told(client.delete, "/app", recursive=True))
            yield str(sorted(client.get_children("/")))
        lines = self.compared(scenario)
        self.assertIn("/app/seq-0000000000", lines)
        self.assertIn("NoChildrenForEphemeralsError", lines)
        self.assertIn("BadVersionError", lines)
        self.assertEqual(lines[-1], "['zookeeper']")

    def test_watches_come_before_the_new_state_is_seen(self):
        def scenario(server):
            client, other = self.connect(server), self.connect(server)
            events = queue.Queue()
            client.create("/w", b"0")
            client.get("/w", watch=events.put)
            client.exists("/w/c", watch=events.put)
            client.get_children("/w", watch=events.put)
            other.set("/w", b"1")
            other.create("/w/c", b"")
            other.delete("/w/c")
            other.set("/w", b"2")
            yield str(client.get("/w")[0])
            arrived = [events.get(timeout=PATIENCE) for _ in range(3)]
            yield from sorted(f"{event.type} {event.path}" for event in arrived)
            yield f"{events.qsize()} more"
        lines = self.compared(scenario)
        self.assertEqual(lines, ["b'2'", "CHANGED /w", "CHILD /w", "CREATED /w/c", "0 more"])

    def test_an_ephemeral_ends_with_its_session(self):
        def scenario(server):
            owner, other = self.connect(server), self.connect(server)
            owner.create("/e", b"", ephemeral=True)
            gone = queue.Queue()
            yield str(other.exists("/e", watch=gone.put).ephemeralOwner == owner.client_id[0])
            owner.stop()
            yield gone.get(timeout=PATIENCE).type
            yield str(other.exists("/e"))
        self.assertEqual(self.compared(scenario), ["True", "DELETED", "None"])

    def test_transactions_are_all_or_nothing(self):
        def results(transaction):
            return ", ".join(shown(result) if not isinstance(result, Exception)
                             else type(result).__name__ for result in transaction.commit())

        def scenario(server):
            client = self.connect(server)
            good = client.transaction()
            good.create("/t", b"1")
            good.create("/t/s-", b"", sequence=True)
            good.set_data("/t", b"2")
            good.check("/t", 1)
            good.create("/t/gone", b"")
            good.delete("/t/gone")
            yield results(good)
            bad = client.transaction()
            bad.create("/t/other", b"")
            bad.check("/t", 7)
            bad.delete("/t/s-0000000000")
            yield results(bad)
            yield str(sorted(client.get_children("/t")))
            yield shown(client.exists("/t"))
        lines = self.compared(scenario)
        self.assertIn("RolledBackError, BadVersionError, RuntimeInconsistency", lines[1])
        self.assertEqual(lines[2], "['s-0000000000']")

    def test_acls_and_identities(self):
        def scenario(server):
            owner, other = self.connect(server), self.connect(server)
            owner.add_auth("digest", "acluser1:111111")
            acl = make_digest_acl("acluser1", "111111", all=True)
            yield str(acl)
            owner.create("/acl", b"secret", acl=[acl])
            owner.create("/own", b"", acl=[ACL(31, Id("auth", ""))])
            yield str(owner.get_acls("/own")[0])
            yield str(owner.get("/acl")[0])
            for call in ((other.get, "/acl"), (other.set, "/acl", b""), (other.get_acls, "/acl"),
                         (other.create, "/acl/x", b""), (other.get_children, "/acl"),
                         (other.set_acls, "/acl", [acl])):
                yield str(told(*call))
            yield str(told(other.create, "/bad", b"", acl=[ACL(31, Id("auth", ""))]))
            other.add_auth("digest", "super:admin")
            yield str(other.get("/acl")[0])
        lines = self.compared(scenario)
        self.assertIn("acluser1:hHUVzmra9P/TbXlP/4jRhG9jZm8=", lines[0])
        self.assertEqual(lines[2], "b'secret'")
        self.assertEqual(lines[3:9], ["NoAuthError"] * 6)
        self.assertEqual(lines[9:], ["InvalidACLError", "b'secret'"])

    def test_recipes_work(self):
        def scenario(server):
            first, second = self.connect(server), self.connect(server)
            lock, rival = Lock(first, "/lock", "a"), Lock(second, "/lock", "b")
            yield str(lock.acquire(timeout=PATIENCE))
            yield str(rival.acquire(blocking=False))
            lock.release()
            yield str(rival.acquire(timeout=PATIENCE))
            counter = Counter(first, "/counter")
            for client in (first, second) * 5:
                Counter(client, "/counter").__add__(1)
            yield str(counter.value)
        self.assertEqual(self.compared(scenario), ["True", "False", "True", "10"])

    def test_a_session_survives_a_lost_connection(self):
        def scenario(server):
            client, other = self.connect(server), self.connect(server)
            client.create("/e", b"", ephemeral=True)
            before = client.client_id[0]
            states = queue.Queue()
            client.add_listener(states.put)
            # What a broken network looks like to kazoo.
            client._connection._socket.shutdown(2)
            while states.get(timeout=PATIENCE) != "CONNECTED":
                pass
            yield str(client.client_id[0] == before)
            yield str(other.exists("/e") is not None)
            yield str(told(client.set, "/e", b"still ours").version)
        self.assertEqual(self.compared(scenario), ["True", "True", "1"])


if __name__ == "__main__":
    unittest.main()
