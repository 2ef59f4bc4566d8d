# SPDX-License-Identifier: Apache-2.0
"""The disk of a server as a crash leaves it, rebuilt from what tests/.../disk_shim.cpp recorded.

Kept apart: what is durable, and what a sync would still have to make durable. A killed process
leaves all of it, power loss leaves the durable part and any subset of the rest."""
import pathlib
import struct

SECTOR = 512


def read_records(path):
    """Yields (kind, path, number, data)."""
    recorded = pathlib.Path(path).read_bytes()
    at = 0
    while at < len(recorded):
        kind, path_size = struct.unpack_from("=ci", recorded, at)
        at += 5
        name = recorded[at:at + path_size].decode()
        at += path_size
        number, data_size = struct.unpack_from("=qi", recorded, at)
        at += 12
        yield kind.decode(), name, number, recorded[at:at + data_size]
        at += data_size


def largest_zxid(sent):
    """The largest zxid in replies to requests, or 0; `sent` is what one call sent to a client."""
    largest, at = 0, 0
    while at + 20 <= len(sent):
        size, xid, zxid = struct.unpack_from(">iiq", sent, at)
        if size < 16 or at + 4 + size > len(sent):
            return 0  # Not replies: the answer to a four-letter word.
        if xid > 0:
            largest = max(largest, zxid)
        at += 4 + size
    return largest


class File:
    def __init__(self):
        self.durable = bytearray()
        self.pending = []  # (kind, number, data), in order.


def put(content, at, data):
    if at > len(content):
        content.extend(bytes(at - len(content)))
    content[at:at + len(data)] = data


def applied(content, change):
    kind, number, data = change
    if kind == "w":
        put(content, number, data)
    elif kind == "t":
        del content[number:]
        content.extend(bytes(number - len(content)))
    elif number > len(content):  # Allocated up to there.
        content.extend(bytes(number - len(content)))


class Image:
    """What is in one folder, and below. `acknowledged`: the last zxid that a client was told."""

    def __init__(self, folder):
        self.folder = str(folder)
        self.folders = set()
        self.names = {}          # As the running system sees them.
        self.durable_names = {}
        self.renames = []        # ("make", path, file), ("rename", from, to), ("unlink", path, "")
        self.acknowledged = 0
        self.last = None

    def apply(self, record):
        kind, path, number, data = record
        self.last = None
        if kind == "k":
            self.acknowledged = max(self.acknowledged, largest_zxid(data))
        elif path != self.folder and not path.startswith(self.folder + "/"):
            return
        elif kind == "d":
            self.folders.add(path)
        elif kind == "o":
            if path not in self.names:
                self.rename(("make", path, File()))
            if number:
                self.names[path].pending.append(("t", 0, b""))
        elif kind == "s":
            self.sync(path)
        elif kind == "r":
            self.rename(("rename", path, data.decode()))
        elif kind == "u":
            self.rename(("unlink", path, ""))
        elif path in self.names:  # Not the space of a file that was deleted meanwhile.
            self.names[path].pending.append((kind, number, data))
            self.last = self.names[path]

    def sync(self, path):
        if path in self.names:
            file = self.names[path]
            for change in file.pending:
                applied(file.durable, change)
            file.pending = []
            return
        kept = []
        for change in self.renames:
            if change[1].rpartition("/")[0] == path:
                rename(self.durable_names, change)
            else:
                kept.append(change)
        self.renames = kept

    def rename(self, change):
        rename(self.names, change)
        self.renames.append(change)

    def after_kill(self, chance=None):
        """All that was done. With `chance` the last call was a write that got only half way."""
        found = {}
        for path, file in self.names.items():
            content = bytearray(file.durable)
            for change in file.pending:
                if chance and file is self.last and change is file.pending[-1]:
                    kind, number, data = change
                    change = (kind, number, data[:chance.randrange(len(data) + 1)])
                applied(content, change)
            found[path] = content
        return found

    def after_power_loss(self, chance):
        """What is durable, and any part of the rest."""
        names = dict(self.durable_names)
        sure = chance.randrange(len(self.renames) + 1)
        for index, change in enumerate(self.renames):
            if index < sure or chance.random() < 0.5:
                rename(names, change)
        return {path: lose_some(file, chance) for path, file in names.items()}


def rename(names, change):
    kind, path, other = change
    if kind == "make":
        names[path] = other
    elif path in names:
        file = names.pop(path)
        if kind == "rename":
            names[other] = file


def lose_some(file, chance):
    content = bytearray(file.durable)
    mode = chance.choice(("none", "all", "sectors", "sectors"))
    for change in file.pending:
        kind, number, data = change
        if mode == "all" or (mode == "sectors" and kind != "w" and chance.random() < 0.5):
            applied(content, change)
        elif mode == "sectors" and kind == "w":
            at = number
            while at < number + len(data):
                end = min((at // SECTOR + 1) * SECTOR, number + len(data))
                if chance.random() < 0.5:
                    put(content, at, data[at - number:end - number])
                at = end
    return content


def write_image(files, folders, old_folder, new_folder):
    for folder in {*folders, *(path.rpartition("/")[0] for path in files)}:
        moved(folder, old_folder, new_folder).mkdir(parents=True, exist_ok=True)
    for path, content in files.items():
        moved(path, old_folder, new_folder).write_bytes(content)


def moved(path, old_folder, new_folder):
    return pathlib.Path(new_folder) / pathlib.Path(path).relative_to(old_folder)
