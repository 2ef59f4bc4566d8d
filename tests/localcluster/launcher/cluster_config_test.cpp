// SPDX-License-Identifier: Apache-2.0
#include "localcluster/launcher/cluster_config.h"
#include "localcluster/launcher/port_claims.h"

#include <gmock/gmock.h>

namespace zs::launcher {
namespace {

    using testing::HasSubstr;

    /// Servers 1 to 3 at 2181 …, 2888 …, 3888 …, links at 13000 ….
    ClusterProfile three()
    {
        ClusterProfile profile = makeProfile("/srv/a cluster", 3);
        std::uint16_t index = 0;
        for (ServerProfile& server : profile.servers) {
            server.clientPort = static_cast<std::uint16_t>(2181 + index);
            server.quorumPort = static_cast<std::uint16_t>(2888 + index);
            server.electionPort = static_cast<std::uint16_t>(3888 + index);
            ++index;
        }
        std::uint16_t port = 13'000;
        for (const ServerProfile& from : profile.servers) {
            for (const ServerProfile& to : profile.servers) {
                if (from.id != to.id) {
                    const auto election = static_cast<std::uint16_t>(port + 1);
                    profile.relayPorts[{from.id, to.id}] = {port, election};
                    port = static_cast<std::uint16_t>(port + 2);
                }
            }
        }
        return profile;
    }

    std::string replaced(std::string text, const std::string& what, const std::string& by)
    {
        const std::size_t at = text.find(what);
        EXPECT_NE(at, std::string::npos) << what;
        return at == std::string::npos ? text : text.replace(at, what.size(), by);
    }

    TEST(ClusterConfig, FileNamesPeersAtTheRelayAndItselfAtItsOwnPorts)
    {
        EXPECT_EQ(configText(three(), ServerId(2)),
            "tickTime=2000\ninitLimit=10\nsyncLimit=5\nclientPort=2182\n"
            "clientPortAddress=127.0.0.1\ndataDir=/srv/a cluster/server-2/data\n"
            "4lw.commands.whitelist=*\nadmin.enableServer=false\n"
            "server.1=127.0.0.1:13004:13005\nserver.2=127.0.0.1:2889:3889\n"
            "server.3=127.0.0.1:13006:13007\n");
        EXPECT_THAT(checkConfigs(three()), testing::IsEmpty());
    }

    TEST(ClusterConfig, ObserverIsNamedInEveryFileAndInItsOwn)
    {
        ClusterProfile profile = three();
        profile.servers[2].role = config::PeerType::observer;
        EXPECT_THAT(configText(profile, ServerId(1)),
            HasSubstr("server.3=127.0.0.1:13002:13003:observer\n"));
        EXPECT_THAT(configText(profile, ServerId(3)), HasSubstr("peerType=observer\n"));
        EXPECT_THAT(checkConfigs(profile), testing::IsEmpty());
    }

    TEST(ClusterConfig, UntouchedTextIsNoEdit)
    {
        for (const int id : {1, 2, 3}) {
            const ConfigEdit edit
                = editConfig(three(), ServerId(id), configText(three(), ServerId(id)));
            EXPECT_THAT(edit.errors, testing::IsEmpty());
            EXPECT_EQ(edit.profile, three());
        }
    }

    TEST(ClusterConfig, EditOfPortsTimingAndSettingsIsTaken)
    {
        std::string text = configText(three(), ServerId(2));
        text = replaced(text, "tickTime=2000", "tickTime=200");
        text = replaced(text, "clientPort=2182", "clientPort=2500");
        text = replaced(text, "2889:3889", "2990:3990");
        text = replaced(text, "4lw.commands.whitelist=*", "4lw.commands.whitelist=srvr,mntr");
        text += "# mine\nsnapCount=5000\n";
        const ConfigEdit edit = editConfig(three(), ServerId(2), text);
        ASSERT_THAT(edit.errors, testing::IsEmpty());
        EXPECT_EQ(edit.profile.tickTimeMs, 200);
        EXPECT_EQ(edit.profile.servers[1].clientPort, 2500);
        EXPECT_EQ(edit.profile.servers[1].quorumPort, 2990);
        EXPECT_EQ(edit.profile.servers[1].extra,
            "4lw.commands.whitelist=srvr,mntr\n# mine\nsnapCount=5000\n");
        EXPECT_THAT(configText(edit.profile, ServerId(1)), HasSubstr("tickTime=200\n"));
        EXPECT_EQ(editConfig(edit.profile, ServerId(2), configText(edit.profile, ServerId(2)))
                      .profile,
            edit.profile);
    }

    TEST(ClusterConfig, EditOfWhatBelongsToTheLauncherIsRefusedByLine)
    {
        const std::string text = configText(three(), ServerId(2));
        const auto problem = [](const std::string& edited) {
            const ConfigEdit edit = editConfig(three(), ServerId(2), edited);
            EXPECT_EQ(edit.profile, three());
            return edit.errors.empty() ? std::string("none") : toText(edit.errors.front());
        };
        EXPECT_THAT(problem(replaced(text, "dataDir=/srv", "dataDir=/tmp")),
            HasSubstr("zoo-2.cfg:6: dataDir belongs to the launcher"));
        EXPECT_THAT(problem(replaced(text, "13004", "13999")),
            HasSubstr("zoo-2.cfg:9: the address of another member belongs"));
        EXPECT_THAT(problem(replaced(text, "127.0.0.1:2889", "0.0.0.0:2889")),
            HasSubstr("zoo-2.cfg:10: only the two ports"));
        EXPECT_THAT(problem(text + "server.4=127.0.0.1:1:2\n"), HasSubstr("not a server of this"));
        EXPECT_THAT(problem(replaced(text, "server.3=", "#server.3=")), HasSubstr("missing"));
        EXPECT_THAT(problem(text + "dataLogDir=/tmp\n"), HasSubstr("cannot be used here"));
        EXPECT_THAT(problem(replaced(text, "tickTime=2000", "tickTime=soon")),
            HasSubstr("zoo-2.cfg:1: "));
        EXPECT_THAT(problem(replaced(text, "clientPort=2182", "clientPort=2181")),
            HasSubstr("Port 2181 is used twice"));
    }

    TEST(ClusterConfig, LinkFaultsAreOffUnderQuorumTlsAndReconfiguration)
    {
        EXPECT_EQ(linkFaultsOff(three()), "");
        ClusterProfile profile = three();
        profile.servers[1].extra = "sslQuorum=true\n";
        EXPECT_THAT(linkFaultsOff(profile).toStdString(), HasSubstr("zoo-2.cfg sets sslQuorum"));
        profile.servers[1].extra = "reconfigEnabled=true\n";
        EXPECT_THAT(linkFaultsOff(profile).toStdString(), HasSubstr("reconfigEnabled"));
        PortClaims claims;
        ASSERT_TRUE(planPorts(profile, claims, {0, 0, 0, 0}));
        EXPECT_TRUE(profile.relayPorts.empty()) << "then peers stand at their own ports";
        profile = three();
        profile.relayed = false;
        EXPECT_NE(linkFaultsOff(profile), "");
    }

} // namespace
} // namespace zs::launcher
