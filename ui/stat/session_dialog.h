// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/path.h"
#include "ui/common/dialog_frame.h"
#include "ui/stat/session_lookup.h"

#include <array>
#include <chrono>

class QListView;

namespace zs::ui {

class Note;
class EphemeralRows;

/// One session: its client's address, the server that holds its connection, what that server tells
/// of it, and all its ephemeral nodes, each of which can be opened.
class SessionDialog : public DialogFrame {
    Q_OBJECT
public:
    /// Takes `lookup` over, and starts it.
    SessionDialog(SessionLookup* lookup, const DialogPlace& place, QWidget* parent = nullptr);

    /// Of the console's own session: what the connected server is, where it tells, and the round
    /// trip that the session measured, 0 where it did not yet.
    void setOwnFacts(const QString& serverRole, std::chrono::microseconds mean);

Q_SIGNALS:
    /// The user wants to see the node; the dialog closes itself.
    void pathChosen(const zs::Path& path);

protected:
    void retranslate() override;

private:
    enum Fact {
        client, server, role, since, timeout, operation, roundTrip, latency, packets, facts
    };

    QWidget* makeChips();
    QWidget* makeFacts();
    void makeNodes();
    void makeFooter();
    void refresh();
    void showChips();
    void showFacts();
    void showNodes();
    void showNote();
    [[nodiscard]] QString whyNotFound() const;
    [[nodiscard]] QString whyNoNodes() const;
    void openNode();

    SessionLookup* m_lookup;
    Chip* m_state = nullptr;
    Chip* m_own = nullptr;
    QWidget* m_facts = nullptr;
    QString m_role;
    std::chrono::microseconds m_roundTrip{0};
    std::array<TextLabel*, facts> m_words{};
    std::array<TextLabel*, facts> m_values{};
    TextLabel* m_nodesTitle = nullptr;
    EphemeralRows* m_rows = nullptr;
    QListView* m_nodes = nullptr;
    QWidget* m_nodesCard = nullptr;
    Note* m_note = nullptr;
    TextLabel* m_asked = nullptr;
    QPushButton* m_again = nullptr;
    QPushButton* m_open = nullptr;
};

} // namespace zs::ui
