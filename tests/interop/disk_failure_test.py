# SPDX-License-Identifier: Apache-2.0
"""A disk that is full, or fails: writes stop with a clear message, reads go on, nothing that was
acknowledged is lost; with room again, writes go on by themselves."""
import contextlib
import errno
import os
import time
import unittest

import servers
import wire

SMALL_FILES = {"snapCount": "60", "preAllocSize": "64"}
STOPPED = "No write is accepted any more"


class DiskFailureTest(unittest.TestCase):
    def setUp(self):
        self.stack = contextlib.ExitStack()
        self.addCleanup(self.stack.close)
        self.server = servers.Zooscope(self.stack.enter_context(servers.scratch()),
                                       dict(SMALL_FILES))
        self.stack.callback(lambda: self.server.__exit__())
        self.made = []
        self.tried = 0

    def start(self, call, part, when, code):
        """The `when`-th `call` on a path with `part` in it fails ("3+": and all later ones)."""
        os.environ["LD_PRELOAD"] = os.environ["ZS_DISK_SHIM"]
        os.environ["ZS_DISK_FAIL"] = f"{call}:{part}:{when}:{code}"
        try:
            self.server.start()
        finally:
            del os.environ["LD_PRELOAD"], os.environ["ZS_DISK_FAIL"]

    def said(self, words):
        return words in self.server.last_words(1 << 20)

    def write(self, connection, data=b"x" * 3000):
        """True when the next node was created; what was acknowledged is remembered."""
        self.tried += 1  # What was not acknowledged may be there all the same.
        path = f"/made{self.tried}"
        try:
            done = connection.create(path, data)[1] == 0
        except wire.Closed:
            return False
        if done:
            self.made.append(path)
        return done

    def write_until_stopped(self, connection):
        for _ in range(2000):
            if not self.write(connection):
                return
        self.fail("the disk's failure stopped nothing")

    def check_all_there(self):
        with contextlib.closing(wire.session(self.server.port)) as reader:
            for path in self.made:
                self.assertEqual(reader.get_data(path)[0], 0, path)

    def check_stopped_for_good(self, reader, words):
        self.assertEqual(reader.get_data(self.made[-1])[0], 0, "reads go on")
        self.assertNotEqual(reader.create("/later")[1], 0)
        self.assertIn("Mode: ", servers.four_letter(self.server.port, "srvr"))
        self.assertTrue(self.said(STOPPED), self.server.last_words())
        self.assertTrue(self.said(words), self.server.last_words())
        self.assertEqual(self.server.stop(), 0)
        self.server.start()
        self.check_all_there()
        with contextlib.closing(wire.session(self.server.port)) as writer:
            self.assertTrue(self.write(writer), "a restart takes writes again")
        self.check_all_there()

    def run_stopped(self, call, part, when, words):
        self.start(call, part, when, errno.EIO)
        with contextlib.closing(wire.session(self.server.port)) as reader, \
                contextlib.closing(wire.session(self.server.port)) as writer:
            self.write_until_stopped(writer)
            self.check_stopped_for_good(reader, words)

    def test_a_failed_sync_is_never_tried_again(self):
        self.run_stopped("fdatasync", "/log.", "7", "cannot sync")

    def test_a_failed_write_of_the_log_stops_writes(self):
        self.run_stopped("pwrite", "/log.", "7", "Input/output error")

    def test_a_new_log_that_cannot_be_synced_stops_writes(self):
        self.server.settings["preAllocSize"] = "0"  # Then no log is prepared ahead.
        self.run_stopped("fdatasync", "new-log.tmp", "2", "cannot sync")

    def test_a_log_that_cannot_get_its_name_stops_writes(self):
        self.run_stopped("rename", "-log.tmp", "2", "cannot rename")

    def run_resumed(self, call, part, when):
        self.start(call, part, when, errno.ENOSPC)
        with contextlib.closing(wire.session(self.server.port)) as patient, \
                contextlib.closing(wire.session(self.server.port)) as writer:
            self.write_until_stopped(writer)
            self.assertEqual(patient.get_data(self.made[-1])[0], 0, "reads go on")
            deadline = time.monotonic() + servers.PATIENCE
            while not self.write(patient):
                self.assertLess(time.monotonic(), deadline, self.server.last_words())
                time.sleep(0.02)  # tidy-ok(sleep): nothing tells a client that writes go on
            self.assertTrue(self.said(STOPPED), self.server.last_words())
            self.check_all_there()
        self.server.kill()
        self.server.start()
        self.check_all_there()

    def test_writes_go_on_after_a_full_disk(self):
        self.run_resumed("pwrite", "/log.", "9")

    def test_writes_go_on_after_there_was_no_room_for_a_new_log(self):
        self.server.settings["preAllocSize"] = "0"
        self.run_resumed("open", "new-log.tmp", "2")

    def run_unnoticed(self, part, words):
        self.start("pwrite", part, "1+", errno.ENOSPC)
        with contextlib.closing(wire.session(self.server.port)) as writer:
            deadline = time.monotonic() + servers.PATIENCE
            while not self.said(words) or len(self.made) < 200:
                self.assertLess(time.monotonic(), deadline, self.server.last_words())
                self.assertTrue(self.write(writer), self.server.last_words())
        self.assertFalse(self.said(STOPPED))
        self.server.kill()
        self.server.start()
        self.check_all_there()

    def test_a_snapshot_that_finds_no_room_costs_no_write(self):
        # The first of all is written before the server serves, and has to succeed.
        self.server.start()
        self.server.stop()
        self.run_unnoticed("new-snapshot.tmp", "a snapshot could not be written")

    def test_a_log_that_cannot_be_prepared_ahead_costs_no_write(self):
        self.run_unnoticed("next-log.tmp", "")


if __name__ == "__main__":
    unittest.main()
