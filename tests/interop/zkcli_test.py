# SPDX-License-Identifier: Apache-2.0
"""Apache's own shell, zkCli.sh, against both servers."""
import itertools
import re
import unittest

import servers
from compare import ComparedTest, Talk

ZKCLI = "/usr/share/zookeeper/bin/zkCli.sh"
NOISE = re.compile(r"^(?:SLF4J|Connecting to |Welcome to|JLine support|WATCHER::|\tat |$)")

# As it closes, Apache's client may or may not tell that the server has closed: its threads race
# (ClientCnxn.SendThread.run). A connection that is lost before shows by another SyncConnected.
DISCONNECTED = "WatchedEvent state:Disconnected type:None path:null"
IDENTITY = re.compile(r"(?:ip|digest|super): \S+$")


def zkcli(server, *commands):
    """What zkCli.sh says to these commands, in order; watch events, which come when they come,
    are moved to the end."""
    command = ["env", "CLIENT_JVMFLAGS=-XX:TieredStopAtLevel=1 -Duser.timezone=UTC", ZKCLI,
               "-server", server.address]
    with Talk(command) as talk:
        for line in (*commands, "close"):
            talk.tell(line)
        # The thread that prints events has printed all of them when it prints this one.
        said = talk.wait_for(r"state:Closed type:None.*\n")
        talk.tell("quit")
        talk.process.wait(servers.PATIENCE)
    answers, events = [], []
    for line in said.splitlines():
        if line == DISCONNECTED:
            continue
        if line.startswith("WatchedEvent"):
            events.append(line)
        elif line.startswith("[/"):  # getEphemerals: the server lists them in any order.
            answers.append(f"[{', '.join(sorted(line[1:-1].split(', ')))}]")
        elif not NOISE.match(line):
            answers.append(line)
    return [*identities_sorted(answers), "-- events", *sorted(events)]


def identities_sorted(lines):
    """What whoami lists, in an order of the server's own."""
    for is_identity, run in itertools.groupby(lines, lambda line: bool(IDENTITY.match(line))):
        yield from sorted(run) if is_identity else run


class ZkCliTest(ComparedTest):
    def test_nodes_are_created_read_changed_and_deleted(self):
        lines = self.compared(lambda server: zkcli(
            server, "create /app hello", "get -s /app", "ls /", "stat /app", "create /app/a",
            "create /app/b x", "ls -s /app", "ls -R /", "set /app v2", "set -v 0 /app v3",
            "set -s -v 1 /app v3", "get /app", "delete /app", "delete -v 7 /app/a", "delete /app/a",
            "get /app/a", "create /app/b again", "create /no/parent x", "deleteall /app", "ls /",
            "create noslash x", "sync /", "getAllChildrenNumber /"))
        for expected in ("hello", "v3", "Node not empty: /app", "Node already exists: /app/b",
                         "Node does not exist: /app/a", "[zookeeper]", "Created /app/b",
                         "version No is not valid : /app/a"):
            self.assertIn(expected, lines)

    def test_sequential_and_ephemeral_nodes(self):
        def scenario(server):
            first = zkcli(server, "create /q", "create -s /q/n- a", "create -s /q/n- b",
                          "delete /q/n-0000000000", "create -s /q/n- c", "create -e /q/e x",
                          "create -e -s /q/es- x", "create /q/e/child", "stat /q/e", "ls /q",
                          "getEphemerals", "getEphemerals /q/es")
            return first + zkcli(server, "ls /q", "stat /q")
        lines = self.compared(scenario)
        self.assertIn("Created /q/n-0000000002", lines)
        self.assertIn("Ephemerals cannot have children: /q/e/child", lines)
        self.assertIn("ephemeralOwner = <session>", lines)
        self.assertIn("[n-0000000001, n-0000000002]", lines, "ephemerals end with their session")

    def test_watches_fire_once(self):
        lines = self.compared(lambda server: zkcli(
            server, "create /w 0", "get -w /w", "set /w 1", "set /w 2", "stat -w /w", "ls -w /w",
            "create /w/c", "create /w/d", "delete /w/c", "delete /w/d", "delete /w",
            "addWatch -m PERSISTENT /p", "create /p", "set /p x", "create /p/q", "deleteall /p",
            "addWatch -m PERSISTENT_RECURSIVE /r", "create /r", "create /r/s", "set /r/s 1",
            "deleteall /r", "removewatches /p", "removewatches /nothing"))
        events = [line for line in lines if line.startswith("WatchedEvent")]
        changed = "WatchedEvent state:SyncConnected type:NodeDataChanged path:/w"
        self.assertEqual(events.count(changed), 1)
        self.assertIn("WatchedEvent state:SyncConnected type:NodeCreated path:/r/s", events)
        self.assertIn("WatchedEvent state:SyncConnected type:NodeChildrenChanged path:/p", events)

    def test_the_acl_lesson(self):
        def scenario(server):
            lines = zkcli(
                server, "create /acl secret", "getAcl /acl",
                "setAcl /acl auth:acluser1:111111:crwda", "addauth digest acluser1:111111",
                "addauth digest acluser2:222222", "create /both secret auth::crwda",
                "setAcl /acl auth:acluser1:111111:crwda", "getAcl /acl", "getAcl -s /both",
                "create /one x digest:acluser1:hHUVzmra9P/TbXlP/4jRhG9jZm8=:rwa", "getAcl /one",
                "create /ip x ip:127.0.0.1:cdrwa", "get /ip", "create /net x ip:127.0.0.0/8:r",
                "get /net", "set /net y", "create /far x ip:10.0.0.1:cdrwa", "get /far",
                "create /bad x digest:nonsense:r", "create /bad x ip:1.2.3:r",
                "create /bad x nosuch:a:r", "create /world x world:anyone:r", "set /world y",
                "create /world/child", "whoami")
            lines += zkcli(server, "addauth digest acluser1:wrong", "get /acl", "set /acl x",
                           "getAcl /acl", "create /acl/c", "setAcl /one world:anyone:r")
            return lines + zkcli(server, "addauth digest super:admin", "get /acl", "getAcl /acl",
                                 "get /far", "set /world y")
        lines = self.compared(scenario)
        self.assertIn("'digest,'acluser1:hHUVzmra9P/TbXlP/4jRhG9jZm8=", lines)
        self.assertIn("Insufficient permission : /acl", lines)
        self.assertIn("secret", lines, "super reads all")

    def test_containers_quotas_and_ttl(self):
        lines = self.compared(lambda server: zkcli(
            server, "create -c /box", "create /box/a", "stat /box", "create -t 100000 /ttl x",
            "get -s /ttl", "create /lim", "setquota -n 2 /lim", "create /lim/a", "create /lim/b",
            "listquota /lim", "setquota -N 3 /lim", "create /lim/c", "create /lim/d",
            "setquota -B 10 /lim", "set /lim/a 12345678901234567890", "listquota /lim",
            "delquota -N /lim", "create /lim/e", "delquota /lim", "listquota /lim",
            "ls /zookeeper/quota", "setquota -n 1 /nothing"))
        self.assertIn("Created /box", lines)
        self.assertTrue(any("Quota has exceeded" in line or "quota" in line.lower()
                            for line in lines))


if __name__ == "__main__":
    unittest.main()
