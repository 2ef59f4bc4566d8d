# SPDX-License-Identifier: Apache-2.0
"""Settings of authentication, as Apache has them: enforced schemes, other digests, no ACLs."""
import contextlib
import unittest

import wire
from compare import ComparedTest


def tried(action):
    """What a request came to: its error, or that the connection ended."""
    try:
        return f"error {action()}"
    except wire.Closed:
        return "closed"


def error_of(reply):
    return reply[1]


def acl_of(connection, path):
    _, error, frame = connection.request(wire.GET_ACL, wire.put_string(path))
    return f"{error} {[] if error else frame.vector(frame.acl)}"


def who(connection):
    _, error, frame = connection.request(wire.WHO_AM_I)
    return f"{error} {sorted(frame.vector(lambda: (frame.string(), frame.string())))}"


class AuthTest(ComparedTest):
    def test_who_proves_none_of_the_enforced_schemes_is_told_so_and_closed(self):
        def scenario(server):
            for opcode, body, xid in ((wire.PING, b"", -2), (wire.WHO_AM_I, b"", 1),
                                      (wire.CREATE, b"junk", 2), (4711, b"", 3),
                                      (wire.CLOSE, b"", 4)):
                with contextlib.closing(wire.session(server.port)) as stranger:
                    zxid, error, _ = stranger.request(opcode, body, xid)
                    yield f"{opcode}: zxid {zxid} error {error}"
                    yield tried(lambda: stranger.ping()[1])
            with contextlib.closing(wire.session(server.port)) as friendly:
                yield f"auth {error_of(friendly.authenticate('ip', b''))}"
                yield f"auth {error_of(friendly.authenticate('digest', b'amy:secret'))}"
                yield f"create {error_of(friendly.create('/a'))}"
                yield who(friendly)
        lines = self.compared(scenario, {"enforce.auth.enabled": "true",
                                         "enforce.auth.schemes": " digest ,digest"})
        self.assertIn("11: zxid 0 error -124", lines)
        self.assertIn("create 0", lines)

    def test_the_address_is_an_enforceable_scheme_that_everybody_has(self):
        def scenario(server):
            with contextlib.closing(wire.session(server.port)) as client:
                yield f"create {error_of(client.create('/a'))}"
        self.assertEqual(self.compared(scenario, {"enforce.auth.enabled": "true",
                                                  "enforce.auth.schemes": "ip"}), ["create 0"])

    def test_digests_of_another_algorithm(self):
        def scenario(server):
            with contextlib.closing(wire.session(server.port)) as client:
                yield f"auth {error_of(client.authenticate('digest', b'super:admin'))}"
                yield who(client)
                yield f"create {error_of(client.create('/a', acl=[(31, 'auth', '')]))}"
                yield acl_of(client, "/a")
        lines = self.compared(scenario, {
            "DigestAuthenticationProvider.digestAlg": "SHA-256",
            "DigestAuthenticationProvider.superDigest":
                "super:wtZw1Um4mq1rRKbXqxHs8ueodBP35/JhtBP/nwJ62WY="})
        self.assertIn("('super', '')", lines[1])
        self.assertIn("super:wtZw1Um4", lines[3])

    def test_without_the_digest_scheme_nobody_has_a_password(self):
        def scenario(server):
            with contextlib.closing(wire.session(server.port)) as client:
                for acl in ([(31, "digest", "a:b")], [(31, "auth", "")]):
                    yield f"create {error_of(client.create('/a', acl=acl))}"
                yield f"auth {error_of(client.authenticate('digest', b'super:admin'))}"
                yield tried(lambda: client.ping()[1])
        lines = self.compared(scenario, {"DigestAuthenticationProvider.enabled": "false"})
        self.assertEqual(lines, ["create -114", "create -114", "auth -115", "closed"])

    def test_skip_acl_opens_everything_and_still_checks_lists(self):
        def scenario(server):
            with contextlib.closing(wire.session(server.port)) as client:
                yield f"create {error_of(client.create('/a', acl=[(0, 'world', 'anyone')]))}"
                yield f"below {error_of(client.create('/a/b', acl=[(31, 'digest', 'x:y')]))}"
                yield f"bad list {error_of(client.create('/a/c', acl=[(31, 'nosuch', 'x')]))}"
                yield f"read {client.get_data('/a/b')[0]}"
                yield f"write {error_of(client.set_data('/a/b', b'1'))}"
                yield acl_of(client, "/a/b")
                client.get_data("/a/b", watch=True)
                gone = client.request(wire.DELETE, wire.put_string("/a/b") + wire.put_int(-1))
                yield f"delete {error_of(gone)}"
                yield f"events {[event[:3] for event in client.take_events()]}"
        lines = self.compared(scenario, {"skipACL": "yes"})
        self.assertEqual(lines[2:4], ["bad list -114", "read 0"])
        self.assertIn("(31, 'digest', 'x:y')", lines[5])


if __name__ == "__main__":
    unittest.main()
