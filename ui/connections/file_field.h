// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAction;
class QLineEdit;

namespace zs::ui {

/// A mono field for the path of a file, with a button that looks for one.
class FileField : public QWidget {
    Q_OBJECT
public:
    explicit FileField(const char* objectName, QWidget* parent = nullptr);
    [[nodiscard]] QString path() const;
    void setPath(const QString& path);
    void setWords(const QString& name, const QString& verb);

Q_SIGNALS:
    void edited();

private:
    void browse();

    QLineEdit* m_line;
    QAction* m_browse;
};

} // namespace zs::ui
