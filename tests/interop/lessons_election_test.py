# SPDX-License-Identifier: Apache-2.0
"""The worked examples about elections (lessons 1 to 4, 15), asserted from what servers trace."""
import sys
import unittest

import ensemble
import lesson
from lesson import zxid

EMPTY = "0x0"


class LessonsTest(lesson.Lesson):
    def no_election_after(self, number, since):
        self.assertEqual(self.told(number, since, k="round"), [])
        self.assertEqual(self.told(number, since, k="state"), [])

    def test_01_first_start_of_three(self):
        self.build(3)
        self.start(1)
        self.hear(1, k="tally", quorum=False, **{"for": [1]})
        self.assertEqual(self.votes(1), [(1, EMPTY)])
        self.assertEqual([line["to"] for line in self.told(1, k="state")], ["LOOKING"])
        self.start(2)
        self.together(2)
        taken = self.hear(1, k="compare", result="takes")
        self.assertEqual((taken["by"], taken["mine"]["leader"], taken["theirs"]["leader"]),
                         ("sid", 1, 2))
        self.assertEqual(self.votes(1), [(1, EMPTY), (2, EMPTY)])
        self.assertEqual(self.votes(2), [(2, EMPTY)])
        for number in (1, 2):
            self.assertEqual([line["for"] for line in self.told(number, k="tally", quorum=True)],
                             [[1, 2]])
        marks = {number: self.mark(number) for number in (1, 2)}
        self.start(3)
        self.together(2)
        for number, role in ((1, "FOLLOWING"), (2, "LEADING")):
            told = self.hear(3, k="notify", dir="in", peer=number, peerState=role)
            self.assertEqual(told["vote"]["leader"], 2)
            self.no_election_after(number, marks[number])
        self.assertEqual(self.hear(3, k="elected")["leader"], 2)
        self.assertEqual([line["to"] for line in self.told(3, k="state")],
                         ["LOOKING", "FOLLOWING"])

    def test_02_first_start_of_five_one_at_a_time(self):
        self.build(5)
        self.start(1)
        self.hear(1, k="tally", quorum=False, **{"for": [1]})
        self.start(2)
        for number in (1, 2):
            self.hear(number, k="tally", quorum=False, **{"for": [1, 2]})
            self.assertEqual([line["to"] for line in self.told(number, k="state")], ["LOOKING"])
        self.assertEqual(self.votes(1), [(1, EMPTY), (2, EMPTY)])
        self.start(3)
        self.together(3)
        for number in (1, 2, 3):
            self.assertEqual(self.votes(number)[-1], (3, EMPTY))
            self.assertEqual(self.hear(number, k="tally", quorum=True)["for"], [1, 2, 3])
        for number in (1, 2):
            self.assertTrue([line for line in self.told(number, k="compare", by="sid",
                                                        result="takes")
                             if line["theirs"]["leader"] == 3])
        for late in (4, 5):
            marks = {number: self.mark(number) for number in self.cluster.running()}
            self.start(late)
            self.together(3)
            self.assertEqual([line["to"] for line in self.told(late, k="state")],
                             ["LOOKING", "FOLLOWING"])
            for number, since in marks.items():
                self.no_election_after(number, since)

    def test_03_leader_and_follower_crash_at_8_8_8_7_7(self):
        self.build(5)
        self.start_in_turn(3, 1, 2, 3, 4, 5)
        client = self.writer(1)
        for name in "bcdefg":
            last = self.create(client, f"/{name}")
        self.assertEqual(last, zxid(1, 7))
        self.applied(last)
        self.cluster.cut([4, 5], [3])
        self.assertEqual(self.create(client, "/h"), zxid(1, 8))
        self.applied(zxid(1, 8), 1, 2, 3)
        marks = {number: self.mark(number) for number in (1, 2, 4)}
        self.cluster.kill(3)
        self.cluster.kill(5)
        self.together(2)
        self.assertEqual(self.votes(4, marks[4])[0], (4, zxid(1, 7)))
        taken = self.hear(4, marks[4], k="compare", result="takes")
        self.assertEqual((taken["by"], taken["mine"]["zxid"], taken["theirs"]["zxid"]),
                         ("zxid", zxid(1, 7), zxid(1, 8)))
        taken = self.hear(1, marks[1], k="compare", result="takes")
        self.assertEqual((taken["by"], taken["mine"]["leader"], taken["theirs"]["leader"]),
                         ("sid", 1, 2))
        for number in (1, 2, 4):
            self.assertEqual(self.votes(number, marks[number])[-1], (2, zxid(1, 8)))
            self.assertEqual(self.hear(number, marks[number], k="tally", quorum=True)["for"],
                             [1, 2, 4])
        self.assert_trees_equal()

    def test_04_leader_crash_with_123_against_122(self):
        self.build(3)
        self.start_in_turn(2, 1, 2, 3)
        client = self.writer(1)
        for number in range(121):
            last = self.create(client, f"/{number}")
        self.assertEqual(last, zxid(1, 122))
        self.hear(3, k="packet", dir="in", type="COMMIT", zxid=last)
        self.applied(last)
        self.cluster.cut([3], [2])
        self.assertEqual(self.create(client, "/last"), zxid(1, 123))
        self.applied(zxid(1, 123), 1)
        marks = {number: self.mark(number) for number in (1, 3)}
        self.cluster.kill(2)
        self.together(1)
        taken = self.hear(3, marks[3], k="compare", result="takes")
        self.assertEqual(taken["by"], "zxid")
        self.assertEqual((taken["mine"]["leader"], taken["mine"]["zxid"]), (3, zxid(1, 122)))
        self.assertEqual((taken["theirs"]["leader"], taken["theirs"]["zxid"]), (1, zxid(1, 123)))
        kept = self.hear(1, marks[1], k="compare", result="keeps")
        self.assertEqual((kept["by"], kept["theirs"]["leader"], kept["theirs"]["zxid"]),
                         ("zxid", 3, zxid(1, 122)))
        self.assertEqual(self.votes(1, marks[1]), [(1, zxid(1, 123))])
        for number in (1, 3):
            self.assertEqual(self.hear(number, marks[number], k="tally", quorum=True)["for"],
                             [1, 3])
        chosen = self.hear(1, marks[1], k="sync", peer=3)
        self.assertEqual((chosen["mode"], chosen["peerZxid"], chosen["to"]),
                         ("DIFF", zxid(1, 122), zxid(1, 123)))
        self.assertEqual([packet for packet in self.packets(3, 1, marks[3], "in")
                          if packet.split()[1] in ("DIFF", "PROPOSAL", "COMMIT")][:3],
                         [f"in DIFF {zxid(1, 123)}", f"in PROPOSAL {zxid(1, 123)}",
                          f"in COMMIT {zxid(1, 123)}"])
        self.assert_trees_equal()

    def keeps_what(self, dialler, number, peer):
        """The connection that is left to this server is the one that `dialler` opened."""
        def newest():
            links = self.told(number, k="link", port="election", peer=peer)
            return links and links[-1]["up"] and links[-1]["dialler"] == dialler
        ensemble.wait_for(f"{number} keeps what {dialler} dialled to {peer}", newest)

    def test_15_who_dials_whom(self):
        self.build(4)
        self.start_in_turn(3, 1, 2, 3, 4)
        for one in (1, 2, 3, 4):
            for other in range(1, one):
                for number, peer in ((one, other), (other, one)):
                    self.keeps_what(one, number, peer)
        for learner in (1, 2, 4):
            for number, peer in ((learner, 3), (3, learner)):
                self.assertEqual([(link["up"], link["dialler"]) for link in self.told(
                    number, k="link", port="quorum", peer=peer)], [(True, learner)])
        self.assertEqual(self.hear(3, k="tally", quorum=True)["for"], [1, 2, 3])
        marks = {number: self.mark(number) for number in (1, 2, 4)}
        self.cluster.kill(3)
        self.together(4)
        for number, since in marks.items():
            self.assertEqual(self.hear(number, since, k="tally", quorum=True)["for"], [1, 2, 4])
        for learner in (1, 2):
            self.assertEqual(self.told(learner, marks[learner], k="link", port="quorum",
                                       peer=4)[-1]["dialler"], learner)


if __name__ == "__main__":
    sys.exit(unittest.main())
