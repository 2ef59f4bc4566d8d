// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/client.h"
#include "ui/common/banner.h"
#include "ui/mainwindow/session_words.h"

#include <QPointer>
#include <QTimer>

namespace zs::ui {

class OwnEphemerals;

/// The banner that tells a lost, expired or read-only session, with the countdown of the session.
/// Hidden while all is well. Lifetime: does not own the client; it may die first.
class SessionBanner : public Banner {
    Q_OBJECT
public:
    explicit SessionBanner(QWidget* parent = nullptr);

    void setClient(Client* client);
    /// Whether a new session may be one without quorum, for reading; else it is of no use there.
    void setMayRead(bool may) { m_mayRead = may; }
    /// Those that are counted when the session has expired; they outlive this.
    void setEphemerals(const OwnEphemerals* own) { m_ephemerals = own; }
    [[nodiscard]] bool offersNewSession() const { return m_action == BannerAction::newSession; }

Q_SIGNALS:
    void newSessionRequested();
    /// It came or went.
    void shownChanged(bool shown);

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    [[nodiscard]] QString actionText() const;
    void act();
    void copyReport();

    QPointer<Client> m_client;
    bool m_mayRead = false;
    SessionPast m_past;
    const OwnEphemerals* m_ephemerals = nullptr;
    BannerAction m_action = BannerAction::none;
    QPushButton* m_button;
    QPushButton* m_details; ///< While reconnecting.
    bool m_copied = false;
    QTimer m_tick; ///< Runs while there is a countdown.
};

} // namespace zs::ui
