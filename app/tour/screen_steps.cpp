// SPDX-License-Identifier: GPL-3.0-or-later
// The tour through the screens that change nothing: tabs of a node, ACL, palette, dialogs.
#include "app/tour/hands.h"
#include "app/tour/tour_steps.h"
#include "clientlib/client.h"
#include "clientlib/protocol/digest.h"
#include "ui/node/node_controller.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QPointer>
#include <QTabBar>

namespace zs::app {
namespace {

/// The tabs of a node, in their order.
enum Tab { dataTab, aclTab, childrenTab, watchesTab, historyTab };

/// How many rows it shows; -1 where there is no such view on the screen.
int rowsOf(const QAbstractItemView* view)
{
    return isShown(view) && view->model() ? view->model()->rowCount() : -1;
}

} // namespace

bool TourSteps::showTab(int tab)
{
    auto* tabs = find<QTabBar>("nodeTabs");
    if (!tabs || tab >= tabs->count())
        return false;
    hands::click(tabs, tabs->tabRect(tab).center());
    return tabs->currentIndex() == tab;
}

/// A press of Esc, as the platform would hand it to the dialog.
bool TourSteps::dismiss(QDialog* dialog)
{
    hands::press(dialog, Qt::Key_Escape);
    return waitFor([dialog = QPointer(dialog)] { return !dialog || !dialog->isVisible(); });
}

/// Clicks on each row of a dialog's list, with a picture of what it shows.
bool TourSteps::seeEachRow(QListWidget* list, const char* what)
{
    for (int row = 0; row < list->count(); ++row) {
        hands::click(list->viewport(), list->visualItemRect(list->item(row)).center());
        if (list->currentRow() != row)
            return false;
        saveGlance(qPrintable(QStringLiteral("%1-%2").arg(QLatin1String(what)).arg(row + 1)));
    }
    return true;
}

QString TourSteps::seeTabs()
{
    m_window->workspace()->goTo(tourNode());
    if (!waitFor([this] { return shownPath() == tourNode().text(); }))
        return QStringLiteral("the node was not shown");
    // Hexadecimal is the last of the formats, JSON the first.
    const QList<QAbstractButton*> formats
        = find<QWidget>("formats")->findChildren<QAbstractButton*>();
    hands::click(formats.last());
    if (!waitFor([this] { return isShown(find<QWidget>("hexView")); }))
        return QStringLiteral("the bytes are not shown");
    saveGlance("hex");
    hands::click(formats.first());

    if (!showTab(historyTab)
        || !waitFor([this] { return rowsOf(find<QAbstractItemView>("versions")) > 0; }))
        return QStringLiteral("the versions that were seen are not listed");
    saveGlance("history");
    if (!showTab(watchesTab) || !waitFor([this] { return isShown(find<QWidget>("watchesPage")); }))
        return QStringLiteral("the watches are not shown");
    saveGlance("watches");

    m_window->workspace()->goTo(tourNode().parent());
    if (!waitFor([this] { return shownPath() == tourNode().parent().text(); })
        || !showTab(childrenTab)
        || !waitFor([this] {
               const auto* children = find<QAbstractItemView>("children");
               // The stats of the rows come after their names.
               return rowsOf(children) == 2
                   && !children->model()->index(1, 1).data().toString().isEmpty();
           }))
        return QStringLiteral("the two children are not listed");
    saveGlance("children");
    return showTab(dataTab) ? QString() : QStringLiteral("the data are not shown again");
}

QString TourSteps::seeAcl()
{
    m_window->workspace()->goTo(tourNode());
    if (!waitFor([this] { return shownPath() == tourNode().text(); }) || !showTab(aclTab)
        || !waitFor([this] { return isShown(find<QWidget>("aclRow")); }))
        return QStringLiteral("the entries of the ACL are not shown");
    saveGlance("editor");
    hands::click(find<QAbstractButton>("openAddPrincipal"));
    QDialog* dialog = openDialog("addPrincipalDialog");
    if (!dialog)
        return QStringLiteral("the dialog that adds an entry did not open");
    if (!seeEachRow(find<QListWidget>("schemes", dialog), "scheme"))
        return QStringLiteral("a scheme of the dialog cannot be chosen");
    if (!dismiss(dialog))
        return QStringLiteral("Esc did not close the dialog");
    if (const QString problem = seeAclDialogs(); !problem.isEmpty())
        return problem;
    const auto acl = await(m_witness->getAcl(tourNode()));
    if (!acl || !*acl || (*acl)->stat.aversion != 0)
        return QStringLiteral("looking at the ACL changed it");
    return showTab(dataTab) ? QString() : QStringLiteral("the data are not shown again");
}

/// What would change below, and what is said before one locks oneself out; neither is done.
QString TourSteps::seeAclDialogs()
{
    auto* below = find<QAbstractButton>("applyToSubtree");
    hands::click(below, QPoint(8, below->height() / 2));
    hands::click(find<QAbstractButton>("previewAcl"));
    if (!waitFor([this] { return rowsOf(find<QAbstractItemView>("aclSteps")) > 0; }))
        return QStringLiteral("the preview of a recursive ACL shows no node");
    saveGlance("preview");
    hands::click(find<QAbstractButton>("closeRun"));
    auto* only = find<QAbstractButton>("applyToNode");
    hands::click(only, QPoint(8, only->height() / 2));
    hands::click(find<QAbstractButton>("permA", find<QWidget>("aclRow")));
    hands::click(find<QAbstractButton>("applyAcl"));
    QDialog* dialog = openDialog("lockOutDialog");
    if (!dialog)
        return QStringLiteral("locking oneself out was not asked about");
    saveGlance("lock-out");
    if (!dismiss(dialog))
        return QStringLiteral("Esc did not close the dialog");
    hands::click(find<QAbstractButton>("revertAcl"));
    return {};
}

/// A node without data, one that may not be read, and one that somebody deletes meanwhile.
QString TourSteps::seeStates()
{
    const Path empty = tourNode().parent().child("empty");
    m_window->workspace()->goTo(empty);
    if (!waitFor([this, &empty] { return shownPath() == empty.text(); }))
        return QStringLiteral("the node without data was not shown");
    saveGlance("no-data");

    const Path locked = tourNode().parent().child("locked");
    const std::vector<Acl> keeperAlone{{perm::all, {"digest", digestId("keeper:of the tour")}}};
    auto made = await(m_witness->create(locked, toBytes("x"), CreateMode::persistent, keeperAlone));
    if (!made || !*made || !goToFresh(locked))
        return QStringLiteral("the node that may not be read did not appear in the tree");
    if (!waitFor([this] { return isShown(find<QWidget>("nodeError")); }))
        return QStringLiteral("that a node may not be read was not told");
    saveGlance("no-right");
    // Who may delete a child is the parent's to say.
    const auto removed = await(m_witness->remove(locked));
    if (!removed || !*removed)
        return QStringLiteral("the node that may not be read was not removed");

    const Path gone = tourNode().parent().child("gone");
    made = await(m_witness->create(gone, toBytes("still here"), CreateMode::persistent));
    if (!made || !*made || !goToFresh(gone)
        || !waitFor([this, &gone] { return shownPath() == gone.text(); }))
        return QStringLiteral("the node to be deleted was not shown");
    const auto deleted = await(m_witness->remove(gone));
    if (!deleted || !*deleted
        || !waitFor([this] { return isShown(find<QWidget>("createAgain")); }))
        return QStringLiteral("that somebody deleted the node was not told");
    saveGlance("deleted");
    m_window->workspace()->goTo(tourNode());
    return waitFor([this] { return shownPath() == tourNode().text(); })
        ? QString()
        : QStringLiteral("the node of the tour was not shown again");
}

QString TourSteps::goByPalette()
{
    m_window->workspace()->goTo(Path());
    if (!waitFor([this] { return shownPath() == "/"; }))
        return QStringLiteral("the root was not shown");
    hands::click(find<QAbstractButton>("paletteBox"));
    auto* field = find<QLineEdit>("paletteField");
    if (!waitFor([field] { return isShown(field); }))
        return QStringLiteral("the palette did not open");
    saveGlance("commands");
    hands::type(field, QString::fromStdString(tourNode().text()));
    if (!waitFor([this] { return rowsOf(find<QAbstractItemView>("paletteRows")) > 0; }))
        return QStringLiteral("the palette did not find the node");
    saveGlance("node");
    hands::press(field, Qt::Key_Return);
    return waitFor([this] { return shownPath() == tourNode().text(); })
        ? QString()
        : QStringLiteral("the palette did not lead to the node");
}

QString TourSteps::seeConnectionDialog()
{
    m_window->showConnectDialog();
    QDialog* dialog = openDialog("connectDialog");
    if (!dialog)
        return QStringLiteral("the dialog did not open");
    if (!seeEachRow(find<QListWidget>("connectionPages", dialog), "page"))
        return QStringLiteral("a page of the dialog cannot be chosen");
    return dismiss(dialog) ? QString() : QStringLiteral("Esc did not close the dialog");
}

} // namespace zs::app
