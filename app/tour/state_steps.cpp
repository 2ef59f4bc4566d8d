// SPDX-License-Identifier: GPL-3.0-or-later
// The tour through states: refusals, kinds of data, connections that are read-only or never stand.
#include "app/tour/hands.h"
#include "app/tour/tour_steps.h"
#include "ui/common/text_label.h"
#include "ui/mainwindow/action_registry.h"
#include "ui/node/data_editor.h"
#include "ui/node/node_controller.h"

#include <QAbstractButton>
#include <QBuffer>
#include <QDialog>
#include <QImage>
#include <QLineEdit>
#include <QTcpServer>

namespace zs::app {
namespace {

/// A small picture as a PNG file, as somebody may keep it in a node.
std::string pngFile()
{
    QImage image(96, 64, QImage::Format_RGB32);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            image.setPixel(x, y, qRgb(x * 2, y * 4, 255 - x * 2));
    }
    QByteArray bytes;
    QBuffer file(&bytes);
    file.open(QIODevice::WriteOnly);
    image.save(&file, "PNG");
    return bytes.toStdString();
}

constexpr auto yaml = "service: gateway\nreplicas: 3\nlabels:\n  team: payments\n  # who is paged\n"
                      "  tier: \"gold\"\n";
constexpr auto xml = "<?xml version=\"1.0\"?>\n<routes>\n  <!-- the first that fits -->\n"
                     "  <route path=\"/pay\" to=\"gateway\"/>\n</routes>\n";
constexpr auto properties = "# limits of a day\ndaily=50000\nhost=pg-1.pay.internal\n";

} // namespace

/// What the New node dialog says of names that cannot be, one after the other.
QString TourSteps::seeRefusals()
{
    m_window->workspace()->goTo(tourNode().parent());
    if (!waitFor([this] { return shownPath() == tourNode().parent().text(); }))
        return QStringLiteral("/tour was not shown");
    hands::click(find<QAbstractButton>("newNode"));
    QDialog* dialog = openDialog("newNodeDialog");
    if (!dialog)
        return QStringLiteral("the New node dialog did not open");
    auto* name = find<QLineEdit>("newNodeName", dialog);
    const auto* create = find<QAbstractButton>("createNode", dialog);
    hands::replaceText(name, QStringLiteral("deep/er"));
    if (create->isEnabled())
        return QStringLiteral("a name with a slash was not refused");
    saveGlance("name");
    hands::replaceText(name, QString::fromStdString(std::string(tourNode().name())));
    hands::click(find<QAbstractButton>("createNode", dialog));
    if (!waitFor([this, dialog] { return isShown(find<QWidget>("newNodeFailure", dialog)); }))
        return QStringLiteral("that the node exists was not told");
    saveGlance("exists");
    return dismiss(dialog) ? QString() : QStringLiteral("Esc did not close the dialog");
}

/// Kinds of data with a look of their own, then the search in a text and the difference to it.
QString TourSteps::seeData()
{
    const std::pair<const char*, std::string> nodes[] = {{"routes.xml", xml},
        {"logo.png", pngFile()}, {"limits.properties", properties}, {"service.yaml", yaml}};
    for (const auto& [name, data] : nodes) {
        const Path path = tourNode().parent().child(name);
        const auto made = await(m_witness->create(path, toBytes(data), CreateMode::persistent));
        if (!made || !*made || !goToFresh(path)
            || !waitFor([this, &path] { return shownPath() == path.text(); }))
            return QStringLiteral("%1 was not shown").arg(QLatin1String(name));
        saveGlance(name);
    }
    m_window->workspace()->actions()->trigger(QStringLiteral("node.find"));
    auto* field = find<QLineEdit>("findField");
    if (!waitFor([field] { return isShown(field); }))
        return QStringLiteral("the search in the data did not open");
    hands::type(field, QStringLiteral("pay"));
    const auto* found = find<ui::TextLabel>("findStatus"); // Looked for in another thread.
    if (!waitFor([found] { return found->text().contains(u'1'); }))
        return QStringLiteral("what is in the data was not found");
    saveGlance("find");
    hands::press(field, Qt::Key_Escape);
    hands::replaceText(find<ui::DataEditor>("dataEditor"), QStringLiteral("service: other\n"));
    if (!waitFor([this] { return m_window->workspace()->controller()->isDirty(); }))
        return QStringLiteral("the edit was not noticed");
    hands::click(find<QAbstractButton>("showDiff"));
    if (!find<QAbstractButton>("showDiff")->isChecked())
        return QStringLiteral("the difference is not shown");
    saveGlance("difference");
    hands::click(find<QAbstractButton>("showDiff"));
    hands::click(find<QAbstractButton>("revert"));
    return waitFor([this] { return !m_window->workspace()->controller()->isDirty(); })
        ? QString()
        : QStringLiteral("the edit was not taken back");
}

/// A connection of its own beside the first; nullptr when it was not opened.
ui::WorkspacePage* TourSteps::openBeside(const ui::ConnectionProfile& profile)
{
    const ui::WorkspacePage* first = m_window->workspace();
    m_window->openConnection(profile);
    const bool opened = waitFor([this, first] { return m_window->workspace() != first; });
    return opened ? m_window->workspace() : nullptr;
}

/// Back to the first connection.
QString TourSteps::closeBeside(const ui::WorkspacePage* first)
{
    m_window->disconnectFromServer();
    return waitFor([this, first] { return m_window->workspace() == first; })
        ? QString()
        : QStringLiteral("the first connection is not shown again");
}

/// Production that is opened for reading; its lock, and what it asks before it writes again.
QString TourSteps::seeReadOnlyConnection()
{
    const ui::WorkspacePage* first = m_window->workspace();
    // Below /tour: with the same connect string it would be the first connection.
    const QString servers = m_servers.isEmpty() ? m_launch.connectString() : m_servers;
    ui::ConnectionProfile profile{.name = QStringLiteral("payments-prod"),
        .servers = servers + QString::fromStdString(tourNode().parent().text())};
    profile.environment = ui::Environment::production;
    profile.openReadOnly = true;
    ui::WorkspacePage* page = openBeside(profile);
    if (!page || !waitFor([this] { return shownPath() == "/"; }))
        return QStringLiteral("the second connection was not opened");
    const Path node = Path().child(tourNode().name());
    page->goTo(node);
    if (!waitFor([this, &node] { return shownPath() == node.text(); }))
        return QStringLiteral("the node was not shown");
    if (find<QAbstractButton>("deleteNode", page)->isEnabled())
        return QStringLiteral("a write is offered to who only reads");
    saveGlance("locked");
    hands::click(find<QAbstractButton>("connectionLock"));
    QDialog* unlock = openDialog("unlockDialog");
    if (!unlock)
        return QStringLiteral("nothing was asked before the lock came off");
    hands::type(find<QLineEdit>("connectionNameTyped", unlock), profile.name);
    saveGlance("unlock");
    hands::click(find<QAbstractButton>("unlock", unlock));
    auto* remove = find<QAbstractButton>("deleteNode", page);
    if (!waitFor([remove] { return remove->isEnabled(); }))
        return QStringLiteral("the lock did not come off");
    hands::click(remove);
    QDialog* dialog = openDialog("deleteDialog");
    auto* confirm = dialog ? find<QLineEdit>("deleteConfirm", dialog) : nullptr;
    if (!isShown(confirm))
        return QStringLiteral("production was not asked about before a node goes");
    if (!waitFor([confirm] { return confirm->isEnabled(); }))
        return QStringLiteral("the nodes were not counted");
    const auto* deletes = find<QAbstractButton>("deleteNodes", dialog);
    const QString name = QString::fromStdString(std::string(node.name()));
    hands::type(confirm, name.chopped(1));
    if (deletes->isEnabled())
        return QStringLiteral("half a name was enough for production");
    hands::type(confirm, name.right(1));
    if (!waitFor([deletes] { return deletes->isEnabled(); }))
        return QStringLiteral("the name was not enough for production");
    saveGlance("delete-on-production");
    if (!dismiss(dialog))
        return QStringLiteral("Esc did not close the dialog");
    return closeBeside(first);
}

/// A connection to a port where nobody listens.
QString TourSteps::seeNoServer()
{
    QTcpServer nobody;
    if (!nobody.listen(QHostAddress::LocalHost))
        return QStringLiteral("there is no free port");
    const quint16 port = nobody.serverPort();
    nobody.close();
    const ui::WorkspacePage* first = m_window->workspace();
    ui::WorkspacePage* page = openBeside({.name = QStringLiteral("payments-staging"),
        .servers = QStringLiteral("127.0.0.1:%1").arg(port)});
    if (!page || !waitFor([this, page] { return isShown(find<QWidget>("noServer", page)); }))
        return QStringLiteral("that no server answers was not told");
    saveGlance("no-connection");
    return closeBeside(first);
}

} // namespace zs::app
