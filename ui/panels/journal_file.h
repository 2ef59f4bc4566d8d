// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/result.h"

#include <QByteArrayList>
#include <QString>

namespace zs::ui {

/// How much of the journal is kept.
struct JournalLimits {
    qint64 fileBytes = qint64(10) << 20; ///< Then the next file is begun.
    int files = 5;                       ///< With the one that is written; the oldest go.
};

/// The journal on disk: `writes.jsonl` in its folder, and `writes.1.jsonl` (the newest of the
/// older ones) and so on. Only the user may read it; a link in its place is refused.
/// Several processes may append at once: each line is one write at the end of the file, and
/// whoever finds it full moves it away under a lock, which the others notice.
/// Threads: any one; its calls block as long as the disk does.
class JournalFile {
public:
    JournalFile(QString folder, JournalLimits limits);
    ~JournalFile();
    JournalFile(const JournalFile&) = delete;
    JournalFile& operator=(const JournalFile&) = delete;

    [[nodiscard]] static QString fileIn(const QString& folder);

    /// Appends lines, each without its line feed, and takes those that were written out of
    /// `lines`. Fails: noSpace, io; then some may be written, and a piece of the next, which a
    /// line feed ends before anything else is written. The next call tries anew.
    [[nodiscard]] Result<void> append(QByteArrayList& lines);

private:
    [[nodiscard]] Result<void> open();
    [[nodiscard]] bool isCurrent() const;
    void rotate();
    void close();
    [[nodiscard]] QString olderFile(int number) const;

    const QString m_folder;
    const JournalLimits m_limits;
    int m_fd = -1;
    bool m_torn = false; ///< The file does not end with a line feed.
};

} // namespace zs::ui
