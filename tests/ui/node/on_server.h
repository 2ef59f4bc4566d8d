// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/await.h"
#include "tests/support/both_servers.h"
#include "tests/support/installed_theme.h"
#include "ui/common/dialog_place.h"
#include "ui/node/node_controller.h"
#include "ui/node/subtree_backup.h"

#include <QAbstractButton>
#include <QDir>
#include <QTest>

#include <memory>

namespace zs::test {

/// Tests of nodes on a real server, ours and Apache's; each test has its own node `root`.
class OnServer : public OnBothServers {
protected:
    static void SetUpTestSuite() { installedTheme(); }
    void SetUp() override
    {
        QDir(ui::backupFolder()).removeRecursively();
        OnBothServers::SetUp();
        if (!isReady())
            return;
        ClientOptions options;
        options.servers = *ConnectString::parse(address());
        client = Client::connectTo(options);
        other = Client::connectTo(options);
        node = std::make_unique<ui::NodeController>(client.get());
        root = ownNode();
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
