#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Our server against Apache ZooKeeper, one machine, one run, the same load program for both.

Starts both servers on empty directories with the same settings and fsync on, then runs each load
`--runs` times in turn (ours, theirs, ours, theirs, ...) and prints the medians, their ratio and the
target. Never fails because of a figure; fails when a load fails.
"""
import argparse
import json
import os
import pathlib
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time

CLASSPATH = "/usr/share/java/*:/etc/zookeeper/conf"

MANY = ["--connections", "100", "--depth", "16"]
ONE_AT_A_TIME = ["--connections", "1", "--depth", "1"]

# name, load arguments, count for --small, figure, ours/Apache's at most
LOADS = [
    ("get, 8 connections", ["--op", "get", "--connections", "8"], 200_000, "cpu_us", 1 / 10),
    ("get, 100 connections", ["--op", "get", *MANY], 200_000, "cpu_us", 1 / 10),
    ("set, 8 connections", ["--op", "set", "--connections", "8"], 100_000, "cpu_us", 1 / 8),
    ("set, 100 connections", ["--op", "set", *MANY], 100_000, "cpu_us", 1 / 8),
    ("create", ["--op", "create"], 50_000, "cpu_us", 1 / 8),
    ("ephemeral create", ["--op", "ephemeral"], 50_000, "cpu_us", 1 / 8),
    ("delete", ["--op", "delete"], 50_000, "cpu_us", 1 / 8),
    ("getChildren of 100", ["--op", "children"], 50_000, "cpu_us", 1 / 8),
    ("session", ["--op", "session", "--connections", "50"], 20_000, "cpu_us", 1 / 8),
    ("get 10 kB", ["--op", "get", "--size", "10000"], 20_000, "rate", 3),
    ("set 10 kB", ["--op", "set", "--size", "10000"], 10_000, "rate", 3),
    ("get rate", ["--op", "get", "--connections", "8"], 200_000, "rate", 5),
    ("set rate", ["--op", "set", "--connections", "8"], 100_000, "rate", 4),
    ("get one at a time", ["--op", "get", *ONE_AT_A_TIME], 10_000, "p50_us", 1 / 2),
    ("set one at a time", ["--op", "set", *ONE_AT_A_TIME], 3_000, "p50_us", 2 / 3),
    ("set one at a time", ["--op", "set", *ONE_AT_A_TIME], 3_000, "p999_us", 1 / 2),
    ("change to 500 watchers", ["--op", "watch", "--connections", "500"], 10, "p50_us", 1 / 4),
]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """One server process on an empty directory; `command` is what starts it, given a zoo.cfg."""

    def __init__(self, name, command, folder):
        self.name = name
        self.port = free_port()
        data = pathlib.Path(folder) / name
        data.mkdir()
        config = data / "zoo.cfg"
        config.write_text(
            f"tickTime=2000\ndataDir={data}\nclientPort={self.port}\nclientPortAddress=127.0.0.1\n"
            "admin.enableServer=false\nmaxClientCnxns=0\n4lw.commands.whitelist=*\n"
        )
        self.log = open(data / "server.log", "wb")
        started = time.monotonic()
        self.process = subprocess.Popen(command + [str(config)], stdout=self.log, stderr=self.log)
        self.wait_ready()
        self.start_seconds = time.monotonic() - started

    def wait_ready(self, patience=60):
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                sys.exit(f"{self.name} ended at once; see its log {self.log.name}")
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=1) as asked:
                    asked.sendall(b"srvr")
                    if b"Mode:" in asked.recv(4096):
                        return
            except OSError:
                pass
            # A foreign process: nothing tells when its port opens.
            time.sleep(0.005)  # tidy-ok(sleep): polls a foreign process
        sys.exit(f"{self.name} did not serve within {patience} s")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.log.close()


def run_load(loadgen, server, arguments, count):
    command = [loadgen, "--port", str(server.port), "--pid", str(server.process.pid),
               "--count", str(count)] + arguments
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} against {server.name}: {done.stderr}")
    return json.loads(done.stdout)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", required=True, help="folder with zs-loadgen and zooscope-server")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--small", action="store_true", help="one short run, to see that it works")
    parser.add_argument("--only", default="", help="loads whose name contains this")
    options = parser.parse_args()
    loadgen = os.path.join(options.bin, "zs-loadgen")
    runs = 1 if options.small else options.runs
    with tempfile.TemporaryDirectory(prefix="zooscope-bench-") as folder:
        servers = [
            Server("ours", [os.path.join(options.bin, "zooscope-server")], folder),
            Server("apache", ["java", "-cp", CLASSPATH,
                              "org.apache.zookeeper.server.quorum.QuorumPeerMain"], folder),
        ]
        try:
            for server in servers:
                # The Java server compiles what it runs often: give both the same warm-up.
                for op in ("get", "set"):
                    run_load(loadgen, server, ["--op", op], 2_000 if options.small else 100_000)
            print(f"{'load':28}{'figure':>9}{'ours':>12}{'Apache':>12}{'ratio':>9}{'target':>9}")
            for name, arguments, count, figure, target in LOADS:
                if options.only not in name:
                    continue
                count = max(10, count // 100) if options.small else count
                figures = {server.name: [] for server in servers}
                for _ in range(runs):
                    for server in servers:
                        measured = run_load(loadgen, server, arguments, count)
                        figures[server.name].append(measured[figure])
                ours = statistics.median(figures["ours"])
                theirs = statistics.median(figures["apache"])
                ratio = ours / theirs if theirs else float("nan")
                print(f"{name:28}{figure:>9}{ours:12.1f}{theirs:12.1f}{ratio:9.3f}{target:9.3f}",
                      flush=True)
        finally:
            for server in servers:
                server.stop()


if __name__ == "__main__":
    main()
