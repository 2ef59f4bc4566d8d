// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/acl_page.h"

#include "ui/common/message_view.h"
#include "ui/common/text_label.h"
#include "ui/common/visible_text.h"
#include "ui/common/widgets.h"
#include "ui/node/node_controller.h"

#include <QHeaderView>
#include <QStackedWidget>
#include <QTableWidget>
#include <QVBoxLayout>

namespace zs::ui {

namespace {

constexpr int rowPx = 40;

QString schemeIcon(const std::string& scheme)
{
    if (scheme == "world")
        return QStringLiteral("globe");
    if (scheme == "digest")
        return QStringLiteral("key-round");
    if (scheme == "ip")
        return QStringLiteral("network");
    if (scheme == "x509")
        return QStringLiteral("badge-check");
    if (scheme == "auth")
        return QStringLiteral("user-check");
    return QStringLiteral("fingerprint");
}

/// "C D R W A", a dot for each that is missing.
QString lettersOf(std::int32_t perms)
{
    const std::pair<std::int32_t, char> letters[] = {{perm::create, 'C'}, {perm::remove, 'D'},
        {perm::read, 'R'}, {perm::write, 'W'}, {perm::admin, 'A'}};
    QStringList out;
    for (const auto& [bit, letter] : letters)
        out << ((perms & bit) != 0 ? QString(QLatin1Char(letter)) : QStringLiteral("·"));
    return out.join(u' ');
}

QTableWidgetItem* cell(const QString& text, TextStyle style)
{
    auto* item = new QTableWidgetItem(text);
    item->setFont(fontFor(style));
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    return item;
}

} // namespace

AclPage::AclPage(NodeController* controller, QWidget* parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_stack(new QStackedWidget(this))
    , m_blank(new QWidget(this))
    , m_list(new QWidget(this))
    , m_table(new QTableWidget(0, 3, m_list))
    , m_legend(new TextLabel(TextStyle::label, Token::text3, m_list))
    , m_error(new MessageView(this))
{
    setObjectName(QStringLiteral("aclPage"));
    m_table->setObjectName(QStringLiteral("aclTable"));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(rowPx);
    m_table->setShowGrid(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setIconSize(QSize(16, 16));
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    m_table->setColumnWidth(0, 110);
    m_table->setColumnWidth(2, 130);
    QVBoxLayout* column = makeColumn(m_list, 8);
    column->setContentsMargins(12, 8, 12, 12);
    column->addWidget(m_table, 1);
    column->addWidget(m_legend);
    for (QWidget* page : {m_blank, m_list, static_cast<QWidget*>(m_error)})
        m_stack->addWidget(page);
    makeColumn(this, 0)->addWidget(m_stack);
    setFocusProxy(m_table);
    connect(controller, &NodeController::contentReplaced, this, &AclPage::refresh);
    connect(controller, &NodeController::stateChanged, this, &AclPage::refresh);
    refresh();
}

void AclPage::refresh()
{
    m_table->setAccessibleName(tr("Access control list"));
    m_table->setHorizontalHeaderLabels({tr("Scheme"), tr("Id"), tr("Permissions")});
    m_legend->setText(tr("C create · D delete · R read · W write · A admin"));
    const auto& acl = m_controller->acl();
    if (!acl) {
        m_stack->setCurrentWidget(m_blank);
        return;
    }
    if (!acl->has_value()) {
        if (acl->error().code == Errc::noAuth) {
            m_error->setMessage(Role::danger, QStringLiteral("lock"),
                tr("You may not read this ACL"),
                tr("NoAuth: reading it needs R or A. The server does not tell who may."));
        } else {
            m_error->setError(acl->error());
        }
        m_stack->setCurrentWidget(m_error);
        return;
    }
    const std::vector<Acl>& entries = (*acl)->acl;
    m_table->setRowCount(static_cast<int>(entries.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const Acl& entry = entries[static_cast<std::size_t>(row)];
        QTableWidgetItem* scheme = cell(visibleText(entry.who.scheme), TextStyle::body);
        scheme->setIcon(icon(schemeIcon(entry.who.scheme)));
        m_table->setItem(row, 0, scheme);
        m_table->setItem(row, 1, cell(visibleText(entry.who.id), TextStyle::mono));
        m_table->setItem(row, 2, cell(lettersOf(entry.perms), TextStyle::mono));
    }
    m_stack->setCurrentWidget(m_list);
}

void AclPage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QWidget::changeEvent(event);
}

} // namespace zs::ui
