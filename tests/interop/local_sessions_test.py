# SPDX-License-Identifier: Apache-2.0
"""Local sessions (localSessionsEnabled) in ensembles of Apache's servers and ours: the same clients
ask each member the same, whoever leads.

usage: local_sessions_test.py [unittest arguments]"""
import contextlib
import sys
import unittest

import ensemble
import servers
import wire

from kazoo.client import KazooClient
from kazoo.exceptions import KazooException

EPHEMERAL_ON_LOCAL = -120
LONG_SESSION = 60000


def global_sessions(cluster, number):
    """As this member counts them: those that were committed."""
    for line in servers.four_letter(cluster.members[number].port, "mntr").splitlines():
        name, _, value = line.partition("\t")
        if name == "zk_global_sessions":
            return int(value)
    raise AssertionError("mntr tells no zk_global_sessions")


class LocalSessionsTest(unittest.TestCase):
    @contextlib.contextmanager
    def cluster(self, letters, leader, **settings):
        kinds = ensemble.by_letters(letters)
        with ensemble.scratch(
                kinds, settings={"localSessionsEnabled": "true", **settings}) as cluster:
            others = [number for number in kinds if number != leader]
            cluster.start(leader, others[0])
            if cluster.serving(leader, others[0]) != leader:
                self.fail(f"server {leader} is meant to lead")
            cluster.start(others[1])
            cluster.serving()
            cluster.write_through(leader, "/first")  # From here on all tell the same zxid.
            yield cluster

    def outcomes(self, cluster, number):
        """What a session through this server meets, as facts that do not name the server."""
        facts = []
        cluster.one_zxid()  # What others asked for is over.
        before = cluster.last_zxid(number)
        # None ends, which would be a transaction too, before the last member was asked.
        client = cluster.client(number, timeout_ms=LONG_SESSION)
        facts.append(("opened as a transaction", cluster.last_zxid(number) != before))
        facts.append(("create", client.create(f"/plain{number}")[1]))
        facts.append(("read", client.get_data(f"/plain{number}")[0]))
        facts.append(("ephemeral", client.create(f"/ephemeral{number}", flags=1)[1]))
        error, node = client.get_data(f"/ephemeral{number}")
        facts.append(("its owner", error, node and node[1]["ephemeralOwner"] == client.session))
        # It comes back to the server that it began on, and to another one.
        for target in (number, number % 3 + 1):
            again = wire.Connection(cluster.members[target].port)
            cluster.clients.append(again)
            facts.append(("comes back", again.open_session(LONG_SESSION, client.session,
                                                           client.password) > 0))
        facts.append(("close", client_close(cluster, number)))
        return facts

    def test_each_member_treats_them_alike(self):
        for letters, leader in (("zaa", 3), ("zaz", 3)):
            for upgrading in ("true", "false"):
                with self.subTest(letters=letters, upgrading=upgrading), self.cluster(
                        letters, leader, localSessionsUpgradingEnabled=upgrading) as cluster:
                    facts = {number: self.outcomes(cluster, number) for number in (1, 2, 3)}
                    # Followers of both kinds alike, and the leader as they.
                    self.assertEqual(facts[1], facts[2])
                    self.assertEqual(facts[3], facts[2])
                    found = dict((fact[0], fact[1]) for fact in facts[1])
                    self.assertFalse(found["opened as a transaction"])
                    self.assertEqual(found["ephemeral"],
                                     0 if upgrading == "true" else EPHEMERAL_ON_LOCAL)
                    cluster.assert_equal(self)

    def test_kazoo_never_notices(self):
        with self.cluster("zaz", 3, localSessionsUpgradingEnabled="true") as cluster:
            for number in (1, 2, 3):
                client = KazooClient(hosts=f"127.0.0.1:{cluster.members[number].port}", timeout=10)
                client.start(timeout=servers.PATIENCE)
                try:
                    # The end of the last turn's session may come here a little later.
                    ensemble.wait_for(
                        f"server {number} knows no global session",
                        lambda number=number: global_sessions(cluster, number) == 0)
                    client.create(f"/k{number}", b"1")
                    self.assertEqual(global_sessions(cluster, number), 0)
                    client.create(f"/k{number}/e", b"2", ephemeral=True)
                    self.assertEqual(global_sessions(cluster, number), 1)
                    with client.transaction() as transaction:
                        transaction.create(f"/k{number}-t", b"3")
                        transaction.set_data(f"/k{number}", b"4")
                    self.assertEqual(client.get(f"/k{number}")[0], b"4")
                    client.sync(f"/k{number}")
                except KazooException as problem:
                    self.fail(f"server {number}: {problem!r}")
                finally:
                    client.stop()
                    client.close()
            for number in (1, 2, 3):
                reader = cluster.client(number)
                reader.request(wire.SYNC, wire.put_string("/"))
                self.assertEqual(reader.children(f"/k{number}")[1], [])
                reader.close()
            cluster.assert_equal(self)


def client_close(cluster, number):
    client = cluster.client(number)
    client.create(f"/last{number}")
    error = client.request(wire.CLOSE)[1]
    client.close()
    return error


if __name__ == "__main__":
    sys.exit(unittest.main())
