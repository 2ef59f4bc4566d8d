// SPDX-License-Identifier: Apache-2.0
#include "localcluster/launcher/cluster_profile.h"
#include "localcluster/launcher/port_claims.h"
#include "tests/localcluster/launcher/taken_port.h"

#include <QFile>
#include <QTemporaryDir>

#include <gmock/gmock.h>

namespace zs::launcher {
namespace {

    using testing::Contains;
    using testing::HasSubstr;
    using testing::Not;

    TEST(ClusterProfile, IsKeptInItsFolder)
    {
        const QTemporaryDir home;
        ClusterProfile profile = makeProfile(home.path() + "/a cluster", 3, 1);
        profile.tickTimeMs = 200;
        profile.keepRunning = true;
        profile.servers[1].engine = Engine::apache;
        profile.servers[2].extra = "snapCount=5000\n";
        PortClaims claims;
        ASSERT_TRUE(planPorts(profile, claims, {0, 0, 0, 0}));
        ASSERT_TRUE(saveProfile(profile));
        const auto loaded = loadProfile(profile.folder);
        ASSERT_TRUE(loaded) << loaded.error().detail;
        EXPECT_EQ(*loaded, profile);
    }

    TEST(ClusterProfile, FileThatIsMissingOrDamagedIsToldInWords)
    {
        const QTemporaryDir home;
        EXPECT_EQ(loadProfile(home.path()).error().code, Errc::noNode);
        const auto problemOf = [&home](const char* text) {
            QFile file(home.path() + "/profile.json");
            EXPECT_TRUE(file.open(QIODevice::WriteOnly));
            file.write(text);
            file.close();
            const auto loaded = loadProfile(home.path());
            return loaded ? std::string("none") : loaded.error().detail;
        };
        EXPECT_THAT(problemOf("{"), HasSubstr("is no profile of a cluster"));
        EXPECT_THAT(problemOf("{\"zooscopeCluster\": 7}"), HasSubstr("this version"));
        EXPECT_THAT(problemOf("{\"zooscopeCluster\": 1}"), HasSubstr("has 1 to 9 servers"));
        EXPECT_THAT(problemOf("{\"zooscopeCluster\": 1, \"servers\": [{\"id\": -1}]}"),
            HasSubstr("must be 1 to 9"));
        EXPECT_THAT(problemOf("{\"zooscopeCluster\": 1, \"servers\": [{\"id\": 1, \"clientPort\":"
                              " 99999999}, {\"id\": 1}]}"),
            HasSubstr("must be 1 to 9 and ascend"));
    }

    TEST(PortPlan, PortsAreFreeAndAllDifferent)
    {
        const TakenPort taken;
        ClusterProfile profile = makeProfile("/srv/x", 9);
        PortClaims claims;
        ASSERT_TRUE(planPorts(profile, claims, {taken.port(), taken.port(), taken.port(), 0}));
        EXPECT_TRUE(checkProfile(profile));
        EXPECT_EQ(profile.relayPorts.size(), 72U);
        for (const ServerProfile& server : profile.servers) {
            EXPECT_NE(server.clientPort, taken.port());
            EXPECT_NE(server.quorumPort, 0);
        }
        const ClusterProfile before = profile;
        ASSERT_TRUE(planPorts(profile, claims));
        EXPECT_EQ(profile, before) << "what is free stays";
        ASSERT_TRUE(planPorts(profile, claims, {}, {before.servers[0].clientPort}));
        EXPECT_NE(profile.servers[0].clientPort, before.servers[0].clientPort);
    }

    /// Nobody listens on the quorum port of a follower, so only the claim tells.
    TEST(PortPlan, TwoClustersThatArePlannedAtOnceShareNoPort)
    {
        const auto portsOf = [](const ClusterProfile& profile) {
            std::vector<std::uint16_t> all;
            for (const ServerProfile& server : profile.servers)
                all.insert(
                    all.end(), {server.clientPort, server.quorumPort, server.electionPort});
            for (const auto& [ends, ports] : profile.relayPorts)
                all.insert(all.end(), {ports.quorum, ports.election});
            return all;
        };
        ClusterProfile one = makeProfile("/srv/one", 3);
        ClusterProfile other = makeProfile("/srv/other", 3);
        PortClaims otherClaims;
        {
            PortClaims claims;
            ASSERT_TRUE(planPorts(one, claims));
            ASSERT_TRUE(planPorts(other, otherClaims));
            for (const std::uint16_t port : portsOf(other))
                EXPECT_THAT(portsOf(one), Not(Contains(port)));
        }
        PortClaims claims;
        one.servers[0].quorumPort = other.servers[2].quorumPort; // Of a run before the other one.
        ASSERT_TRUE(planPorts(one, claims));
        EXPECT_NE(one.servers[0].quorumPort, other.servers[2].quorumPort);
        claims.releaseAll();
        otherClaims.releaseAll();
        const ClusterProfile before = other;
        ASSERT_TRUE(planPorts(other, claims));
        EXPECT_EQ(other, before) << "what is let go may be claimed again";
    }

} // namespace
} // namespace zs::launcher
