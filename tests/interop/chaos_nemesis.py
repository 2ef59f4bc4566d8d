# SPDX-License-Identifier: Apache-2.0
"""What goes wrong in a chaos run, drawn from a seed: the same seed gives the same faults in the
same order, each as long; which process a role means is only known when it happens."""
import dataclasses
import random
import signal
import time

KILLS = {"kill leader": 12, "kill follower": 3, "kill leader and follower": 2, "kill all": 1}
PAUSES = {"pause leader": 3, "pause follower": 2}
CUTS = {"isolate leader": 3, "isolate follower": 2, "mute leader": 2, "deafen leader": 2,
        "cut leader from follower": 2, "flap leader": 1}


@dataclasses.dataclass(frozen=True)
class Fault:
    kind: str
    lasts: float   # Seconds until it is mended.
    after: float   # Seconds of peace before it, once a leader is there.
    pick: float    # Chooses among followers, 0 to 1.


def schedule(seed):
    """Without end; a killed leader comes first, so that the shortest run has one."""
    chance = random.Random(f"nemesis-{seed}")
    yield Fault("kill leader", chance.uniform(0.05, 1.0), chance.uniform(0, 1.5), 0)
    kinds = {**KILLS, **PAUSES, **CUTS}
    while True:
        kind = chance.choices(list(kinds), list(kinds.values()))[0]
        longest = 1.0 if kind.startswith("kill") else 3.0
        yield Fault(kind, chance.uniform(0.05, longest), chance.uniform(0, 1.5), chance.random())


@dataclasses.dataclass
class Doubt:
    """A time in which these members may have been answered by a leader that did not know yet that
    it had been replaced. Neither Apache nor ours has a quorum confirm a sync."""
    members: frozenset
    begin: int
    end: int

    def covers(self, line):
        return (line["member"] in self.members and line["called"] <= self.end
                and line["returned"] >= self.begin)


class Nemesis:
    """`cluster`: chaos_cluster.Cluster. `stopping`: an event that ends it."""

    def __init__(self, cluster, seed, stopping, say):
        self.cluster = cluster
        self.faults = schedule(seed)
        self.stopping = stopping
        self.say = say
        self.happened = {}
        self.leader_kills = 0
        self.doubts = []

    def run(self):
        began = time.monotonic()
        while not self.stopping.is_set():
            leader = self.cluster.await_leader(self.stopping)
            fault = next(self.faults)
            if self.stopping.wait(fault.after):
                return
            for number in self.cluster.members:
                if not self.cluster.running(number):
                    raise AssertionError(f"server {number} ended by itself:\n"
                                         + self.cluster.last_words())
            followers = [number for number in self.cluster.members if number != leader]
            follower = followers[int(fault.pick * len(followers))]
            self.say(f"{time.monotonic() - began:6.1f} s {fault.kind} for {fault.lasts:.2f} s "
                     f"(leader {leader}, follower {follower})")
            getattr(self, fault.kind.split()[0])(fault, leader, follower)
            self.happened[fault.kind] = self.happened.get(fault.kind, 0) + 1

    def kill(self, fault, leader, follower):
        victims = {"kill leader": [leader], "kill follower": [follower],
                   "kill leader and follower": [leader, follower],
                   "kill all": list(self.cluster.members)}[fault.kind]
        for victim in victims:
            self.cluster.kill(victim)
        self.leader_kills += leader in victims
        self.stopping.wait(fault.lasts)
        for victim in victims:
            self.cluster.launch(victim)

    def doubt(self, leader, begin):
        """Reads of that time, until a leader that was replaced meanwhile must have noticed. Of
        three members both others are needed to replace it, so that it alone may vouch for old
        data; of more, some may stay with it."""
        members = self.cluster.members if len(self.cluster.members) > 3 else {leader}
        end = time.monotonic_ns() + int(self.cluster.notice_seconds * 1e9)
        self.doubts.append(Doubt(frozenset(members), begin, end))

    def pause(self, fault, leader, follower):
        victim = leader if fault.kind.endswith("leader") else follower
        begin = time.monotonic_ns()
        self.cluster.signal(victim, signal.SIGSTOP)
        self.stopping.wait(fault.lasts)
        self.cluster.signal(victim, signal.SIGCONT)
        if victim == leader:  # Without one follower the leader keeps its quorum.
            self.doubt(leader, begin)

    def during_cut(self, ways, seconds):
        for source, target in ways:
            self.cluster.network.cut(source, target)
        self.stopping.wait(seconds)
        self.cluster.network.heal()

    def ways(self, number, out=True, back=True):
        others = [other for other in self.cluster.members if other != number]
        return ([(number, other) for other in others] if out else []) + \
            ([(other, number) for other in others] if back else [])

    def isolate(self, fault, leader, follower):
        if fault.kind.endswith("follower"):
            self.during_cut(self.ways(follower), fault.lasts)
            return
        begin = time.monotonic_ns()
        self.during_cut(self.ways(leader), fault.lasts)
        self.doubt(leader, begin)

    def mute(self, fault, leader, _follower):
        begin = time.monotonic_ns()
        self.during_cut(self.ways(leader, back=False), fault.lasts)
        self.doubt(leader, begin)

    def deafen(self, fault, leader, _follower):
        begin = time.monotonic_ns()
        self.during_cut(self.ways(leader, out=False), fault.lasts)
        self.doubt(leader, begin)

    def cut(self, fault, leader, follower):
        begin = time.monotonic_ns()
        self.during_cut([(leader, follower), (follower, leader)], fault.lasts)
        self.doubt(leader, begin)

    def flap(self, fault, leader, _follower):
        """The leader comes and goes."""
        begin = time.monotonic_ns()
        for _ in range(3):
            self.during_cut(self.ways(leader), fault.lasts)
            self.stopping.wait(fault.lasts / 2)
        self.doubt(leader, begin)
