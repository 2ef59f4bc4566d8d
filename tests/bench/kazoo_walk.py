#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""kazoo at the work of zooscope-walk: kazoo_walk.py HOSTS ROOT OUT WINDOW. Asynchronous, with the
same number of requests in flight; prints the same line of JSON."""
import json
import resource
import sys
import threading
import time

from kazoo.client import KazooClient
from kazoo.exceptions import NoNodeError


GONE = object()  # Deleted meanwhile.


class Walk:
    """After `start` only kazoo's completion thread touches it."""

    def __init__(self, client, window, out):
        self.client = client
        self.window = window
        self.out = out
        self.paths = []
        self.in_flight = 0
        self.nodes = 0
        self.problem = None
        self.ended = threading.Event()

    def start(self, root):
        self.paths.append(root)
        self.send_next()

    def send_next(self):
        path = self.paths.pop()
        self.in_flight += 2
        answers = {}
        names = self.client.get_children_async(path, include_data=True)
        data = self.client.get_async(path)
        names.rawlink(lambda result: self.answered(path, answers, "names", result))
        data.rawlink(lambda result: self.answered(path, answers, "data", result))

    def answered(self, path, answers, kind, result):
        self.in_flight -= 1
        try:
            answers[kind] = result.get()[0]
        except NoNodeError:
            answers[kind] = GONE
        except Exception as why:  # Told by main; a completion thread must not end.
            self.problem = why
            self.ended.set()
            return
        if kind == "names" and answers[kind] is not GONE:
            base = path if path == "/" else path + "/"
            self.paths.extend(base + name for name in answers[kind])
        if len(answers) == 2 and answers["data"] is not GONE:
            data = answers["data"] or b""  # kazoo tells no null from empty.
            self.out.write(b"%s\t%d\n%s\n" % (path.encode(), len(data), data))
            self.nodes += 1
        while self.paths and self.in_flight + 2 <= self.window:
            self.send_next()
        if self.in_flight == 0:
            self.ended.set()


def cpu_seconds():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def peak_resident_mib():
    with open("/proc/self/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM:")) / 1024


def main():
    hosts, root, out_name, window = sys.argv[1:]
    began, began_cpu = time.monotonic(), cpu_seconds()
    client = KazooClient(hosts=hosts, timeout=30)
    client.start()
    with open(out_name, "wb") as out:
        walk = Walk(client, int(window), out)
        walk.start(root)
        walk.ended.wait()
    if walk.problem:
        sys.exit(f"kazoo_walk: {walk.problem!r}")
    print(json.dumps({"secs": time.monotonic() - began, "cpu_secs": cpu_seconds() - began_cpu,
                      "rss_mb": peak_resident_mib(), "nodes": walk.nodes}))
    client.stop()


if __name__ == "__main__":
    main()
