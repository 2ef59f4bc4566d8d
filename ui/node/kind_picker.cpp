// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/kind_picker.h"

#include "ui/common/text_label.h"
#include "ui/common/widgets.h"
#include "ui/theme/theme.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QMouseEvent>
#include <QPainter>
#include <QRadioButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace zs::ui {

namespace {

using namespace std::chrono_literals;

/// EphemeralType.TTL of Apache ZooKeeper keeps 40 bits for the time to live.
constexpr std::chrono::milliseconds longestTtl{(std::int64_t(1) << 40) - 1};
constexpr std::chrono::milliseconds units[] = {1s, 1min, 1h, 24h};
constexpr int minuteUnit = 1;

/// A card of which every part chooses its radio button.
class KindCard : public QFrame {
public:
    KindCard(QRadioButton* button, QWidget* parent)
        : QFrame(parent)
        , m_button(button)
    {
    }

protected:
    void mouseReleaseEvent(QMouseEvent*) override { m_button->setChecked(true); }
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const bool on = m_button->isChecked();
        painter.setPen(color(on ? Token::accent : Token::border));
        painter.setBrush(color(on ? Token::accentSoft : Token::canvas));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    }

private:
    QRadioButton* m_button;
};

class IconLabel : public QWidget {
public:
    IconLabel(const QString& name, Token token, QWidget* parent)
        : QWidget(parent)
        , m_name(name)
        , m_token(token)
    {
        setFixedSize(18, 18);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter(this).drawPixmap(0, 0, iconPixmap(m_name, m_token, 18, devicePixelRatioF()));
    }

private:
    QString m_name;
    Token m_token;
};

} // namespace

KindPicker::KindPicker(QWidget* parent)
    : QWidget(parent)
{
    QVBoxLayout* column = makeColumn(this, 6);
    column->addWidget(
        makeCard(m_persistent, "kindPersistent", QStringLiteral("file"), Token::text2));
    column->addWidget(
        makeCard(m_ephemeral, "kindEphemeral", QStringLiteral("zap"), Token::lookingText));
    column->addWidget(makeCard(
        m_container, "kindContainer", QStringLiteral("package-open"), Token::observingText));
    column->addWidget(
        makeCard(m_ttl, "kindTtl", QStringLiteral("timer"), Token::followingText));
    addTtl();
    auto* group = new QButtonGroup(this);
    for (const Kind* kind : {&m_persistent, &m_ephemeral, &m_container, &m_ttl})
        group->addButton(kind->button);
    m_persistent.button->setChecked(true);
    auto* line = new QWidget(this);
    QHBoxLayout* row = makeRow(line, 8);
    row->setContentsMargins(0, 4, 0, 0);
    m_sequential = new QCheckBox(line);
    m_sequential->setObjectName(QStringLiteral("kindSequential"));
    m_sequentialMeaning = new TextLabel(TextStyle::label, Token::text3, line);
    row->addWidget(m_sequential);
    row->addWidget(m_sequentialMeaning, 1);
    column->addWidget(line);
    connect(group, &QButtonGroup::idToggled, this, &KindPicker::update);
    connect(m_sequential, &QCheckBox::toggled, this, &KindPicker::changed);
    connect(m_amount, &QSpinBox::valueChanged, this, &KindPicker::changed);
    connect(m_unit, &QComboBox::currentIndexChanged, this, &KindPicker::changed);
    retranslate();
    update();
}

QWidget* KindPicker::makeCard(
    Kind& kind, const char* objectName, const QString& iconName, Token iconToken)
{
    kind.button = new QRadioButton;
    kind.button->setObjectName(QLatin1String(objectName));
    auto* card = new KindCard(kind.button, this);
    kind.button->setParent(card);
    card->setFixedHeight(52);
    kind.row = makeRow(card, 12);
    kind.row->setContentsMargins(12, 0, 12, 0);
    QVBoxLayout* words = makeColumn(nullptr, 0);
    kind.word = new TextLabel(TextStyle::control, Token::text, card);
    kind.meaning = new TextLabel(TextStyle::label, Token::text3, card);
    words->addStretch();
    words->addWidget(kind.word);
    words->addWidget(kind.meaning);
    words->addStretch();
    kind.row->addWidget(kind.button);
    kind.row->addWidget(new IconLabel(iconName, iconToken, card));
    kind.row->addLayout(words, 1);
    connect(kind.button, &QRadioButton::toggled, card, qOverload<>(&QWidget::update));
    return card;
}

void KindPicker::addTtl()
{
    m_amount = new QSpinBox(m_ttl.button->parentWidget());
    m_amount->setObjectName(QStringLiteral("ttlAmount"));
    m_amount->setRange(1, 99'999);
    m_amount->setValue(15);
    m_amount->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_amount->setFixedWidth(56);
    m_unit = new QComboBox(m_ttl.button->parentWidget());
    m_unit->setObjectName(QStringLiteral("ttlUnit"));
    for (const auto unit : units)
        m_unit->addItem(QString(), static_cast<qint64>(unit.count()));
    m_unit->setCurrentIndex(minuteUnit);
    QHBoxLayout* time = makeRow(nullptr, 4);
    time->addWidget(m_amount);
    time->addWidget(m_unit);
    m_ttl.row->addLayout(time);
}

void KindPicker::update()
{
    const bool ttl = m_ttl.button->isChecked();
    m_amount->setEnabled(ttl);
    m_unit->setEnabled(ttl);
    // Servers have no such mode.
    m_sequential->setEnabled(!m_container.button->isChecked());
    Q_EMIT changed();
}

CreateMode KindPicker::mode() const
{
    const bool sequential = m_sequential->isChecked();
    if (m_container.button->isChecked())
        return CreateMode::container;
    if (m_ephemeral.button->isChecked())
        return sequential ? CreateMode::ephemeralSequential : CreateMode::ephemeral;
    if (m_ttl.button->isChecked())
        return sequential ? CreateMode::persistentSequentialTtl : CreateMode::persistentTtl;
    return sequential ? CreateMode::persistentSequential : CreateMode::persistent;
}

std::chrono::milliseconds KindPicker::ttl() const
{
    if (!m_ttl.button->isChecked())
        return {};
    return std::chrono::milliseconds(m_amount->value() * m_unit->currentData().toLongLong());
}

bool KindPicker::isEphemeral() const
{
    return m_ephemeral.button->isChecked();
}

bool KindPicker::isExtended() const
{
    return m_container.button->isChecked() || m_ttl.button->isChecked();
}

QString KindPicker::problem() const
{
    return ttl() > longestTtl ? tr("A time to live is at most 12,725 days.") : QString();
}

void KindPicker::setText(const Kind& kind, const QString& word, const QString& meaning)
{
    kind.button->setAccessibleName(word);
    kind.button->setAccessibleDescription(meaning);
    kind.word->setText(word);
    kind.meaning->setText(meaning);
}

void KindPicker::retranslate()
{
    setText(m_persistent, tr("Persistent"), tr("Stays until someone deletes it"));
    setText(m_ephemeral, tr("Ephemeral"),
        tr("Deleted when this session ends; cannot have children"));
    setText(m_container, tr("Container"),
        tr("Deleted by the server some time after its last child goes"));
    setText(m_ttl, tr("TTL"), tr("Deleted when unchanged and childless for this long"));
    m_sequential->setText(tr("Sequential"));
    m_sequentialMeaning->setText(
        tr("adds a 10-digit counter; with Persistent, Ephemeral or TTL"));
    m_amount->setAccessibleName(tr("Time to live"));
    m_unit->setAccessibleName(tr("Unit of the time to live"));
    const QString words[] = {tr("s", "seconds"), tr("min", "minutes"), tr("h", "hours"),
        tr("days")};
    for (int i = 0; i < m_unit->count(); ++i)
        m_unit->setItemText(i, words[i]);
}

} // namespace zs::ui
