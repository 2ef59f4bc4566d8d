// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/decode_bar.h"

#include "ui/common/chip.h"
#include "ui/common/text_format.h"
#include "ui/common/text_label.h"
#include "ui/common/widgets.h"
#include "ui/node/decode_words.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>

namespace zs::ui {

namespace {

constexpr int heightPx = 32;

} // namespace

DecodeBar::DecodeBar(QWidget* parent) : QFrame(parent)
{
    setObjectName(QStringLiteral("decodeBar"));
    setProperty("surface", "canvas");
    setProperty("line", "bottom");
    setFixedHeight(heightPx);
    QHBoxLayout* row = makeRow(this, 8);
    row->setContentsMargins(12, 0, 12, 0);
    m_chips = new QHBoxLayout;
    m_chips->setSpacing(4);
    m_note = new TextLabel(TextStyle::label, Token::text2, this);
    m_note->setObjectName(QStringLiteral("decodeNote"));
    m_stored = makeButton("showStored", ButtonKind::ghost, this);
    m_stored->setProperty("compact", true);
    m_stored->setCheckable(true);
    row->addLayout(m_chips);
    row->addWidget(m_note, 1);
    row->addWidget(m_stored);
    connect(m_stored, &QPushButton::clicked, this, &DecodeBar::storedWanted);
    retranslate();
    hide();
}

QString DecodeBar::note() const
{
    return m_note->text();
}

void DecodeBar::addChip(const QString& word, const QString& toolTip, bool isContent)
{
    if (m_chips->count() > 0) {
        auto* arrow = new TextLabel(TextStyle::label, Token::text3, this);
        arrow->setText(QStringLiteral("›"));
        m_chips->addWidget(arrow);
    }
    auto* chip = new Chip(this);
    chip->setText(word);
    setPlainToolTip(chip, toolTip);
    if (isContent) {
        chip->setAccent();
    } else {
        chip->setRole(Role::down);
        chip->setIconName(QStringLiteral("package-open"));
    }
    m_chips->addWidget(chip);
}

void DecodeBar::present(const DataProjection& view, const QString& kind, bool storedShown)
{
    while (QLayoutItem* item = m_chips->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    QStringList words;
    for (const DecodeChain::Layer& layer : view.chain().layers()) {
        words << codecWord(layer.codec);
        addChip(words.back(),
            tr("%1 before it is opened").arg(formatBytes(qint64(layer.storedBytes))), false);
    }
    const bool isPacked = !words.isEmpty();
    if (isPacked) {
        words << kind;
        addChip(kind, tr("%1 inside").arg(formatBytes(qint64(view.content().size()))), true);
    }
    m_chainText = words.join(QStringLiteral(" > "));
    setAccessibleName(m_chainText);
    m_note->setText(noteOn(view));
    m_stored->setVisible(isPacked || storedShown);
    m_stored->setChecked(storedShown);
    setVisible(isPacked || storedShown || !m_note->text().isEmpty());
}

void DecodeBar::retranslate()
{
    m_stored->setText(tr("Stored bytes"));
    m_stored->setToolTip(tr("Show the bytes as the server stores them"));
}

void DecodeBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

} // namespace zs::ui
