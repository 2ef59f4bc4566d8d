# SPDX-License-Identifier: Apache-2.0
"""Thousands of random operations from several sessions, the same ones to Apache's server and to
ours: every reply, error, zxid, Stat and watch event must be equal, and so must the trees be that
are left, also when each server opens the directory that the other one wrote.

ZS_SEED is the first seed, ZS_SEEDS how many, ZS_STEPS how many steps each has."""
import difflib
import os
import random
import re
import shutil
import time
import unittest

import operations
import servers
import wire

SEED = int(os.environ.get("ZS_SEED", "20260103"))
SEEDS = int(os.environ.get("ZS_SEEDS", "2"))
STEPS = int(os.environ.get("ZS_STEPS", "2500"))
SESSIONS = 4
TIMEOUT_MS = 40000
INTERESTING = re.compile(r"error -?\d+ |event at \d: \d")
EXPECTED = ({f"error {error} "
             for error in (0, -2, -5, -8, -101, -102, -103, -108, -110, -111, -114, -121, -123,
                           -125)}
            | {f"event at {slot}: {kind}" for slot in range(SESSIONS) for kind in (1, 2, 3, 4)})


class Slot:
    """One of the sessions; it may be closed and opened again, then with another session id."""

    def __init__(self, run, index):
        self.run = run
        self.index = index
        self.born = 0
        self.last_zxid = 0
        self.connection = None
        self.open()

    def open(self):
        self.connection = wire.session(self.run.port, timeout_ms=TIMEOUT_MS)
        self.run.owners[self.connection.session] = f"s{self.index}.{self.born}"
        self.born += 1

    def reattach(self):
        """A new TCP connection for the same session; the server forgets the old one's watches."""
        old = self.connection
        old.close()
        self.connection = wire.Connection(self.run.port)
        negotiated = self.connection.open_session(TIMEOUT_MS, old.session, old.password,
                                                  self.last_zxid)
        return f"reattached for {negotiated} ms, same id {self.connection.session == old.session}"

    def close_session(self):
        _, error, _ = self.connection.request(wire.CLOSE)
        try:
            self.connection.receive_exactly(1)
            ended = "more bytes"
        except wire.Closed:
            ended = "closed"
        events = self.connection.take_events()
        self.connection.close()
        return error, ended, events


class Run:
    """Sends the steps of one seed to one server and writes down what it sees."""

    def __init__(self, port, seed):
        self.port = port
        self.owners = {0: "none"}
        self.lines = []
        self.chance = random.Random(seed)
        self.draw = operations.Drawer(self.chance)
        self.slots = [Slot(self, index) for index in range(SESSIONS)]
        for index, top in enumerate(("/w", "/acl")):
            self.perform(self.slots[index], operations.Operation(
                wire.CREATE, wire.put_string(top) + wire.put_buffer(b"")
                + wire.put_vector(wire.OPEN_ACL, wire.put_acl) + wire.put_int(0), "create " + top))

    def owner(self, session):
        return self.owners.get(session, f"unknown {session:x}")

    def write(self, line):
        self.lines.append(line)

    def reply(self, slot, operation, received):
        xid, zxid, error, frame = received
        slot.last_zxid = max(slot.last_zxid, zxid)
        answer = operations.shown_answer(operation.opcode, frame, self.owner) if not error \
            else frame.rest().hex()
        self.write(f"  {xid} zxid {zxid} error {error} {answer}")

    def events(self, slot, in_order=True):
        """Writes the events down; their zxid is -1 before 3.9 and the cause's after."""
        seen = [f"  event at {slot.index}: {kind} {state} {path}"
                for kind, state, path, _ in slot.connection.take_events()]
        self.lines += seen if in_order else sorted(seen)

    def perform(self, slot, operation):
        slot.connection.send(operation.opcode, operation.body)
        received = slot.connection.receive()
        self.events(slot)  # They came before the reply.
        self.reply(slot, operation, received)

    def burst(self, slot, count):
        """Several requests at once: replies in order, events where they belong among them.
        A new ACL or quota ends it: Apache judges what comes behind by the old one until the change
        is applied (a race within that server), ours by the new one."""
        asked = []
        while len(asked) < count:
            asked.append(self.draw.operation())
            if asked[-1].opcode == wire.SET_ACL or "/zookeeper/quota" in asked[-1].text:
                break
        for operation in asked:
            self.write(f"  {operation.text}")
            slot.connection.send(operation.opcode, operation.body)
        for operation in asked:
            received = slot.connection.receive()
            self.events(slot)
            self.reply(slot, operation, received)

    def step(self, number):
        slot = self.chance.choice(self.slots)
        kind = self.chance.random()
        in_order = True
        if kind < 0.90:
            operation = self.draw.operation()
            self.write(f"{number} session {slot.index}: {operation.text}")
            self.perform(slot, operation)
        elif kind < 0.95:
            self.write(f"{number} session {slot.index}: burst")
            self.burst(slot, self.chance.randrange(2, 6))
        elif kind < 0.955:
            # Alone, since its answer may overtake those of requests before it.
            zxid, error, frame = slot.connection.request(wire.SASL, wire.put_buffer(b"token"))
            self.write(f"{number} sasl: zxid {zxid} error {error} {frame.rest().hex()}")
        elif kind < 0.97:
            self.write(f"{number} session {slot.index}: authenticate")
            # Being super lasts as long as the connection.
            secret = "super:admin" if self.chance.random() < 0.1 else f"user{slot.index}:secret"
            zxid, error, _ = slot.connection.authenticate("digest", secret.encode())
            self.write(f"  zxid {zxid} error {error}")
        elif kind < 0.985:
            self.write(f"{number} session {slot.index}: {slot.reattach()}")
            self.set_watches(slot)
        else:
            self.write(f"{number} session {slot.index}: close")
            error, ended, events = slot.close_session()
            # One transaction deletes all its ephemerals, in an order of the server's own.
            self.lines += sorted(f"  own {event[:3]}" for event in events)
            self.write(f"  error {error}, {ended}")
            slot.open()
            in_order = False
        for other in self.slots:
            # An event precedes every later reply on its connection, so this waits for all.
            zxid, error, _ = other.connection.ping()
            self.write(f"  ping {other.index}: zxid {zxid} error {error}")
            self.events(other, in_order)

    def set_watches(self, slot):
        lists = [[self.draw.path(("", "/w")) for _ in range(self.chance.randrange(3))]
                 for _ in range(5)]
        relative = max(0, slot.last_zxid - self.chance.randrange(40))
        # Old clients, and new ones that have no persistent watches, send the shorter request.
        opcode = self.chance.choice((wire.SET_WATCHES, wire.SET_WATCHES2, wire.SET_WATCHES2))
        if opcode == wire.SET_WATCHES:
            lists = lists[:3]
        body = wire.put_long(relative) + b"".join(
            wire.put_vector(paths, wire.put_string) for paths in lists)
        self.write(f"  setWatches({opcode}) since {relative} {lists}")
        zxid, error, _ = slot.connection.request(opcode, body, xid=-8)
        self.events(slot, in_order=False)
        self.write(f"  zxid {zxid} error {error}")


def dump(port, owner):
    """The whole tree: data, Stat and ACL of every node, as the superuser sees it."""
    reader = wire.session(port)
    reader.authenticate("digest", b"super:admin")
    lines, todo = [], ["/"]
    while todo:
        path = todo.pop()
        error, found = reader.get_data(path)
        if error:
            raise AssertionError(f"{path}: {error}")
        _, _, frame = reader.request(wire.GET_ACL, wire.put_string(path))
        stat = found[1]
        now = time.time() * 1000
        if stat["ctime"] > now + 1000 or stat["mtime"] < stat["ctime"]:
            raise AssertionError(f"{path}: impossible times {stat}")
        lines.append(f"{path} {operations.shown_data(found[0])} {sorted(frame.vector(frame.acl))} "
                     + operations.shown_stat(stat, owner))
        names = reader.children(path)[1]
        todo += [path.rstrip("/") + "/" + name for name in names]
    reader.close()
    return sorted(lines)


def counts(port):
    """What the four-letter words count: of srvr, mntr and the watch tables."""
    srvr = [line for line in servers.four_letter(port, "srvr").splitlines()
            if line.startswith(("Zxid", "Mode", "Node count"))]
    wanted = ("zk_znode_count", "zk_watch_count", "zk_ephemerals_count",
              "zk_approximate_data_size", "zk_server_state")
    mntr = [line for line in servers.four_letter(port, "mntr").splitlines()
            if line.split("\t")[0] in wanted]
    paths = sorted(line for line in servers.four_letter(port, "wchp").splitlines()
                   if line.startswith("/"))
    return srvr + sorted(mntr) + servers.four_letter(port, "wchs").splitlines() + paths


class DifferentialTest(unittest.TestCase):
    maxDiff = None

    def assert_same(self, theirs, ours, what):
        for number, (expected, got) in enumerate(zip(theirs, ours)):
            if expected != got:
                before = "\n".join(theirs[max(0, number - 25):number])
                rest = "\n".join(difflib.unified_diff(theirs[number:number + 8],
                                                      ours[number:number + 8], "apache",
                                                      "zooscope", lineterm=""))
                self.fail(f"{what}: line {number} differs, after\n{before}\n{rest}")
        self.assertEqual(len(theirs), len(ours), what)

    def run_seed(self, seed):
        seen = {}
        with servers.scratch() as folder:
            running = {kind.name: kind(folder) for kind in servers.BOTH}
            trees, owners = {}, {}
            for name, server in running.items():
                with server:
                    run = Run(server.port, seed)
                    for number in range(STEPS):
                        run.step(number)
                    seen[name] = run.lines
                    owners[name] = run.owner
                    trees[name] = dump(server.port, run.owner)
                    seen[name] += ["counts"] + counts(server.port)
                    for slot in run.slots:
                        slot.connection.close()
                    server.stop()
            names = list(running)
            self.assert_same(seen[names[0]], seen[names[1]], f"seed {seed}")
            self.assert_same(trees[names[0]], trees[names[1]], f"seed {seed}, the tree")
            # Each opens what the other one wrote, then what it wrote itself.
            for writer in names:
                for reader in names:
                    self.assert_same(
                        trees[writer], self.reopened(running[reader], running[writer],
                                                     owners[writer], folder),
                        f"seed {seed}: {reader} on the directory of {writer}")
        return seen[names[0]]

    def reopened(self, reader, writer, owner, folder):
        copy = os.path.join(folder, f"{reader.name}-reads-{writer.name}")
        shutil.copytree(writer.settings["dataDir"], os.path.join(copy, "data"))
        with type(reader)(copy, {"dataDir": os.path.join(copy, "data")}) as again:
            return dump(again.port, owner)

    def test_the_same_questions_get_the_same_answers(self):
        reached = set()
        for seed in range(SEED, SEED + SEEDS):
            with self.subTest(seed=seed):
                lines = self.run_seed(seed)
                reached |= set(INTERESTING.findall("\n".join(lines)))
                print(f"seed {seed}: {STEPS} steps, {len(lines)} lines equal", flush=True)
        if SEEDS * STEPS >= 5000:
            # Random questions that never meet an interesting answer would prove nothing.
            self.assertEqual(EXPECTED - reached, set(), "never met")


if __name__ == "__main__":
    unittest.main()
