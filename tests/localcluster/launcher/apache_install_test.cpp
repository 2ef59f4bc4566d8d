// SPDX-License-Identifier: Apache-2.0
#include "localcluster/launcher/apache_install.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <gmock/gmock.h>

namespace zs::launcher {
namespace {

    using testing::HasSubstr;

    void touch(const QString& path)
    {
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
    }

    TEST(ApacheInstall, FindsTheJarsOfAnUnpackedRelease)
    {
        const QTemporaryDir home;
        ASSERT_TRUE(QDir(home.path()).mkpath("lib"));
        for (const char* name : {"zookeeper-3.9.3.jar", "zookeeper-jute-3.9.3.jar", "netty.jar"})
            touch(home.path() + "/lib/" + name);
        const auto install = ApacheInstall::find(home.path());
        ASSERT_TRUE(install) << install.error().detail;
        EXPECT_EQ(install->version, "3.9.3");
        EXPECT_EQ(install->classPath.size(), 3);
        EXPECT_EQ(install->arguments("/x/zoo-1.cfg", "/x/log-config").last(), "/x/zoo-1.cfg");
    }

    TEST(ApacheInstall, SaysWhatIsMissing)
    {
        const QTemporaryDir home;
        const auto none = ApacheInstall::find(home.path());
        ASSERT_FALSE(none);
        EXPECT_EQ(none.error().code, Errc::noNode);
        EXPECT_THAT(none.error().detail, HasSubstr("There is no Apache ZooKeeper in "));
        touch(home.path() + "/zookeeper-3.4.14.jar");
        const QByteArray path = qgetenv("PATH");
        const QByteArray java = qgetenv("JAVA_HOME");
        qputenv("PATH", home.path().toLocal8Bit());
        qunsetenv("JAVA_HOME");
        const auto withoutJava = ApacheInstall::find(home.path());
        qputenv("PATH", path);
        if (!java.isEmpty())
            qputenv("JAVA_HOME", java);
        ASSERT_FALSE(withoutJava);
        EXPECT_THAT(withoutJava.error().detail, HasSubstr("needs Java"));
    }

} // namespace
} // namespace zs::launcher
