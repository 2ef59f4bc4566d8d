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
                continue
            (out / "quorum_packets" / name).write_bytes(data)
            for start in (0, 7, 22):
                pieces = [b"\x00" + bytes([len(part)]) + part + b"\x08\x00" for part in
                          (data[at:at + 255] for at in range(0, len(data), 255))]
                (out / "learner" / f"{name}-{start}").write_bytes(
                    bytes([start]) + b"".join(pieces))
        for (_, conn, sender), data in trees.items():
            (out / "tree_stream" / f"{path.stem}-{conn}").write_bytes(data)


def main():
    data_dir, out = map(pathlib.Path, sys.argv[1:3])
    golden = data_dir / "golden"
    for name in ("records", "session", "connect_string", "four_letter_words", "admin_json",
                 "quorum_packets", "tree_stream", "election", "learner"):
        (out / name).mkdir(parents=True, exist_ok=True)
    for path in sorted((data_dir / "admin").glob("*.json")):
        (out / "admin_json" / path.name).write_bytes(path.read_bytes())
    servers(golden / "quorum", out)
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
    for number, text in enumerate(texts):
        (out / "connect_string" / str(number)).write_text(text)


main()
