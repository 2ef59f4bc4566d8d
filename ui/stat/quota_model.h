// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/stat/quota_steps.h"

#include <QObject>

namespace zs::ui {

/// The quota of one node: what it is, and how it is changed. A change is refused by the server
/// when somebody else made one since it was read.
/// Threads: GUI thread. Lifetime: does not own the client; it may die first.
class QuotaModel : public QObject {
    Q_OBJECT
public:
    enum class State {
        reading,
        ready,
        unreachable, ///< The quotas lie outside of the connection's chroot.
        unlimitable, ///< The root and /zookeeper/quota have none.
        failed,      ///< It could not be read, see error().
        writing,
    };

    QuotaModel(Client* client, const Path& path, const Path& chroot, QObject* parent = nullptr);

    void read();
    /// Sets the limits, or replaces them. Only when ready.
    void set(const QuotaNumbers& limits);
    /// Only when ready and there is a quota.
    void remove();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const Path& path() const { return m_path; }
    [[nodiscard]] const Path& chroot() const { return m_chroot; }
    [[nodiscard]] const QuotaFacts& facts() const { return m_facts; }
    /// Why reading, or the last change, failed; a new attempt takes it back.
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
    /// Whether limits may be set: there is none above or below.
    [[nodiscard]] bool isFree() const { return !m_facts.above && !m_facts.below; }
    /// Whether the session takes writes now.
    [[nodiscard]] bool isWritable() const;

Q_SIGNALS:
    void changed();
    /// After a change, when what it left was read.
    void written(const zs::ui::QuotaChange& change);

private:
    void start(std::optional<QuotaNumbers> after);
    void onWritten(const Result<void>& answer);
    void tellWritten(bool known);

    QPointer<Client> m_client;
    Path m_path;
    Path m_chroot;
    State m_state = State::reading;
    QuotaFacts m_facts;
    std::optional<Error> m_error;
    QuotaChange m_change;      ///< The one that is under way.
    bool m_isWritten = false; ///< It was carried out, and what it left is being read.
};

} // namespace zs::ui
