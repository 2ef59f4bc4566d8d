#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the seed corpora of the fuzzers from the captured conversations.

usage: make_corpus.py DATA_DIR OUT_DIR
"""
import json
import pathlib
import sys

RECORDS = 29  # As many as records_fuzz.cpp knows: its first byte chooses one.


def frames(data):
    while len(data) >= 4:
        size = int.from_bytes(data[:4], "big")
        if size > len(data) - 4:
            return
        yield data[4:4 + size]
        data = data[4 + size:]


def servers(captures, out):
    """What members of an ensemble say to each other, by connection and direction."""
    for path in sorted(captures.glob("*.json")):
        streams = {}
        trees = {}
        for step in json.loads(path.read_text())["stream"]:
            data = bytes.fromhex(step.get("hex", ""))
            key = (step["port"], step["conn"], step["from"])
            kind = trees if step["kind"] == "RAW" else streams
            kind[key] = kind.get(key, b"") + data
        for (port, conn, sender), data in streams.items():
            name = f"{path.stem}-{conn}-{sender}"
            if port == "election":
                (out / "election" / name).write_bytes(b"\x3f" + data)
                (out / "relay_hello" / name).write_bytes(b"\x05" + data)
                continue
            (out / "quorum_packets" / name).write_bytes(data)
            for start in (0, 7, 22):
                pieces = [b"\x00" + bytes([len(part)]) + part + b"\x08\x00" for part in
                          (data[at:at + 255] for at in range(0, len(data), 255))]
                (out / "learner" / f"{name}-{start}").write_bytes(
                    bytes([start]) + b"".join(pieces))
        for (_, conn, sender), data in trees.items():
            (out / "tree_stream" / f"{path.stem}-{conn}").write_bytes(data)


def disk(directories, out):
    """Files of real servers; logs also as entries without their frames, snapshots without seals."""
    for path in sorted(directories.glob("**/version-2/*")):
        data = path.read_bytes()
        name = f"{path.parent.parent.name}-{path.name}"
        if path.name.startswith("log."):
            (out / "txn_log" / name).write_bytes(b"\x00" + data.rstrip(b"\x00"))
            entries = b"".join(len(entry).to_bytes(2, "big") + entry for entry in records(data))
            (out / "txn_log" / f"{name}-entries").write_bytes(b"\x01" + entries)
        elif path.name.startswith("snapshot."):
            kind = {".gz": b"\x02", ".snappy": b"\x03"}.get(path.suffix, b"\x01")
            (out / "snapshot" / name).write_bytes(kind + data)
            end = data.find(b"\x00\x00\x00\x01/")
            if kind == b"\x01" and end > 0:
                (out / "snapshot" / f"{name}-body").write_bytes(b"\x00" + data[16:end + 5])


def records(log):
    """The entries of a transaction log."""
    at = 16
    while at + 12 <= len(log):
        size = int.from_bytes(log[at + 8:at + 12], "big")
        if size <= 0:
            return
        yield log[at + 12:at + 12 + size]
        at += 12 + size + 1


def requests(cases, out):
    """What clients said to a server, as steps of server_fuzz.cpp: open sessions, then requests."""
    for path in cases:
        steps = b""
        opened = set()
        for step in json.loads(path.read_text())["sequence"]:
            client = step.get("conn", 0) % 4
            if step.get("dir") != "c2s":
                continue
            for frame in frames(bytes.fromhex(step.get("hex", ""))):
                if client not in opened:
                    opened.add(client)
                    steps += bytes([2 + 8 * client, 100])
                elif len(frame) >= 8 and len(frame) <= 8 + 255:
                    steps += bytes([6 + 8 * client, len(frame) - 8, frame[7]]) + frame[8:]
        (out / "server" / path.stem).write_bytes(steps)


def configurations(keys, out):
    """Sound files, each with some keys; one with members, a dynamic file and a myid."""
    lines = [line.split(" ", 2)[1:] for line in keys.read_text().splitlines()
             if line.count(" ") >= 2 and not line.startswith("#")]
    texts = [f"{key}={value.strip()}\n" for key, value in lines]
    for start in range(0, len(texts), 12):
        (out / "config" / str(start)).write_text("dataDir=/d\n" + "".join(texts[start:start + 12]))
    head = "dataDir=/d\ninitLimit=5\nsyncLimit=2\n"
    members = ("server.1=a:1:2;2181\nserver.2=[::1]:1:2:observer\nserver.3=b:1:2|c:3:4\n"
               "server.4=d:1:2\ngroup.1=1:3\nweight.3=2\n")
    (out / "config" / "members").write_text(head + members + "\0\0" + " 3 \n")
    (out / "config" / "dynamic").write_text(
        head + "dynamicConfigFile=/x.100000000\n\0" + members + "\0" + "1")
    (out / "config" / "text").write_text(
        "# a comment\n  ! another\nlist one,\\\n   two\nuni\\u0041\\n : x\\=y\\\\ \n")


def main():
    data_dir, out = map(pathlib.Path, sys.argv[1:3])
    golden = data_dir / "golden"
    for name in ("records", "session", "watches", "paths", "connect_string", "four_letter_words",
                 "admin_json", "quorum_packets", "tree_stream", "election", "learner", "txn_log",
                 "snapshot", "server", "config", "recording", "trace_moments", "decode",
                 "relay_hello", "digest_md5"):
        (out / name).mkdir(parents=True, exist_ok=True)
    for path in sorted((data_dir / "admin").glob("*.json")):
        (out / "admin_json" / path.name).write_bytes(path.read_bytes())
    for path in sorted((data_dir / "decode").iterdir()):
        for how in (0, 1, 2 + len(path.name) % 14):
            (out / "decode" / f"{path.name}-{how}").write_bytes(bytes([how]) + path.read_bytes())
    # Small ones, so that many are tried in a second.
    for path in [data_dir / "traces" / "lesson-01.ztrace",
                 *sorted((data_dir / "admin").glob("*.txt"))]:
        (out / "recording" / path.name).write_bytes(path.read_bytes())
    for path in sorted((data_dir / "apache_logs").glob("*.log")):
        (out / "recording" / path.name).write_bytes(path.read_bytes()[:3000])
    for path in sorted((data_dir / "trace_lines").glob("lesson-*")):
        lines = path.read_text().splitlines(keepends=True)
        for start in range(0, len(lines), 15):
            (out / "trace_moments" / f"{path.name}-{start}").write_text(
                "".join(lines[start:start + 15]))
    servers(golden / "quorum", out)
    disk(golden / "disk", out)
    requests(sorted((golden / "client").glob("*.json")), out)
    configurations(data_dir / "config" / "keys.txt", out)
    for path in sorted((data_dir / "fuzz").glob("*/*")):  # What was found once.
        (out / path.parent.name / path.name).write_bytes(path.read_bytes())
    for path in sorted((golden / "client").glob("*.json")):
        stream = b""
        number = 0
        for step in json.loads(path.read_text())["sequence"]:
            if "text" in step:
                (out / "four_letter_words" / path.stem).write_text(step["text"])
            data = bytes.fromhex(step.get("hex", ""))
            for frame in frames(data):
                body = frame[8:] if step["dir"] == "c2s" else frame[16:]
                for record in range(number % 4, RECORDS, 4):
                    seed = out / "records" / f"{path.stem}-{number}-{record}"
                    seed.write_bytes(bytes([record]) + body)
                number += 1
            if step["dir"] == "c2s":
                stream += b"\x00"  # Ask for something.
            else:
                for at in range(0, len(data), 255):
                    piece = data[at:at + 255]
                    # A step of 4 to 7 modulo 8 receives that many bytes.
                    while piece:
                        size = min(len(piece), 255)
                        while size % 8 < 4:
                            size -= 1
                        if size <= 0:
                            break
                        stream += bytes([size]) + piece[:size]
                        piece = piece[size:]
        (out / "session" / path.stem).write_bytes(stream)
    texts = ("h1:2181,h2:2182/a/b", "[::1]:2181", "h", "a.b-c_d:1,[fe80::1%e]:2")
    challenges = (  # As Apache's servers send it, RFC 2831's own, and all that the syntax allows.
        'realm="zk-sasl-md5",nonce="kDPVgnF/SslHYCgdeD8uyXZeC6AKBXDGXSrQZ99+",charset=utf-8,'
        'algorithm=md5-sess\0rspauth=88ac435349028935630dd5ca0e167d61',
        'realm="elwood.innosoft.com",nonce="OA6MG9tEQGm2hh",qop="auth",algorithm=md5-sess,'
        'charset=utf-8\0rspauth=ea40f60335c427b5527b84dbabcdfffd',
        ' ,, Realm = "a \\"b\\"" ,\trealm=b,NONCE="x,y=\\\\",qop="auth-int , AUTH",'
        'algorithm=MD5-sess,maxbuf=65536,cipher="3des",stale=true')
    for number, text in enumerate(challenges):
        (out / "digest_md5" / str(number)).write_text(text, encoding="utf-8")
    paths = ("/", "/a/b", "/a//b", "/./a", "/caf\u00e9/\u4e2d", "zk1.examplezk1.example")
    for number, text in enumerate(paths):
        (out / "paths" / str(number)).write_text(text, encoding="utf-8")
    watches = (
        b"\0\0\3a/b\1\1c\2\1d\3\1e\4\1f", b"\1\2\1a\0\0\7\1a\0\4",
        # An event counts on a version that an answer said was the largest.
        b"a:b" + bytes(16) + b"\xff" * 22 + b"\x7f" + b"\xff" * 56 + bytes(6) + b"\1"
        + bytes(19) + b"\3aa")
    for number, steps in enumerate(watches):
        (out / "watches" / str(number)).write_bytes(steps)
    for number, text in enumerate(texts):
        (out / "connect_string" / str(number)).write_text(text)


main()
