// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/encoding_button.h"

#include "ui/common/widgets.h"
#include "ui/node/decode_words.h"

#include <QMenu>

#include <algorithm>

namespace zs::ui {

namespace {

/// Those that leave no mark to find them by, and those whose mark may be missing or doubted.
constexpr Codec codecsToChoose[] = {Codec::base64, Codec::snappyRaw, Codec::gzip, Codec::zlib,
    Codec::zstd, Codec::lz4, Codec::snappyFramed, Codec::snappyJava};

QString nameOf(const char* group, std::string_view word)
{
    return QLatin1String(group) + QLatin1Char(' ')
        + QString::fromLatin1(word.data(), static_cast<qsizetype>(word.size()));
}

} // namespace

EncodingButton::EncodingButton(QWidget* parent) : QPushButton(parent), m_menu(new QMenu(this))
{
    setObjectName(QStringLiteral("encoding"));
    setProperty("kind", "ghost");
    setProperty("compact", true);
    setProperty("plain", true);
    m_menu->setObjectName(QStringLiteral("encodingMenu"));
    connect(this, &QPushButton::clicked, this, &EncodingButton::popUp);
}

void EncodingButton::present(const DataProjection& view, const ViewChoice& chosen, bool convertible)
{
    m_encoding = view.encoding();
    m_chosen = chosen;
    m_convertible = convertible;
    setText(m_encoding ? encodingWord(*m_encoding) : tr("Binary"));
    setVerb(this, tr("Encoding of the text"));
}

void EncodingButton::fill()
{
    qDeleteAll(m_menu->findChildren<QMenu*>(Qt::FindDirectChildrenOnly));
    m_menu->clear();
    const auto add = [](QMenu* menu, const QString& name, const QString& text, bool on, auto act) {
        QAction* action = menu->addAction(text);
        action->setObjectName(name);
        action->setCheckable(true);
        action->setChecked(on);
        connect(action, &QAction::triggered, menu, act);
    };
    m_menu->addAction(tr("Read as"))->setEnabled(false); // The style draws no titles of sections.
    add(m_menu, QStringLiteral("read auto"), tr("What it looks like"), !m_chosen.encoding,
        [this] { Q_EMIT readAs(std::nullopt); });
    for (const TextEncoding encoding : allEncodings) {
        add(m_menu, nameOf("read", encodingName(encoding)), encodingWord(encoding),
            m_chosen.encoding == encoding, [this, encoding] { Q_EMIT readAs(encoding); });
    }
    m_menu->addSeparator();
    QMenu* convert = m_menu->addMenu(tr("Convert the text to"));
    convert->setObjectName(QStringLiteral("convertMenu"));
    convert->setEnabled(m_convertible);
    for (const TextEncoding encoding : allEncodings) {
        add(convert, nameOf("convert", encodingName(encoding)), encodingWord(encoding),
            m_encoding == encoding, [this, encoding] { Q_EMIT convertTo(encoding); });
    }
    QMenu* open = m_menu->addMenu(tr("Open the bytes as"));
    open->setObjectName(QStringLiteral("openMenu"));
    add(open, QStringLiteral("open auto"), tr("What they look like"), !m_chosen.codecs,
        [this] { Q_EMIT openBy(std::nullopt); });
    for (const Codec codec : codecsToChoose) {
        add(open, nameOf("open", codecName(codec)), codecWord(codec),
            m_chosen.codecs == std::vector{codec}, [this, codec] { Q_EMIT openBy(codec); });
    }
}

void EncodingButton::popUp()
{
    fill();
    m_menu->popup(mapToGlobal(QPoint(0, -m_menu->sizeHint().height())));
}

} // namespace zs::ui
