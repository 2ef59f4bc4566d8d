# SPDX-License-Identifier: Apache-2.0
"""The ensemble under chaos: its processes, who leads, and what each member holds in the end."""
import contextlib
import time

import ensemble
import servers
import wire

TICK_MS, INIT_LIMIT, SYNC_LIMIT = 200, 10, 5
# Seconds with every process up and every link whole; far too long.
NO_LEADER_FOR = servers.PATIENCE
CHUNK = 200           # Requests in flight when a tree is read.


class Cluster:
    """`letters`: a member each, a for Apache's, z for ours; the first is server 1."""
    notice_seconds = (SYNC_LIMIT + 1) * TICK_MS / 1000 + 0.5

    def __init__(self, folder, letters, network):
        self.network = network
        numbers = range(1, len(letters) + 1)
        lines = {"tickTime": str(TICK_MS), "initLimit": str(INIT_LIMIT),
                 "syncLimit": str(SYNC_LIMIT), "maxSessionTimeout": "60000",
                 # Small ones, so that DIFF, TRUNC and SNAP and rolls of the log all happen.
                 "snapCount": "2000", "preAllocSize": "256", "commitLogCount": "400"}
        self.members = {}
        for number, letter in zip(numbers, letters):
            kind = servers.Apache if letter == "a" else ensemble.Traced
            _, _, port = network.ports(number)
            own = {"clientPort": str(port), "clientPortAddress": network.address(number)}
            for other in numbers:
                quorum, election = network.peer_ports(number, other)
                own[f"server.{other}"] = f"{network.address(other)}:{quorum}:{election}:participant"
            member = self.inside(kind, network.prefix(number))(folder / str(number),
                                                               {**lines, **own})
            member.port = port
            (member.folder / "data").mkdir()
            (member.folder / "data" / "myid").write_text(f"{number}\n")
            self.members[number] = member

    @staticmethod
    def inside(kind, prefix):
        class Inside(kind):
            def command(self, config):
                return [*prefix, *super().command(config)]
        return Inside

    def places(self):
        return {number: (self.network.address(number), member.port)
                for number, member in self.members.items()}

    def launch(self, number):
        self.members[number].launch()

    def kill(self, number):
        self.members[number].kill()

    def signal(self, number, what):
        self.members[number].process.send_signal(what)

    def running(self, number):
        return self.members[number].running()

    def close(self):
        for member in self.members.values():
            if member.running():
                member.kill()

    def ask(self, number, word, timeout=2.0):
        """Empty when it does not answer."""
        with contextlib.suppress(OSError):
            return servers.four_letter(self.members[number].port, word, timeout,
                                       self.network.address(number))
        return ""

    def value(self, number, name):
        """Of a line `Name: value` of srvr; empty while it does not serve."""
        for line in self.ask(number, "srvr").splitlines():
            if line.startswith(name + ": "):
                return line[len(name) + 2:]
        return ""

    def await_leader(self, stopping):
        """Its id; nothing is broken now, so one must come. 0 when stopping."""
        deadline = time.monotonic() + NO_LEADER_FOR
        while not stopping.is_set():
            modes = {number: self.value(number, "Mode") for number in self.members}
            leaders = [number for number, mode in modes.items() if mode == "leader"]
            if len(leaders) == 1:
                return leaders[0]
            if time.monotonic() > deadline:
                raise AssertionError(f"no leader within {NO_LEADER_FOR} s though all is healed: "
                                     f"{modes}\n{self.last_words()}")
            stopping.wait(0.05)
        return 0

    def await_all(self):
        """Until every member serves under one leader."""
        def settled():
            modes = sorted(self.value(number, "Mode") for number in self.members)
            return modes == ["follower"] * (len(modes) - 1) + ["leader"]
        self.wait("all members serve", settled)

    def await_one_zxid(self):
        """Once nobody writes: until all have applied the same."""
        self.wait("all members have applied the same", lambda: len(
            {self.value(number, "Zxid") for number in self.members}) == 1)

    def wait(self, what, question):
        try:
            ensemble.wait_for(what, question)
        except ensemble.Awaited as problem:
            raise AssertionError(f"{problem}\n{self.last_words()}") from None

    def last_words(self):
        return "\n".join(f"--- {number} ({member.name})\n" + member.last_words()[-1500:]
                         for number, member in self.members.items())

    def reports(self):
        """What sanitizers wrote; a killed process has no exit code that would tell."""
        return [line for member in self.members.values()
                for line in (member.folder / "server.log").read_text(
                    encoding="utf-8", errors="replace").splitlines()
                if "Sanitizer" in line or "runtime error:" in line]

    def session(self, number):
        host, port = self.places()[number]
        connection = wire.Connection(port, host=host)
        connection.open_session()
        return connection

    def tree(self, number):
        """path -> (data, stat, ACL) as a client of this member sees them after a sync."""
        with contextlib.closing(self.session(number)) as connection:
            connection.request(wire.SYNC, wire.put_string("/"))
            found, level = {}, ["/"]
            while level:
                level = [path for path in level if path != "/zookeeper/config"]  # mtime is local.
                found.update(self.nodes(connection, level))
                level = [path.rstrip("/") + "/" + name
                         for path, frame in self.each(connection, wire.GET_CHILDREN, level)
                         for name in frame.vector(frame.string)]
            connection.request(wire.CLOSE)
        return found

    def nodes(self, connection, paths):
        data = {path: (frame.buffer(), frame.stat())
                for path, frame in self.each(connection, wire.GET_DATA, paths)}
        acls = {path: frame.vector(frame.acl)
                for path, frame in self.each(connection, wire.GET_ACL, paths)}
        return {path: (*data[path], acls[path]) for path in paths}

    @staticmethod
    def each(connection, opcode, paths):
        tail = b"" if opcode == wire.GET_ACL else wire.put_bool(False)
        for begin in range(0, len(paths), CHUNK):
            part = paths[begin:begin + CHUNK]
            for path in part:
                connection.send(opcode, wire.put_string(path) + tail)
            for path in part:
                _, _, error, frame = connection.receive()
                if error:
                    raise AssertionError(f"{path}: error {error}")
                yield path, frame
