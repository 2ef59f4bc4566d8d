# SPDX-License-Identifier: Apache-2.0
"""Ensembles of real processes, ours and Apache's in any mixture."""
import contextlib
import json
import pathlib
import signal
import sys
import time

import servers
import wire

NODE_EXISTS = -110
LAST_LINES = 60  # Of a member's trace, for a failure's report.


class Awaited(AssertionError):
    """What was waited for did not come."""


def wait_for(what, question, patience=servers.PATIENCE):
    """Asks until the answer is true, and yields it."""
    deadline = time.monotonic() + patience
    while True:
        answer = question()
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise Awaited(f"{what}: not within {patience} s")
        time.sleep(0.02)  # tidy-ok(sleep): several processes are polled that tell nobody


@contextlib.contextmanager
def scratch(kinds, observers=(), settings=None):
    """An ensemble in a folder of its own, not started. Who leaves with a failure gets a report of
    what its members said last."""
    with servers.scratch() as folder, \
            Ensemble(pathlib.Path(folder), kinds, observers, settings) as cluster:
        cluster.reports = True
        yield cluster


def by_letters(letters):
    """Each letter is a member: a for Apache's, z for ours; the first is server 1."""
    return {number: servers.Apache if letter == "a" else Traced
            for number, letter in enumerate(letters, start=1)}


class Traced(servers.Zooscope):
    """Ours, with its trace beside its configuration."""

    @property
    def trace(self):
        return self.folder / f"trace-{self.starts}.jsonl"

    starts = 0

    def launch(self):
        self.starts += 1  # Each process writes its own.
        super().launch()

    def command(self, config):
        return [*super().command(config), "--trace", str(self.trace)]

    def told(self):
        """All lines of all its processes; the last of a killed one may be cut off."""
        for file in sorted(self.folder.glob("trace-*.jsonl")):
            for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
                with contextlib.suppress(ValueError):
                    yield json.loads(line)

    def last_words(self, characters=4000):
        told = [json.dumps(line) for line in self.told()
                if line.get("type") != "PING" and line.get("k") not in ("txn", "flow", "digest")]
        return (super().last_words(characters) + f"\n... its trace, to the end:\n"
                + "\n".join(told[-LAST_LINES:]))


class Ensemble:
    """`kinds`: id -> servers.Apache or Traced; `observers`: ids that do not vote.
    Nothing is started at first."""
    reports = False  # It is told of failures as it is left, and says more than an exception can.

    def __init__(self, folder, kinds, observers=(), settings=None):
        ports = {number: (servers.free_port(), servers.free_port()) for number in kinds}
        # Short ticks for quick elections; syncLimit is 10 s, longer than a machine with other
        # work lets a process or its disk wait. Who dies is noticed at once all the same.
        lines = {"tickTime": "200", "initLimit": "25", "syncLimit": "50", "commitLogCount": "500",
                 "minSessionTimeout": "400", "maxSessionTimeout": "60000", **(settings or {})}
        for number, (quorum, election) in ports.items():
            role = ":observer" if number in observers else ":participant"
            lines[f"server.{number}"] = f"127.0.0.1:{quorum}:{election}{role}"
        self.observers = set(observers)
        self.specs = {number: lines[f"server.{number}"] for number in kinds}
        self.members = {}
        for number, kind in kinds.items():
            home = folder / str(number)
            own = {"peerType": "observer"} if number in observers else {}
            member = kind(home, {**lines, **own})
            (member.folder / "data").mkdir()
            (member.folder / "data" / "myid").write_text(f"{number}\n")
            self.members[number] = member
        self.clients = []

    def __enter__(self):
        return self

    def __exit__(self, kind=None, problem=None, _=None):
        if problem is not None and not isinstance(problem, KeyboardInterrupt):
            print(f"--- {kind.__name__}: {problem}\n{self.last_words()}", file=sys.stderr)
        for client in self.clients:
            client.close()
        for member in self.members.values():
            if member.running():
                member.kill()

    def start(self, *numbers):
        for number in numbers or self.members:
            self.members[number].launch()
        return self

    def kill(self, number):
        self.members[number].kill()

    def pause(self, number):
        """Until it is killed: its connections stay, and nobody is told. Returns when none of its
        threads runs any more, which a busy machine may put off."""
        process = self.members[number].process
        process.send_signal(signal.SIGSTOP)

        def stands_still():
            tasks = pathlib.Path(f"/proc/{process.pid}/task").glob("*/stat")
            # The name, in parentheses, may hold anything; the state is behind it.
            return all(task.read_text().rpartition(")")[2].split()[0] == "T" for task in tasks)
        wait_for(f"server {number} stands still", stands_still)

    def mode(self, number):
        """leader, follower, observer; empty while it does not serve or runs not."""
        member = self.members[number]
        if not member.running():
            return ""
        with contextlib.suppress(OSError):
            # Apache leaves a question unanswered that comes while it starts: it is asked again.
            for line in servers.four_letter(member.port, "srvr", timeout=2).splitlines():
                if line.startswith("Mode: "):
                    return line[len("Mode: "):]
        return ""

    def running(self):
        return [number for number, member in self.members.items() if member.running()]

    def serving(self, *numbers):
        """Waits until all (that run) serve under one leader; yields its id."""
        wanted = numbers or self.running()

        def settled():
            modes = {number: self.mode(number) for number in wanted}
            leaders = [number for number, mode in modes.items() if mode == "leader"]
            others = all(mode == ("observer" if number in self.observers else "follower")
                         for number, mode in modes.items() if number not in leaders)
            return leaders[0] if len(leaders) == 1 and others else 0
        try:
            return wait_for(f"servers {wanted} serve", settled)
        except Awaited as problem:
            raise Awaited(f"{problem}\n" + ("" if self.reports else self.last_words())) from None

    def last_words(self):
        """What each member is, and said last."""
        def of(number, member):
            process = member.process
            state = ("was never started" if process is None else
                     f"mode '{self.mode(number)}'" if member.running() else
                     f"ended with {process.returncode}")
            return (f"--- server {number}, {member.name}, {state}, client port {member.port}, "
                    f"{self.specs[number]}\n{member.last_words()}")
        return "\n".join(of(number, member) for number, member in self.members.items())

    def client(self, number, **options):
        """A session through this server, tried again while it does not serve yet."""
        def connect():
            try:
                connection = wire.session(self.members[number].port, **options)
            except (wire.Closed, OSError):
                return None
            self.clients.append(connection)
            return connection
        return wait_for(f"a session through server {number}", connect)

    def through(self, number, work):
        """What `work` makes of a session through this server, which is then closed; with a new one
        when the connection is lost: nothing forbids an election meanwhile."""
        def attempt():
            connection = self.client(number)
            try:
                result = work(connection)
                connection.request(wire.CLOSE)
                return (result,)
            except (wire.Closed, OSError):
                return None
            finally:
                connection.close()
        return wait_for(f"a session through server {number} keeps its connection", attempt)[0]

    def write_through(self, number, path, data=b"x"):
        attempts = []

        def write(connection):
            attempts.append(path)
            error = connection.create(path, data)[1]
            # What an earlier attempt did although nobody was told of it, counts.
            if error and not (error == NODE_EXISTS and len(attempts) > 1):
                raise AssertionError(f"create {path} through server {number}: error {error}")
        self.through(number, write)

    def syncs(self):
        """How learners were brought up to date where one of ours took part: (leader is ours,
        learner is ours, DIFF|TRUNC|SNAP)."""
        found = set()
        for member in self.members.values():
            for line in member.told() if isinstance(member, Traced) else ():
                if line.get("k") != "packet" or line.get("type") not in ("DIFF", "TRUNC", "SNAP"):
                    continue
                other = isinstance(self.members[line["peer"]], Traced)
                found.add((other, True, line["type"]) if line["dir"] == "in"
                          else (True, other, line["type"]))
        return found

    def last_zxid(self, number):
        """-1 while it does not serve."""
        with contextlib.suppress(OSError):
            for line in servers.four_letter(self.members[number].port, "srvr").splitlines():
                if line.startswith("Zxid: "):
                    return int(line[len("Zxid: "):], 16)
        return -1

    def tree(self, number):
        """path -> (data, stat without what each server computes), by a client of this server."""
        def walk(connection):
            connection.request(wire.SYNC, wire.put_string("/"))
            found, waiting = {}, ["/"]
            while waiting:
                path = waiting.pop()
                if path == "/zookeeper/config":
                    continue  # Its mtime is local.
                error, node = connection.get_data(path)
                if error:
                    raise AssertionError(f"get {path} from server {number}: error {error}")
                found[path] = node
                _, names = connection.children(path)
                waiting += [path.rstrip("/") + "/" + name for name in names]
            return found
        return self.through(number, walk)

    def one_zxid(self):
        """Waits until all that run have applied the same."""
        def same():
            zxids = {self.last_zxid(number) for number in self.running()}
            return len(zxids) == 1 and -1 not in zxids
        wait_for("one zxid on all", same)

    def assert_equal(self, test):
        """All members that run hold the same tree at the same zxid."""
        numbers = self.running()
        trees = {number: self.tree(number) for number in numbers}
        for number in numbers[1:]:
            test.assertEqual(trees[numbers[0]], trees[number],
                             f"the trees of servers {numbers[0]} and {number} differ")
        self.one_zxid()
        digests = {}
        for number in numbers:
            for line in self.asked(number, "mntr").splitlines():
                if line.startswith("zk_digest_mismatches_count"):
                    test.assertEqual(line.split("\t")[1].strip(), "0", f"server {number}")
            digests[number] = self.hashes(self.asked(number, "hash"))
        common = set.intersection(*(set(found) for found in digests.values()))
        for zxid in common:
            test.assertEqual(len({found[zxid] for found in digests.values()}), 1,
                             f"digests differ at {zxid}: {digests}")

    def asked(self, number, word):
        """The answer to a four-letter word, maybe an empty one, of a server that serves."""
        def answer():
            with contextlib.suppress(OSError):
                text = servers.four_letter(self.members[number].port, word)
                return None if "not currently serving" in text else (text,)
            return None
        return wait_for(f"server {number} answers {word}", answer)[0]

    @staticmethod
    def hashes(answer):
        """zxid -> digest, from the word `hash`."""
        found = {}
        for line in answer.splitlines():
            fields = dict(part.split(":", 1) for part in line.replace(", ", ",").split(",")
                          if ":" in part)
            if "zxid" in fields and "digest" in fields:
                found[fields["zxid"]] = fields["digest"]
        return found
