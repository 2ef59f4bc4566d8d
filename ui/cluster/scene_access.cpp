// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/scene_access.h"

#include "ui/cluster/cluster_scene.h"
#include "ui/cluster/cluster_view.h"
#include "ui/cluster/server_item.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QPointer>

#include <algorithm>

namespace zs::ui {
namespace {

ClusterScene* sceneOf(const ClusterView* view)
{
    return qobject_cast<ClusterScene*>(view->scene());
}

/// A card. Qt asks for it anew after each change of the scene, so it keeps nothing but its id.
class AccessibleServer : public QAccessibleInterface, public QAccessibleActionInterface {
public:
    explicit AccessibleServer(ServerItem* item) : m_item(item) {}

    bool isValid() const override { return m_item; }
    QObject* object() const override { return m_item; }
    ClusterView* view() const
    {
        if (!m_item || !m_item->scene())
            return nullptr;
        for (QGraphicsView* each : m_item->scene()->views()) {
            if (auto* view = qobject_cast<ClusterView*>(each))
                return view;
        }
        return nullptr;
    }
    QAccessibleInterface* parent() const override
    {
        return view() ? QAccessible::queryAccessibleInterface(view()) : nullptr;
    }
    QAccessibleInterface* child(int) const override { return nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    QString text(QAccessible::Text kind) const override
    {
        return m_item && kind == QAccessible::Name ? m_item->look().spoken : QString();
    }
    void setText(QAccessible::Text, const QString&) override {}
    QRect rect() const override
    {
        const ClusterView* shown = view();
        if (!shown)
            return {};
        const QRect card(shown->mapFromScene(m_item->pos()), m_item->cardSize().toSize());
        return {shown->viewport()->mapToGlobal(card.topLeft()), card.size()};
    }
    QAccessible::Role role() const override { return QAccessible::Button; }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.focusable = true;
        state.focused = m_item && m_item->hasFocus();
        state.selectable = true;
        state.selected = m_item && m_item->isPicked();
        return state;
    }
    void* interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface*>(this)
                                                    : nullptr;
    }
    QStringList actionNames() const override { return {pressAction(), setFocusAction()}; }
    void doAction(const QString& name) override
    {
        ClusterView* shown = view();
        if (!shown)
            return;
        if (name == pressAction())
            shown->openServer(m_item->id());
        else if (name == setFocusAction())
            m_item->setFocus(Qt::OtherFocusReason);
    }
    QStringList keyBindingsForAction(const QString& name) const override
    {
        return name == pressAction() ? QStringList{QStringLiteral("Return")} : QStringList();
    }

private:
    QPointer<ServerItem> m_item;
};

class AccessibleView : public QAccessibleWidget {
public:
    explicit AccessibleView(ClusterView* view) :
        QAccessibleWidget(view, QAccessible::Grouping), m_view(view)
    {
    }
    int childCount() const override { return int(servers().size()); }
    QAccessibleInterface* child(int index) const override
    {
        const std::vector<ServerItem*> all = servers();
        return index >= 0 && index < int(all.size())
            ? QAccessible::queryAccessibleInterface(all[std::size_t(index)])
            : nullptr;
    }
    int indexOfChild(const QAccessibleInterface* child) const override
    {
        const std::vector<ServerItem*> all = servers();
        const auto found = std::find(all.begin(), all.end(), child->object());
        return found == all.end() ? -1 : int(found - all.begin());
    }
    QAccessibleInterface* focusChild() const override
    {
        for (ServerItem* item : servers()) {
            if (item->hasFocus())
                return QAccessible::queryAccessibleInterface(item);
        }
        return nullptr;
    }
    QString text(QAccessible::Text kind) const override
    {
        if (kind == QAccessible::Name)
            return ClusterView::tr("Servers");
        if (kind == QAccessible::Description && m_view)
            return m_view->spokenMessages();
        return QAccessibleWidget::text(kind);
    }

private:
    std::vector<ServerItem*> servers() const
    {
        ClusterScene* scene = m_view ? sceneOf(m_view) : nullptr;
        return scene ? scene->servers() : std::vector<ServerItem*>();
    }
    QPointer<ClusterView> m_view;
};

QAccessibleInterface* makeInterface(const QString&, QObject* object)
{
    if (auto* item = qobject_cast<ServerItem*>(object))
        return new AccessibleServer(item);
    if (auto* view = qobject_cast<ClusterView*>(object))
        return new AccessibleView(view);
    return nullptr;
}

} // namespace

void installSceneAccess()
{
    static const bool installed = [] {
        QAccessible::installFactory(&makeInterface);
        return true;
    }();
    (void)installed;
}

} // namespace zs::ui
