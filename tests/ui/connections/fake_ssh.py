#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stands in for ssh in tests: forwards the ports of -L itself and runs LocalCommand once they
forward. The destination decides: those of REFUSALS fail in ssh's own words, "once" ends at the
first forwarded connection. Names that end with ".inside" are known at the gateway alone. Writes its
process id to the file that ZS_FAKE_SSH_PID names."""
import os
import shlex
import socket
import subprocess
import sys
import threading

CHANGED_KEY = """\
@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @
@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
IT IS POSSIBLE THAT SOMEONE IS DOING SOMETHING NASTY!
Offending ED25519 key in ~/.ssh/known_hosts:3
Host key for other-key has changed and you have requested strict checking.
Host key verification failed.\r"""
REFUSALS = {
    "refused": "me@gate: Permission denied (publickey).\r",
    "unknown-host": "ssh: Could not resolve hostname unknown-host: Name or service not known\r",
    "closed-port": "ssh: connect to host closed-port port 22: Connection refused\r",
    "new-key": "Host key verification failed.\r",
    "other-key": CHANGED_KEY,
}


def pump(source, sink):
    try:
        while data := source.recv(65536):
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)
    except OSError:
        pass


def serve(listener, target, ends):
    while True:
        near, _ = listener.accept()
        if ends:
            os._exit(0)
        far = socket.create_connection(target)
        for pair in ((near, far), (far, near)):
            threading.Thread(target=pump, args=pair, daemon=True).start()


def main():
    arguments = sys.argv[1:]
    destination = arguments[arguments.index("--") + 1]
    if destination in REFUSALS:
        print(REFUSALS[destination], file=sys.stderr)
        sys.exit(255)
    threads = []
    command = ""
    for flag, value in zip(arguments, arguments[1:]):
        if flag == "-o" and value.startswith("LocalCommand="):
            command = value.split("=", 1)[1]
        if flag == "-L":
            host, port, far, far_port = value.split(":")
            if far.endswith(".inside"):
                far = "127.0.0.1"
            listener = socket.create_server((host, int(port)))
            thread = threading.Thread(
                target=serve, args=(listener, (far, int(far_port)), destination == "once"))
            thread.start()
            threads.append(thread)
    if pid_file := os.environ.get("ZS_FAKE_SSH_PID"):
        with open(pid_file, "w", encoding="ascii") as file:
            file.write(str(os.getpid()))
    subprocess.run(shlex.split(command), check=True)
    for thread in threads:
        thread.join()


main()
