# SPDX-License-Identifier: Apache-2.0
"""Three servers as an ensemble, ours against Apache's with equal configuration: start, fail-over,
CPU of an operation, throughput, one set at a time, and what idle ensembles cost. Called by
run_bench.py."""
import contextlib
import pathlib
import signal
import statistics
import struct
import sys
import tempfile
import time

from bench_server import free_port, make
import wire

MEMBERS = 3
SETTINGS = {"initLimit": "10", "syncLimit": "5"}
NODE_EXISTS = -110
PATIENCE = 60
IDLE_SECONDS = 10

# What, load arguments, count, then figure and target for each figure that one load gives.
FEW = ["--connections", "8"]
ONE_AT_A_TIME = ["--connections", "1", "--depth", "1"]
LOADS = [
    ("get", ["--op", "get", *FEW], 200_000, {"cpu_us": 1 / 8, "rate": 5}),
    ("set", ["--op", "set", *FEW], 100_000, {"cpu_us": 1 / 8, "rate": 4}),
    ("mixed 90:10", ["--op", "mixed", "--write-every", "10", *FEW], 200_000, {"rate": 4}),
    ("set one at a time", ["--op", "set", *ONE_AT_A_TIME], 5_000,
     {"p50_us": 1 / 2, "p999_us": 1 / 2}),
]


class Trio:
    """Three members of one kind: all of "ours", or all of "apache"; or the kinds that are named."""

    def __init__(self, name, folder, binaries, kinds=None, settings=None):
        self.name = name
        self.members = [make(kind, pathlib.Path(folder) / str(number), binaries)
                        for number, kind in enumerate(kinds or [name] * MEMBERS, 1)]
        members = {f"server.{number}": f"127.0.0.1:{free_port()}:{free_port()}"
                   for number in range(1, MEMBERS + 1)}
        for number, member in enumerate(self.members, 1):
            (member.data / "myid").write_text(f"{number}\n")
            member.configure({**SETTINGS, **members, **(settings or {})})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for member in self.members:
            member.discard()

    def launch(self):
        for member in self.members:
            member.launch()

    def start(self):
        self.launch()
        for member in self.members:
            self.until_serves(member)
        return self

    def until_serves(self, member):
        member.until(lambda: mode(member) in ("leader", "follower"), PATIENCE)

    def leader(self):
        return self.member_that("leader")

    def follower(self):
        return self.member_that("follower")

    def member_that(self, is_in):
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            for member in self.members:
                with contextlib.suppress(OSError):
                    if member.process.poll() is None and mode(member) == is_in:
                        return member
            time.sleep(0.01)  # tidy-ok(sleep): polls foreign processes
        sys.exit(f"no {is_in} among three servers ({self.name})")

    def pids(self):
        return ",".join(str(member.process.pid) for member in self.members)

    def cpu_seconds(self):
        return sum(member.cpu_seconds() for member in self.members)

    def resident_mb(self):
        return sum(member.resident_mb() for member in self.members)


def mode(member):
    with wire.socket.create_connection(("127.0.0.1", member.port), timeout=1) as asked:
        asked.sendall(b"srvr")
        answer = b""
        while piece := asked.recv(4096):
            answer += piece
    for line in answer.decode().splitlines():
        if line.startswith("Mode: "):
            return line[len("Mode: "):]
    return ""


class EnsembleBench:
    def __init__(self, report, binaries, run_load, runs, is_small):
        self.report = report
        self.binaries = binaries
        self.run_load = run_load
        self.runs = runs
        self.is_small = is_small

    def both(self, measure):
        """What `measure` says of a new trio of each kind: name -> figures."""
        found = {}
        for name in ("ours", "apache"):
            with tempfile.TemporaryDirectory(prefix="zooscope-bench-") as folder, \
                    Trio(name, folder, self.binaries) as trio:
                found[name] = measure(trio)
        return found

    def ratio(self, what, figure, found, target):
        self.report.ratio(f"three servers: {what}", figure,
                          statistics.median(found["ours"]), statistics.median(found["apache"]),
                          target)

    # ---- start ----

    def measure_start(self):
        wall, cpu = {"ours": [], "apache": []}, {"ours": [], "apache": []}
        for _ in range(min(self.runs, 3)):
            for name, (took, used) in self.both(self.first_write).items():
                wall[name].append(took)
                cpu[name].append(used)
        self.ratio("start to first write", "wall ms", wall, 1 / 10)
        self.ratio("start to first write", "cpu ms", cpu, 1 / 20)

    @staticmethod
    def first_write(trio):
        """Milliseconds, wall and CPU of all three, until any of them acknowledges a write."""
        began = time.monotonic()
        trio.launch()
        deadline = began + PATIENCE
        while not any(map(took_write, trio.members)):
            if time.monotonic() > deadline:
                sys.exit(f"three servers ({trio.name}) took no write within {PATIENCE} s")
            time.sleep(0.002)  # tidy-ok(sleep): polls foreign processes
        return (time.monotonic() - began) * 1e3, trio.cpu_seconds() * 1e3

    # ---- fail-over ----

    def measure_fail_over(self):
        times = 1 if self.is_small else 10
        found = self.both(lambda trio: self.fail_overs(trio, times))
        self.ratio("kill -9 of the leader", "wall ms", found, 1 / 4)

    def measure_mixed_fail_over(self):
        """Two of Apache's and one of ours against three of Apache's, whoever leads."""
        times = 1 if self.is_small else 10
        found = {}
        for name, kinds in (("ours", ["ours", "apache", "apache"]), ("apache", None)):
            with tempfile.TemporaryDirectory(prefix="zooscope-bench-") as folder, \
                    Trio(name, folder, self.binaries, kinds) as trio:
                found[name] = self.fail_overs(trio, times)
        self.report.ratio("three servers: kill -9 of the leader, one of ours and two of Apache's",
                          "wall ms", statistics.median(found["ours"]),
                          statistics.median(found["apache"]), 1)

    def measure_paused_leader(self):
        """A leader that stands still, or is cut off: those that follow wait for syncLimit ticks,
        then elect. The bound is that and two ticks for the election."""
        tick_ms = 400
        bound = (int(SETTINGS["syncLimit"]) + 2) * tick_ms
        times = 1 if self.is_small else 5
        found = {}
        for name in ("ours", "apache"):
            with tempfile.TemporaryDirectory(prefix="zooscope-bench-") as folder, \
                    Trio(name, folder, self.binaries,
                         settings={"tickTime": str(tick_ms)}) as trio:
                trio.start()
                found[name] = [fail_over(trio, pause=True) for _ in range(times)]
        self.report.limit(f"three servers: leader paused, tickTime {tick_ms}, syncLimit "
                          f"{SETTINGS['syncLimit']}", "longest ms", max(found["ours"]),
                          max(found["apache"]), bound)

    @staticmethod
    def fail_overs(trio, times):
        trio.start()
        return [fail_over(trio) for _ in range(times)]

    # ---- loads ----

    def measure_loads(self):
        with tempfile.TemporaryDirectory(prefix="zooscope-bench-") as folder, \
                Trio("ours", folder, self.binaries) as ours, \
                Trio("apache", folder, self.binaries) as apache:
            for trio in (ours, apache):
                trio.start()
                self.tell_idle(trio)
                # The Java servers compile what they run often: give both the same warm-up.
                for op in ("get", "set"):
                    self.load(trio, ["--op", op], 50_000)
            self.report_idle()
            for what, arguments, count, targets in LOADS:
                self.measure_load((ours, apache), what, arguments, count, targets)

    def load(self, trio, arguments, count):
        return self.run_load(trio.follower(), arguments,
                             max(20, count // 100) if self.is_small else count, trio.pids())

    def measure_load(self, trios, what, arguments, count, targets):
        found = {"ours": [], "apache": []}
        for _ in range(self.runs):
            for trio in trios:
                found[trio.name].append(self.load(trio, arguments, count))
        for figure, target in targets.items():
            self.ratio(what, figure, {name: [one[figure] for one in runs]
                                      for name, runs in found.items()}, target)

    # ---- idle ----

    idle = {}

    def tell_idle(self, trio):
        seconds = 1 if self.is_small else IDLE_SECONDS
        before = trio.cpu_seconds()
        time.sleep(seconds)  # tidy-ok(sleep): the time over which nothing is asked of them
        self.idle[trio.name] = {"cpu": (trio.cpu_seconds() - before) * 1e3 / seconds,
                                "memory": trio.resident_mb()}

    def report_idle(self):
        ours, theirs = self.idle["ours"], self.idle["apache"]
        self.report.limit("three servers: idle", "MB", ours["memory"], theirs["memory"], 30)
        self.report.ratio("three servers: idle", "cpu ms/s", ours["cpu"], theirs["cpu"], 1)


def took_write(member):
    if member.process.poll() is not None:
        sys.exit(f"{member.name} ended; see its log {member.log_file}")
    with contextlib.suppress(OSError, wire.Closed, struct.error):
        connection = wire.Connection(member.port, timeout=0.5)
        try:
            connection.open_session()
            # An answer that came too late leaves the node of an earlier try.
            return connection.create("/first")[1] in (0, NODE_EXISTS)
        finally:
            connection.close()
    return False


def fail_over(trio, pause=False):
    """Milliseconds from kill -9 (or SIGSTOP) of the leader until the next write of a session that a
    follower serves is acknowledged; the session comes back to the same server. Then the leader is
    started again (or goes on), and all serve as before."""
    leader, follower = trio.leader(), trio.follower()
    connection = wire.session(follower.port)
    if connection.create("/written")[1] not in (0, NODE_EXISTS):
        sys.exit(f"a follower ({trio.name}) refused a write")
    began = time.monotonic()
    if pause:
        leader.process.send_signal(signal.SIGSTOP)
    else:
        leader.process.kill()
        leader.process.wait(PATIENCE)
    while True:
        try:
            if connection.set_data("/written", b"x")[1] == 0:
                break
        except (OSError, wire.Closed):
            connection = come_back(connection, follower, began)
    took = (time.monotonic() - began) * 1e3
    connection.close()
    if pause:
        leader.process.send_signal(signal.SIGCONT)
        leader.until(lambda: mode(leader) == "follower", PATIENCE)
    else:
        leader.launch()
        trio.until_serves(leader)
    return took


def come_back(lost, server, began):
    """The lost connection's session on a new one, as soon as the server takes it."""
    lost.close()
    while time.monotonic() - began < PATIENCE:
        with contextlib.suppress(OSError, wire.Closed):
            connection = wire.Connection(server.port, timeout=2)
            try:
                if connection.open_session(session=lost.session, password=lost.password):
                    return connection
            except (OSError, wire.Closed):
                connection.close()
                continue
            sys.exit("the session expired while a leader was elected")
        time.sleep(0.002)  # tidy-ok(sleep): polls a foreign process
    sys.exit(f"no session within {PATIENCE} s after the leader was killed")


def measure(report, binaries, run_load, runs, is_small):
    bench = EnsembleBench(report, binaries, run_load, runs, is_small)
    bench.measure_start()
    bench.measure_fail_over()
    bench.measure_mixed_fail_over()
    bench.measure_paused_leader()
    bench.measure_loads()
