# SPDX-License-Identifier: Apache-2.0
"""Starts and stops the two servers that the tests compare: ours and Apache ZooKeeper's.

With ZS_TELL_AFTER=SECONDS, as ctest sets it, a test that still runs then tells where it waits."""
import contextlib
import faulthandler
import os
import pathlib
import random
import signal
import socket
import subprocess
import tempfile
import time

PATIENCE = 120  # Seconds for anything that a server should do in one or two, on an idle machine.
# Its log goes to stderr, hence into server.log, at INFO: what a failed test has to show.
CLASSPATH = "/usr/share/java/zookeeper.jar:/usr/share/java/slf4j-simple.jar"
LOG_FORM = ("-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS",
            "-Dorg.slf4j.simpleLogger.showShortLogName=true")
# The digest of super:admin, in both servers.
SUPER = "super:xQJmxLMiHGwaqBvst5y6rkB6HQs="
if os.environ.get("ZS_TELL_AFTER"):
    faulthandler.dump_traceback_later(float(os.environ["ZS_TELL_AFTER"]))
# Settings that Apache takes as Java properties and ours as keys of zoo.cfg.
JVM_ONLY = ("znode.container.checkIntervalMs",)


RESERVED = []  # Sockets whose names keep ports from the other tests that run now.


def free_port():
    """Below the ports that the kernel gives to outgoing connections, so that none of those takes it
    before the server does. As long as this process runs nobody else who asks here gets it, nor
    does this process once more: servers are down for a while, and come back to their port."""
    while True:
        port = random.SystemRandom().randrange(10000, 32000)
        # An abstract name goes with its process, however that ends. Local clusters claim their
        # ports by the same name. It comes first: to probe a port that another test has reserved
        # may keep the server of that test from it.
        mark = socket.socket(socket.AF_UNIX)
        try:
            mark.bind(f"\0zooscope-port-{port}")
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", port))
        except OSError:
            mark.close()
            continue
        RESERVED.append(mark)
        return port


def four_letter(port, word, timeout=10, host="127.0.0.1"):
    """The whole answer to a four-letter word, as text."""
    with socket.create_connection((host, port), timeout=timeout) as asked:
        asked.sendall(word.encode())
        answer = b""
        while piece := asked.recv(65536):
            answer += piece
    return answer.decode()


class Server:
    """One standalone server on its own folder and port. `settings` are lines of its zoo.cfg."""
    name = ""
    keeps_config = False  # A later start takes zoo.cfg as the server left it: reconfigurations.

    def __init__(self, folder, settings=None):
        self.folder = pathlib.Path(folder) / self.name
        self.folder.mkdir(parents=True, exist_ok=True)
        self.port = free_port()
        self.settings = {
            "tickTime": "2000", "dataDir": str(self.folder / "data"),
            "clientPort": str(self.port), "clientPortAddress": "127.0.0.1",
            "admin.enableServer": "false", "maxClientCnxns": "0", "4lw.commands.whitelist": "*",
            "extendedTypesEnabled": "true", "enforceQuota": "true",
            "DigestAuthenticationProvider.superDigest": SUPER,
            "znode.container.checkIntervalMs": "3600000",
            **(settings or {})}
        self.process = None
        self.launched = 0.0  # By time.monotonic().

    @property
    def address(self):
        return f"127.0.0.1:{self.port}"

    def command(self, config):
        raise NotImplementedError

    def config_lines(self):
        return [f"{key}={value}\n" for key, value in self.settings.items()]

    def launch(self):
        """Starts the process and waits for nothing."""
        config = self.folder / "zoo.cfg"
        if not (self.keeps_config and config.exists()):
            config.write_text("".join(self.config_lines()), encoding="utf-8")
        self.launched = time.monotonic()
        with open(self.folder / "server.log", "ab") as log:
            self.process = subprocess.Popen(self.command(config), stdin=subprocess.DEVNULL,
                                            stdout=log, stderr=log)

    def running(self):
        return self.process is not None and self.process.poll() is None

    def start(self):
        """Returns when the server answers `srvr` with its mode."""
        self.launch()
        deadline = time.monotonic() + PATIENCE
        # Apache leaves a question unanswered that comes while it starts, so no answer is waited for
        # long at first; on a loaded machine any answer may take long.
        patience, abandoned = 0.5, 0
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise RuntimeError(f"{self.name} ended with {self.process.returncode}:\n"
                                   + self.last_words())
            try:
                if "Mode: " in four_letter(self.port, "srvr", timeout=patience):
                    if abandoned:
                        self.await_silence()
                    return self
            except TimeoutError:
                patience, abandoned = min(2 * patience, 10), abandoned + 1
            except OSError:
                pass
            time.sleep(0.01)  # tidy-ok(sleep): polls a process that tells nobody when it is ready
        self.kill()
        raise RuntimeError(f"{self.name} did not serve within {PATIENCE} s:\n" + self.last_words())

    def await_silence(self, limit=10):
        """Questions that were given up still wait in the server's queue of connections, and would
        be found among those that a test counts. `limit`: clients of the test may be there, too."""
        deadline = time.monotonic() + limit
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError):
                if "Connections: 1\n" in four_letter(self.port, "srvr"):
                    return  # This one.
            time.sleep(0.01)  # tidy-ok(sleep): polls a process that tells nobody

    def last_words(self, characters=4000):
        log = self.folder / "server.log"
        if not log.exists():
            return "(no log: it was never started)"
        return log.read_text(encoding="utf-8", errors="replace")[-characters:]

    def stop(self):
        """Ends it in order; yields the exit code."""
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.kill()
            raise

    def kill(self):
        self.process.kill()
        self.process.wait(PATIENCE)

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        if self.process is not None and self.process.poll() is None:
            self.kill()


class Apache(Server):
    """Debian's package zookeeper, 3.8.0."""
    name = "apache"

    def command(self, config):
        properties = [f"-D{key}={self.settings[key]}" for key in JVM_ONLY if key in self.settings]
        # A machine with little to spare must start it too: one compiler, one collector.
        return ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", *LOG_FORM, *properties,
                "-cp", CLASSPATH, "org.apache.zookeeper.server.quorum.QuorumPeerMain", str(config)]

    def config_lines(self):
        return [f"{key}={value}\n" for key, value in self.settings.items() if key not in JVM_ONLY]


class Zooscope(Server):
    """Our server; its folder is given by ZS_BIN, as ctest sets it."""
    name = "zooscope"

    def command(self, config):
        folder = os.environ.get("ZS_BIN", "")
        program = pathlib.Path(folder) / "zooscope-server"
        if not folder or not program.exists():
            raise RuntimeError(f"no {program}: set ZS_BIN to the build's bin folder")
        return [str(program), str(config)]


BOTH = (Apache, Zooscope)


def scratch():
    """A folder that goes when the test ends."""
    return tempfile.TemporaryDirectory(prefix="zooscope-interop-")
