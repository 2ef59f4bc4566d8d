# SPDX-License-Identifier: Apache-2.0
"""The console's tour, offscreen, on a server that it launches or on Apache ZooKeeper; `chinese` is
`local` in Chinese, dark and at twice the size.

Usage: tour_test.py local|apache|chinese DIR; DIR is emptied, and holds the pictures afterwards."""
import contextlib
import os
import pathlib
import re
import shutil
import struct
import subprocess
import sys
import unittest
import zlib

import servers
import wire

# What a local cluster also suffers: its leader is killed, and more.
STEPS = {"local": 31, "apache": 25, "chinese": 31}
PATIENCE = 240  # Seconds for what takes two on an idle machine.
SIZE = (1440, 900)
NO_NODE = -101
# A picture of one colour has at most three distinct rows, whatever PNG's filters make of it. A
# window with text has hundreds.
DISTINCT_ROWS = 100
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}


def rows_of(picture):
    """Size and the still filtered rows of a PNG file; fails when it is damaged."""
    data = picture.read_bytes()
    if data[:8] != b"\x89PNG\r\n\x1a\n":
        raise AssertionError(f"{picture.name} is no PNG file")
    at, packed, header = 8, b"", None
    while at < len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        body = data[at + 8:at + 8 + length]
        if zlib.crc32(kind + body) != struct.unpack_from(">I", data, at + 8 + length)[0]:
            raise AssertionError(f"{picture.name} is damaged at {at}")
        if kind == b"IHDR":
            header = struct.unpack(">IIBBBBB", body)
        elif kind == b"IDAT":
            packed += body
        at += 12 + length
    width, height, depth, colour = header[:4]
    pixels = zlib.decompress(packed)
    stride = 1 + (width * depth * CHANNELS[colour] + 7) // 8
    if len(pixels) != stride * height:
        raise AssertionError(f"{picture.name} is not whole")
    return (width, height), [pixels[row:row + stride] for row in range(0, len(pixels), stride)]


class TourTest(unittest.TestCase):
    where = "local"
    pictures = pathlib.Path()

    def walk(self, home, pictures, *arguments):
        """Exit code, output and complaints of a tour with settings of its own, below `home`."""
        program = pathlib.Path(os.environ.get("ZS_BIN", ""), "zooscope")
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8",
                       "HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home,
                       "XDG_CACHE_HOME": home}
        if self.where == "chinese":
            environment["QT_SCALE_FACTOR"] = "2"
            arguments = ["--lang", "zh_CN", "--theme", "dark", *arguments]
        environment.pop("DISPLAY", None)
        environment.pop("WAYLAND_DISPLAY", None)
        done = subprocess.run([program, "--tour", pictures, *arguments], env=environment,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              check=False, timeout=PATIENCE)
        print(done.stdout, done.stderr)
        return done

    def check_lines(self, done):
        """One line for each step, in order; yields their names."""
        self.assertEqual(done.returncode, 0)
        steps = re.findall(r"^ok +(\d+)  (.+)$", done.stdout, re.MULTILINE)
        count = STEPS[self.where]
        self.assertEqual([int(number) for number, _ in steps], list(range(1, count + 1)))
        self.assertEqual(len(done.stdout.splitlines()), count + 1, "a line a step, and the last")
        self.assertNotIn("zooscope:", done.stderr)  # Qt has words of its own to say there.
        return [name for _, name in steps]

    def check_pictures(self, names):
        """A picture for each step, none of them blank. Two may be alike (what a step selects may
        be selected already), but a window that stopped painting shows in few different ones."""
        different = set()
        for number, name in enumerate(names, 1):
            picture = self.pictures / f"{number:02}-{name.lower().replace(' ', '-')}.png"
            size, rows = rows_of(picture)
            scale = 2 if self.where == "chinese" else 1
            self.assertEqual(size, tuple(scale * side for side in SIZE), picture.name)
            self.assertGreater(len(set(rows)), DISTINCT_ROWS, f"{picture.name} is blank")
            different.add(hash(tuple(rows)))
        self.assertGreater(len(different), len(names) // 2)

    def test_every_step_is_seen_to_work(self):
        shutil.rmtree(self.pictures, ignore_errors=True)
        with contextlib.ExitStack() as stack:
            home = stack.enter_context(servers.scratch())
            if self.where != "apache":
                names = self.check_lines(self.walk(home, self.pictures))
                self.assertEqual(names[1], "launch a local cluster and connect")
            else:
                server = stack.enter_context(servers.Apache(home))
                done = self.walk(home, self.pictures, "--connect", server.address)
                names = self.check_lines(done)
                self.assertEqual(names[1], "connect to a server")
                self.check_left_clean(server, home)
        self.check_pictures(names)

    def check_left_clean(self, server, home):
        """The tour deleted what it had made, and closed its sessions."""
        with contextlib.closing(wire.session(server.port)) as client:
            self.assertEqual(client.get_data("/tour")[0], NO_NODE)
            # A node made on purpose stays, and the tour says why it goes no further.
            self.assertEqual(client.create("/tour", b"mine")[1], 0)
            done = self.walk(home, pathlib.Path(home, "refused"), "--connect", server.address)
            self.assertEqual(done.returncode, 1)
            self.assertIn("FAIL   3", done.stdout)
            self.assertIn("/tour already", done.stdout)
            self.assertEqual(client.get_data("/tour")[1][0], b"mine")


if __name__ == "__main__":
    if len(sys.argv) < 3 or sys.argv[1] not in STEPS:
        sys.exit(__doc__)
    TourTest.where, TourTest.pictures = sys.argv[1], pathlib.Path(sys.argv[2])
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
