// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/installed_theme.h"
#include "tests/support/picture.h"
#include "ui/common/text_label.h"
#include "ui/connections/connect_dialog.h"
#include "ui/connections/connection_delegate.h"
#include "ui/connections/connection_list.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

namespace zs::ui {
namespace {

class Connections : public testing::Test {
protected:
    static ConnectionProfile profile(const QString& servers)
    {
        return {servers, servers, std::chrono::seconds(30), Environment::none,
            QDateTime::currentDateTime()};
    }

    Theme& m_theme = test::installedTheme(); // Before the first widget.
    QTemporaryDir m_folder;
    QSettings m_settings{m_folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat};
};

TEST_F(Connections, AreKeptBetweenRunsNewestFirst)
{
    ConnectionProfile second = profile(QStringLiteral("b:2181/app"));
    second.environment = Environment::production;
    second.sessionTimeout = std::chrono::seconds(12);
    second.lastUsed.setTime(QTime(14, 2));
    {
        ConnectionStore store(&m_settings);
        store.remember(profile(QStringLiteral("a:2181")));
        store.remember(second);
    }
    const ConnectionStore again(&m_settings);
    ASSERT_EQ(again.profiles().size(), 2);
    EXPECT_EQ(again.profiles()[0], second);
    EXPECT_EQ(again.profiles()[1].servers, QStringLiteral("a:2181"));
}

TEST_F(Connections, SameServersTakeOnePlace)
{
    ConnectionStore store(&m_settings);
    store.remember(profile(QStringLiteral("a:2181")));
    store.remember(profile(QStringLiteral("b:2181")));
    store.remember(profile(QStringLiteral("a:2181")));
    ASSERT_EQ(store.profiles().size(), 2);
    EXPECT_EQ(store.profiles()[0].servers, QStringLiteral("a:2181"));
    store.forget(QStringLiteral("a:2181"));
    EXPECT_EQ(store.profiles().size(), 1);
}

TEST_F(Connections, SpoiltSettingsAreLeftOut)
{
    m_settings.beginWriteArray(QStringLiteral("connections"), 3);
    m_settings.setArrayIndex(0);
    m_settings.setValue(QStringLiteral("servers"), QStringLiteral("no port:xyz"));
    m_settings.setArrayIndex(1);
    m_settings.setValue(QStringLiteral("servers"), QStringLiteral("ok:2181"));
    m_settings.setValue(QStringLiteral("environment"), 99);
    m_settings.setArrayIndex(2);
    m_settings.setValue(QStringLiteral("servers"), QStringLiteral("late:2181"));
    m_settings.setValue(QStringLiteral("sessionTimeoutMs"), -5);
    m_settings.endArray();
    const ConnectionStore store(&m_settings);
    ASSERT_EQ(store.profiles().size(), 1);
    EXPECT_EQ(store.profiles()[0].environment, Environment::none);
}

TEST_F(Connections, FilterLooksAtNamesHostsAndEnvironments)
{
    ConnectionStore store(&m_settings);
    ConnectionProfile prod = profile(QStringLiteral("zk-1:2181"));
    prod.environment = Environment::production;
    store.remember(prod);
    store.remember(profile(QStringLiteral("other:2181")));
    ConnectionListModel model(&store);
    const QAbstractItemModelTester tester(&model);
    model.setFilter(QStringLiteral("PROD"));
    ASSERT_EQ(model.rowCount(), 1);
    EXPECT_EQ(model.profileAt(0).servers, QStringLiteral("zk-1:2181"));
    model.setFilter(QStringLiteral("other"));
    EXPECT_EQ(model.rowCount(), 1);
    model.setFilter(QStringLiteral("nothing"));
    EXPECT_EQ(model.rowCount(), 0);
}

class ConnectionListTest : public Connections {
protected:
    void SetUp() override
    {
        m_store.remember(profile(QStringLiteral("a:2181")));
        m_store.remember(profile(QStringLiteral("b:2181")));
        m_list.resize(868, 600);
        m_list.show();
    }

    QRect row(int index) const { return view()->visualRect(view()->model()->index(index, 0)); }
    QListView* view() const { return m_list.view(); }

    ConnectionStore m_store{&m_settings};
    ConnectionList m_list{&m_store};
    QSignalSpy m_opened{&m_list, &ConnectionList::openRequested};
};

TEST_F(ConnectionListTest, EnterDoubleClickAndButtonOpen)
{
    view()->setFocus();
    QTest::keyClick(view(), Qt::Key_Down);
    QTest::keyClick(view(), Qt::Key_Return);
    ASSERT_EQ(m_opened.count(), 1);
    EXPECT_EQ(m_opened[0][0].value<ConnectionProfile>().servers, QStringLiteral("a:2181"));
    QTest::mouseClick(view()->viewport(), Qt::LeftButton, {}, row(0).center());
    EXPECT_EQ(m_opened.count(), 1);
    QTest::mouseClick(view()->viewport(), Qt::LeftButton, {},
        ConnectionDelegate::openRect(row(0)).center());
    ASSERT_EQ(m_opened.count(), 2);
    EXPECT_EQ(m_opened[1][0].value<ConnectionProfile>().servers, QStringLiteral("b:2181"));
    QTest::mouseClick(view()->viewport(), Qt::LeftButton, {}, row(1).center());
    QTest::mouseDClick(view()->viewport(), Qt::LeftButton, {}, row(1).center());
    EXPECT_EQ(m_opened.count(), 3);
}

TEST_F(ConnectionListTest, DeleteForgetsTheRow)
{
    view()->setFocus();
    QTest::keyClick(view(), Qt::Key_Delete);
    ASSERT_EQ(m_store.profiles().size(), 1);
    EXPECT_EQ(m_store.profiles()[0].servers, QStringLiteral("a:2181"));
}

TEST_F(ConnectionListTest, RowsAre60High)
{
    EXPECT_EQ(row(1).top() - row(0).top(), 60);
}

class ConnectDialogTest : public testing::Test {
protected:
    void SetUp() override { m_dialog.show(); }
    QLineEdit* field(const char* name) const
    {
        return m_dialog.findChild<QLineEdit*>(QLatin1String(name));
    }
    void type(const char* name, const QString& text)
    {
        field(name)->selectAll();
        QTest::keyClick(field(name), Qt::Key_Delete);
        QTest::keyClicks(field(name), text);
    }
    bool canConnect() const
    {
        return m_dialog.findChild<QPushButton*>(QStringLiteral("connect"))->isEnabled();
    }

    Theme& m_theme = test::installedTheme(); // Before the first widget.
    ConnectDialog m_dialog;
};

TEST_F(ConnectDialogTest, YieldsWhatWasTyped)
{
    type("servers", QStringLiteral("zk-1:2181,zk-2:2182/app"));
    type("sessionTimeout", QStringLiteral("12"));
    ASSERT_TRUE(canConnect());
    QTest::keyClick(&m_dialog, Qt::Key_Return);
    EXPECT_EQ(m_dialog.result(), QDialog::Accepted);
    EXPECT_EQ(m_dialog.profile().servers, QStringLiteral("zk-1:2181,zk-2:2182/app"));
    EXPECT_EQ(m_dialog.profile().sessionTimeout, std::chrono::seconds(12));
    test::savePicture(m_dialog, QStringLiteral("connect-light"));
}

TEST_F(ConnectDialogTest, WrongConnectStringIsExplainedWhileTyping)
{
    type("servers", QStringLiteral("zk-1:99999"));
    EXPECT_FALSE(canConnect());
    EXPECT_TRUE(field("servers")->property("invalid").toBool());
    auto* hint = m_dialog.findChild<TextLabel*>(QStringLiteral("serversHint"));
    EXPECT_TRUE(hint->text().contains(QStringLiteral("99999"))) << hint->text().toStdString();
    test::savePicture(m_dialog, QStringLiteral("connect-invalid-light"));
}

TEST_F(ConnectDialogTest, TimeoutMustBeSeconds)
{
    for (const char* wrong : {"0", "-3", "x", "", "99999999999"}) {
        type("sessionTimeout", QLatin1String(wrong));
        EXPECT_FALSE(canConnect()) << wrong;
    }
    type("sessionTimeout", QStringLiteral("30 s"));
    EXPECT_TRUE(canConnect());
}

TEST_F(ConnectDialogTest, EscapeCancels)
{
    QTest::keyClick(&m_dialog, Qt::Key_Escape);
    EXPECT_EQ(m_dialog.result(), QDialog::Rejected);
    EXPECT_FALSE(m_dialog.isVisible());
}

} // namespace
} // namespace zs::ui
