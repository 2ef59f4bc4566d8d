# SPDX-License-Identifier: Apache-2.0
"""Stands between the quorum and election ports of an ensemble's members, so that links can be cut.

A cut link is silent: what was sent is held and arrives after `heal`, nothing is closed or reset;
a connection that was begun during the cut comes about after it, unless its dialler gave up."""
import contextlib
import os
import pathlib
import socket
import struct
import subprocess
import threading
import time

import servers

HELLO = struct.Struct(">qqi")  # Version, id, length of the address that follows.
MOST_ADDRESS_BYTES = 1024
REFUSED_SECONDS = 0.5


def receive_exactly(source, count):
    """Fewer bytes only at the end of the stream."""
    data = b""
    while len(data) < count:
        piece = source.recv(count - len(data))
        if not piece:
            break
        data += piece
    return data


class Line:
    """One way of dialling: what `source` reaches when it dials `target` at one of its ports."""

    def __init__(self, relay, source, target, port):
        self.relay = relay
        self.pair = frozenset((source, target))
        self.target_port = port
        self.address = None  # Replaces the one in a hello; None: the bytes go on as they are.
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        relay.begin(self.accept)

    def accept(self):
        while True:
            near, _ = self.listener.accept()
            self.relay.begin(self.carry, near)

    def carry(self, near):
        self.relay.keep(near)
        self.relay.wait_for_link(self.pair)
        if self.gave_up(near):
            near.close()
            return
        far = self.reach()
        if far is None:
            near.close()
            return
        self.relay.keep(far)
        for side in (near, far):
            side.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.relay.begin(self.pump, far, near)
        try:
            if self.address is not None:
                far.sendall(self.hello(near))
            self.pump(near, far)
        except OSError:
            pass
        with contextlib.suppress(OSError):
            far.shutdown(socket.SHUT_WR)

    def reach(self):
        """The target; None when it refuses, at a quorum port for half a second: whoever dials a
        leader tries for so long, since that port may open a little later, and cannot see a refusal
        behind the port of a relay."""
        is_election = self.address is not None
        until = time.monotonic() + (0 if is_election else REFUSED_SECONDS)
        while True:
            try:
                return socket.create_connection(("127.0.0.1", self.target_port))
            except OSError:
                if time.monotonic() > until:
                    return None
            time.sleep(0.01)  # tidy-ok(sleep): nobody tells when a port opens

    @staticmethod
    def gave_up(near):
        """Whether the dialler closed its end and left nothing to read."""
        near.setblocking(False)
        try:
            return not near.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return False
        except OSError:
            return True
        finally:
            near.setblocking(True)

    def hello(self, near):
        """The peer dials back to the address in the hello, so that must be ours."""
        start = receive_exactly(near, HELLO.size)
        if len(start) < HELLO.size:
            return start
        version, sid, length = HELLO.unpack(start)
        if not 0 < length <= MOST_ADDRESS_BYTES:
            return start
        receive_exactly(near, length)
        text = self.address().encode()
        return HELLO.pack(version, sid, len(text)) + text

    def pump(self, source, target):
        with contextlib.suppress(OSError):
            while data := source.recv(1 << 16):
                self.relay.wait_for_link(self.pair)
                if rate := self.relay.rates.get(self.pair):
                    time.sleep(len(data) / rate)  # tidy-ok(sleep): a slow line is what is played
                target.sendall(data)
            self.relay.wait_for_link(self.pair)
        with contextlib.suppress(OSError):
            target.shutdown(socket.SHUT_WR)


class Native:
    """zooscope-relay, the program that the launcher uses: it keeps the pace of an election also
    where threads of this process would not. Its folder is given by ZS_BIN, as the servers'.
    `ports`: id -> (quorum port, election port, client port), where the members really listen."""

    def __init__(self, folder, ports):
        self.lines = {(source, target): (servers.free_port(), servers.free_port())
                      for source in ports for target in ports if source != target}
        control, plan = folder / "relay.socket", folder / "relay.plan"
        plan.write_text(f"control {control}\n" + "".join(
            f"server {number} {quorum} {election} {client}\n"
            for number, (quorum, election, client) in ports.items()) + "".join(
                f"line {source} {target} {quorum} {election}\n"
                for (source, target), (quorum, election) in self.lines.items()))
        program = pathlib.Path(os.environ.get("ZS_BIN", "")) / "zooscope-relay"
        self.process = subprocess.Popen([str(program), str(plan)], stdin=subprocess.DEVNULL,
                                        stdout=subprocess.PIPE)
        told = self.process.stdout.readline()
        if b"ready" not in told:
            raise RuntimeError(f"{program} is not ready but says {told!r}")
        self.control = socket.socket(socket.AF_UNIX)
        self.control.settimeout(servers.PATIENCE)
        self.control.connect(str(control))

    def ports(self, source, target):
        """(quorum, election): where `source` has to dial to reach `target`."""
        return self.lines[source, target]

    def say(self, command):
        self.control.sendall(command.encode() + b"\n")
        answer = b""
        while not answer.endswith(b"\n"):
            piece = self.control.recv(4096)
            if not piece:
                raise RuntimeError(f"zooscope-relay ended at '{command}'")
            answer += piece
        if not answer.startswith(b"ok"):
            raise RuntimeError(f"zooscope-relay answers '{command}' with {answer!r}")

    def cut(self, ones, others):
        """Between each of `ones` and each of `others` nothing arrives any more."""
        self.say("cut " + " ".join(f"{one}>{other} {other}>{one}"
                                   for one in ones for other in others))

    def heal(self):
        self.say("heal all")

    def close(self):
        self.control.close()
        self.process.terminate()
        self.process.wait(servers.PATIENCE)
        self.process.stdout.close()


class Relay:
    """The same by threads, and without the program; it can also slow a link down.
    `ports`: id -> (quorum port, election port), where the members really listen.
    Threads: one for each direction of a connection; they end when `close` closes their sockets."""

    def __init__(self, ports):
        self.changed = threading.Condition()
        self.severed = set()
        self.rates = {}
        self.closed = False
        self.sockets = set()
        self.lines = {}
        for source in ports:
            for target, real in ports.items():
                if source != target:
                    self.lines[source, target] = tuple(
                        Line(self, source, target, port) for port in real)
        for (source, target), (_, election) in self.lines.items():
            back = self.lines[target, source][1]
            election.address = lambda back=back: f"127.0.0.1:{back.port}"

    def ports(self, source, target):
        """(quorum, election): where `source` has to dial to reach `target`."""
        return tuple(line.port for line in self.lines[source, target])

    def cut(self, ones, others):
        """Between each of `ones` and each of `others` nothing arrives any more."""
        with self.changed:
            self.severed |= {frozenset((one, other)) for one in ones for other in others}

    def slow(self, one, other, bytes_per_second):
        self.rates[frozenset((one, other))] = bytes_per_second

    def heal(self):
        with self.changed:
            self.severed.clear()
            self.changed.notify_all()

    def wait_for_link(self, pair):
        with self.changed:
            self.changed.wait_for(lambda: self.closed or pair not in self.severed)
            if self.closed:
                raise OSError("the relay is closed")

    def keep(self, connection):
        with self.changed:
            self.sockets.add(connection)

    def begin(self, work, *arguments):
        def run():
            with contextlib.suppress(OSError):
                work(*arguments)
        threading.Thread(target=run, daemon=True).start()

    def close(self):
        with self.changed:
            self.closed = True
            self.changed.notify_all()
            everything = [*self.sockets, *(line.listener for pair in self.lines.values()
                                           for line in pair)]
        for each in everything:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
