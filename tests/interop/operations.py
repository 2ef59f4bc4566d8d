# SPDX-License-Identifier: Apache-2.0
"""Random operations: how they are drawn from a seed, written as bytes, and their answers read.

A drawn operation holds nothing that a server said, so the same seed asks both servers the same.
Left out on purpose is what our server answers differently from 3.8.0 (tests/data/golden/client):
`exists` and watches on nodes that the asker may not read, invalid TTLs, check outside a multi."""
import dataclasses

import wire

NAMES = ("a", "b", "c")
BAD_PATHS = ("", "noslash", "/a/", "/a//b", "/a/./b", "/a/../b", "/a\u0001", "/\ue000", "/a\0b",
             "/nothing/at/all", "/zookeeper", "/zookeeper/quota", "/zookeeper/config/x")
PERSISTENT, EPHEMERAL, SEQUENTIAL, EPHEMERAL_SEQUENTIAL, CONTAINER, TTL, TTL_SEQUENTIAL = range(7)


@dataclasses.dataclass(frozen=True)
class Operation:
    opcode: int
    body: bytes
    text: str
    parts: tuple = ()  # Of a multi: the opcodes inside.


def acls_for(user):
    """What the random owner of a node may choose."""
    digest = "acluser1:hHUVzmra9P/TbXlP/4jRhG9jZm8="
    return (
        [(31, "ip", "127.0.0.1/32")], [(31, "ip", "0.0.0.0/0")], [(31, "ip", "127.0.0.1/33")],
        wire.OPEN_ACL, [(1, "world", "anyone")], [(31, "auth", "")], [(31, "digest", digest)],
        [(1, "world", "anyone"), (31, "digest", digest)], [(31, "ip", "127.0.0.0/8")],
        [(31, "ip", "10.0.0.1")], [(0, "world", "anyone")], [(5, "world", "anyone")],
        [(31, "auth", ""), (1, "world", "anyone"), (1, "world", "anyone")],
        [(31, "digest", "no-colon")], [(31, "nosuch", "x")], [(31, "world", "someone")],
        [(31, "ip", "1.2.3")], [(31, "super", "")], [], [(99, "digest", user + ":x")])


class Drawer:
    """Draws operations from `chance`, a random.Random."""

    def __init__(self, chance):
        self.chance = chance

    def path(self, tops=("", "/w", "/acl")):
        if self.chance.random() < 0.04:
            return self.chance.choice(BAD_PATHS)
        depth = self.chance.choice((1, 1, 2, 2, 3))
        return self.chance.choice(tops) + "".join(
            "/" + self.chance.choice(NAMES) for _ in range(depth))

    def data(self):
        size = self.chance.choice((None, 0, 1, 10, 10, 100, 2000))
        return None if size is None else self.chance.randbytes(size)

    def version(self):
        return self.chance.choice((-1, -1, -1, 0, 0, 1, 2, 5))

    def acl(self, path):
        if path.startswith("/acl/") and self.chance.random() < 0.7:
            return self.chance.choice(acls_for("u"))
        return wire.OPEN_ACL

    def create(self):
        path, data = self.path(), self.data()
        acl = self.acl(path)
        opcode = self.chance.choice((wire.CREATE, wire.CREATE, wire.CREATE2, wire.CREATE2,
                                     wire.CREATE_CONTAINER, wire.CREATE_TTL))
        ttl = b""
        if opcode == wire.CREATE_CONTAINER:
            flags = CONTAINER
        elif opcode == wire.CREATE_TTL:
            flags = self.chance.choice((TTL, TTL_SEQUENTIAL))
            ttl = wire.put_long(self.chance.choice((1, 1000, 0xffffffffff)))
        else:
            flags = self.chance.choice((PERSISTENT, PERSISTENT, PERSISTENT, EPHEMERAL, SEQUENTIAL,
                                        EPHEMERAL_SEQUENTIAL))
        if self.chance.random() < 0.05:  # An ephemeral, and the children it cannot have.
            path = self.chance.choice(("/e", "/e/child"))
            if path == "/e" and opcode in (wire.CREATE, wire.CREATE2):
                flags = EPHEMERAL
        size = "null" if data is None else len(data)
        body = (wire.put_string(path) + wire.put_buffer(data) + wire.put_vector(acl, wire.put_acl)
                + wire.put_int(flags) + ttl)
        return Operation(opcode, body, f"create({opcode}) {path!r} data {size} flags {flags} {acl}")

    def delete(self):
        path, version = self.path(), self.version()
        return Operation(wire.DELETE, wire.put_string(path) + wire.put_int(version),
                         f"delete {path!r} {version}")

    def set_data(self):
        path, data, version = self.path(), self.data(), self.version()
        return Operation(wire.SET_DATA, wire.put_string(path) + wire.put_buffer(data)
                         + wire.put_int(version), f"setData {path!r} {version}")

    def check(self):
        path, version = self.path(), self.version()
        return Operation(wire.CHECK, wire.put_string(path) + wire.put_int(version),
                         f"check {path!r} {version}")

    def read(self):
        opcode = self.chance.choice((wire.EXISTS, wire.GET_DATA, wire.GET_DATA, wire.GET_CHILDREN,
                                     wire.GET_CHILDREN2))
        watch = self.chance.random() < 0.5
        # A watch needs a path that everybody may read.
        open_only = watch or opcode == wire.EXISTS
        path = self.path(("", "/w") if open_only else ("", "/w", "/acl"))
        return Operation(opcode, wire.put_string(path) + wire.put_bool(watch),
                         f"read({opcode}) {path!r} watch {watch}")

    def get_acl(self):
        path = self.path()
        return Operation(wire.GET_ACL, wire.put_string(path), f"getACL {path!r}")

    def set_acl(self):
        path, version = self.path(("/acl",)), self.version()
        if path.startswith("/zookeeper"):
            path = "/acl/a"
        acl = self.acl(path)
        return Operation(wire.SET_ACL, wire.put_string(path) + wire.put_vector(acl, wire.put_acl)
                         + wire.put_int(version), f"setACL {path!r} {acl} {version}")

    def multi(self):
        draws = (self.create, self.create, self.delete, self.set_data, self.check)
        parts = [self.chance.choice(draws)() for _ in range(self.chance.randrange(0, 5))]
        if self.chance.random() < 0.03:  # What no multi may hold.
            parts.append(self.chance.choice((self.set_acl, self.read, self.get_acl))())
        return self.packed(wire.MULTI, parts)

    def quota(self):
        """What zkCli's setquota and delquota do, one step at a time and in any order."""
        path = "/zookeeper/quota" + self.chance.choice(("/a", "/w", "/w/b"))
        name = self.chance.choice(("", "/zookeeper_limits", "/zookeeper_limits",
                                   "/zookeeper_stats"))
        text = self.chance.choice((
            b"count=2,bytes=100", b"count=-1,bytes=-1=;countHardLimit=3",
            b"count=-1,bytes=-1=;byteHardLimit=300", b"count=5,bytes=-1=;byteHardLimit=50;"
            b"countHardLimit=4", b"countHardLimit=2", b"nonsense"))
        if name == "/zookeeper_stats":
            text = b"count=0,bytes=0"
        kind = self.chance.random()
        if kind < 0.6:
            body = (wire.put_string(path + name) + wire.put_buffer(text if name else b"")
                    + wire.put_vector(wire.OPEN_ACL, wire.put_acl) + wire.put_int(PERSISTENT))
            return Operation(wire.CREATE, body, f"quota create {path + name} {text}")
        if kind < 0.75:
            return Operation(wire.DELETE, wire.put_string(path + name) + wire.put_int(-1),
                             f"quota delete {path + name}")
        if kind < 0.9 and name == "/zookeeper_limits":
            return Operation(wire.SET_DATA, wire.put_string(path + name) + wire.put_buffer(text)
                             + wire.put_int(-1), f"quota setData {path + name} {text}")
        return Operation(wire.GET_DATA, wire.put_string(path + name) + wire.put_bool(False),
                         f"quota getData {path + name}")

    def multi_read(self):
        parts = []
        for _ in range(self.chance.randrange(1, 5)):
            opcode = self.chance.choice((wire.GET_DATA, wire.GET_CHILDREN))
            path = self.path()
            parts.append(Operation(opcode, wire.put_string(path) + wire.put_bool(False),
                                   f"read({opcode}) {path!r}"))
        return self.packed(wire.MULTI_READ, parts)

    @staticmethod
    def packed(opcode, parts):
        body = b"".join(wire.put_int(part.opcode) + wire.put_bool(False) + wire.put_int(-1)
                        + part.body for part in parts)
        end = wire.put_int(-1) + wire.put_bool(True) + wire.put_int(-1)
        return Operation(opcode, body + end,
                         f"multi({opcode}) [{'; '.join(part.text for part in parts)}]")

    def watches(self):
        kind = self.chance.randrange(4)
        if kind == 0:
            path = self.path(("", "/w"))
            mode = self.chance.choice((0, 0, 1, 1, 2))
            return Operation(wire.ADD_WATCH, wire.put_string(path) + wire.put_int(mode),
                             f"addWatch {path!r} {mode}")
        path = self.path(("", "/w"))
        watcher = self.chance.choice((1, 2, 3, 3, 9))
        opcode = wire.CHECK_WATCHES if kind == 1 else wire.REMOVE_WATCHES
        return Operation(opcode, wire.put_string(path) + wire.put_int(watcher),
                         f"watches({opcode}) {path!r} type {watcher}")

    def misc(self):
        kind = self.chance.randrange(5)
        if kind == 4:
            return Operation(wire.RECONFIG, wire.put_string(None) + wire.put_string("3")
                             + wire.put_string(None) + wire.put_long(-1), "reconfig")
        if kind == 0:
            path = self.path()
            return Operation(wire.SYNC, wire.put_string(path), f"sync {path!r}")
        if kind == 1:
            prefix = self.chance.choice(("/", "/a", "/acl", "", "/w/b"))
            return Operation(wire.GET_EPHEMERALS, wire.put_string(prefix),
                             f"getEphemerals {prefix!r}")
        if kind == 2:
            path = self.chance.choice(("/", "/a", "/w", "/w/b", "/nothing"))
            return Operation(wire.ALL_CHILDREN_NUMBER, wire.put_string(path),
                             f"getAllChildrenNumber {path!r}")
        return Operation(wire.WHO_AM_I, b"", "whoAmI")

    def operation(self):
        draw = self.chance.choices(
            (self.create, self.delete, self.set_data, self.read, self.get_acl, self.set_acl,
             self.multi, self.multi_read, self.watches, self.quota, self.misc),
            weights=(24, 10, 14, 22, 4, 4, 8, 4, 7, 4, 4))[0]
        return draw()


def shown_stat(stat, owner):
    """All that must be equal; `owner` names a session id."""
    return (f"czxid {stat['czxid']} mzxid {stat['mzxid']} pzxid {stat['pzxid']}"
            f" v {stat['version']} c {stat['cversion']} a {stat['aversion']}"
            f" owner {owner(stat['ephemeralOwner'])} length {stat['dataLength']}"
            f" children {stat['numChildren']}")


def shown_data(data):
    return "null" if data is None else data.hex()


def shown_answer(opcode, frame, owner):
    """The body of a success, as text. The order of children means nothing, nor does that of what
    `auth` expands to: Apache keeps a connection's identities in a hash table."""
    if opcode == wire.CREATE or opcode == wire.SYNC:
        return frame.string()
    if opcode in (wire.CREATE2, wire.CREATE_CONTAINER, wire.CREATE_TTL):
        return f"{frame.string()} {shown_stat(frame.stat(), owner)}"
    if opcode in (wire.EXISTS, wire.SET_DATA, wire.SET_ACL):
        return shown_stat(frame.stat(), owner)
    if opcode == wire.GET_DATA:
        return f"{shown_data(frame.buffer())} {shown_stat(frame.stat(), owner)}"
    if opcode == wire.GET_ACL:
        return f"{sorted(frame.vector(frame.acl))} {shown_stat(frame.stat(), owner)}"
    if opcode in (wire.GET_CHILDREN, wire.GET_EPHEMERALS):
        return str(sorted(frame.vector(frame.string)))
    if opcode == wire.GET_CHILDREN2:
        names = sorted(frame.vector(frame.string))
        return f"{names} {shown_stat(frame.stat(), owner)}"
    if opcode == wire.WHO_AM_I:
        return str(sorted(frame.vector(lambda: (frame.string(), frame.string()))))
    if opcode == wire.ALL_CHILDREN_NUMBER:
        return str(frame.int())
    if opcode in (wire.MULTI, wire.MULTI_READ):
        return shown_multi(frame, owner)
    return frame.rest().hex()


def shown_multi(frame, owner):
    results = []
    while True:
        kind, done, error = frame.int(), frame.bool(), frame.int()
        if done:
            return f"[{'; '.join(results)}] end {kind} {error} rest {frame.rest().hex()}"
        if kind == -1:
            results.append(f"error {error} {frame.int()}")
        elif kind in (wire.DELETE, wire.CHECK):
            results.append(f"{kind} {error}")
        else:
            results.append(f"{kind} {error} {shown_answer(kind, frame, owner)}")
