# SPDX-License-Identifier: Apache-2.0
"""Reconfigurations by an Apache leader, with ours as followers, observers and next leaders. Our own
leader refuses them so far.

usage: reconfig_test.py [unittest arguments]"""
import contextlib
import sys
import unittest

import ensemble
import ensemble_cases
import wire

RECONFIG, CONFIG = 16, "/zookeeper/config"


class ReconfigTest(unittest.TestCase):
    """Members behind the first three join later."""

    @contextlib.contextmanager
    def cluster(self, letters):
        settings = {"reconfigEnabled": "true", "standaloneEnabled": "false"}
        with ensemble.scratch(ensemble.by_letters(letters), settings=settings) as cluster:
            for number, member in cluster.members.items():
                member.keeps_config = True
                for other in range(4, len(letters) + 1):
                    if number <= 3:  # They do not know of it yet.
                        del member.settings[f"server.{other}"]
            cluster.start(1, 3)
            self.assertEqual(cluster.serving(1, 3), 3)
            cluster.start(2)
            cluster.serving(1, 2, 3)
            yield cluster

    def spec(self, cluster, number, role="participant"):
        member = cluster.members[number]
        address = cluster.specs[number].rsplit(":", 1)[0]
        return f"server.{number}={address}:{role};127.0.0.1:{member.port}"

    def reconfigure(self, cluster, through, joining=None, leaving=None):
        """Asks until it is done: a server that joins must have caught up first (-13)."""
        body = b"".join(wire.put_buffer(part.encode() if part else None)
                        for part in (joining, leaving, None)) + wire.put_long(-1)

        def done():
            connection = cluster.client(through)
            try:
                self.assertEqual(connection.authenticate("digest", b"super:admin")[1], 0)
                _, error, reply = connection.request(RECONFIG, body)
            except (wire.Closed, OSError):
                return None  # The leader hands over: what became of it is seen in the tree.
            self.assertIn(error, (0, -13, -14), "reconfig")
            return None if error else reply.buffer().decode()
        return ensemble.wait_for("the reconfiguration", done)

    def config_of(self, cluster, number):
        error, node = cluster.through(number, ensemble_cases.synced_get(CONFIG))
        self.assertEqual(error, 0)
        return node[0].decode()

    def all_know(self, cluster, text, *numbers):
        for number in numbers:
            ensemble.wait_for(
                f"server {number} knows the configuration",
                lambda number=number: self.config_of(cluster, number) == text)
        version = text.rsplit("version=", 1)[1]
        # An Apache server's file is the model for ours, byte for byte.
        lines = "\n".join(sorted(text.splitlines()[:-1]))
        for number in numbers:
            file = cluster.members[number].folder / f"zoo.cfg.dynamic.{version}"
            ensemble.wait_for(f"server {number} keeps it", file.exists)
            self.assertEqual(file.read_text(), lines, f"server {number}")
            main = file.with_name("zoo.cfg")
            ensemble.wait_for(f"zoo.cfg of server {number} names it",
                              lambda main=main, file=file:
                              f"dynamicConfigFile={file}\n" in main.read_text())
            self.assertNotIn("\nserver.", main.read_text())
            self.assertTrue(file.with_name("zoo.cfg.bak").exists())

    def test_members_join_leave_and_change_their_part(self):
        for fourth in "za":
            with self.subTest(fourth=fourth), self.cluster("zaa" + fourth) as cluster:
                self.join_leave_and_change(cluster)

    def join_leave_and_change(self, cluster):
        cluster.write_through(1, "/before")
        self.all_know(cluster, self.config_of(cluster, 3), 1, 2, 3)

        cluster.start(4)  # It follows without a vote until it is told otherwise.
        ensemble.wait_for("server 4 follows", lambda: cluster.mode(4) == "follower")
        text = self.reconfigure(cluster, 1, joining=self.spec(cluster, 4))
        self.assertIn("server.4=", text)
        self.all_know(cluster, text, 1, 2, 3, 4)

        text = self.reconfigure(cluster, 1, joining=self.spec(cluster, 4, "observer"))
        ensemble.wait_for("server 4 observes", lambda: cluster.mode(4) == "observer")
        self.all_know(cluster, text, 1, 2, 3, 4)
        cluster.write_through(4, "/by-an-observer")
        text = self.reconfigure(cluster, 1, joining=self.spec(cluster, 4))
        ensemble.wait_for("server 4 follows again", lambda: cluster.mode(4) == "follower")
        self.all_know(cluster, text, 1, 2, 3, 4)

        # Who is removed follows on without a vote, and may come back.
        text = self.reconfigure(cluster, 1, leaving="4")
        self.all_know(cluster, text, 1, 2, 3)
        cluster.write_through(4, "/by-one-that-was-removed")
        ensemble.wait_for("server 4 still follows", lambda: cluster.mode(4) == "follower")
        text = self.reconfigure(cluster, 1, joining=self.spec(cluster, 4))
        self.all_know(cluster, text, 1, 2, 3, 4)

        text = self.reconfigure(cluster, 1, leaving="2")
        self.all_know(cluster, text, 1, 3, 4)
        cluster.kill(2)
        cluster.write_through(1, "/without-two")

        # Two of {1, 3, 4} decide now: of {1, 2, 3} only one is left.
        cluster.kill(3)
        self.assertIn(cluster.serving(1, 4), (1, 4))
        for number in (1, 4):
            cluster.write_through(number, f"/without-three-{number}")
        cluster.start(3)
        cluster.serving(1, 3, 4)
        cluster.assert_equal(self)

        for number in (1, 3, 4):
            cluster.kill(number)
        cluster.start(1, 4)  # From their files.
        cluster.serving(1, 4)
        cluster.write_through(4, "/from-the-files")
        self.assertEqual(self.config_of(cluster, 1).split("version=")[0],
                         text.split("version=")[0])
        cluster.assert_equal(self)

    def test_ours_takes_over_when_the_leader_is_removed(self):
        with self.cluster("zza") as cluster:
            cluster.write_through(1, "/before")
            body = wire.put_buffer(None) + wire.put_buffer(b"3") + wire.put_buffer(None)
            connection = cluster.client(1)
            self.assertEqual(connection.authenticate("digest", b"super:admin")[1], 0)
            connection.send(RECONFIG, body + wire.put_long(-1))
            leader = cluster.serving(1, 2)
            for number in (1, 2):
                cluster.write_through(number, f"/after{number}")
                self.assertNotIn("server.3=", self.config_of(cluster, number))
            # Named by the old leader: it led without an election.
            taken = {"k": "state", "from": "FOLLOWING", "to": "LEADING"}
            ensemble.wait_for(f"server {leader} tells that it took over", lambda: any(
                taken.items() <= line.items() for line in cluster.members[leader].told()))
            cluster.kill(3)
            cluster.assert_equal(self)


if __name__ == "__main__":
    sys.exit(unittest.main())
