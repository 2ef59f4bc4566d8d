# SPDX-License-Identifier: Apache-2.0
"""What the tests of lessons share: an ensemble behind a relay, and its traces followed.

What a trace tells reaches its file a little later than clients get their answers: tests `hear` a
line, and look with `told` for what must have come before one that they heard."""
import json
import os
import pathlib
import time
import unittest

import ensemble
import relay
import servers
import wire

TICK_MS = 200
SYNC_LIMIT = 15  # 3 s: longer than a machine with other work lets a server wait.
LONG_SESSION = 60000  # So that no expiry is written while a lesson needs silence.


def zxid(epoch, counter):
    return f"0x{epoch << 32 | counter:x}"


def matches(line, facts):
    return all(line.get(key) == value for key, value in facts.items())


class Taught(ensemble.Traced):
    """Also tells replies and watch events."""

    def command(self, config):
        return [*super().command(config), "--trace-detail"]


class Follower:
    """Follows the trace of one member through all its processes."""

    def __init__(self, member):
        self.member = member
        self.told = []
        self.read = {}  # File -> bytes that were taken.

    def lines(self):
        for number in range(1, self.member.starts + 1):
            file = self.member.folder / f"trace-{number}.jsonl"
            if not file.exists():
                continue
            with open(file, "rb") as trace:
                trace.seek(self.read.get(file, 0))
                whole, _, _ = trace.read().rpartition(b"\n")
            if not whole:
                continue
            self.read[file] = self.read.get(file, 0) + len(whole) + 1
            self.told += [json.loads(line) for line in whole.splitlines()]
        return self.told


    def life(self):
        """Those of the process that was started last."""
        lines = self.lines()
        births = [index for index, line in enumerate(lines) if "zooscopeTrace" in line]
        return lines[births[-1]:] if len(births) == self.member.starts else []


class LauncherStream:
    """What was done to the ensemble, as the launcher tells it: the stream of server 0."""

    def __init__(self, config):
        self.lines = [{"zooscopeTrace": 1, "sid": 0, "pid": os.getpid(), "version": "lesson",
                       "wallNs": time.time_ns(), "monoNs": time.monotonic_ns(), "config": config}]

    def tell(self, kind, **facts):
        self.lines.append({"t": time.monotonic_ns(), "n": len(self.lines), "k": kind, **facts})

    def process(self, number, what, detail="", pid=0):
        self.tell("process", server=number, what=what, pid=pid, detail=detail)

    def write(self, file):
        file.write_text("".join(json.dumps(line) + "\n" for line in self.lines))


class RelayedEnsemble(ensemble.Ensemble):
    """Each member's file names its peers at the relay and itself where it really listens."""

    def __init__(self, folder, voters, observers=(), settings=None, slows_links=False):
        numbers = [*range(1, voters + 1), *observers]
        limits = {"tickTime": str(TICK_MS), "initLimit": "50", "syncLimit": str(SYNC_LIMIT)}
        super().__init__(folder, dict.fromkeys(numbers, Taught), observers,
                         {**limits, **(settings or {})})
        lines = {number: self.members[1].settings[f"server.{number}"].split(":")
                 for number in numbers}
        real = {number: (int(line[1]), int(line[2])) for number, line in lines.items()}
        self.relay = relay.Relay(real) if slows_links else relay.Native(
            folder, {number: (*ports, self.members[number].port)
                     for number, ports in real.items()})
        for source, member in self.members.items():
            for target in numbers:
                if source != target:
                    quorum, election = self.relay.ports(source, target)
                    member.settings[f"server.{target}"] = \
                        f"127.0.0.1:{quorum}:{election}:{lines[target][3]}"
        self.launcher = LauncherStream("".join(
            f"server.{number}=127.0.0.1:{line[1]}:{line[2]}:{line[3]}\n"
            for number, line in lines.items()))

    def start(self, *numbers):
        for number in numbers or self.members:
            self.launcher.process(number, "started")
            super().start(number)
            self.launcher.process(number, "ready", pid=self.members[number].process.pid)
        return self

    def kill(self, number):
        self.launcher.process(number, "killed", detail="signal 9")
        super().kill(number)

    def cut(self, sources, targets):
        """Both directions of every link between them, silently."""
        self.relay.cut(sources, targets)
        if sorted([*sources, *targets]) == sorted(self.members):
            self.launcher.tell("fault", what="partition", detail="", servers=sorted(sources),
                               on=True)
            return
        for source in sources:
            for target in targets:
                for one, other in ((source, target), (target, source)):
                    self.launcher.tell("fault", what="cut", detail="", servers=[one], peer=other,
                                       on=True)

    def heal(self):
        self.relay.heal()
        self.launcher.tell("fault", what="heal", detail="", servers=[], on=False)

    def __exit__(self, *problem):
        super().__exit__(*problem)
        self.relay.close()


class Lesson(unittest.TestCase):
    def build(self, voters, observers=(), settings=None, slows_links=False):
        scratch = servers.scratch()
        self.addCleanup(scratch.cleanup)
        self.cluster = RelayedEnsemble(
            pathlib.Path(scratch.name), voters, observers, settings, slows_links)
        self.addCleanup(self.cluster.__exit__, None, None, None)
        self.followers = {number: Follower(member)
                          for number, member in self.cluster.members.items()}

    def keep_traces(self):
        """Where ZS_KEEP_TRACES names a folder, each lesson leaves its traces below it: so
        tests/data/traces was made."""
        target = os.environ.get("ZS_KEEP_TRACES")
        if not target or not hasattr(self, "cluster"):
            return
        folder = pathlib.Path(target) / self._testMethodName
        folder.mkdir(parents=True, exist_ok=True)
        self.cluster.launcher.write(folder / "launcher.jsonl")
        for number, member in self.cluster.members.items():
            for file in sorted(member.folder.glob("trace-*.jsonl")):
                text = file.read_text(encoding="utf-8").replace(str(member.folder), "/cluster")
                (folder / f"server-{number}-{file.name}").write_text(text, encoding="utf-8")

    def tearDown(self):
        self.keep_traces()
        for number, follower in getattr(self, "followers", {}).items():
            self.assertEqual([line for line in follower.lines() if line.get("k") == "dropped"], [],
                             f"the trace of server {number} has a gap")

    def mark(self, number):
        """Lines that were told until now."""
        return len(self.followers[number].lines())

    def told(self, number, since=0, **facts):
        return [line for line in self.followers[number].lines()[since:] if matches(line, facts)]

    def hear(self, number, since=0, **facts):
        """Waits for a line of this server's trace, and yields it."""
        try:
            return ensemble.wait_for(f"server {number} tells {facts}",
                                     lambda: self.told(number, since, **facts))[0]
        except ensemble.Awaited as problem:
            raise ensemble.Awaited(f"{problem}\n{self.history(number)}") from None

    def history(self, number):
        """The last that a server told, for a failure's report."""
        kept = [line for line in self.followers[number].lines() if line.get("type") != "PING"]
        return "\n".join(json.dumps(line) for line in kept[-60:])

    def start(self, number):
        """Yields the mark before its first line."""
        since = self.mark(number)
        self.cluster.start(number)
        return since

    def together(self, leader, *numbers):
        """Waits until these (all that run) are in broadcast under this leader."""
        for number in numbers or self.cluster.running():
            role = ("LEADING" if number == leader else
                    "OBSERVING" if number in self.cluster.observers else "FOLLOWING")

            def serves(number=number, role=role):
                lines = [line for line in self.followers[number].life()
                         if line.get("k") in ("state", "phase", "elected")]
                return (len(lines) > 2 and lines[-1].get("phase") == "broadcast"
                        and [line["to"] for line in lines if line["k"] == "state"][-1] == role
                        and [line["leader"] for line in lines if line["k"] == "elected"][-1]
                        == leader)
            try:
                ensemble.wait_for(f"server {number} is {role} under {leader}", serves)
            except ensemble.Awaited as problem:
                raise ensemble.Awaited(f"{problem}\n{self.history(number)}") from None

    def start_in_turn(self, leader, *numbers):
        """Each is heard by the ensemble before the next starts; `leader` is who leads then."""
        for number in numbers:
            since = self.start(number)
            self.hear(number, since, k="round")
            if number >= leader:
                self.together(leader)
            else:
                self.hear(number, since, k="tally",
                          **{"for": [other for other in numbers if other <= number]})

    def votes(self, number, since=0):
        """What this server voted for while it looked for a leader, in order: (leader, zxid)."""
        found = []
        for line in self.told(number, since):
            if line.get("k") == "round" or matches(
                    line, {"k": "notify", "dir": "out", "peerState": "LOOKING", "stale": False}):
                vote = (line["vote"]["leader"], line["vote"]["zxid"])
                if not found or found[-1] != vote:
                    found.append(vote)
        return found

    def packets(self, number, peer, since=0, direction=None):
        """The packets of the quorum port as 'in DIFF 0x…' in the order of this server."""
        found = []
        for line in self.told(number, since, k="packet", port="quorum", peer=peer):
            if line["type"] == "PING" or direction not in (None, line["dir"]):
                continue
            named = line["type"] in ("FOLLOWERINFO", "ACKEPOCH", "UPTODATE", "REQUEST")
            words = [line["dir"], line["type"], *([] if named else [line["zxid"]])]
            found.append(" ".join(words))
        return found

    def writer(self, number):
        """A session that outlives the lesson; its opening is one transaction."""
        return self.cluster.client(number, timeout_ms=LONG_SESSION)

    @staticmethod
    def send_create(client, path):
        """Does not wait for the answer."""
        client.send(wire.CREATE, wire.put_string(path) + wire.put_buffer(b"")
                    + wire.put_vector(wire.OPEN_ACL, wire.put_acl) + wire.put_int(0))

    def create(self, client, path, data=b"x"):
        """Yields the zxid."""
        at, error, _ = client.create(path, data)
        self.assertEqual(error, 0, path)
        return f"0x{at:x}"

    def applied(self, at, *numbers):
        """Waits until these (all that run) have applied this transaction."""
        for number in numbers or self.cluster.running():
            self.hear(number, k="txn", step="applied", zxid=at)

    def logged(self, at, number):
        """Waits until this transaction is on the server's disk, which may be after it has applied
        it: others made it safe. A kill would take it back before."""
        self.hear(number, k="txn", step="logged", zxid=at)

    def assert_trees_equal(self):
        self.cluster.assert_equal(self)
