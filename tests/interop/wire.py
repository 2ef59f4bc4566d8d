# SPDX-License-Identifier: Apache-2.0
"""A client that speaks the protocol byte by byte, so that a test sees exactly what was answered."""
import socket
import struct

OPEN_ACL = [(31, "world", "anyone")]
(CREATE, DELETE, EXISTS, GET_DATA, SET_DATA, GET_ACL, SET_ACL, GET_CHILDREN, SYNC, PING,
 GET_CHILDREN2, CHECK, MULTI, CREATE2, CHECK_WATCHES, REMOVE_WATCHES, CREATE_CONTAINER, CREATE_TTL,
 MULTI_READ, AUTH, GET_EPHEMERALS, ALL_CHILDREN_NUMBER, SET_WATCHES2, ADD_WATCH, WHO_AM_I) = (
     1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 17, 18, 19, 21, 22, 100, 103, 104, 105, 106,
     107)
RECONFIG, SET_WATCHES, SASL, CLOSE = 16, 101, 102, -11


def put_int(value):
    return struct.pack(">i", value)


def put_long(value):
    return struct.pack(">q", value)


def put_bool(value):
    return b"\1" if value else b"\0"


def put_buffer(value):
    """None is null: length -1."""
    return put_int(-1) if value is None else put_int(len(value)) + value


def put_string(value):
    return put_buffer(None if value is None else value.encode())


def put_vector(values, put):
    return put_int(len(values)) + b"".join(put(value) for value in values)


def put_acl(entry):
    perms, scheme, identity = entry
    return put_int(perms) + put_string(scheme) + put_string(identity)


class Reader:
    """Takes a frame apart; running over its end is an error of the server, hence of the test."""

    def __init__(self, data):
        self.data = data
        self.at = 0

    def take(self, count):
        if count < 0 or self.at + count > len(self.data):
            raise ValueError(f"frame too short: {self.data.hex()}")
        piece = self.data[self.at:self.at + count]
        self.at += count
        return piece

    def int(self):
        return struct.unpack(">i", self.take(4))[0]

    def long(self):
        return struct.unpack(">q", self.take(8))[0]

    def bool(self):
        return self.take(1) != b"\0"

    def buffer(self):
        length = self.int()
        return None if length == -1 else self.take(length)

    def string(self):
        value = self.buffer()
        return None if value is None else value.decode()

    def vector(self, get):
        return [get() for _ in range(self.int())]

    def acl(self):
        return (self.int(), self.string(), self.string())

    def stat(self):
        names = ("czxid", "mzxid", "ctime", "mtime", "version", "cversion", "aversion",
                 "ephemeralOwner", "dataLength", "numChildren", "pzxid")
        return dict(zip(names, struct.unpack(">qqqqiiiqiiq", self.take(68))))

    def rest(self):
        return self.data[self.at:]


class Closed(Exception):
    """The server closed the connection."""


class Connection:
    """One TCP connection; it becomes a session by `open_session`."""

    def __init__(self, port, timeout=20, host="127.0.0.1"):
        self.socket = socket.create_connection((host, port), timeout=timeout)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.xid = 0
        self.session = 0
        self.password = b"\0" * 16
        self.events = []  # (type, state, path, zxid) in order of arrival, not yet taken.

    def close(self):
        self.socket.close()

    def send_raw(self, data):
        try:
            self.socket.sendall(data)
        except ConnectionError as problem:  # Its reset came before this, and not after.
            raise Closed() from problem

    def send_frame(self, payload):
        self.send_raw(put_int(len(payload)) + payload)

    def receive_exactly(self, count):
        data = b""
        while len(data) < count:
            try:
                piece = self.socket.recv(count - len(data))
            except ConnectionError as problem:
                raise Closed() from problem
            if not piece:
                raise Closed()
            data += piece
        return data

    def receive_frame(self):
        length = struct.unpack(">i", self.receive_exactly(4))[0]
        return self.receive_exactly(length)

    def open_session(self, timeout_ms=30000, session=0, password=b"\0" * 16, last_zxid=0):
        """Yields the negotiated time-out; 0 when the server says that the session has expired."""
        self.send_frame(put_int(0) + put_long(last_zxid) + put_int(timeout_ms) + put_long(session)
                        + put_buffer(password) + put_bool(False))
        answer = Reader(self.receive_frame())
        answer.int()
        negotiated = answer.int()
        self.session = answer.long()
        self.password = answer.buffer()
        return negotiated

    def send(self, opcode, body=b"", xid=None):
        if xid is None:
            self.xid += 1
            xid = self.xid
        self.send_frame(put_int(xid) + put_int(opcode) + body)
        return xid

    def receive(self):
        """The next reply: (xid, zxid, error, Reader). Events on the way go to `events`."""
        while True:
            frame = Reader(self.receive_frame())
            xid, zxid, error = frame.int(), frame.long(), frame.int()
            if xid != -1:
                return xid, zxid, error, frame
            self.events.append((frame.int(), frame.int(), frame.string(), zxid))

    def request(self, opcode, body=b"", xid=None):
        """Sends and waits: (zxid, error, Reader)."""
        sent = self.send(opcode, body, xid)
        got, zxid, error, frame = self.receive()
        if got != sent:
            raise AssertionError(f"reply {got} to request {sent}")
        return zxid, error, frame

    def ping(self):
        return self.request(PING, xid=-2)

    def take_events(self):
        events, self.events = self.events, []
        return events

    def create(self, path, data=b"", flags=0, acl=None):
        return self.request(CREATE, put_string(path) + put_buffer(data)
                            + put_vector(acl or OPEN_ACL, put_acl) + put_int(flags))

    def get_data(self, path, watch=False):
        zxid, error, frame = self.request(GET_DATA, put_string(path) + put_bool(watch))
        return error, None if error else (frame.buffer(), frame.stat())

    def set_data(self, path, data, version=-1):
        return self.request(SET_DATA, put_string(path) + put_buffer(data) + put_int(version))

    def children(self, path):
        _, error, frame = self.request(GET_CHILDREN, put_string(path) + put_bool(False))
        return error, None if error else sorted(frame.vector(frame.string))

    def authenticate(self, scheme, secret):
        return self.request(AUTH, put_int(0) + put_string(scheme) + put_buffer(secret), xid=-4)


def session(port, **options):
    """A connection with a new session."""
    connection = Connection(port)
    try:
        connection.open_session(**options)
    except (Closed, OSError):
        connection.close()
        raise
    return connection
