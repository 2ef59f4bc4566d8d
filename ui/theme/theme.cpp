// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include "clientlib/base/expect.h"
#include "resources/resources.h"
#include "ui/theme/focus_ring.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/theme/style_sheet.h"
#include "ui/theme/typography.h"

#include <QApplication>
#include <QEvent>
#include <QFile>
#include <QPalette>
#include <QPointer>

#include <utility>

namespace zs::ui {
namespace {

QPointer<Theme>& installed()
{
    static QPointer<Theme> theme;
    return theme;
}

QPalette paletteFrom(const TokenTable& tokens)
{
    const auto of = [&](Token token) { return tokens[static_cast<std::size_t>(token)]; };
    QPalette palette;
    palette.setColor(QPalette::Window, of(Token::panel));
    palette.setColor(QPalette::WindowText, of(Token::text));
    palette.setColor(QPalette::Base, of(Token::canvas));
    palette.setColor(QPalette::AlternateBase, of(Token::panel));
    palette.setColor(QPalette::Text, of(Token::text));
    palette.setColor(QPalette::PlaceholderText, of(Token::text3));
    palette.setColor(QPalette::Button, of(Token::raised));
    palette.setColor(QPalette::ButtonText, of(Token::text));
    palette.setColor(QPalette::BrightText, of(Token::dangerText));
    palette.setColor(QPalette::ToolTipBase, of(Token::raised));
    palette.setColor(QPalette::ToolTipText, of(Token::text));
    palette.setColor(QPalette::Link, of(Token::accentText));
    palette.setColor(QPalette::LinkVisited, of(Token::accentText));
    palette.setColor(QPalette::Light, of(Token::raised));
    palette.setColor(QPalette::Midlight, of(Token::hover));
    palette.setColor(QPalette::Mid, of(Token::border));
    palette.setColor(QPalette::Dark, of(Token::borderStrong));
    palette.setColor(QPalette::Shadow, of(Token::shadow));
    palette.setColor(QPalette::Highlight, of(Token::selected));
    palette.setColor(QPalette::HighlightedText, of(Token::text));
    palette.setColor(QPalette::Inactive, QPalette::Highlight, of(Token::selectedInactive));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, of(Token::text3));
    return palette;
}

} // namespace

Theme& Theme::install(ThemeMode mode)
{
    ZS_EXPECT(qApp != nullptr && !installed());
    initResources();
    loadFonts();
    installed() = new Theme(qApp);
    QApplication::setFont(fontFor(TextStyle::body));
    QApplication::setStyle(new Style);
    installed()->m_mode = mode;
    installed()->apply(installed()->wantsDark());
    return *installed();
}

Theme& Theme::instance()
{
    ZS_EXPECT(installed());
    return *installed();
}

Theme::Theme(QObject* parent) : QObject(parent), m_focusRing(new FocusRing(this))
{
    QFile file(QStringLiteral(":/zooscope/tokens.json"));
    ZS_EXPECT(file.open(QIODevice::ReadOnly));
    auto tokens = parseTokens(file.readAll());
    ZS_EXPECT(tokens.has_value());
    m_tokens = *std::move(tokens);
    qApp->installEventFilter(this);
}

Theme::~Theme() = default;

void Theme::setMode(ThemeMode mode)
{
    m_mode = mode;
    const bool dark = wantsDark();
    if (dark != m_dark)
        apply(dark);
}

QColor Theme::color(Token token) const
{
    return (m_dark ? m_tokens.dark : m_tokens.light)[static_cast<std::size_t>(token)];
}

bool Theme::eventFilter(QObject* watched, QEvent* event)
{
    const bool paletteChanged = event->type() == QEvent::ApplicationPaletteChange;
    if (paletteChanged && watched == qApp && !m_applying && m_mode == ThemeMode::system)
        setMode(ThemeMode::system);
    return QObject::eventFilter(watched, event);
}

void Theme::apply(bool dark)
{
    // Setting a palette reports a palette change, which must not lead back here.
    const bool nested = std::exchange(m_applying, true);
    m_dark = dark;
    const TokenTable& tokens = dark ? m_tokens.dark : m_tokens.light;
    QApplication::setPalette(paletteFrom(tokens));
    qApp->setStyleSheet(buildStyleSheet(tokens));
    m_applying = nested;
    Q_EMIT changed();
}

bool Theme::wantsDark()
{
    return m_mode == ThemeMode::dark || (m_mode == ThemeMode::system && platformIsDark());
}

bool Theme::platformIsDark()
{
    // Without an own palette the application shows the platform's; Qt 6.4 has no other way to ask.
    const bool nested = std::exchange(m_applying, true);
    const QPalette own = QApplication::palette();
    QApplication::setPalette(QPalette());
    const QPalette platform = QApplication::palette();
    QApplication::setPalette(own);
    m_applying = nested;
    return platform.color(QPalette::Window).lightness()
        < platform.color(QPalette::WindowText).lightness();
}

QColor color(Token token)
{
    return Theme::instance().color(token);
}

} // namespace zs::ui
