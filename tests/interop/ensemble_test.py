# SPDX-License-Identifier: Apache-2.0
"""Ensembles of our servers alone, as processes with configuration files."""
import contextlib
import sys
import unittest

import ensemble
import ensemble_cases
import servers
import wire


class EnsembleTest(unittest.TestCase):
    @contextlib.contextmanager
    def cluster(self, voters=3, observers=(), settings=None):
        kinds = dict.fromkeys([*range(1, voters + 1), *observers], ensemble.Traced)
        with ensemble.scratch(kinds, observers, settings) as cluster:
            yield cluster.start()

    def test_elects_the_highest_id_writes_through_each_and_survives_each_leader(self):
        with self.cluster() as cluster:
            self.assertIn(cluster.serving(), (2, 3))
            for number in (1, 2, 3):
                cluster.write_through(number, f"/first{number}")
            leaders = ensemble_cases.kill_and_return_each(self, cluster, rounds=4)
            ensemble_cases.make_lead(cluster, 1)
            self.assertGreater(len(set(leaders)), 1)
            cluster.assert_equal(self)

    def test_a_session_moves_with_its_ephemeral_and_watch(self):
        with self.cluster() as cluster:
            leader = cluster.serving()
            follower = next(number for number in (1, 2, 3) if number != leader)
            ensemble_cases.session_moves(self, cluster, follower, leader)
            leader = cluster.serving()
            follower = next(number for number in (1, 2, 3) if number != leader)
            ensemble_cases.session_moves(self, cluster, leader, follower)
            cluster.assert_equal(self)

    def test_observers_serve_and_follow_a_new_leader(self):
        with self.cluster(observers=(4,)) as cluster:
            leader = cluster.serving()
            cluster.write_through(4, "/through-observer")
            cluster.kill(leader)
            cluster.serving()
            cluster.write_through(4, "/again")
            cluster.start(leader)
            cluster.serving()
            cluster.assert_equal(self)

    def test_a_follower_that_was_away_gets_a_diff_or_a_snapshot(self):
        for expected, settings in (("DIFF", {}), ("SNAP", {"commitLogCount": "5"})):
            with self.subTest(settings=settings), self.cluster(settings=settings) as cluster:
                def fall_behind(cluster=cluster):
                    leader = cluster.serving()
                    away = next(number for number in (1, 2, 3) if number != leader)
                    ensemble_cases.falls_behind(cluster, away, writes=100)
                ensemble_cases.until_synced(
                    self, cluster, (True, True, expected), fall_behind)
                cluster.assert_equal(self)

    def test_what_a_lonely_leader_logged_is_cut_off(self):
        with self.cluster() as cluster:
            ensemble_cases.until_synced(
                self, cluster, (True, True, "TRUNC"),
                lambda: ensemble_cases.keeps_what_nobody_else_has(self, cluster))
            cluster.assert_equal(self)

    def test_words_are_answered_by_members_in_every_state(self):
        with self.cluster() as cluster:
            leader = cluster.serving()
            words = ("srvr", "stat", "mntr", "cons", "conf", "envi", "dump", "wchs", "wchc", "wchp",
                     "ruok", "isro", "dirs", "hash", "gtmk")
            for number in (1, 2, 3):
                answers = {word: servers.four_letter(cluster.members[number].port, word)
                           for word in words}
                self.assertNotIn("not currently serving", "".join(answers.values()))
                self.assertEqual("Proposal sizes last/min/max" in answers["srvr"], number == leader)
                settings = dict(line.split("=", 1) for line in answers["conf"].splitlines()
                                if "=" in line)
                self.assertEqual(settings["serverId"], str(number))
                self.assertEqual(settings["initLimit"], "25")
                self.assertEqual(settings["peerType"], "0")
                self.assertIn("membership: \nserver.1=127.0.0.1:", answers["conf"])
                self.assertTrue(answers["conf"].endswith("version=0"), answers["conf"])
            for number in (2, 3):
                cluster.kill(number)
            ensemble.wait_for("server 1 looks for a leader",
                lambda: "not currently serving"
                in servers.four_letter(cluster.members[1].port, "srvr"))
            for word in words:
                answer = servers.four_letter(cluster.members[1].port, word)
                answered = {"ruok": "imok", "isro": "null", "gtmk": "306", "envi": "Environment:"}
                self.assertTrue(answer.startswith(answered.get(
                    word, "This ZooKeeper instance is not currently serving requests")), answer)

    def test_all_restart_with_all_they_had(self):
        with self.cluster() as cluster:
            cluster.serving()
            for number in (1, 2, 3):
                cluster.write_through(number, f"/kept{number}")
            for number in (1, 2, 3):
                cluster.kill(number)
            cluster.start()
            cluster.serving()
            reader = cluster.client(1)
            reader.request(wire.SYNC, wire.put_string("/"))
            for number in (1, 2, 3):
                self.assertEqual(reader.get_data(f"/kept{number}")[0], 0)
            cluster.assert_equal(self)


if __name__ == "__main__":
    sys.exit(unittest.main())
