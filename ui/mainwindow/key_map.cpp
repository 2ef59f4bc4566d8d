// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/key_map.h"

#include "clientlib/base/expect.h"
#include "ui/common/settings.h"
#include "ui/common/visible_text.h"

#include <algorithm>

namespace zs::ui {
namespace {

constexpr auto group = "keys/";
constexpr auto noKey = "none";
constexpr int mostCharacters = 60; ///< Of a broken entry, in the words about it.

QStringList stored(const QList<QKeySequence>& keys)
{
    QStringList words;
    for (const QKeySequence& each : keys)
        words << each.toString(QKeySequence::PortableText);
    return words.isEmpty() ? QStringList(QLatin1String(noKey)) : words;
}

/// nullopt: the words say no keys.
std::optional<QList<QKeySequence>> parsed(const QStringList& words)
{
    QList<QKeySequence> keys;
    if (words == QStringList(QLatin1String(noKey)))
        return keys;
    for (const QString& word : words) {
        const QKeySequence each = QKeySequence::fromString(word, QKeySequence::PortableText);
        if (each.count() != 1 || each[0].key() == Qt::Key_unknown)
            return std::nullopt;
        keys << each;
    }
    if (keys.isEmpty())
        return std::nullopt;
    return keys;
}

QString told(const QString& id, const QStringList& words)
{
    return visibleText(
        QStringLiteral("%1: %2").arg(id, words.join(QStringLiteral(", "))).left(mostCharacters));
}

} // namespace

KeyMap::KeyMap(Settings* settings, QObject* parent)
    : QObject(parent)
    , m_settings(settings)
{
    ZS_EXPECT(settings);
    load();
}

void KeyMap::load()
{
    m_choices.clear();
    m_ignored.clear();
    for (const QString& id : m_settings->childKeys(QLatin1String(group).chopped(1))) {
        const QStringList words = m_settings->value(QLatin1String(group) + id).toStringList();
        const ActionInfo* info = findActionInfo(id);
        const auto keys = parsed(words);
        const bool good = info && keys && keys->size() <= mostKeys
            && std::all_of(keys->begin(), keys->end(),
                [&](const QKeySequence& each) { return whyNotKey(*info, each).isEmpty(); });
        if (good)
            m_choices.emplace(id, *keys);
        else
            m_ignored << told(id, words);
    }
    m_table = resolveKeys(m_choices);
    for (auto choice = m_choices.begin(); choice != m_choices.end();) {
        if (m_table[choice->first] == choice->second) {
            ++choice;
            continue;
        }
        m_ignored << told(choice->first, stored(choice->second));
        choice = m_choices.erase(choice); // Another entry has one of its keys.
    }
    m_table = resolveKeys(m_choices);
}

void KeyMap::take(const QString& id, const QList<QKeySequence>& keys)
{
    const ActionInfo* info = findActionInfo(id);
    ZS_EXPECT(info);
    if (keys == info->ownKeys())
        m_choices.erase(id);
    else
        m_choices[id] = keys;
}

void KeyMap::release(const QKeySequence& keys, const QString& but)
{
    const auto owner = m_choices.find(ownerOf(keys, m_table));
    if (owner == m_choices.end() || owner->first == but)
        return; // What it has by itself it loses without a word, and gets back as easily.
    owner->second.removeAll(keys);
    if (owner->second.isEmpty())
        m_choices.erase(owner);
}

void KeyMap::change(const QString& id, const QKeySequence& old, const QKeySequence& wanted)
{
    const ActionInfo* info = findActionInfo(id);
    ZS_EXPECT(info && (wanted.isEmpty() || whyNotKey(*info, wanted).isEmpty()));
    QList<QKeySequence> keys = m_table[id];
    const qsizetype place = old.isEmpty() ? keys.size() : keys.indexOf(old);
    ZS_EXPECT(place >= 0 && (!old.isEmpty() || place < mostKeys));
    keys.remove(place, old.isEmpty() ? 0 : 1);
    if (!wanted.isEmpty() && !keys.contains(wanted)) {
        release(wanted, id);
        keys.insert(place, wanted);
    }
    take(id, keys);
    finish();
}

void KeyMap::reset(const QString& id)
{
    const ActionInfo* info = findActionInfo(id);
    ZS_EXPECT(info);
    for (const QKeySequence& each : info->ownKeys())
        release(each, id);
    m_choices.erase(id);
    finish();
}

void KeyMap::resetAll()
{
    m_choices.clear();
    finish();
}

void KeyMap::finish()
{
    m_table = resolveKeys(m_choices);
    m_ignored.clear();
    m_settings->remove(QLatin1String(group).chopped(1));
    for (const auto& [id, keys] : m_choices)
        m_settings->setValue(QLatin1String(group) + id, stored(keys));
    applyToProgram();
    Q_EMIT changed();
}

} // namespace zs::ui
