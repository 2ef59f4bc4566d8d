# SPDX-License-Identifier: Apache-2.0
"""Clients that record what they asked, when, and what came back, while servers fail."""
import json
import random
import struct
import threading
import time

import wire

OK = 0
OUTCOMES = {OK: "ok", -110: "nodeExists", -101: "noNode", -103: "badVersion"}
REGISTERS = 3        # At a time.
GENERATION = 300     # Operations until clients go on to new registers: short histories are decided.
ANSWER_WITHIN = 3.0  # Seconds; a client then gives its connection up.
SESSION_MS = 30000
THINKS = 0.008       # Seconds at most between operations: the faults are many, not the operations.
MOVES = 0.005        # Chance before an operation that the client goes to another member.


class Registers:
    """Which znodes the clients write now. Each generation is left behind for good, to be read once
    more at the end."""

    def __init__(self):
        self.generation = 0
        self.count = 0
        self.lock = threading.Lock()

    def draw(self, chance):
        with self.lock:
            self.count += 1
            if self.count >= GENERATION:
                self.turn()
            return f"/reg/{self.generation}-{chance.randrange(REGISTERS)}"

    def turn(self):
        self.count = 0
        self.generation += 1

    def all(self):
        return [f"/reg/{generation}-{index}" for generation in range(self.generation + 1)
                for index in range(REGISTERS)]


class History:
    """All operations on registers, by one clock."""

    def __init__(self):
        self.lines = []

    def note(self, client, operation, member):
        """A line for check_history, and which member answered (for those that are left out)."""
        self.lines.append({"client": client, "member": member, **operation})

    def without(self, doubts):
        """Without reads that a leader which had been replaced unawares may have vouched for."""
        return [line for line in self.lines
                if line["op"] != "read" or not any(doubt.covers(line) for doubt in doubts)]

    def write(self, path, lines):
        path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


class Client(threading.Thread):
    """One session after the other, each moving from member to member: `places` are (host, port) by
    member. What it finds wrong by itself stands in `problem`."""

    def __init__(self, number, seed, places, history, registers):
        super().__init__(name=f"client {number}", daemon=True)
        self.number = number
        self.chance = random.Random(f"{seed}-{number}")
        self.places = places
        self.history = history
        self.registers = registers
        self.stopping = threading.Event()
        self.connection = None
        self.member = 0
        self.session = (0, b"\0" * 16)
        self.last_zxid = 0
        self.versions = {}  # path -> the version it saw last.
        self.values = 0
        self.created = {}   # path -> (data, zxid of the acknowledgement), never written again.
        self.writes = self.unknown = self.reads = self.moved = self.expired = 0
        self.problem = None

    def run(self):
        try:
            while not self.stopping.is_set():
                if self.connection is None and not self.connect():
                    self.stopping.wait(0.05)  # Nobody tells when a member serves again.
                    continue
                self.one_operation()
                self.stopping.wait(self.chance.uniform(0, THINKS))
                if self.chance.random() < MOVES:
                    self.drop()
        except Exception as problem:  # Told by the main thread.
            self.problem = problem
        finally:
            self.drop()

    def drop(self):
        if self.connection is not None:
            self.connection.close()
            self.connection = None

    def connect(self):
        self.member = self.chance.choice(sorted(self.places))
        host, port = self.places[self.member]
        if self.chance.random() < 0.3:
            self.session, self.last_zxid = (0, b"\0" * 16), 0
        number, password = self.session
        try:
            self.connection = wire.Connection(port, timeout=ANSWER_WITHIN, host=host)
            if not self.connection.open_session(SESSION_MS, number, password, self.last_zxid):
                self.expired += 1
                self.session, self.last_zxid = (0, b"\0" * 16), 0
                self.drop()
                return False
        except (wire.Closed, OSError):
            self.drop()
            return False
        self.moved += number != 0
        self.session = (self.connection.session, self.connection.password)
        return True

    def one_operation(self):
        if self.chance.random() < 0.1:
            self.create_one()
            return
        path = self.registers.draw(self.chance)
        kind = self.chance.choices(("read", "set", "cas", "create", "delete"),
                                   (35, 25, 20, 15, 5))[0]
        if kind == "read":
            self.read(path)
            return
        self.values += 1
        value = f"{self.number}.{self.values}"
        version = self.versions.get(path, 0) if kind == "cas" else -1
        operation = {"node": path, "op": "set" if kind == "cas" else kind, "value": value,
                     "version": version}
        if kind == "create":
            body = (wire.put_string(path) + wire.put_buffer(value.encode())
                    + wire.put_vector(wire.OPEN_ACL, wire.put_acl) + wire.put_int(0))
            self.write(operation, wire.CREATE, body)
        elif kind == "delete":
            self.write(operation, wire.DELETE, wire.put_string(path) + wire.put_int(-1))
        else:
            self.write(operation, wire.SET_DATA, wire.put_string(path)
                       + wire.put_buffer(value.encode()) + wire.put_int(version))

    def ask(self, *requests):
        """Sends all at once: the replies as (zxid, error, Reader); None: the outcome is unknown.
        Checks the order of replies, and that zxids never fall in a session."""
        try:
            sent = [self.connection.send(opcode, body) for opcode, body in requests]
            replies = []
            for xid in sent:
                got, zxid, error, frame = self.connection.receive()
                if got != xid:
                    raise AssertionError(f"{self.name}: reply {got} to request {xid}")
                if error not in OUTCOMES:
                    raise wire.Closed()  # The session ended or moved: the server closes it.
                if zxid < self.last_zxid:
                    raise AssertionError(f"{self.name}: zxid {zxid:#x} from server {self.member} "
                                         f"after {self.last_zxid:#x} in one session")
                self.last_zxid = zxid
                replies.append((zxid, error, frame))
            return replies
        except (wire.Closed, OSError, struct.error):
            self.drop()
            return None

    def write(self, operation, opcode, body):
        operation["called"] = time.monotonic_ns()
        replies = self.ask((opcode, body))
        if replies is None:
            self.unknown += 1
            self.history.note(self.number, {**operation, "outcome": "unknown"}, self.member)
            return
        operation["returned"] = time.monotonic_ns()
        _, error, frame = replies[0]
        operation["outcome"] = OUTCOMES[error]
        self.writes += error == OK
        path = operation["node"]
        if error == OK and operation["op"] == "set":
            operation["newVersion"] = self.versions[path] = frame.stat()["version"]
        elif error == OK:
            self.versions[path] = 0
        self.history.note(self.number, operation, self.member)

    def read(self, path):
        """sync, then get. One that fails tells nothing, and is not recorded."""
        called = time.monotonic_ns()
        replies = self.ask((wire.SYNC, wire.put_string(path)),
                           (wire.GET_DATA, wire.put_string(path) + wire.put_bool(False)))
        if replies is None:
            return False
        self.reads += 1
        operation = {"node": path, "op": "read", "called": called,
                     "returned": time.monotonic_ns(), "outcome": OUTCOMES[replies[1][1]]}
        if replies[1][1] == OK:
            frame = replies[1][2]
            operation["value"] = frame.buffer().decode()
            operation["version"] = self.versions[path] = frame.stat()["version"]
        self.history.note(self.number, operation, self.member)
        return True

    def create_one(self):
        """A znode that nobody writes again: once acknowledged it is there for good."""
        self.values += 1
        path, data = f"/made/{self.number}-{self.values}", f"{self.number}.{self.values}".encode()
        replies = self.ask((wire.CREATE, wire.put_string(path) + wire.put_buffer(data)
                            + wire.put_vector(wire.OPEN_ACL, wire.put_acl) + wire.put_int(0)))
        if replies is None:
            self.unknown += 1
            return
        zxid, error, _ = replies[0]
        if error != OK:
            raise AssertionError(f"{self.name}: create {path}: error {error}")
        self.writes += 1
        self.created[path] = (data, zxid)
