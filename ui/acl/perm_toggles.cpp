// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/acl/perm_toggles.h"

#include "ui/acl/acl_rules.h"
#include "ui/acl/scheme_words.h"
#include "ui/common/widgets.h"
#include "ui/theme/theme.h"
#include "ui/theme/typography.h"

#include <QHBoxLayout>
#include <QPainter>

namespace zs::ui {

/// One permission: a letter in a frame.
class PermButton : public QAbstractButton {
public:
    PermButton(std::int32_t bit, QWidget* parent)
        : QAbstractButton(parent)
        , m_bit(bit)
    {
        setObjectName(QStringLiteral("perm") + permLetter(bit));
        setText(QString(permLetter(bit)));
        setCheckable(true);
        setFixedSize(28, 24);
        setFocusPolicy(Qt::TabFocus);
    }
    [[nodiscard]] std::int32_t bit() const { return m_bit; }
    void setAlarming(bool alarming)
    {
        m_alarming = alarming;
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        if (!isEnabled())
            painter.setOpacity(0.6);
        const bool alarm = m_alarming && isChecked();
        Token ground = underMouse() && isEnabled() ? Token::hover : Token::canvas;
        Token edge = Token::border;
        Token ink = Token::text3;
        if (isChecked()) {
            ground = alarm ? Token::lookingSoft : Token::accentSoft;
            edge = alarm ? Token::looking : Token::accent;
            ink = alarm ? Token::lookingText : Token::accentText;
        }
        painter.setPen(color(edge));
        painter.setBrush(color(ground));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
        painter.setPen(color(ink));
        painter.setFont(fontFor(TextStyle::chip));
        painter.drawText(rect(), Qt::AlignCenter, text());
    }

private:
    std::int32_t m_bit;
    bool m_alarming = false;
};

PermToggles::PermToggles(QWidget* parent)
    : QWidget(parent)
{
    QHBoxLayout* row = makeRow(this, 4);
    for (std::size_t i = 0; i < shownPerms.size(); ++i) {
        m_buttons[i] = new PermButton(shownPerms[i], this);
        row->addWidget(m_buttons[i]);
        connect(m_buttons[i], &QAbstractButton::clicked, this,
            [this] { Q_EMIT edited(perms()); });
    }
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    retranslate();
}

std::int32_t PermToggles::perms() const
{
    std::int32_t bits = m_others;
    for (const PermButton* button : m_buttons)
        bits |= button->isChecked() ? button->bit() : 0;
    return bits;
}

void PermToggles::setPerms(std::int32_t perms)
{
    m_others = perms & ~perm::all;
    for (PermButton* button : m_buttons)
        button->setChecked((perms & button->bit()) != 0);
}

void PermToggles::setAlarming(std::int32_t bits)
{
    for (PermButton* button : m_buttons)
        button->setAlarming((bits & button->bit()) != 0);
}

void PermToggles::setOwner(const QString& owner)
{
    m_owner = owner;
    retranslate();
}

void PermToggles::retranslate()
{
    for (PermButton* button : m_buttons) {
        const QString word = permWord(button->bit());
        button->setAccessibleName(
            m_owner.isEmpty() ? word : QStringLiteral("%1: %2").arg(m_owner, word));
        button->setToolTip(QStringLiteral("%1 – %2").arg(word, permMeaning(button->bit())));
    }
}

} // namespace zs::ui
