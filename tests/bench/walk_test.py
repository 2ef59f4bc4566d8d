# SPDX-License-Identifier: Apache-2.0
"""zooscope-walk as its users see it: arguments, what it writes, what is deleted under it, how it is
interrupted, and how many round trips it takes."""
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "interop"))
from delay_proxy import DelayProxy
from kazoo.client import KazooClient
import servers

WALK = os.path.join(os.environ["ZS_BIN"], "zooscope-walk")
FILL = os.path.join(os.environ["ZS_BIN"], "zs-fill-tree")
PATIENCE = 60
ADDED_ROUND_TRIP = 0.030
MOST_ROUND_TRIPS_A_LEVEL = 3


def walked(out):
    """The paths of an OUT file with their data (None: null), in order."""
    text = pathlib.Path(out).read_bytes()
    found = {}
    while text:
        path, _, rest = text.partition(b"\t")
        size, _, rest = rest.partition(b"\n")
        length = max(int(size), 0)
        found[path.decode()] = None if int(size) < 0 else rest[:length]
        if rest[length:length + 1] != b"\n":
            raise AssertionError(f"{path} is not ended by a line end")
        text = rest[length + 1:]
    return found


class WalkTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="zooscope-walk-")
        cls.addClassCleanup(cls.folder.cleanup)
        cls.server = servers.Zooscope(cls.folder.name)
        cls.server.start()
        cls.addClassCleanup(cls.server.stop)
        cls.out = os.path.join(cls.folder.name, "out")
        # Each level fits into the window: 1 + 5 + 25 + 125 + 375 nodes.
        cls.fill("/levels", "5", "5", "5", "3")

    @classmethod
    def fill(cls, root, *fan_outs):
        subprocess.run([FILL, cls.hosts(), root, *fan_outs], check=True, timeout=PATIENCE,
                       stdout=subprocess.DEVNULL)

    @classmethod
    def hosts(cls):
        return f"127.0.0.1:{cls.server.port}"

    def walk(self, *arguments):
        return subprocess.run([WALK, *arguments], capture_output=True, text=True, check=False,
                              timeout=PATIENCE)

    def start_slow_walk(self, root, proxy):
        """A walk of one node at a time over a slow line, which is at work when this returns."""
        before = self.connections()
        walk = subprocess.Popen([WALK, f"127.0.0.1:{proxy.port}", root, self.out, "2"],
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.addCleanup(walk.kill)
        deadline = time.monotonic() + PATIENCE
        while self.requests_of_new_connections(before) < 30:
            self.assertLess(time.monotonic(), deadline, "the walk does not begin")
            self.assertIsNone(walk.poll(), "the walk ended before it was disturbed")
        return walk

    def connections(self):
        """How many packets came from each address."""
        answer = servers.four_letter(self.server.port, "cons")
        return {address: int(received) for address, received
                in re.findall(r"/([\d.:]+)\[\d\]\(queued=\d+,recved=(\d+),", answer)}

    def requests_of_new_connections(self, before):
        return max((received for address, received in self.connections().items()
                    if address not in before), default=0)

    def test_wrong_arguments_are_named_and_exit_with_2(self):
        for arguments, word in (
                ((), "arguments are needed"),
                ((self.hosts(), "/"), "arguments are needed"),
                ((self.hosts(), "/", self.out, "2", "3"), "arguments are needed"),
                (("", "/", self.out), "HOSTS"),
                (("host:no-port", "/", self.out), "HOSTS"),
                ((self.hosts(), "levels", self.out), "ROOT"),
                ((self.hosts(), "/levels/", self.out), "ROOT"),
                ((self.hosts(), "/", self.out, "many"), "WINDOW"),
                ((self.hosts(), "/", self.out, "1"), "WINDOW")):
            with self.subTest(arguments=arguments):
                done = self.walk(*arguments)
                self.assertEqual(done.returncode, 2)
                self.assertIn(word, done.stderr)
                self.assertIn("usage: zooscope-walk HOSTS ROOT OUT", done.stderr)
                self.assertEqual(done.stdout, "")

    def test_every_node_is_written_once_parents_first_with_its_data(self):
        done = self.walk(self.hosts(), "/levels", self.out)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stderr, "")
        told = json.loads(done.stdout)
        self.assertEqual(set(told), {"secs", "cpu_secs", "rss_mb", "nodes"})
        found = walked(self.out)
        self.assertEqual(told["nodes"], 531)
        self.assertEqual(len(found), 531)
        seen = {""}
        for path in found:
            self.assertIn(path.rpartition("/")[0], seen | {"/"})
            seen.add(path)
        self.assertGreater(sum(len(data or b"") for data in found.values()), 0)

    def test_what_cannot_be_reached_read_or_written_is_said_and_exits_with_1(self):
        closed = servers.free_port()
        for arguments, word in (
                ((f"127.0.0.1:{closed}", "/", self.out), "connection refused"),
                ((self.hosts(), "/none", self.out), "there is no node /none"),
                ((self.hosts(), "/levels", self.folder.name + "/none/out"), "cannot write"),
                ((self.hosts(), "/levels", "/dev/full"), "cannot write")):
            with self.subTest(arguments=arguments):
                done = self.walk(*arguments)
                self.assertEqual(done.returncode, 1)
                self.assertIn(word, done.stderr)

    def test_nodes_deleted_during_the_walk_are_left_out_and_all_others_read(self):
        self.fill("/doomed", "4", "4", "4")
        client = KazooClient(hosts=self.hosts())
        client.start()
        self.addCleanup(client.stop)
        with DelayProxy(self.server.port, ADDED_ROUND_TRIP / 3) as proxy:
            walk = self.start_slow_walk("/doomed", proxy)
            before = {path for path in self.tree(client, "/doomed")}
            gone = {path for path in before if path.count("/") == 4 and path.endswith("0")}
            for path in gone:
                client.delete(path)
            said, problem = walk.communicate(timeout=PATIENCE)
        self.assertEqual(walk.returncode, 0, problem)
        found = set(walked(self.out))
        self.assertEqual(json.loads(said)["nodes"], len(found))
        self.assertLessEqual(before - gone, found)
        self.assertLessEqual(found, before)
        self.assertTrue(gone - found, "nothing was deleted before the walk came to it")

    def tree(self, client, root):
        paths = [root]
        for path in paths:
            paths += [f"{path}/{name}" for name in client.get_children(path)]
        return paths

    def test_interrupted_walk_says_so_and_writes_what_it_read(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            with self.subTest(signal=number), \
                    DelayProxy(self.server.port, ADDED_ROUND_TRIP) as proxy:
                walk = self.start_slow_walk("/levels", proxy)
                walk.send_signal(number)
                said, problem = walk.communicate(timeout=PATIENCE)
                self.assertEqual(walk.returncode, 1)
                self.assertIn("OUT does not hold all of the subtree", problem)
                found = walked(self.out)
                self.assertEqual(json.loads(said)["nodes"], len(found))
                self.assertIn("/levels", found)
                self.assertLess(len(found), 531)

    def test_server_that_goes_ends_the_walk_with_the_reason(self):
        folder = os.path.join(self.folder.name, "mortal")
        os.mkdir(folder)
        mortal = servers.Zooscope(folder)
        mortal.start()
        subprocess.run([FILL, f"127.0.0.1:{mortal.port}", "/levels", "5", "5", "5"], check=True,
                       timeout=PATIENCE, stdout=subprocess.DEVNULL)
        whole, self.server = self.server, mortal
        try:
            with DelayProxy(mortal.port, ADDED_ROUND_TRIP) as proxy:
                walk = self.start_slow_walk("/levels", proxy)
                mortal.kill()
                _, problem = walk.communicate(timeout=PATIENCE)
        finally:
            self.server = whole
        self.assertEqual(walk.returncode, 1)
        self.assertIn("the walk ended early", problem)

    def test_a_longer_line_costs_less_than_three_round_trips_a_level(self):
        levels = 5

        def seconds(round_trip):
            with DelayProxy(self.server.port, round_trip) as proxy:
                done = self.walk(f"127.0.0.1:{proxy.port}", "/levels", self.out)
            self.assertEqual(done.returncode, 0, done.stderr)
            return json.loads(done.stdout)["secs"]

        # The quickest of three each: other work on the machine only adds.
        growth = min(seconds(ADDED_ROUND_TRIP) for _ in range(3)) \
            - min(seconds(0) for _ in range(3))
        trips = growth / ADDED_ROUND_TRIP / levels
        print(f"{trips:.2f} round trips a level", file=sys.stderr)
        self.assertLess(trips, MOST_ROUND_TRIPS_A_LEVEL)
        self.assertGreater(trips, 0.9, "the line was not slow")


if __name__ == "__main__":
    unittest.main()
