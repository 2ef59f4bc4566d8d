// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/error.h"
#include "ui/panels/journal_file.h"

#include <QObject>

#include <memory>
#include <optional>

namespace zs::ui {

/// Writes the journal of this program, see JournalFile, in a thread of its own: whoever adds a
/// line never waits for a disk. Lines that the disk does not take wait for the next one, at most
/// `maxWaitingBytes` of them; how many were lost beyond is a line of its own, once it can be
/// written.
/// Threads: the GUI thread. Lifetime: destruction writes what waits, and may take as long as the
/// disk does.
class JournalWriter : public QObject {
    Q_OBJECT
public:
    static constexpr qsizetype maxWaitingBytes = qsizetype(16) << 20;

    /// Nothing is made on disk before the first line.
    explicit JournalWriter(
        QString folder, JournalLimits limits = {}, QObject* parent = nullptr);
    ~JournalWriter() override;

    [[nodiscard]] const QString& folder() const { return m_folder; }
    [[nodiscard]] QString file() const { return JournalFile::fileIn(m_folder); }
    /// Off: add() does nothing; what waits is still written.
    void setOn(bool on) { m_on = on; }
    [[nodiscard]] bool isOn() const { return m_on; }
    void add(const QByteArrayList& lines);
    /// Why the last lines could not be written; nullopt: they were.
    [[nodiscard]] const std::optional<Error>& problem() const { return m_problem; }

Q_SIGNALS:
    /// problem() is another one now: it came, or it went.
    void problemChanged();

private:
    class Worker;
    void report(const Result<void>& outcome);

    const QString m_folder;
    bool m_on = true;
    std::optional<Error> m_problem;
    std::unique_ptr<Worker> m_worker;
};

} // namespace zs::ui
