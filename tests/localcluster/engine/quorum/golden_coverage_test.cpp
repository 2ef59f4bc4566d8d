// SPDX-License-Identifier: Apache-2.0
// Every recording is played to our leader, learner or election, so that none is forgotten: a new
// file must be entered here with the test that plays it.
#include "tests/localcluster/engine/quorum/golden_stream.h"

#include <fstream>
#include <gmock/gmock.h>
#include <map>
#include <sstream>

namespace zs::engine {
namespace {

constexpr const char* leader = "zab/golden_leader_test.cpp";
constexpr const char* learner = "zab/golden_learner_test.cpp";
constexpr const char* election = "election/golden_election_test.cpp";
constexpr const char* reconfig = "peer/golden_reconfig_test.cpp";

/// Recording -> the tests that play it. Our own leader refuses to reconfigure so far, so the
/// reconfig-* files are played to whoever is led; "unlisted" to the leader, too.
const std::map<std::string, std::vector<const char*>> players{
    {"election-cold-start", {election}}, {"election-late-join", {election}},
    {"election-rejoin", {election}}, {"handshake-cold-diff", {leader, learner}},
    {"handshake-diff", {leader, learner}}, {"handshake-snap", {leader, learner}},
    {"handshake-snap-first", {leader, learner}}, {"handshake-trunc", {leader, learner, election}},
    {"leader-change", {leader, learner, election}}, {"leader-loses-quorum", {leader, learner}},
    {"multi", {leader, learner}}, {"new-epoch", {leader, learner, election}},
    {"observer-handshake", {leader, learner}}, {"observer-inform", {leader, learner}},
    {"observer-request", {leader, learner}}, {"ping", {leader, learner}},
    {"reconfig-add-observer", {reconfig}}, {"reconfig-promote-observer", {reconfig}},
    {"reconfig-remove-follower", {reconfig}}, {"reconfig-remove-leader", {reconfig}},
    {"reconfig-unlisted-server", {reconfig, leader}}, {"revalidate", {leader, learner}},
    {"session-expiry", {leader, learner}}, {"session-forwarded", {leader, learner}},
    {"sync-op", {leader, learner}}, {"write-failed", {leader, learner}},
    {"write-forwarded", {leader, learner}}, {"write-on-leader", {leader, learner}}};

TEST(GoldenCoverage, EveryRecordingIsPlayedToOurs)
{
    std::vector<std::string> recorded, played;
    for (const test::GoldenStream& stream : test::goldenStreams())
        recorded.push_back(stream.name);
    for (const auto& [name, tests] : players) {
        played.push_back(name);
        for (const char* test : tests) {
            std::ifstream file(std::string(ZS_ENGINE_TESTS) + "/" + test);
            std::ostringstream text;
            text << file.rdbuf();
            EXPECT_NE(text.str().find('"' + name + '"'), std::string::npos)
                << test << " does not play " << name;
        }
    }
    EXPECT_THAT(recorded, testing::UnorderedElementsAreArray(played));
}

} // namespace
} // namespace zs::engine
