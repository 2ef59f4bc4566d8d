// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/path_words.h"

#include <QCoreApplication>

namespace zs::ui {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(zs::ui::PathWords)
};

/// People count characters, from 1.
qsizetype positionOf(const QString& text, std::size_t atByte)
{
    return QString::fromUtf8(text.toUtf8().first(qsizetype(atByte))).size() + 1;
}

} // namespace

QString pathProblemWords(const QString& text, const PathProblem& problem)
{
    switch (problem.fault) {
    case PathFault::none: return {};
    case PathFault::empty: return Words::tr("The path is empty; the root is /.");
    case PathFault::noLeadingSlash: return Words::tr("A path starts with a slash: /config/app.");
    case PathFault::trailingSlash: return Words::tr("A path does not end with a slash.");
    case PathFault::notUtf8: return Words::tr("The path is not valid UTF-8.");
    case PathFault::refusedCharacter:
        return Words::tr("ZooKeeper refuses the character at position %1 (U+%2).")
            .arg(positionOf(text, problem.atByte))
            .arg(uint(problem.character), 4, 16, QLatin1Char('0'));
    case PathFault::emptyComponent:
        return Words::tr("Between two slashes of a path there must be a name.");
    case PathFault::relativeComponent:
        return Words::tr("\".\" and \"..\" are not names in ZooKeeper.");
    }
    return {};
}

} // namespace zs::ui
