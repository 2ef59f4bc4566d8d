// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/acl/lock_out_dialog.h"

#include "ui/acl/scheme_words.h"
#include "ui/common/banner.h"
#include "ui/common/visible_text.h"
#include "ui/common/widgets.h"
#include "ui/theme/theme.h"
#include "ui/theme/typography.h"

#include <QHeaderView>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace zs::ui {

namespace {

constexpr int widthPx = 600;
constexpr int rowPx = 28;
/// What one misses first stands first.
constexpr std::array<std::int32_t, 5> rowPerms{
    perm::read, perm::write, perm::create, perm::remove, perm::admin};

} // namespace

LockOutDialog::LockOutDialog(const Path& path, std::vector<Acl> before, std::vector<Acl> after,
    SessionIdentities me, const DialogPlace& place, QWidget* parent)
    : DialogFrame(place, widthPx, parent)
    , m_path(path)
    , m_before(std::move(before))
    , m_after(std::move(after))
    , m_me(std::move(me))
    , m_holder(rightOf(perm::admin, m_before, m_me).by.value_or(AuthId{"world", "anyone"}))
    , m_note(new Note(Role::danger, this))
    , m_table(new QTableWidget(static_cast<int>(rowPerms.size()), 3, this))
    , m_anyway(makeButton("applyAnyway", ButtonKind::normal, this))
    , m_keep(makeButton("keepAdmin", ButtonKind::primary, this))
{
    setObjectName(QStringLiteral("lockOutDialog"));
    m_table->setObjectName(QStringLiteral("lockOutRights"));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(rowPx);
    m_table->setShowGrid(false);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->setFocusPolicy(Qt::NoFocus);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->setFixedHeight(rowPx * 6);
    m_note->setIcon(QStringLiteral("lock"));
    body()->addWidget(m_note);
    m_table->setProperty("lines", true);
    body()->addWidget(makeCard(m_table, this));
    m_anyway->setAutoDefault(false);
    m_keep->setDefault(true);
    footerLeft()->addStretch();
    addButton(m_anyway);
    addButton(m_keep);
    connect(m_anyway, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_keep, &QPushButton::clicked, this, &LockOutDialog::keep);
    // The table's cells hold colours.
    connect(&Theme::instance(), &Theme::changed, this, &LockOutDialog::retranslate);
    retranslate();
}

void LockOutDialog::retranslate()
{
    const QString path = visibleText(std::string_view(m_path.text()));
    setHead(tr("You are about to lock yourself out"), place().connection.isEmpty()
            ? path
            : tr("%1 on %2", "path, connection").arg(path, place().connection));
    m_note->setText(tr("After this change no identity of your session holds A (admin). You could "
                       "not change this ACL again without the super user."));
    m_note->setStrongWords({QString(permLetter(perm::admin))});
    m_table->setHorizontalHeaderLabels({tr("Right"), tr("Now"), tr("After")});
    m_table->setAccessibleName(tr("Your rights now and after the change"));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const std::int32_t bit = rowPerms[static_cast<std::size_t>(row)];
        const auto put = [&](int column, const QString& text, TextStyle style, Token tone) {
            auto* item = new QTableWidgetItem(text);
            item->setFont(fontFor(style));
            item->setForeground(color(tone));
            item->setFlags(Qt::ItemIsEnabled);
            m_table->setItem(row, column, item);
        };
        const auto holder = [&](const std::vector<Acl>& entries) {
            const Right right = rightOf(bit, entries, m_me);
            return right.by ? principalName(*right.by) : tr("none", "nobody holds the right");
        };
        put(0, QStringLiteral("%1  %2").arg(permLetter(bit)).arg(permWord(bit)), TextStyle::body,
            Token::text);
        put(1, holder(m_before), TextStyle::mono, Token::text);
        const bool lost = rightOf(bit, m_after, m_me).granted == Granted::no;
        put(2, holder(m_after), TextStyle::mono, lost ? Token::dangerText : Token::text);
    }
    m_anyway->setText(tr("Apply anyway"));
    m_keep->setText(tr("Keep %1 with A", "a principal").arg(principalName(m_holder)));
    fitHeight();
}

void LockOutDialog::keep()
{
    const auto entry = std::find_if(m_after.begin(), m_after.end(),
        [&](const Acl& each) { return each.who == m_holder; });
    if (entry == m_after.end())
        m_after.push_back({perm::admin, m_holder});
    else
        entry->perms |= perm::admin;
    accept();
}

} // namespace zs::ui
