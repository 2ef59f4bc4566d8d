// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/bookmark_menu.h"

#include "ui/cluster/bookmark_dialog.h"
#include "ui/cluster/player_bar.h"
#include "ui/common/visible_text.h"

#include <QCoreApplication>
#include <QMenu>

#include <algorithm>

namespace zs::ui {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(zs::ui::BookmarkMenu)
};

constexpr std::size_t mostShown = 20;

} // namespace

QString bookmarkText(const timeline::Bookmark& bookmark, Instant begin)
{
    const QString time = playerTime((bookmark.t - begin).count());
    if (bookmark.text.empty())
        return time;
    return Words::tr("%1: %2", "a bookmark: time, words")
        .arg(time, visibleText(std::string_view(bookmark.text)));
}

void fillBookmarkMenu(
    QMenu* menu, const timeline::Timeline& timeline, Instant now, const BookmarkWishes& wishes)
{
    QAction* add = menu->addAction(Words::tr("Set a bookmark here…"));
    add->setObjectName(QStringLiteral("addBookmark"));
    QObject::connect(add, &QAction::triggered, menu, wishes.add);
    const std::vector<timeline::Bookmark>& all = timeline.bookmarks();
    if (all.empty())
        return;
    const auto here = std::find_if(all.begin(), all.end(),
        [now](const timeline::Bookmark& each) { return each.t == now; });
    if (here != all.end()) {
        QAction* remove = menu->addAction(Words::tr("Remove the bookmark of this time"));
        remove->setObjectName(QStringLiteral("removeBookmark"));
        QObject::connect(remove, &QAction::triggered, menu,
            [bookmark = *here, act = wishes.remove] { act(bookmark); });
    }
    menu->addSeparator();
    const std::size_t skipped = all.size() > mostShown ? all.size() - mostShown : 0;
    for (auto each = all.begin() + std::ptrdiff_t(skipped); each != all.end(); ++each) {
        QString text = bookmarkText(*each, timeline.begin());
        QAction* go = menu->addAction(text.replace(u'&', QStringLiteral("&&")));
        go->setObjectName(QStringLiteral("bookmark:%1").arg((each->t - timeline.begin()).count()));
        QObject::connect(
            go, &QAction::triggered, menu, [t = each->t, act = wishes.go] { act(t); });
    }
}

void askForBookmark(QWidget* parent, const std::function<void(const QString& words)>& take)
{
    auto* dialog = new BookmarkDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(
        dialog, &QDialog::accepted, parent, [take, dialog] { take(dialog->words()); });
    dialog->open();
}

} // namespace zs::ui
