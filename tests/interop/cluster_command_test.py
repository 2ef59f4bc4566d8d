# SPDX-License-Identifier: Apache-2.0
"""`zooscope cluster`: a cluster for scripts, from start to stop, on our servers and Apache's."""
import json
import os
import pathlib
import subprocess
import tempfile
import time
import unittest

PATIENCE = 120


class ClusterCommandTest(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory(prefix="zooscope-interop-")
        self.addCleanup(scratch.cleanup)
        self.home = pathlib.Path(scratch.name)
        self.folder = self.home / "a cluster"
        self.addCleanup(self.run_command, "stop")
        self.addCleanup(self.tell_of_failure)

    def tell_of_failure(self):
        """What each server wrote, where a test failed: nobody can be asked later."""
        outcome = self._outcome.result
        if any(test is self for test, _ in outcome.failures + outcome.errors):
            print(self.id(), *self.run_command("status", "--json"))
            for log in sorted(self.folder.glob("server-*/server.log")):
                text = log.read_text(encoding="utf-8", errors="replace")
                print(f"--- {log.parent.name}\n{text[-6000:]}", flush=True)

    def run_command(self, *words, folder=True):
        """(exit code, stdout, stderr)"""
        program = pathlib.Path(os.environ["ZS_BIN"]) / "zooscope"
        where = ["--folder", str(self.folder)] if folder else []
        ended = subprocess.run(
            [str(program), "cluster", *map(str, words), *where], stdin=subprocess.DEVNULL,
            capture_output=True, text=True, timeout=PATIENCE, check=False,
            env={**os.environ, "XDG_DATA_HOME": str(self.home / "data")})
        return ended.returncode, ended.stdout, ended.stderr

    def succeed(self, *words, **options):
        code, out, err = self.run_command(*words, **options)
        self.assertEqual((code, err), (0, ""), f"cluster {words}")
        return out

    def status(self):
        return json.loads(self.run_command("status", "--json")[1])

    def server(self, number):
        return next(each for each in self.status()["servers"] if each["id"] == number)

    def wait_for(self, what, done):
        """The first status that satisfies done(status): each look takes as long as the slowest
        server's answer, at most 3 s. On a loaded machine servers may elect once more meanwhile."""
        deadline = time.monotonic() + PATIENCE
        while not done(status := self.status()):
            self.assertLess(time.monotonic(), deadline, f"{what}: {status}")
        return status

    def leader(self, but=None):
        """The server that leads, or will in a moment, other than `but`."""
        def leaders(status):
            return [each["id"] for each in status["servers"]
                    if each["state"] == "leader" and each["id"] != but]
        return leaders(self.wait_for("no leader", leaders))[0]

    def start(self, *words):
        self.succeed("start", "--port", 0, "--tick-time", 200, *words)

    def test_cluster_is_started_broken_healed_and_stopped_by_separate_calls(self):
        self.start("--servers", 3, "--observers", 1)
        states = ["follower", "follower", "leader", "observer"]
        status = self.wait_for("not all serve", lambda status: states == sorted(
            each["state"] for each in status["servers"]))
        self.assertTrue(status["serving"])
        leader = self.leader()
        self.succeed("kill", leader)
        self.assertEqual(self.server(leader)["state"], "stopped")
        self.leader(but=leader)  # Started again before that, it might be elected again.
        self.succeed("start", leader)
        self.succeed("start")  # Waits until all serve.
        self.succeed("pause", leader)
        self.assertEqual(self.server(leader)["state"], "paused")
        self.succeed("resume", leader)
        self.succeed("isolate", leader)
        self.assertIn(f"{leader}>4", self.status()["links"])
        self.succeed("delay", 1, 4, 20)
        self.succeed("heal")
        self.assertEqual(self.status()["links"], "cut delay")
        self.succeed("restart", 4)
        pids = [each["pid"] for each in self.status()["servers"]]
        self.succeed("stop")
        self.assertEqual(self.run_command("status")[0], 3)
        for pid in pids:
            self.assertFalse(pathlib.Path(f"/proc/{pid}/exe").exists(), f"{pid} still runs")

    def test_mixed_ensemble_of_both_engines_goes_through_the_relay(self):
        self.start("--servers", 3, "--apache", "1,3")
        engines = [each["engine"] for each in self.status()["servers"]]
        self.assertEqual(engines, ["apache", "ours", "apache"])
        leader = self.leader()
        self.succeed("isolate", leader)
        self.leader(but=leader)
        self.succeed("heal")
        self.succeed("start")
        self.wait_for("no quorum serves", lambda status: status["serving"])
        self.assertTrue((self.folder / "server-1" / "server.log").stat().st_size > 0)

    def test_exported_folder_runs_by_its_own_script(self):
        self.start("--servers", 3)
        exported = self.home / "exported"
        self.succeed("export", str(exported))
        self.succeed("stop")  # Its ports are free now.
        config = (exported / "zoo-2.cfg").read_text(encoding="utf-8")
        self.assertIn(f"dataDir={exported}/server-2/data\n", config)
        path = os.path.abspath(os.environ["ZS_BIN"]) + os.pathsep + os.environ["PATH"]
        environment = {**os.environ, "PATH": path}

        def script(name):
            return subprocess.run([str(exported / name)], env=environment, timeout=PATIENCE,
                                  capture_output=True, text=True, check=False)
        try:
            started = script("start.sh")
            self.assertEqual(started.returncode, 0, started.stdout + started.stderr)
        finally:
            stopped = script("stop.sh")
        self.assertEqual(stopped.returncode, 0, stopped.stdout + stopped.stderr)
        code, _, err = self.run_command("export", str(exported))
        self.assertEqual(code, 1)
        self.assertIn("is not empty", err)

    def test_mistakes_are_told_with_their_exit_codes(self):
        for words, code, text in (
                (["explode"], 2, "Unknown command explode"),
                (["cut", 1], 2, "cut needs 2 to 2 numbers"),
                (["kill", "leader"], 2, "leader is not the number of a server"),
                (["start", "--servers", 10], 2, "--servers needs a number from 1 to 9"),
                (["status"], 3, "There is no cluster in"),
                (["kill", 1], 3, "There is no cluster in")):
            ended = self.run_command(*words)
            self.assertEqual(ended[0], code, words)
            self.assertIn(text, ended[2])
        self.assertEqual(self.run_command("stop", folder=False)[0], 3)
        self.assertIn("Usage:", self.run_command("--help")[1])


if __name__ == "__main__":
    unittest.main()
