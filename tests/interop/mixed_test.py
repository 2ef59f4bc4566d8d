# SPDX-License-Identifier: Apache-2.0
"""Apache's servers and ours in one ensemble.

usage: mixed_test.py [unittest arguments]"""
import pathlib
import sys
import unittest

import ensemble
import ensemble_cases
import servers

A, Z = servers.Apache, ensemble.Traced


class MixedTest(unittest.TestCase):
    """Each letter is a member: a for Apache's, z for ours; the first is server 1."""

    def cluster(self, letters, observers=(), settings=None):
        scratch = servers.scratch()
        self.addCleanup(scratch.cleanup)
        kinds = {number: A if letter == "a" else Z
                 for number, letter in enumerate(letters, start=1)}
        cluster = ensemble.Ensemble(pathlib.Path(scratch.name), kinds, observers, settings)
        cluster.__enter__()
        self.addCleanup(cluster.__exit__, None, None, None)
        return cluster.start()

    def lead_in_turn(self, letters):
        cluster = self.cluster(letters)
        cluster.serving()
        for number in (1, 2, 3):
            cluster.write_through(number, f"/first{number}")
        leaders = ensemble_cases.kill_and_return_each(self, cluster, rounds=3)
        for number in {1, 2, 3} - set(leaders):
            ensemble_cases.make_lead(cluster, number)
            for member in (1, 2, 3):
                cluster.write_through(member, f"/under{number}-{member}")
        cluster.assert_equal(self)
        # Each kind has led the other, and brought it up to date.
        self.assertLessEqual({(True, False, "DIFF"), (False, True, "DIFF")}, cluster.syncs())

    def test_two_of_apaches_and_ours_as_the_lowest(self):
        self.lead_in_turn("zaa")

    def test_two_of_apaches_and_ours_as_the_highest(self):
        self.lead_in_turn("aaz")

    def test_one_of_apaches_as_the_lowest(self):
        self.lead_in_turn("azz")

    def test_one_of_apaches_as_the_highest(self):
        self.lead_in_turn("zza")

    def test_sessions_move_between_the_kinds(self):
        cluster = self.cluster("zaz")
        ensemble_cases.session_moves(self, cluster, 1, 2)
        ensemble_cases.session_moves(self, cluster, 2, 1)
        cluster.assert_equal(self)

    def test_snapshots_both_ways(self):
        for letters, leader, ours_leads in (("zza", 3, False), ("aaz", 3, True)):
            with self.subTest(letters=letters):
                cluster = self.cluster(
                    letters, settings={"commitLogCount": "5", "snapshotSizeFactor": "-1"})
                ensemble_cases.make_lead(cluster, leader)
                ensemble_cases.falls_behind(self, cluster, 1, writes=60)
                cluster.assert_equal(self)
                self.assertIn((ours_leads, not ours_leads, "SNAP"), cluster.syncs())

    def test_what_a_lonely_leader_logged_is_cut_off_by_the_other_kind(self):
        # Server 3 leads at first and server 2 after it.
        for letters, ours_leads in (("aza", True), ("zaz", False)):
            with self.subTest(letters=letters):
                cluster = self.cluster(letters)
                ensemble_cases.make_lead(cluster, 3)
                ensemble_cases.keeps_what_nobody_else_has(self, cluster)
                cluster.assert_equal(self)
                self.assertIn((ours_leads, not ours_leads, "TRUNC"), cluster.syncs())

    def test_observers_of_both_kinds(self):
        for letters in ("zaaz", "azza"):
            with self.subTest(letters=letters):
                cluster = self.cluster(letters, observers=(4,))
                for _ in range(2):
                    leader = cluster.serving()
                    cluster.write_through(4, f"/observer-under{leader}")
                    cluster.kill(leader)
                    cluster.serving()
                    cluster.write_through(4, f"/observer-without{leader}")
                    cluster.start(leader)
                cluster.serving()
                cluster.assert_equal(self)


if __name__ == "__main__":
    sys.exit(unittest.main())
