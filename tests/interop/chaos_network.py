# SPDX-License-Identifier: Apache-2.0
"""Members in network namespaces of their own, so that links between them can be cut one way."""
import os
import subprocess
import sys

import relay
import servers

INSIDE = "ZS_CHAOS_INSIDE"  # Set once this process has a user namespace of its own.


class NotPermitted(Exception):
    """This machine or user may not make network namespaces."""


def ip(*words):
    done = subprocess.run(["ip", *words], stdin=subprocess.DEVNULL, capture_output=True, text=True,
                          timeout=20, check=False)
    if done.returncode:
        raise NotPermitted(f"ip {' '.join(words)}: {done.stderr.strip()}")
    return done.stdout


def enter():
    """Who may not make network namespaces as they are may where user namespaces are allowed: starts
    this program anew in one, with a /run of its own for ip's names. Returns when there is no need,
    or no way."""
    probe = f"zs{os.getpid()}probe"
    try:
        ip("netns", "add", probe)
        ip("netns", "del", probe)
        return
    except (NotPermitted, OSError):
        pass
    inside = ["unshare", "--user", "--map-root-user", "--net", "--mount", "sh", "-c",
              'mount -t tmpfs none /run && ip link set lo up && exec "$@"', "sh"]
    possible = subprocess.run([*inside, "true"], stdin=subprocess.DEVNULL, capture_output=True,
                              check=False)
    if INSIDE not in os.environ and possible.returncode == 0:
        os.environ[INSIDE] = "1"
        os.execvp(inside[0], [*inside, sys.executable, *sys.argv])


class Relayed:
    """No namespaces: all members on 127.0.0.1, each behind a relay. Every cut is one of both ways,
    and holds the bytes instead of losing them."""

    def __init__(self, numbers):
        self.chosen = {number: tuple(servers.free_port() for _ in range(3)) for number in numbers}
        self.relay = relay.Relay({number: ports[:2] for number, ports in self.chosen.items()})

    def address(self, _number):
        return "127.0.0.1"

    def ports(self, number):
        return self.chosen[number]

    def peer_ports(self, source, target):
        return self.chosen[source][:2] if source == target else self.relay.ports(source, target)

    def prefix(self, _number):
        return []

    def cut(self, source, target):
        self.relay.cut([source], [target])

    def heal(self):
        self.relay.heal()

    def close(self):
        self.relay.close()


class Namespaces:
    """One namespace a member, joined by a bridge on which the clients are, too. Clients are never
    cut off. Raises NotPermitted."""

    def __init__(self, numbers):
        self.name = f"zs{os.getpid()}"
        self.bridge = f"{self.name}b"
        self.cuts = set()
        self.made = []
        try:
            self.net = self.free_net()
            ip("link", "add", self.bridge, "type", "bridge")
            ip("addr", "add", f"{self.net}.254/24", "dev", self.bridge)
            ip("link", "set", self.bridge, "up")
            for number in numbers:
                self.add(number)
        except (NotPermitted, OSError, StopIteration) as problem:
            self.close()
            raise NotPermitted(str(problem)) from problem

    @staticmethod
    def free_net():
        """198.18.0.0/15 is for tests of networks (RFC 2544): nobody's real address. Each process
        begins to look elsewhere, since several that look at once would all find the same."""
        taken = ip("-4", "-o", "addr")
        nets = [f"198.{second}.{third}" for second in (18, 19) for third in range(1, 255)]
        begin = os.getpid() % len(nets)
        return next(net for net in nets[begin:] + nets[:begin] if f" {net}." not in taken)

    def add(self, number):
        space, link = self.space(number), f"{self.name}v{number}"
        ip("netns", "add", space)
        self.made.append(space)
        ip("link", "add", link, "master", self.bridge, "type", "veth",
           "peer", "name", "eth0", "netns", space)
        ip("link", "set", link, "up")
        ip("-n", space, "link", "set", "lo", "up")
        ip("-n", space, "addr", "add", f"{self.address(number)}/24", "dev", "eth0")
        ip("-n", space, "link", "set", "eth0", "up")

    def space(self, number):
        return f"{self.name}n{number}"

    def address(self, number):
        return f"{self.net}.{number}"

    def ports(self, _number):
        """(quorum, election, client)"""
        return 2888, 3888, 2181  # Each namespace has its own.

    def peer_ports(self, _source, target):
        """Where `source` finds the target's quorum and election port."""
        return self.ports(target)[:2]

    def prefix(self, number):
        """What a command begins with to run there; the process keeps its id."""
        return ["nsenter", f"--net=/run/netns/{self.space(number)}", "--"]

    def cut(self, source, target):
        """What the source sends no longer reaches the target; the other way stays."""
        if (source, target) not in self.cuts:
            ip("-n", self.space(source), "route", "add", "blackhole", self.address(target))
            self.cuts.add((source, target))

    def heal(self):
        for source, target in self.cuts:
            ip("-n", self.space(source), "route", "del", "blackhole", self.address(target))
        self.cuts.clear()

    def close(self):
        for space in self.made:
            subprocess.run(["ip", "netns", "del", space], capture_output=True, check=False)
        subprocess.run(["ip", "link", "del", self.bridge], capture_output=True, check=False)
