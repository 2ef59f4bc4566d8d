// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/known_tree_note.h"

#include "ui/common/sentences.h"

#include <QCoroTask>

#include <QEvent>

namespace zs::ui {

namespace {

constexpr std::size_t mostAsked = 20; ///< Of many nodes the first are enough for a warning.

} // namespace

KnownTreeNote::KnownTreeNote(QWidget* parent) : Note(Role::looking, parent)
{
    setObjectName(QStringLiteral("knownTree"));
    hide();
}

void KnownTreeNote::look(Client* client, const std::vector<Path>& paths)
{
    const int look = ++m_look;
    m_found.clear();
    std::map<Path, std::vector<std::pair<std::size_t, Found>>> doubtful; // By the sign.
    for (std::size_t place = 0; place < paths.size(); ++place) {
        for (const KnownTree& tree : knownTreesOf(paths[place])) {
            const Found found{tree.program, paths[place]};
            if (!tree.sign)
                m_found.try_emplace(place, found);
            else if (doubtful.size() < mostAsked || doubtful.contains(*tree.sign))
                doubtful[*tree.sign].emplace_back(place, found);
        }
    }
    for (auto& [sign, meant] : doubtful) {
        if (!client)
            break;
        auto onAnswer = [this, look, meant = std::move(meant)](
                            const Result<std::optional<Stat>>& answer) {
            if (look != m_look || !answer || !*answer)
                return;
            m_found.insert(meant.begin(), meant.end());
            showWords();
        };
        QCoro::connect(client->exists(sign), this, std::move(onAnswer));
    }
    showWords();
}

void KnownTreeNote::showWords()
{
    QString words;
    if (!m_found.empty()) {
        const Found& first = m_found.begin()->second;
        words = knownTreeWords(first.program, first.path);
        if (const auto others = static_cast<int>(m_found.size()) - 1; others > 0)
            words = joinSentences(
                {words, tr("%n more of the nodes do.", "look like trees of programs", others)});
    }
    if (words == text() && isHidden() == words.isEmpty())
        return;
    setText(words);
    setVisible(!words.isEmpty());
    Q_EMIT changed();
}

void KnownTreeNote::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        showWords();
    Note::changeEvent(event);
}

} // namespace zs::ui
