// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/session/connect_string.h"
#include "ui/connections/connection_page.h"
#include "ui/connections/connection_trial.h"

class QComboBox;
class QLineEdit;
class QPushButton;
class QScrollArea;

namespace zs::ui {

class SwitchButton;

/// Name, group, environment, servers, chroot and time-outs of a connection.
class ServersPage : public ConnectionPage {
    Q_OBJECT
public:
    explicit ServersPage(QWidget* parent = nullptr);

    void load(const ConnectionProfile& profile) override;
    void store(ConnectionProfile& profile) const override;
    void retranslate() override;
    [[nodiscard]] QString problem() const override;
    /// What the fields say; the servers of the entry line, not yet added, included.
    [[nodiscard]] tl::expected<ConnectString, ConnectStringProblem> connectString() const;
    [[nodiscard]] Environment environment() const;
    void setGroups(const QStringList& groups);
    /// What a test found of the servers, in its order.
    void showResults(const std::vector<HostResult>& results);
    /// A failure that is told elsewhere: servers that have the same are marked alone.
    void setTold(ConnectionFault fault);
    void setSearching(bool searching);
    /// Replaces the servers by the members that one of them named.
    void setServers(const std::vector<Endpoint>& servers);

Q_SIGNALS:
    void environmentChosen(zs::ui::Environment environment);
    void findMembersRequested();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void buildServers();
    void takeEnvironment();
    void takeEntry();
    void takePasted();
    void remove(const Endpoint& server);
    [[nodiscard]] static QString modeWord(const QString& mode);
    [[nodiscard]] static QString problemWords(const HostResult& result);
    void showServers();
    void showProblem();
    bool showHint();
    void check();
    void checkSeconds(QLineEdit* entry, TextLabel* hint, const QString& words);

    std::vector<Endpoint> m_servers;
    std::vector<HostResult> m_results;
    ConnectionFault m_told = ConnectionFault::none;
    TextLabel* m_nameLabel = nullptr;
    QLineEdit* m_name;
    TextLabel* m_groupLabel = nullptr;
    QComboBox* m_group;
    TextLabel* m_environmentLabel = nullptr;
    QComboBox* m_environment;
    TextLabel* m_serversLabel;
    QScrollArea* m_scroll;
    QWidget* m_rows;
    QVBoxLayout* m_lines = nullptr;
    QLineEdit* m_entry;
    QPushButton* m_find;
    TextLabel* m_entryHint;
    TextLabel* m_chrootLabel = nullptr;
    QLineEdit* m_chroot;
    TextLabel* m_chrootHint;
    TextLabel* m_timeoutLabel = nullptr;
    QLineEdit* m_timeout;
    TextLabel* m_timeoutHint;
    TextLabel* m_connectLabel = nullptr;
    QLineEdit* m_connect;
    TextLabel* m_connectHint;
    SwitchButton* m_readOnly;
    bool m_readOnlyByEnvironment = false; ///< Not by the user.
    SwitchButton* m_acceptReadOnly;
};

} // namespace zs::ui
