// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "localcluster/timeline/timeline.h"

#include <functional>

class QMenu;
class QWidget;

namespace zs::ui {

/// What the menu of bookmarks asks for.
struct BookmarkWishes {
    std::function<void()> add; ///< One at the present time, with words.
    std::function<void(Instant)> go;
    std::function<void(const timeline::Bookmark&)> remove;
};

/// Fills the menu: a new bookmark, the way to the newest of those that there are, the end of the
/// one at `now`.
void fillBookmarkMenu(
    QMenu* menu, const timeline::Timeline& timeline, Instant now, const BookmarkWishes& wishes);

/// Asks for a bookmark's words, and hands them over; none may be given. Does not block.
void askForBookmark(QWidget* parent, const std::function<void(const QString& words)>& take);

/// "0.451 s: the leader falls", as menu and tool tip show it.
[[nodiscard]] QString bookmarkText(const timeline::Bookmark& bookmark, Instant begin);

} // namespace zs::ui
