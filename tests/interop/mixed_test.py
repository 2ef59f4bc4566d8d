# SPDX-License-Identifier: Apache-2.0
"""Apache's servers and ours in one ensemble.

usage: mixed_test.py [unittest arguments]"""
import pathlib
import sys
import unittest

import ensemble
import ensemble_cases
import servers

A, Z = servers.Apache, servers.Zooscope


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
        leaders = ensemble_cases.kill_and_return_each(self, cluster, rounds=4)
        kinds = {letters[leader - 1] for leader in leaders}
        self.assertEqual(kinds, set("az"), f"only one kind led: {leaders}")
        cluster.assert_equal(self)

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
        for letters in ("zza", "aaz"):  # The highest leads at first.
            with self.subTest(letters=letters):
                cluster = self.cluster(
                    letters, settings={"commitLogCount": "5", "snapshotSizeFactor": "-1"})
                leader = cluster.serving()
                kind = letters[leader - 1]
                away = next(n for n in (1, 2, 3) if letters[n - 1] != kind)
                ensemble_cases.falls_behind(self, cluster, away, writes=60)
                cluster.assert_equal(self)

    def test_what_a_lonely_leader_logged_is_cut_off_by_the_other_kind(self):
        for letters in ("aza", "zaz"):
            with self.subTest(letters=letters):
                cluster = self.cluster(letters)
                seen = set()
                for _ in range(4):
                    old, new = ensemble_cases.keeps_what_nobody_else_has(self, cluster)
                    seen.add(letters[old - 1] + letters[new - 1])
                self.assertTrue(seen)
                cluster.assert_equal(self)

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
