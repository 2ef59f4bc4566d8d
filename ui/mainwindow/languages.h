// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>
#include <QTranslator>

namespace zs::ui {

/// The languages of the program, switched while it runs: every widget then gets LanguageChange.
/// Threads: GUI thread.
class Languages : public QObject {
    Q_OBJECT
public:
    explicit Languages(QObject* parent = nullptr);
    ~Languages() override;

    /// "en", "zh_CN".
    [[nodiscard]] static QStringList available();
    /// As its own speakers call it: "English", "简体中文".
    [[nodiscard]] static QString nameOf(const QString& language);
    /// The available one that suits the desktop best.
    [[nodiscard]] static QString ofSystem();

    [[nodiscard]] QString current() const { return m_current; }
    /// Loads texts, number and date formats. An unknown language is taken as "en".
    void setCurrent(const QString& language);

Q_SIGNALS:
    void changed();

private:
    QString m_current;
    QTranslator m_own;
    QTranslator m_qt; ///< Qt's own texts: file dialogs, context menus of fields.
};

} // namespace zs::ui
