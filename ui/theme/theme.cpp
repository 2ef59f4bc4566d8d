// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include "clientlib/base/expect.h"
#include "resources/resources.h"
#include "ui/theme/focus_ring.h"
#include "ui/theme/high_contrast.h"
#include "ui/theme/icons.h"
#include "ui/theme/restyler.h"
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

/// What the whole program shows, as the fonts are.
struct Contrast {
    bool wanted = false;
    bool shown = false;
    TokenSets strong; ///< The design's tokens in high contrast.
};

Contrast& contrast()
{
    static Contrast all;
    return all;
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

Theme::Theme(QObject* parent)
    : QObject(parent), m_focusRing(new FocusRing(this)), m_restyler(new Restyler(this))
{
    QFile file(QStringLiteral(":/zooscope/tokens.json"));
    ZS_EXPECT(file.open(QIODevice::ReadOnly));
    auto tokens = parseTokens(file.readAll());
    ZS_EXPECT(tokens.has_value());
    m_tokens = *std::move(tokens);
    contrast().strong = {inHighContrast(m_tokens.light), inHighContrast(m_tokens.dark)};
    qApp->installEventFilter(this);
}

Theme::~Theme() = default;

void Theme::setMode(ThemeMode mode)
{
    m_mode = mode;
    const bool dark = wantsDark();
    if (dark != m_dark || contrast().shown != contrast().wanted)
        apply(dark);
}

QColor Theme::color(Token token) const
{
    const TokenSets& sets = contrast().shown ? contrast().strong : m_tokens;
    return (m_dark ? sets.dark : sets.light)[static_cast<std::size_t>(token)];
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
    contrast().shown = contrast().wanted;
    const TokenSets& sets = contrast().shown ? contrast().strong : m_tokens;
    const TokenTable& tokens = dark ? sets.dark : sets.light;
    QApplication::setPalette(paletteFrom(tokens));
    m_restyler->restyle(buildStyleSheet(tokens));
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

void setHighContrast(bool high)
{
    contrast().wanted = high;
    Theme::instance().setMode(Theme::instance().mode());
}

bool isHighContrast()
{
    return contrast().shown;
}

QColor color(Token token)
{
    return Theme::instance().color(token);
}

} // namespace zs::ui
