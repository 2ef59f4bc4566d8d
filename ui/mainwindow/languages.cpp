// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/languages.h"

#include "resources/resources.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace zs::ui {

Languages::Languages(QObject* parent) : QObject(parent)
{
    initResources();
}

Languages::~Languages()
{
    QCoreApplication::removeTranslator(&m_own);
    QCoreApplication::removeTranslator(&m_qt);
}

QStringList Languages::available()
{
    return {QStringLiteral("en"), QStringLiteral("zh_CN")};
}

QString Languages::nameOf(const QString& language)
{
    return language == QStringLiteral("zh_CN") ? QStringLiteral("简体中文")
                                               : QStringLiteral("English");
}

QString Languages::ofSystem()
{
    for (const QString& wanted : QLocale::system().uiLanguages()) {
        if (wanted.startsWith(QStringLiteral("zh")))
            return QStringLiteral("zh_CN");
        if (wanted.startsWith(QStringLiteral("en")))
            return QStringLiteral("en");
    }
    return QStringLiteral("en");
}

void Languages::setCurrent(const QString& language)
{
    const QString known = available().contains(language) ? language : QStringLiteral("en");
    if (known == m_current)
        return;
    m_current = known;
    // Before the texts change, so that what is formatted anew already has the language's numbers.
    QLocale::setDefault(QLocale(known));
    QCoreApplication::removeTranslator(&m_own);
    QCoreApplication::removeTranslator(&m_qt);
    if (m_qt.load(QStringLiteral("qtbase_") + known,
            QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qt);
    // English has a file too: the plural forms are in it.
    if (m_own.load(QStringLiteral(":/zooscope/i18n/zooscope_%1.qm").arg(known)))
        QCoreApplication::installTranslator(&m_own);
    Q_EMIT changed();
}

} // namespace zs::ui
