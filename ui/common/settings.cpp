// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/settings.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>

namespace zs::ui {

/// The thread, and what waits for it.
class Settings::Writer {
public:
    using Report = std::function<void(bool)>; ///< Called on the thread.

    Writer(const QString& file, QSettings::Format format, Report report) :
        m_report(std::move(report)), m_thread([this, file, format] { run(file, format); })
    {
    }
    ~Writer()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_ending = true;
        }
        m_wake.notify_all();
        m_thread.join();
    }
    void add(Changes changes)
    {
        {
            const std::lock_guard lock(m_mutex);
            for (auto& [key, value] : changes)
                m_waiting[key] = std::move(value);
            ++m_added;
        }
        m_wake.notify_all();
    }
    void waitUntilDone()
    {
        std::unique_lock lock(m_mutex);
        m_wake.wait(lock, [this] { return m_tried == m_added; });
    }

private:
    void run(const QString& file, QSettings::Format format)
    {
        Changes changes; // Those that the disk did not take are among them.
        std::unique_lock lock(m_mutex);
        for (bool last = false; !last;) {
            m_wake.wait(lock, [this] { return m_ending || m_tried != m_added; });
            last = m_ending;
            const qint64 taken = m_added;
            for (auto& [key, value] : m_waiting)
                changes[key] = std::move(value);
            m_waiting.clear();
            lock.unlock();
            if (!changes.empty()) {
                const bool good = write(file, format, changes);
                if (good)
                    changes.clear();
                m_report(good);
            }
            lock.lock();
            m_tried = taken;
            m_wake.notify_all();
        }
    }
    /// A new QSettings each time, since one that failed once says so for ever.
    static bool write(const QString& file, QSettings::Format format, const Changes& changes)
    {
        QSettings settings(file, format);
        for (const auto& [key, value] : changes) {
            if (value)
                settings.setValue(key, *value);
            else
                settings.remove(key);
        }
        settings.sync();
        return settings.status() != QSettings::AccessError;
    }

    const Report m_report;
    std::mutex m_mutex; ///< Guards what follows.
    std::condition_variable m_wake;
    Changes m_waiting;
    qint64 m_added = 0; ///< How often something was added, and up to which it was tried to write.
    qint64 m_tried = 0;
    bool m_ending = false;
    std::thread m_thread; ///< Last: it uses all the others.
};

Settings::Settings(QObject* parent) :
    QObject(parent), m_file(QSettings().fileName()), m_format(QSettings::NativeFormat)
{
    take(QSettings());
}

Settings::Settings(const QString& file, QSettings::Format format, QObject* parent) :
    QObject(parent), m_file(file), m_format(format)
{
    take(QSettings(file, format));
}

Settings::~Settings()
{
    handOver();
}

void Settings::take(const QSettings& stored)
{
    for (const QString& key : stored.allKeys())
        m_values[key] = stored.value(key);
}

QVariant Settings::value(const QString& key) const
{
    const auto found = m_values.find(key);
    return found == m_values.end() ? QVariant() : found->second;
}

void Settings::setValue(const QString& key, const QVariant& value)
{
    m_values[key] = value;
    change(key, value);
}

void Settings::remove(const QString& key)
{
    const QString group = key + u'/';
    if (m_values.erase(key) > 0)
        change(key, std::nullopt);
    auto each = m_values.lower_bound(group);
    while (each != m_values.end() && each->first.startsWith(group)) {
        change(each->first, std::nullopt);
        each = m_values.erase(each);
    }
}

void Settings::clear()
{
    for (const QString& key : allKeys())
        remove(key);
}

QStringList Settings::allKeys() const
{
    QStringList keys;
    for (const auto& [key, value] : m_values)
        keys << key;
    return keys;
}

QStringList Settings::childKeys(const QString& group) const
{
    const QString start = group + u'/';
    QStringList keys;
    for (auto each = m_values.lower_bound(start);
         each != m_values.end() && each->first.startsWith(start); ++each) {
        const QString name = each->first.mid(start.size());
        if (!name.contains(u'/'))
            keys << name;
    }
    return keys;
}

void Settings::change(const QString& key, std::optional<QVariant> value)
{
    if (m_changes.empty())
        QMetaObject::invokeMethod(this, &Settings::handOver, Qt::QueuedConnection);
    m_changes[key] = std::move(value);
}

void Settings::handOver()
{
    if (m_changes.empty())
        return;
    if (!m_writer) {
        m_writer = std::make_unique<Writer>(m_file, m_format, [this](bool good) {
            QMetaObject::invokeMethod(
                this, [this, good] { report(good); }, Qt::QueuedConnection);
        });
    }
    m_writer->add(std::exchange(m_changes, {}));
}

void Settings::sync()
{
    handOver();
    if (m_writer)
        m_writer->waitUntilDone();
}

void Settings::report(bool good)
{
    if (std::exchange(m_hasProblem, !good) == good)
        Q_EMIT problemChanged();
}

} // namespace zs::ui
