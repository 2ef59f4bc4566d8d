// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/file_field.h"

#include "ui/common/widgets.h"
#include "ui/theme/typography.h"

#include <QAction>
#include <QFileDialog>
#include <QLineEdit>
#include <QVBoxLayout>

namespace zs::ui {

FileField::FileField(const char* objectName, QWidget* parent)
    : QWidget(parent)
    , m_line(new QLineEdit(this))
    , m_browse(m_line->addAction(icon(QStringLiteral("folder-open")), QLineEdit::TrailingPosition))
{
    m_line->setObjectName(QLatin1String(objectName));
    m_line->setFont(fontFor(TextStyle::mono));
    makeColumn(this, 0)->addWidget(m_line);
    setFocusProxy(m_line);
    connect(m_browse, &QAction::triggered, this, &FileField::browse);
    connect(m_line, &QLineEdit::textChanged, this, &FileField::edited);
}

QString FileField::path() const { return m_line->text().trimmed(); }
void FileField::setPath(const QString& path) { m_line->setText(path); }

void FileField::setWords(const QString& name, const QString& verb)
{
    m_line->setAccessibleName(name);
    m_browse->setText(verb);
    m_browse->setToolTip(verb);
}

void FileField::browse()
{
    auto* dialog = new QFileDialog(this, m_browse->text(), path());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &FileField::setPath);
    dialog->open();
}

} // namespace zs::ui
