// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/apache_server.h"
#include "tests/support/await.h"
#include "tests/support/installed_theme.h"
#include "ui/common/dialog_place.h"
#include "ui/node/node_controller.h"
#include "ui/node/subtree_backup.h"

#include <QAbstractButton>
#include <QDir>
#include <QTest>

#include <gtest/gtest.h>

#include <map>
#include <memory>

namespace zs::test {

enum class Kind { apache, ours };

inline std::map<Kind, std::unique_ptr<ApacheServer>>& servers()
{
    static std::map<Kind, std::unique_ptr<ApacheServer>> all;
    return all;
}

/// Ends the servers before the program does, while there is a QApplication.
class ServersEnd : public testing::Environment {
    void TearDown() override { servers().clear(); }
};
inline const testing::Environment* const serversEnd
    = testing::AddGlobalTestEnvironment(new ServersEnd); // GoogleTest owns it.

/// Tests of nodes on a real server, ours and Apache's; each test has its own node `root`.
class OnServer : public testing::TestWithParam<Kind> {
protected:
    static void SetUpTestSuite() { installedTheme(); }
    void SetUp() override
    {
        QDir(ui::backupFolder()).removeRecursively(); // That of QStandardPaths' test mode.
        std::unique_ptr<ApacheServer>& server = servers()[GetParam()];
        if (!server) {
            ApacheServer::Options options;
            options.configLines << "extendedTypesEnabled=false"; // As it is by default.
            if (GetParam() == Kind::ours)
                options.program = qEnvironmentVariable("ZS_BIN") + "/zooscope-server";
            else if (!ApacheServer::isInstalled())
                GTEST_SKIP() << "Debian's package zookeeper is not installed";
            server = std::make_unique<ApacheServer>(options);
            ASSERT_TRUE(server->start());
        }
        ClientOptions options;
        options.servers = *ConnectString::parse(server->address());
        client = Client::connectTo(options);
        other = Client::connectTo(options);
        node = std::make_unique<ui::NodeController>(client.get());
        const std::string name = testing::UnitTest::GetInstance()->current_test_info()->name();
        root = Path("/" + name.substr(0, name.find('/')));
        ASSERT_TRUE(await(client->create(root, toBytes("root"))).has_value());
        ASSERT_TRUE(await(other->sync(root)).has_value());
    }
    void TearDown() override
    {
        node.reset();
        QDir(ui::backupFolder()).removeRecursively();
    }
    template <class T>
    static T* find(QWidget& dialog, const QString& name)
    {
        T* widget = dialog.findChild<T*>(name);
        EXPECT_NE(widget, nullptr) << name.toStdString();
        return widget;
    }
    static void click(QWidget& dialog, const char* name)
    {
        QTest::mouseClick(find<QAbstractButton>(dialog, QLatin1String(name)), Qt::LeftButton);
    }
    std::string stored(const Path& path)
    {
        const auto answer = await(other->getData(path));
        return answer && answer->data ? std::string(zs::textOf(*answer->data)) : "(none)";
    }

    std::unique_ptr<Client> client;
    std::unique_ptr<Client> other;
    std::unique_ptr<ui::NodeController> node;
    Path root;
    ui::DialogPlace place{QStringLiteral("local"), QStringLiteral("local"), ui::Role::leading};
};

} // namespace zs::test
