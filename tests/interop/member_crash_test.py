# SPDX-License-Identifier: Apache-2.0
"""A follower is killed at the N-th change of its disk while it rejoins by DIFF, TRUNC or SNAP and
while it logs what follows: it rejoins, and all trees are equal.

Each try begins with the same disk: the follower's as it was left. `--points N` tries so many calls
of each kind of synchronization, `--all` every one."""
import argparse
import os
import pathlib
import shutil
import sys
import time
import unittest

import crash_image
import ensemble
import ensemble_cases
import servers

POINTS = 25
EVERY_CALL = False
MISSED = 40          # Writes that the follower has to catch up with,
FOLLOWING = 5        # and such that it logs as they come.
SETTINGS = {"preAllocSize": "64"}


class MemberCrashTest(unittest.TestCase):
    def setUp(self):
        scratch = servers.scratch()
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name)
        self.written = 0

    def cluster(self, settings=None):
        kinds = {number: ensemble.Traced for number in (1, 2, 3)}
        cluster = ensemble.Ensemble(self.folder, kinds, settings={**SETTINGS, **(settings or {})})
        self.addCleanup(cluster.__exit__)
        return cluster.start()

    def write(self, client, count):
        for _ in range(count):
            self.written += 1
            self.assertEqual(client.create(f"/n{self.written}", b"y" * 100)[1], 0)

    def launch(self, member, **environment):
        """Starts it with the shim before the C library."""
        chosen = {"LD_PRELOAD": os.environ["ZS_DISK_SHIM"], **environment}
        os.environ.update(chosen)
        try:
            member.launch()
        finally:
            for name in chosen:
                del os.environ[name]

    def follow(self, cluster, leader, victim):
        """Writes as soon as the follower serves; False when it was killed on the way."""
        member = cluster.members[victim]
        client = cluster.client(leader)
        ensemble.wait_for("the follower serves or is dead", lambda: not member.running()
                          or cluster.mode(victim) == "follower")
        self.write(client, FOLLOWING)
        last = cluster.last_zxid(leader)

        def followed():
            try:
                return member.running() and cluster.last_zxid(victim) >= last
            except OSError:
                return False
        ensemble.wait_for("the follower has all or is dead",
                          lambda: not member.running() or followed())
        client.close()
        return member.running()

    def put_back(self, member):
        if member.running():
            member.kill()
        data = pathlib.Path(member.settings["dataDir"])
        shutil.rmtree(data)
        shutil.copytree(self.folder / "left", data)

    def crash_at_each(self, cluster, leader, victim, kind):
        """`victim` is down; what it left is what each try begins with."""
        member = cluster.members[victim]
        shutil.copytree(member.settings["dataDir"], self.folder / "left")
        trace = self.folder / "calls"
        self.launch(member, ZS_DISK_RECORD=str(trace))
        self.assertTrue(self.follow(cluster, leader, victim), member.last_words())
        self.assertIn((True, True, kind), cluster.syncs())
        steps = sum(1 for call in crash_image.read_records(trace)
                    if call[0] != "k" and "/version-2" in call[1])
        self.assertGreater(steps, 10)
        points = range(1, steps + 1)
        points = points if EVERY_CALL else points[::max(1, -(-steps // POINTS))]
        began, killed = time.monotonic(), 0
        for point in points:
            with self.subTest(kind=kind, point=point):
                self.put_back(member)
                self.launch(member, ZS_DISK_CRASH=str(point))
                killed += 0 if self.follow(cluster, leader, victim) else 1
                member.kill()  # Who has come so far may reach that call later, or never.
                member.launch()
                self.assertTrue(self.follow(cluster, leader, victim), member.last_words())
                cluster.assert_equal(self)
        print(f"{kind}: {steps} calls, {len(points)} tried, killed at {killed}; "
              f"{time.monotonic() - began:.0f} s", flush=True)
        # How many calls there are varies a little: zeros that are written ahead.
        self.assertGreaterEqual(killed, len(points) * 2 // 3)

    def leave_behind(self, cluster):
        """(leader, the follower that is down and has missed something)."""
        leader = cluster.serving()
        victim = next(number for number in (1, 2, 3) if number != leader)
        client = cluster.client(leader)
        self.write(client, MISSED)
        cluster.kill(victim)
        self.write(client, MISSED)
        client.close()
        return leader, victim

    def test_killed_while_it_gets_a_diff(self):
        cluster = self.cluster()
        leader, victim = self.leave_behind(cluster)
        self.crash_at_each(cluster, leader, victim, "DIFF")

    def test_killed_while_it_gets_a_snapshot(self):
        cluster = self.cluster({"commitLogCount": "5"})
        leader, victim = self.leave_behind(cluster)
        self.crash_at_each(cluster, leader, victim, "SNAP")

    def test_killed_while_its_log_is_cut(self):
        cluster = self.cluster()
        kept = self.keep_disks(cluster)
        victim, leader = ensemble_cases.keeps_what_nobody_else_has(self, cluster)
        member = cluster.members[victim]
        member.kill()
        data = pathlib.Path(member.settings["dataDir"])
        shutil.rmtree(data)
        shutil.copytree(kept[victim], data)
        self.crash_at_each(cluster, leader, victim, "TRUNC")

    def keep_disks(self, cluster):
        """Copies each disk when its server is killed: the lonely leader's is needed once more."""
        kept = {}
        kill = cluster.kill

        def kill_and_copy(number):
            kill(number)
            kept[number] = self.folder / f"kept-{number}"
            shutil.rmtree(kept[number], ignore_errors=True)
            shutil.copytree(cluster.members[number].settings["dataDir"], kept[number])
        cluster.kill = kill_and_copy
        self.addCleanup(setattr, cluster, "kill", kill)
        return kept


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--points", type=int, default=POINTS, help="calls of each kind")
    arguments.add_argument("--all", action="store_true", help="every call")
    chosen, others = arguments.parse_known_args()
    POINTS, EVERY_CALL = chosen.points, chosen.all
    unittest.main(argv=[sys.argv[0], *others])
