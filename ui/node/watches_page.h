// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/admin/ask_word.h"
#include "clientlib/client.h"

#include <QPointer>
#include <QWidget>

#include <array>
#include <memory>

class QListWidget;
class QPushButton;

namespace zs::admin {
class AdminClient;
}

namespace zs::ui {

class Chip;
class Note;
class NodeController;
class SwitchButton;
class TextLabel;

/// The tab "Watches": what this console's session watches on the node, as the server tells it, and
/// on demand which other sessions do (wchp, where the server allows it).
class WatchesPage : public QWidget {
    Q_OBJECT
public:
    explicit WatchesPage(NodeController* controller, QWidget* parent = nullptr);
    ~WatchesPage() override;

    /// Only a page that is seen asks.
    void setActive(bool active);
    /// How the session was opened: wchp goes the same way, TLS and tunnel included, and tells
    /// paths with the chroot before them.
    void setConnection(const ClientOptions& options);

Q_SIGNALS:
    /// Servers before 3.9 take all watches of the session on this node away with one: those of
    /// other views must be set again.
    void watchesRemoved(const zs::Path& path);
    /// For a toast.
    void failed(const QString& text);

protected:
    void changeEvent(QEvent* event) override;

private:
    enum Kind { dataKind, childrenKind, belowKind, kinds };
    enum class Held { unknown, no, yes };
    struct Card {
        TextLabel* word = nullptr;
        TextLabel* meaning = nullptr;
        Chip* chip = nullptr;
        TextLabel* events = nullptr;
        Held held = Held::unknown;
        int fired = 0; ///< Since the node was opened here.
    };

    QWidget* makeCard(Kind kind);
    void follow();
    void ask(Kind kind);
    void watchBelow(bool wanted);
    void onWatch(const WatchEvent& event);
    void onEnded(const Path& path, AddWatchMode mode, const Error& why);
    void askOthers();
    void showOthers(const std::vector<SessionId>& sessions);
    void refresh();
    void retranslate();

    NodeController* m_controller;
    QPointer<Client> m_client;
    Path m_chroot;
    admin::Access m_access;
    Path m_path;
    std::uint64_t m_opened = 0; ///< Answers to older questions are dropped.
    bool m_active = false;
    TextLabel* m_title;
    std::array<Card, kinds> m_cards;
    SwitchButton* m_below = nullptr;
    TextLabel* m_othersTitle;
    QPushButton* m_ask;
    QListWidget* m_others;
    Note* m_note;
    QString m_answer; ///< About the last wchp, in place of the standing note.
    std::unique_ptr<admin::AdminClient> m_admin;
};

} // namespace zs::ui
