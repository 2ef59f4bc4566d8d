// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tree/znode_tree_access.h"

#include "ui/tree/znode_tree_widget.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QPointer>

namespace zs::ui {
namespace {

/// A row, as long as its node has one.
class AccessibleRow : public QAccessibleInterface, public QAccessibleActionInterface {
public:
    AccessibleRow(ZnodeTreeWidget* tree, const QModelIndex& row) : m_tree(tree), m_row(row) {}

    const QPersistentModelIndex& row() const { return m_row; }
    bool isValid() const override { return m_tree && m_row.isValid(); }
    QObject* object() const override { return nullptr; }
    QAccessibleInterface* parent() const override
    {
        return QAccessible::queryAccessibleInterface(m_tree);
    }
    QAccessibleInterface* child(int) const override { return nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    QString text(QAccessible::Text kind) const override
    {
        if (!isValid())
            return {};
        if (kind == QAccessible::Name)
            return m_row.data(Qt::DisplayRole).toString();
        return kind == QAccessible::Description
            ? m_row.data(Qt::AccessibleDescriptionRole).toString()
            : QString();
    }
    void setText(QAccessible::Text, const QString&) override {}
    QRect rect() const override
    {
        if (!isValid())
            return {};
        const QRect place = m_tree->visualRect(m_row);
        return {m_tree->viewport()->mapToGlobal(place.topLeft()), place.size()};
    }
    QAccessible::Role role() const override { return QAccessible::TreeItem; }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.invalid = !isValid();
        if (state.invalid)
            return state;
        const Qt::ItemFlags flags = m_row.flags();
        state.disabled = !(flags & Qt::ItemIsEnabled);
        state.focusable = state.selectable = bool(flags & Qt::ItemIsSelectable);
        state.focused = m_tree->hasFocus() && m_tree->currentIndex() == m_row;
        state.selected = m_tree->selectionModel()->isSelected(m_row);
        state.expandable = m_row.model()->hasChildren(m_row);
        state.expanded = m_tree->isExpanded(m_row);
        state.collapsed = state.expandable && !state.expanded;
        state.offscreen = !m_tree->viewport()->rect().intersects(m_tree->visualRect(m_row));
        return state;
    }
    void* interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface*>(this)
                                                    : nullptr;
    }
    QStringList actionNames() const override { return {setFocusAction(), toggleAction()}; }
    void doAction(const QString& name) override
    {
        if (!isValid())
            return;
        if (name == setFocusAction())
            m_tree->setCurrentIndex(m_row);
        else if (name == toggleAction())
            m_tree->setExpanded(m_row, !m_tree->isExpanded(m_row));
    }
    QStringList keyBindingsForAction(const QString&) const override { return {}; }

private:
    QPointer<ZnodeTreeWidget> m_tree;
    QPersistentModelIndex m_row;
};

class AccessibleTree : public QAccessibleWidget {
public:
    explicit AccessibleTree(ZnodeTreeWidget* tree) :
        QAccessibleWidget(tree, QAccessible::Tree), m_tree(tree)
    {
    }
    ~AccessibleTree() override { forgetRows(); }

    int childCount() const override { return m_tree ? m_tree->rows().rowCount() : 0; }
    QAccessibleInterface* child(int number) const override
    {
        const QModelIndex row = m_tree ? m_tree->rows().at(number) : QModelIndex();
        if (!row.isValid())
            return nullptr;
        if (const auto known = m_known.constFind(row.internalPointer()); known != m_known.cend()) {
            auto* told = static_cast<AccessibleRow*>(QAccessible::accessibleInterface(*known));
            if (told && told->row() == row)
                return told;
            QAccessible::deleteAccessibleInterface(*known); // Of a node that went.
        }
        if (m_known.size() >= mostKnown)
            forgetRows();
        auto* made = new AccessibleRow(m_tree, row); // QAccessible owns it.
        m_known.insert(row.internalPointer(), QAccessible::registerAccessibleInterface(made));
        return made;
    }
    int indexOfChild(const QAccessibleInterface* child) const override
    {
        const auto* row = dynamic_cast<const AccessibleRow*>(child);
        return row && m_tree ? m_tree->rows().numberOf(row->row()).value_or(-1) : -1;
    }
    QAccessibleInterface* childAt(int x, int y) const override
    {
        if (!m_tree)
            return nullptr;
        const QModelIndex row = m_tree->indexAt(m_tree->viewport()->mapFromGlobal(QPoint(x, y)));
        return child(m_tree->rows().numberOf(row).value_or(-1));
    }
    QAccessibleInterface* focusChild() const override
    {
        return m_tree ? child(m_tree->rows().numberOf(m_tree->currentIndex()).value_or(-1))
                      : nullptr;
    }

private:
    /// A reader asks for what is near the focus; who walks a million rows must not make us keep
    /// something for each.
    static constexpr qsizetype mostKnown = 10'000;

    void forgetRows() const
    {
        for (const QAccessible::Id id : std::as_const(m_known))
            QAccessible::deleteAccessibleInterface(id);
        m_known.clear();
    }

    QPointer<ZnodeTreeWidget> m_tree;
    mutable QHash<const void*, QAccessible::Id> m_known; ///< By the row's internal pointer.
};

QAccessibleInterface* makeInterface(const QString&, QObject* object)
{
    auto* tree = qobject_cast<ZnodeTreeWidget*>(object);
    return tree ? new AccessibleTree(tree) : nullptr;
}

} // namespace

void installTreeAccess()
{
    static const bool installed = [] {
        QAccessible::installFactory(&makeInterface);
        return true;
    }();
    (void)installed;
}

} // namespace zs::ui
