# SPDX-License-Identifier: Apache-2.0
"""Runs one scenario against both servers and compares what it wrote down, line by line."""
import difflib
import re
import select
import subprocess
import time
import unittest

import servers

# What differs between two runs against the same server, too. Zxids are left alone: both servers
# start empty, and equal requests must take equal zxids.
MASKS = (
    (re.compile(r"\b0x1[0-9a-f]{14}\b"), "<session>"),
    (re.compile(r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ \d]\d [\d:]{8}(?: [A-Z]{3,4})?"
                r" \d{4}"), "<date>"),
    (re.compile(r"127\.0\.0\.1:\d+"), "<address>"),
    (re.compile(r"^time = \d+ msec$"), ""),
)


def masked(line):
    for pattern, instead in MASKS:
        line = pattern.sub(instead, line)
    return line.rstrip()


class ComparedTest(unittest.TestCase):
    """`compared(scenario)` calls scenario(server) with each server, started on an empty folder."""
    maxDiff = None

    def compared(self, scenario, settings=None):
        """Yields the lines that both gave; fails with their difference."""
        written = {}
        for kind in servers.BOTH:
            began = time.monotonic()
            with servers.scratch() as folder, kind(folder, settings) as server:
                try:
                    written[kind.name] = [masked(line) for line in scenario(server)]
                except Exception as problem:
                    raise AssertionError(f"against {kind.name}: {problem!r}") from problem
            print(f"{self.id()}: {kind.name}: {time.monotonic() - began:.1f} s", flush=True)
        theirs, ours = written[servers.Apache.name], written[servers.Zooscope.name]
        if theirs != ours:
            self.fail("ours differs from Apache's:\n" + "\n".join(
                difflib.unified_diff(theirs, ours, "apache", "zooscope", lineterm="", n=4)))
        self.assertTrue(theirs, "the scenario wrote nothing down")
        return theirs


class Talk:
    """A program that is told one line after the other, and waited for by what it prints."""

    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.STDOUT)
        self.text = ""

    def tell(self, line):
        self.process.stdin.write(line.encode() + b"\n")
        self.process.stdin.flush()

    def wait_for(self, pattern, patience=servers.PATIENCE):
        """Reads until what was not yet taken matches; takes and yields it up to there."""
        deadline = time.monotonic() + patience
        while not (found := re.search(pattern, self.text, re.MULTILINE)):
            left = deadline - time.monotonic()
            ready, _, _ = select.select([self.process.stdout], [], [], max(0, left))
            piece = self.process.stdout.read1(65536) if ready else b""
            if not piece:
                raise AssertionError(f"waited for {pattern!r}, got {self.text!r}")
            self.text += piece.decode(errors="replace")
        taken, self.text = self.text[:found.end()], self.text[found.end():]
        return taken

    def ask(self, line, pattern):
        self.tell(line)
        return self.wait_for(pattern)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.communicate()
