// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSettings>
#include <QStringList>
#include <QVariant>

#include <map>
#include <memory>
#include <optional>

namespace zs::ui {

/// What is remembered between runs, in a file of QSettings. All of it is in memory; a thread of its
/// own puts changes on disk, since a sync there takes as long as the disk is busy, and QSettings
/// would hold its lock, for readers too, meanwhile.
/// Changes are on their way as soon as the event loop is reached again, all of one turn together:
/// a program that is killed leaves either none of them or all. Only what was changed here is
/// written, so programs that share the file keep each other's changes. What the disk does not take
/// waits for the next change.
/// Threads: the one that made it. Lifetime: destruction writes what waits, and may take as long as
/// the disk does.
class Settings : public QObject {
    Q_OBJECT
public:
    /// The program's own file, by organisation and name; with the system's defaults below it.
    explicit Settings(QObject* parent = nullptr);
    explicit Settings(const QString& file, QSettings::Format format = QSettings::IniFormat,
        QObject* parent = nullptr);
    ~Settings() override;

    [[nodiscard]] QVariant value(const QString& key) const;
    void setValue(const QString& key, const QVariant& value);
    /// The key, and the group of this name.
    void remove(const QString& key);
    void clear();
    [[nodiscard]] QStringList allKeys() const;
    /// Those right in a group, without its name.
    [[nodiscard]] QStringList childKeys(const QString& group) const;

    [[nodiscard]] const QString& fileName() const { return m_file; }
    /// Waits until the disk has taken or refused all that was changed.
    void sync();
    /// Whether the last changes could not be written.
    [[nodiscard]] bool hasProblem() const { return m_hasProblem; }

Q_SIGNALS:
    /// hasProblem() is another one now.
    void problemChanged();

private:
    class Writer;
    using Changes = std::map<QString, std::optional<QVariant>>; ///< nullopt: it was removed.

    void take(const QSettings& stored);
    void change(const QString& key, std::optional<QVariant> value);
    void handOver();
    void report(bool good);

    const QString m_file;
    const QSettings::Format m_format;
    std::map<QString, QVariant> m_values;
    Changes m_changes; ///< Of this turn of the event loop.
    bool m_hasProblem = false;
    std::unique_ptr<Writer> m_writer; ///< From the first change on.
};

} // namespace zs::ui
