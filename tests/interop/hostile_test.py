# SPDX-License-Identifier: Apache-2.0
"""Garbage, oversize and half packets: the server drops their sender and serves everyone else."""
import contextlib
import pathlib
import random
import unittest

import servers
import wire

SEED = 20260101
MAX_FRAME = 0xFFFFF


def connect_request(session=0, password=b"\0" * 16):
    return (wire.put_int(0) + wire.put_long(0) + wire.put_int(30000) + wire.put_long(session)
            + wire.put_buffer(password) + wire.put_bool(False))


def framed(payload):
    return wire.put_int(len(payload)) + payload


def hello():
    return framed(connect_request())


def request(opcode, body):
    return framed(wire.put_int(1) + wire.put_int(opcode) + body)


# Each of these must end the connection, and nothing but the connection.
DEADLY = {
    "negative length": wire.put_int(-1),
    "smallest length": wire.put_int(-2**31),
    "largest length": wire.put_int(2**31 - 1),
    "one byte too many announced": wire.put_int(MAX_FRAME + 1),
    "connect request too short": framed(b"\0" * 20),
    "text of another protocol": b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
    "TLS hello": bytes.fromhex("160301020001000000"),
    "unknown four-letter word": b"help",
    "negative length in a session": hello() + wire.put_int(-5),
    "oversize frame in a session": hello() + wire.put_int(MAX_FRAME + 1),
    "four-letter word in a session": hello() + b"ruok",
    "unknown opcode": hello() + request(4711, b""),
    "opcode zero": hello() + request(0, b""),
}
# Each of these is answered by MarshallingError (-5); the connection goes on.
MALFORMED = {
    "empty create": (wire.CREATE, b""),
    "half a path": (wire.GET_DATA, wire.put_int(100) + b"/a"),
    "path with a huge length": (wire.GET_DATA, wire.put_int(2**31 - 1)),
    "path with a negative length": (wire.GET_DATA, wire.put_int(-7)),
    "data with a huge length": (wire.SET_DATA, wire.put_string("/a") + wire.put_int(2**30)),
    "a billion ACL entries": (wire.CREATE, wire.put_string("/a") + wire.put_buffer(b"")
                              + wire.put_int(10**9)),
    "multi that stops in the middle": (wire.MULTI, wire.put_int(1) + wire.put_bool(False)),
    "null path": (wire.CREATE, wire.put_string(None) + wire.put_buffer(b"")
                  + wire.put_vector(wire.OPEN_ACL, wire.put_acl) + wire.put_int(0)),
}


class HostileTest(unittest.TestCase):
    def setUp(self):
        self.stack = contextlib.ExitStack()
        self.addCleanup(self.stack.close)
        folder = self.stack.enter_context(servers.scratch())
        self.server = self.stack.enter_context(servers.Zooscope(folder))
        self.good = wire.session(self.server.port)
        self.stack.callback(self.good.close)
        self.assertEqual(self.good.create("/good", b"0")[1], 0)

    def assert_serves(self, why):
        """The session that was there is served, and so is a new one."""
        self.assertEqual(self.good.set_data("/good", why.encode())[1], 0, why)
        with contextlib.closing(wire.session(self.server.port)) as other:
            error, found = other.get_data("/good")
            self.assertEqual((error, found[0]), (0, why.encode()), why)

    def assert_ends(self, connection, why):
        """All that comes until the server closes; a server that does not close fails the test."""
        try:
            while True:
                connection.receive_exactly(1)
        except wire.Closed:
            return
        except TimeoutError:
            self.fail(f"{why}: the server kept the connection")

    def test_what_cannot_be_a_packet_ends_only_its_connection(self):
        for why, data in DEADLY.items():
            with self.subTest(why), contextlib.closing(wire.Connection(self.server.port)) as bad:
                bad.send_raw(data)
                self.assert_ends(bad, why)
                self.assert_serves(why)

    def test_a_malformed_request_is_answered_and_the_session_goes_on(self):
        for why, (opcode, body) in MALFORMED.items():
            with self.subTest(why), contextlib.closing(wire.session(self.server.port)) as client:
                self.assertEqual(client.request(opcode, body)[1], -5, why)
                self.assertEqual(client.get_data("/good")[0], 0, why)
                self.assert_serves(why)

    def test_half_packets_hold_nobody_up(self):
        bad = []
        for data in (b"", b"\0", b"\0\0\0", wire.put_int(45), hello()[:-1],
                     hello() + wire.put_int(MAX_FRAME) + b"x" * 1000,
                     hello() + request(wire.GET_DATA, wire.put_int(100))[:-2]):
            connection = wire.Connection(self.server.port)
            self.stack.callback(connection.close)
            connection.send_raw(data)
            bad.append(connection)
            self.assert_serves(repr(data[:8]))
        for connection in bad:
            connection.close()
        self.assert_serves("after they went")

    def test_many_large_announcements_cost_little_memory(self):
        def resident_kilobytes():
            status = pathlib.Path(f"/proc/{self.server.process.pid}/status").read_text("ascii")
            return int(status.partition("VmRSS:")[2].split()[0])
        before = resident_kilobytes()
        for _ in range(300):
            connection = wire.Connection(self.server.port)
            self.stack.callback(connection.close)
            connection.send_raw(wire.put_int(MAX_FRAME))
        self.assert_serves("announced")
        self.assertLess(resident_kilobytes() - before, 10 * 1024)

    def test_the_largest_frame_is_served(self):
        with contextlib.closing(wire.session(self.server.port)) as client:
            body = wire.put_int(1) + wire.put_int(wire.SET_DATA) + wire.put_string("/good")
            payload = body + wire.put_buffer(b"x" * (MAX_FRAME - len(body) - 8)) + wire.put_int(-1)
            self.assertEqual(len(payload), MAX_FRAME)
            client.send_frame(payload)
            self.assertEqual(client.receive()[2], 0)

    def test_random_bytes_never_stop_the_server(self):
        chance = random.Random(SEED)
        for round_number in range(400):
            data = chance.randbytes(chance.randrange(1, 200))
            kind = chance.randrange(3)
            if kind == 1:
                data = framed(data)
            elif kind == 2:
                data = hello() + b"".join(
                    framed(wire.put_int(n) + wire.put_int(chance.randrange(-12, 110))
                           + chance.randbytes(chance.randrange(60))) for n in range(1, 5))
            connection = wire.Connection(self.server.port)
            connection.send_raw(data)
            connection.close()
            if round_number % 20 == 0:
                self.assert_serves(f"seed {SEED}, round {round_number}")
        self.assert_serves("at the end")
        self.assertIsNone(self.server.process.poll())

    def test_a_client_that_never_reads_is_bounded(self):
        with contextlib.closing(wire.session(self.server.port)) as greedy:
            self.assertEqual(greedy.set_data("/good", b"x" * 500_000)[1], 0)
            ask = framed(wire.put_int(7) + wire.put_int(wire.GET_DATA) + wire.put_string("/good")
                         + wire.put_bool(False))
            greedy.socket.settimeout(0.5)
            with contextlib.suppress(TimeoutError, wire.Closed):
                for _ in range(20_000):  # 10 GB of answers.
                    greedy.send_raw(ask * 10)
            self.assert_serves("beside the greedy one")
            status = pathlib.Path(f"/proc/{self.server.process.pid}/status").read_text("ascii")
            self.assertLess(int(status.partition("VmRSS:")[2].split()[0]), 200 * 1024)


if __name__ == "__main__":
    unittest.main()
