// SPDX-License-Identifier: Apache-2.0
#include "clientlib/session/chroot.h"
#include "clientlib/session/connect_string.h"

#include <gmock/gmock.h>

namespace zs {
namespace {

    using testing::ElementsAre;
    using testing::HasSubstr;

    TEST(ConnectString, ReadsServersPortsAndChroot)
    {
        const auto parsed = ConnectString::parse(" h1 , h2:2182,[::1]:2183,[fe80::1%eth0]/app/x ");
        ASSERT_TRUE(parsed) << parsed.error().detail;
        EXPECT_THAT(parsed->servers,
            ElementsAre(Endpoint{"h1", 2181}, Endpoint{"h2", 2182}, Endpoint{"::1", 2183},
                Endpoint{"fe80::1%eth0", 2181}));
        EXPECT_EQ(parsed->chroot, Path("/app/x"));
        EXPECT_EQ(toText(parsed->servers[2]), "[::1]:2183");
    }

    TEST(ConnectString, RootAsChrootMeansNone)
    {
        EXPECT_EQ(ConnectString::parse("h/")->chroot, Path());
    }

    TEST(ConnectString, NamesWhatIsWrong)
    {
        const std::pair<const char*, const char*> cases[] = {
            {"", "empty"}, {"h1,,h2", "a server is empty"}, {"h1,", "a server is empty"},
            {":2181", "no host"}, {"h:0", "port"}, {"h:65536", "port"}, {"h:", "port"},
            {"h:21a", "port"}, {"::1", "needs brackets"}, {"[::1", "closing bracket"},
            {"[::1]x", "between its address and its port"}, {"[zz]", "no IPv6 address"},
            {"h h", "character"}, {"http://h:2181", "URL"}, {"h/a//b", "chroot"},
            {"h/a/", "chroot"},
        };
        for (const auto& [text, complaint] : cases) {
            const auto parsed = ConnectString::parse(text);
            ASSERT_FALSE(parsed) << text;
            EXPECT_EQ(parsed.error().code, Errc::invalidInput);
            EXPECT_THAT(parsed.error().detail, HasSubstr(complaint)) << text;
        }
    }

    TEST(Chroot, MapsThereAndBack)
    {
        const Chroot chroot(Path("/app"));
        EXPECT_EQ(chroot.toServer(Path()), Path("/app"));
        EXPECT_EQ(chroot.toServer(Path("/x")), Path("/app/x"));
        EXPECT_EQ(chroot.fromServer(Path("/app")), Path());
        EXPECT_EQ(chroot.fromServer(Path("/app/x")), Path("/x"));
        EXPECT_EQ(chroot.fromServer(Path("/application")), Path("/application"));
        EXPECT_EQ(Chroot().toServer(Path("/x")), Path("/x"));
    }

} // namespace
} // namespace zs
