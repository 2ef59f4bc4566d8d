# SPDX-License-Identifier: Apache-2.0
"""What every ensemble must do, whoever its members are. Used by ensemble_test and mixed_test."""
import pathlib
import struct

import ensemble
import wire

NO_NODE = -101
SET_WATCHES = 101
DATA_CHANGED = 3
SEQUENTIAL = 2
LONG_SESSION = 60000  # So that no expiry is written while a test needs silence.


def kill_and_return_each(test, cluster, rounds):
    """Kills the leader, writes without it, and lets it come back; each in turn."""
    leaders = []
    for number in range(rounds):
        leader = cluster.serving()
        leaders.append(leader)
        cluster.kill(leader)
        new = cluster.serving()
        test.assertNotEqual(new, leader)
        for member in cluster.running():
            cluster.write_through(member, f"/round{number}-through{member}")
        cluster.start(leader)
        cluster.serving()
        cluster.write_through(leader, f"/round{number}-back{leader}")
    return leaders


def make_lead(cluster, number, attempts=5):
    """The server with a write that the other has not wins, whatever the ids. Another attempt when
    the third came back to yet another election."""
    leader = cluster.serving()
    if leader == number:
        return
    if attempts == 0:
        raise AssertionError(f"server {number} never stays the leader")
    third = next(other for other in cluster.running() if other not in (leader, number))
    cluster.kill(third)
    cluster.serving()
    cluster.through(number, numbered_create("/newest", 1))
    cluster.kill(leader)
    cluster.start(third)
    new = cluster.serving()
    if new != number:
        raise AssertionError(f"server {new} leads, not {number}, which has the newest write")
    cluster.start(leader)
    make_lead(cluster, number, attempts - 1)


def until_synced(test, cluster, wanted, act, attempts=3):
    """`act` makes a learner fall behind and return; one must have been brought up to date in the
    `wanted` way, see Ensemble.syncs. Again when another server came to lead meanwhile, which
    nothing forbids."""
    for _ in range(attempts):
        act()
        if wanted in cluster.syncs():
            return
    test.assertIn(wanted, cluster.syncs(), "(leader is ours, learner is ours, how)")


def session_moves(test, cluster, source, target):
    """An ephemeral and a watch outlive the death of the server that had the session."""
    cluster.serving()
    name = f"{source}-{target}"
    client = cluster.client(source, timeout_ms=LONG_SESSION)
    test.assertEqual(client.create(f"/moves{name}", b"e", flags=1)[1], 0)
    zxid, error, _ = client.create(f"/watched{name}", b"1")
    test.assertEqual(error, 0)
    test.assertEqual(client.get_data(f"/watched{name}", watch=True)[0], 0)
    cluster.kill(source)
    cluster.serving()

    def moved():
        try:
            connection = wire.Connection(cluster.members[target].port)
            cluster.clients.append(connection)
            negotiated = connection.open_session(LONG_SESSION, client.session, client.password,
                                                 last_zxid=zxid)
        except (wire.Closed, OSError):
            return None
        test.assertGreater(negotiated, 0, "the session is said to have expired")
        return connection
    again = ensemble.wait_for(f"the session moves to server {target}", moved)
    test.assertEqual(again.session, client.session)
    body = struct.pack(">q", zxid) + wire.put_vector([f"/watched{name}"], wire.put_string)
    body += wire.put_vector([], wire.put_string) * 2
    test.assertEqual(again.request(SET_WATCHES, body, xid=-8)[1], 0)
    other = cluster.client(target)
    test.assertEqual(other.set_data(f"/watched{name}", b"2")[1], 0)
    again.ping()
    test.assertEqual([(kind, path) for kind, _, path, _ in again.take_events()],
                     [(DATA_CHANGED, f"/watched{name}")])
    error, node = other.get_data(f"/moves{name}")
    test.assertEqual((error, node[1]["ephemeralOwner"]), (0, client.session))
    cluster.start(source)
    cluster.serving()
    test.assertEqual(again.request(wire.CLOSE)[1], 0)
    for member in cluster.running():
        test.assertEqual(cluster.through(member, synced_get(f"/moves{name}"))[0], NO_NODE)


def synced_get(path):
    """For Ensemble.through: the node as the leader has it."""
    def get(connection):
        connection.request(wire.SYNC, wire.put_string("/"))
        return connection.get_data(path)
    return get


def numbered_create(path, times):
    """For Ensemble.through: sequential nodes, so that it can be done again."""
    def create(connection):
        for _ in range(times):
            error = connection.create(path, b"y" * 100, flags=SEQUENTIAL)[1]
            if error:
                raise AssertionError(f"create {path}: error {error}")
    return create


def falls_behind(cluster, number, writes):
    """Kills a follower, writes, and lets it come back: by DIFF or SNAP, as the settings have it."""
    cluster.kill(number)
    cluster.through(cluster.serving(), numbered_create("/behind", writes))
    cluster.start(number)
    cluster.serving()
    cluster.through(number, numbered_create("/caught-up", 1))


def holds(cluster, number, text):
    """Whether a log file of this member contains the text."""
    folder = pathlib.Path(cluster.members[number].settings["dataDir"]) / "version-2"
    return any(text.encode() in file.read_bytes() for file in folder.glob("log.*"))


def keeps_what_nobody_else_has(test, cluster, attempts=5):
    """The leader logs a write that reaches nobody, dies and comes back as a follower: the write is
    gone from its tree (TRUNC). Yields the old leader and the new one."""
    for attempt in range(attempts):
        leader = cluster.serving()
        others = [number for number in cluster.running() if number != leader]
        client = cluster.client(leader, timeout_ms=LONG_SESSION)
        path = f"/alone{leader}-{attempt}"
        cluster.one_zxid()  # Who is behind would not win the next election.
        for number in others:
            cluster.pause(number)  # So the leader misses nobody until syncLimit is over.
        client.send(wire.CREATE, wire.put_string(path) + wire.put_buffer(b"")
                    + wire.put_vector(wire.OPEN_ACL, wire.put_acl) + wire.put_int(0))
        try:
            ensemble.wait_for("the write is in the leader's log",
                              lambda: holds(cluster, leader, path), patience=8)
            logged = True
        except ensemble.Awaited:
            logged = False  # It led no more, or its disk takes that long.
        for number in (leader, *others):
            cluster.kill(number)
        cluster.start(*others)
        new = cluster.serving()
        cluster.start(leader)
        cluster.serving()
        test.assertEqual(cluster.through(leader, synced_get(path))[0], NO_NODE,
                         f"{path} on server {leader}")
        if logged:
            return leader, new
    raise AssertionError(f"no write reached the log of a lonely leader in {attempts} attempts")
