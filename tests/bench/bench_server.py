# SPDX-License-Identifier: Apache-2.0
"""The servers that are measured, started as people start them, and what they cost."""
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "interop"))
import wire

CLASSPATH = "/usr/share/java/*:/etc/zookeeper/conf"
JAVA = ["java", "-cp", CLASSPATH, "org.apache.zookeeper.server.quorum.QuorumPeerMain"]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """One server process on a folder of its own; `command` starts it, given a zoo.cfg."""

    def __init__(self, name, command, folder, settings=None):
        self.name = name
        self.command = command
        self.port = free_port()
        self.data = pathlib.Path(folder) / name
        self.data.mkdir(parents=True, exist_ok=True)
        self.log_file = self.data / "server.log"
        self.process = None
        self.configure(settings or {})

    def configure(self, settings):
        """Takes effect with the next start."""
        lines = {"tickTime": "2000", "dataDir": str(self.data), "clientPort": str(self.port),
                 "clientPortAddress": "127.0.0.1", "admin.enableServer": "false",
                 "maxClientCnxns": "0", "clientPortListenBacklog": "4096",
                 "4lw.commands.whitelist": "*", **settings}
        text = "".join(f"{key}={value}\n" for key, value in lines.items())
        (self.data / "zoo.cfg").write_text(text)

    def launch(self):
        """Begins to run; nothing is waited for."""
        with open(self.log_file, "ab") as log:
            self.process = subprocess.Popen(self.command + [str(self.data / "zoo.cfg")],
                                            stdout=log, stderr=log)
        return self

    def start(self):
        """Returns when it serves: the seconds that took."""
        began = time.monotonic()
        self.launch()
        self.until(self.serves, patience=180)
        return time.monotonic() - began

    def until(self, reached, patience):
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                sys.exit(f"{self.name} ended at once; see its log {self.log_file}")
            try:
                if reached():
                    return
            except (OSError, wire.Closed):
                pass
            # A foreign process: nothing tells when its port opens.
            time.sleep(0.002)  # tidy-ok(sleep): polls a foreign process
        sys.exit(f"{self.name} did not serve within {patience} s")

    def serves(self):
        with socket.create_connection(("127.0.0.1", self.port), timeout=1) as asked:
            asked.sendall(b"srvr")
            return b"Mode:" in asked.recv(4096)

    def write_first(self):
        """Creates a node in a new session. Fails with OSError or wire.Closed until it serves."""
        # A server that is not ready yet may leave the question unanswered: ask anew then.
        connection = wire.Connection(self.port, timeout=0.5)
        try:
            connection.open_session()
            if connection.create("/first")[1] != 0:
                sys.exit(f"{self.name} refused its first write")
        finally:
            connection.close()
        return True

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(60)

    def discard(self):
        """Stops it where it runs, and deletes its data."""
        if self.process and self.process.poll() is None:
            self.stop()
        shutil.rmtree(self.data, ignore_errors=True)

    def log_text(self):
        return self.log_file.read_text(errors="replace")

    def cpu_seconds(self):
        """User and system time of all its threads so far."""
        # The clock of another process: clock_getcpuclockid(3), which Python does not have.
        return time.clock_gettime((~self.process.pid << 3) | 2)

    def resident_mb(self):
        pages = int(pathlib.Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGESIZE") / 1e6


class BareServer:
    """zs-bare-server: answers of the right size and nothing else."""

    name = "bare"

    def __init__(self, binaries):
        self.process = subprocess.Popen([os.path.join(binaries, "zs-bare-server")], text=True,
                                        stdout=subprocess.PIPE)
        self.port = int(self.process.stdout.readline())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


def make(name, folder, binaries, settings=None):
    """The server "ours" or "apache", on a new folder."""
    ours = [os.path.join(binaries, "zooscope-server")]
    return Server(name, ours if name == "ours" else JAVA, folder, settings)


def pair(folder, binaries, settings=None):
    """Ours and Apache's, each on a new folder."""
    return [make(name, folder, binaries, settings) for name in ("ours", "apache")]
