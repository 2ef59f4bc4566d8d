# SPDX-License-Identifier: Apache-2.0
"""Apache's servers and ours in one ensemble.

usage: mixed_test.py [unittest arguments]"""
import contextlib
import sys
import unittest

import ensemble
import ensemble_cases


class MixedTest(unittest.TestCase):
    @contextlib.contextmanager
    def cluster(self, letters, observers=(), settings=None):
        with ensemble.scratch(ensemble.by_letters(letters), observers, settings) as cluster:
            yield cluster.start()

    def lead_in_turn(self, letters):
        with self.cluster(letters) as cluster:
            cluster.serving()
            for number in (1, 2, 3):
                cluster.write_through(number, f"/first{number}")
            leaders = ensemble_cases.kill_and_return_each(self, cluster, rounds=3)
            for number in {1, 2, 3} - set(leaders):
                ensemble_cases.make_lead(cluster, number)
                for member in (1, 2, 3):
                    cluster.write_through(member, f"/under{number}-{member}")
            # Each kind leads the other, and brings it up to date.
            ours, theirs = letters.index("z") + 1, letters.index("a") + 1
            self.syncs(cluster, "DIFF", leader=ours, learner=theirs, writes=3)
            self.syncs(cluster, "DIFF", leader=theirs, learner=ours, writes=3)
            cluster.assert_equal(self)

    def syncs(self, cluster, how, leader, learner, writes):
        """Unless it has come about already."""
        wanted = (*(isinstance(cluster.members[number], ensemble.Traced)
                    for number in (leader, learner)), how)

        def fall_behind():
            ensemble_cases.make_lead(cluster, leader)
            ensemble_cases.falls_behind(cluster, learner, writes)
        if wanted not in cluster.syncs():
            ensemble_cases.until_synced(self, cluster, wanted, fall_behind)

    def test_two_of_apaches_and_ours_as_the_lowest(self):
        self.lead_in_turn("zaa")

    def test_two_of_apaches_and_ours_as_the_highest(self):
        self.lead_in_turn("aaz")

    def test_one_of_apaches_as_the_lowest(self):
        self.lead_in_turn("azz")

    def test_one_of_apaches_as_the_highest(self):
        self.lead_in_turn("zza")

    def test_sessions_move_between_the_kinds(self):
        with self.cluster("zaz") as cluster:
            ensemble_cases.session_moves(self, cluster, 1, 2)
            ensemble_cases.session_moves(self, cluster, 2, 1)
            cluster.assert_equal(self)

    def test_snapshots_both_ways(self):
        for letters in ("zza", "aaz"):
            with self.subTest(letters=letters), self.cluster(
                    letters, settings={"commitLogCount": "5", "snapshotSizeFactor": "-1"}
            ) as cluster:
                self.syncs(cluster, "SNAP", leader=3, learner=1, writes=60)
                cluster.assert_equal(self)

    def test_what_a_lonely_leader_logged_is_cut_off_by_the_other_kind(self):
        # Server 3 leads at first and server 2 after it.
        for letters, ours_leads in (("aza", True), ("zaz", False)):
            with self.subTest(letters=letters), self.cluster(letters) as cluster:
                def lose_a_write(cluster=cluster):
                    ensemble_cases.make_lead(cluster, 3)
                    ensemble_cases.keeps_what_nobody_else_has(self, cluster)
                ensemble_cases.until_synced(
                    self, cluster, (ours_leads, not ours_leads, "TRUNC"), lose_a_write)
                cluster.assert_equal(self)

    def test_observers_of_both_kinds(self):
        for letters in ("zaaz", "azza"):
            with self.subTest(letters=letters), \
                    self.cluster(letters, observers=(4,)) as cluster:
                for turn in range(2):
                    leader = cluster.serving()
                    cluster.write_through(4, f"/turn{turn}-with{leader}")
                    cluster.kill(leader)
                    cluster.serving()
                    cluster.write_through(4, f"/turn{turn}-without{leader}")
                    cluster.start(leader)
                cluster.serving()
                cluster.assert_equal(self)


if __name__ == "__main__":
    sys.exit(unittest.main())
