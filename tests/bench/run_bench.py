#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Our server against Apache ZooKeeper, one machine, one run, the same load program for both.

Starts both servers on empty directories with the same settings and fsync on, then runs each load
`--runs` times in turn (ours, theirs, ours, theirs, ...) and prints the medians, their ratio, the
target and whether it was reached. Fails when a load fails, never because of a figure.
"""
import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

from bench_server import BareServer, pair
import client_bench
import ensemble_bench
import gui_bench
from report import Report
import stall_bench
import whole_server
import workspace_bench

FEW = ["--connections", "8"]
MANY = ["--connections", "100", "--depth", "16"]
ONE_AT_A_TIME = ["--connections", "1", "--depth", "1"]
WATCHERS = ["--op", "watch", "--connections"]

# What, load arguments, count, then figure and target for each figure that one load gives.
LOADS = [
    ("get, 8 connections", ["--op", "get", *FEW], 400_000, {"cpu_us": 1 / 10, "rate": 5}),
    ("get, 100 connections", ["--op", "get", *MANY], 400_000, {"cpu_us": 1 / 10, "rate": 5}),
    ("set, 8 connections", ["--op", "set", *FEW], 200_000, {"cpu_us": 1 / 8, "rate": 4}),
    ("set, 100 connections", ["--op", "set", *MANY], 200_000, {"cpu_us": 1 / 8, "rate": 4}),
    ("create, 8 connections", ["--op", "create", *FEW], 50_000, {"cpu_us": 1 / 8, "rate": 4}),
    ("create, 100 connections", ["--op", "create", *MANY], 50_000, {"cpu_us": 1 / 8}),
    ("ephemeral create, 8 connections", ["--op", "ephemeral", *FEW], 50_000, {"cpu_us": 1 / 8}),
    ("ephemeral create, 100 connections", ["--op", "ephemeral", *MANY], 50_000,
     {"cpu_us": 1 / 8}),
    ("delete, 8 connections", ["--op", "delete", *FEW], 50_000, {"cpu_us": 1 / 8}),
    ("delete, 100 connections", ["--op", "delete", *MANY], 50_000, {"cpu_us": 1 / 8}),
    ("getChildren of 100, 8 connections", ["--op", "children", *FEW], 50_000, {"cpu_us": 1 / 8}),
    ("getChildren of 100, 100 connect.", ["--op", "children", *MANY], 50_000, {"cpu_us": 1 / 8}),
    ("opening and closing a session", ["--op", "session", "--connections", "50"], 20_000,
     {"cpu_us": 1 / 8}),
    ("get 10 kB", ["--op", "get", "--size", "10000"], 40_000, {"rate": 3}),
    ("set 10 kB", ["--op", "set", "--size", "10000"], 20_000, {"rate": 3}),
    ("get one at a time", ["--op", "get", *ONE_AT_A_TIME], 20_000,
     {"p50_us": 1 / 2, "p999_us": 1 / 2}),
    ("set one at a time", ["--op", "set", *ONE_AT_A_TIME], 10_000,
     {"p50_us": 2 / 3, "p999_us": 1 / 2}),
    ("change seen by 500 watchers", [*WATCHERS, "500"], 10, {"p50_us": 1 / 4}),
    ("change seen by 10,000 watchers", [*WATCHERS, "10000"], 3, {"p50_us": 1 / 4}),
]

# Loads that zs-bare-server can serve, too, and whose figures are mostly the machine's own.
BOUNDED = ("opening and closing a session", "get one at a time", "change seen by 500 watchers",
           "change seen by 10,000 watchers")
BULK_BYTES = 10_000


class Bench:
    def __init__(self, options):
        self.binaries = options.bin
        self.is_small = options.small
        self.runs = 1 if options.small else options.runs
        self.only = options.only
        self.apache = {}  # Its figures, by load and figure.
        self.report = Report(options.small)

    def run_load(self, server, arguments, count, pids=None):
        """What the load program prints, as a dictionary; ends the program when it fails.
        `pids`: whose CPU counts, when it is not that of the server alone."""
        command = [os.path.join(self.binaries, "zs-loadgen"), "--port", str(server.port), "--pid",
                   pids or str(server.process.pid), "--count", str(count), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, timeout=900)
        if done.returncode != 0:
            sys.exit(f"{' '.join(command)} against {server.name}: {done.stderr}")
        return json.loads(done.stdout)

    def wants(self, what):
        return self.only in what

    def scaled(self, what, arguments, count):
        if not self.is_small:
            return arguments, count
        # A hundred connections too many for a quick look are too many.
        arguments = [str(min(int(word), 500)) if word.isdigit() and "watchers" in what else word
                     for word in arguments]
        return arguments, max(3, count // 100)

    def measure_loads(self, folder):
        servers = pair(folder, self.binaries)
        try:
            for server in servers:
                server.start()
                # The Java server compiles what it runs often: give both the same warm-up.
                for op, count in (("get", 100_000), ("set", 100_000), ("session", 20_000)):
                    self.run_load(server, ["--op", op], count // 50 if self.is_small else count)
            for what, arguments, count, targets in LOADS:
                if self.wants(what):
                    self.measure(servers, what, *self.scaled(what, arguments, count), targets)
            if self.wants("set one at a time"):
                self.measure_sync_floor(servers[0], folder)
            if self.wants("set 10 kB"):
                self.measure_disk(folder)
        finally:
            for server in servers:
                server.discard()

    def measure(self, servers, what, arguments, count, targets):
        found = {server.name: [] for server in servers}
        for _ in range(self.runs):
            for server in servers:
                found[server.name].append(self.run_load(server, arguments, count))
        for figure, target in targets.items():
            ours, theirs = (statistics.median(one[figure] for one in found[name])
                            for name in ("ours", "apache"))
            self.report.ratio(what, figure, ours, theirs, target)
            self.apache[what, figure] = theirs
        if what in BOUNDED:
            self.measure_bound(what, arguments, count, targets)

    def measure_bound(self, what, arguments, count, targets):
        with BareServer(self.binaries) as server:
            found = [self.run_load(server, arguments, count) for _ in range(self.runs)]
        for figure, target in targets.items():
            self.report.least("the same of a bare server", figure,
                              statistics.median(one[figure] for one in found),
                              self.apache[what, figure], target)

    def measure_disk(self, folder):
        """Sets of 10 kB a second that the disk could take, by what is written and synced a second:
        into space that was allocated before, so many at once as the load keeps in flight."""
        block = os.urandom(BULK_BYTES) * 512
        times = 3 if self.is_small else 100
        with open(os.path.join(folder, "probe"), "wb", buffering=0) as file:
            os.posix_fallocate(file.fileno(), 0, len(block) * times)
            began = time.monotonic()
            for _ in range(times):
                file.write(block)
                os.fdatasync(file.fileno())
            took = time.monotonic() - began
        self.report.least("sets of 10 kB that the disk takes", "rate", 512 * times / took)

    def measure_sync_floor(self, server, folder):
        """A set faster than one sync of a small write was not synced."""
        took = []
        with open(os.path.join(folder, "probe"), "wb", buffering=0) as file:
            file.write(bytes(1 << 20))
            os.fsync(file.fileno())
            for number in range(300):
                began = time.monotonic()
                os.pwrite(file.fileno(), b"x" * 200, number * 200)
                os.fdatasync(file.fileno())
                took.append((time.monotonic() - began) * 1e6)
        found = self.run_load(server, ["--op", "set", *ONE_AT_A_TIME], 300)
        # The quickest sync, for the disk's mood changes between the two measurements.
        self.report.floor("set one at a time is synced", "p50_us", found["p50_us"], min(took))

    def run(self):
        scale = 0.01 if self.is_small else 1
        self.report.head()
        if any(self.wants(what) for what, *_ in LOADS):
            with tempfile.TemporaryDirectory(prefix="zooscope-bench-") as folder:
                self.measure_loads(folder)
        if self.wants("exec to first write"):
            whole_server.measure_first_write(self.report, self.binaries, self.runs)
        if self.wants("memory and start"):
            whole_server.measure_memory_and_restart(
                self.report, self.binaries, self.run_load, scale)
        if self.wants("pauses"):
            whole_server.measure_pauses(
                self.report, self.binaries, self.run_load, scale, 3 if self.is_small else 20)
        if self.wants("client"):
            client_bench.measure(self.report, self.binaries, self.runs, self.is_small)
        if self.wants("ensemble"):
            ensemble_bench.measure(
                self.report, self.binaries, self.run_load, self.runs, self.is_small)
        if self.wants("gui"):
            gui_bench.measure(self.report, self.binaries, self.runs, self.is_small)
        if self.wants("workspace"):
            workspace_bench.measure(self.report, self.binaries, self.runs, self.is_small)
        if self.wants("stall"):
            stall_bench.measure(self.report, self.binaries, self.is_small)
        self.report.summary()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", required=True, help="folder with zs-loadgen and zooscope-server")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--small", action="store_true", help="one short run, to see that it works")
    parser.add_argument("--only", default="", help="what contains this: a load's name, \"exec to "
                        "first write\", \"memory and start\", \"pauses\", \"client\", "
                        "\"ensemble\", \"gui\", \"workspace\", \"stall\"")
    # 10,000 watchers are as many descriptors, in the load program and in each server.
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    Bench(parser.parse_args()).run()


if __name__ == "__main__":
    main()
