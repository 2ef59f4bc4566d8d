// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/bookmark_dialog.h"

#include "ui/common/text_label.h"
#include "ui/common/widgets.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace zs::ui {
namespace {

constexpr int widthPx = 420;
/// A line of a menu, not a chapter.
constexpr qsizetype longestText = 200;

} // namespace

BookmarkDialog::BookmarkDialog(QWidget* parent)
    : DialogFrame({}, widthPx, parent)
    , m_label(new TextLabel(TextStyle::label, Token::text2, this))
    , m_name(new QLineEdit(this))
    , m_set(makeButton("setBookmark", ButtonKind::primary, this))
{
    setObjectName(QStringLiteral("bookmarkDialog"));
    m_name->setObjectName(QStringLiteral("bookmarkName"));
    body()->addWidget(m_label);
    body()->addWidget(m_name);
    m_set->setDefault(true);
    footerLeft()->addStretch();
    addButton(m_set);
    connect(m_set, &QPushButton::clicked, this, &QDialog::accept);
    retranslate();
    m_name->setFocus();
}

QString BookmarkDialog::words() const
{
    return m_name->text().simplified().left(longestText);
}

void BookmarkDialog::retranslate()
{
    setHead(tr("Set a bookmark"), QString());
    m_label->setText(tr("What is to be seen here? (may stay empty)"));
    m_name->setAccessibleName(m_label->text());
    m_set->setText(tr("Set bookmark"));
    fitHeight();
}

} // namespace zs::ui
