// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/command_palette.h"

#include "ui/common/chip.h"
#include "ui/common/text_label.h"
#include "ui/common/widgets.h"
#include "ui/mainwindow/palette_delegate.h"
#include "ui/mainwindow/palette_model.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QMouseEvent>
#include <QPainter>

namespace zs::ui {
namespace {

constexpr int widthPx = 640;
constexpr int fromTopPx = 88;
constexpr int headPx = 48;
constexpr int footPx = 32;
constexpr int listPaddingPx = 4;
constexpr int mostListPx = 13 * PaletteDelegate::rowHeight;
constexpr int nothingPx = 72;
constexpr int pageRows = 8;
constexpr int shadowPx = 12;
constexpr int cornerPx = 8;

/// The search icon of the head, which is higher than a field.
class SearchIcon : public QWidget {
public:
    explicit SearchIcon(QWidget* parent)
        : QWidget(parent)
    {
        setFixedSize(18, 18);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter(this).drawPixmap(
            0, 0, iconPixmap(QStringLiteral("search"), Token::text2, 18, devicePixelRatioF()));
    }
};

} // namespace

CommandPalette::CommandPalette(QWidget* window)
    : QWidget(window)
    , m_model(new PaletteModel(this))
    , m_card(new QWidget(this))
{
    setObjectName(QStringLiteral("commandPalette"));
    m_list = new QListView(m_card);
    m_list->setObjectName(QStringLiteral("paletteRows"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setProperty("surface", "raised");
    m_nothing = new TextLabel(TextStyle::body, Token::text3, m_card);
    m_nothing->setObjectName(QStringLiteral("paletteNothing"));
    m_nothing->setAlignment(Qt::AlignHCenter);
    auto* column = makeColumn(m_card, 0);
    column->setContentsMargins(1, 1, 1, 1);
    column->addWidget(makeHead());
    column->addWidget(m_nothing, 1);
    column->addSpacing(listPaddingPx);
    column->addWidget(m_list, 1);
    column->addSpacing(listPaddingPx);
    column->addWidget(makeFoot());
    hide();
    window->installEventFilter(this);
    m_field->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_chosen.clear();
        m_model->setQuery(text);
    });
    connect(m_model, &QAbstractItemModel::modelReset, this, &CommandPalette::follow);
    connect(m_model, &PaletteModel::settled, this, &CommandPalette::follow);
    connect(m_list, &QListView::clicked, this, &CommandPalette::choose);
    retranslate();
}

QWidget* CommandPalette::makeHead()
{
    QFrame* head = makePanel("", "bottom", m_card);
    head->setFixedHeight(headPx);
    QHBoxLayout* row = makeRow(head, 8);
    row->setContentsMargins(16, 0, 16, 0);
    m_field = new QLineEdit(head);
    m_field->setObjectName(QStringLiteral("paletteField"));
    m_field->setProperty("bare", true);
    QFont font = fontFor(TextStyle::body);
    font.setPixelSize(16);
    m_field->setFont(font);
    row->addWidget(new SearchIcon(head));
    row->addWidget(m_field, 1);
    row->addWidget(new KeyLabel(QStringLiteral("Esc"), head));
    return head;
}

QWidget* CommandPalette::makeFoot()
{
    QFrame* foot = makePanel("", "top", m_card);
    foot->setFixedHeight(footPx);
    QHBoxLayout* row = makeRow(foot, 6);
    row->setContentsMargins(16, 0, 16, 0);
    for (const char* key : {"/", ">", "@", "Tab"}) {
        row->addWidget(new KeyLabel(QLatin1String(key), foot));
        m_legends << new TextLabel(TextStyle::label, Token::text3, foot);
        row->addWidget(m_legends.back());
        row->addSpacing(10);
    }
    row->addStretch(1);
    return foot;
}

void CommandPalette::retranslate()
{
    setAccessibleName(tr("Command palette"));
    m_field->setAccessibleName(tr("Go to node or command"));
    m_field->setPlaceholderText(tr("Go to node or command"));
    m_list->setAccessibleName(tr("Nodes and commands that match"));
    m_legends[0]->setText(tr("paths", "what the prefix / asks for"));
    m_legends[1]->setText(tr("commands", "what the prefix > asks for"));
    m_legends[2]->setText(tr("connections", "what the prefix @ asks for"));
    m_legends[3]->setText(tr("completes a path", "what the Tab key does"));
}

void CommandPalette::openWith(PaletteSources sources)
{
    if (isHidden())
        m_focusBefore = QApplication::focusWidget();
    m_chosen.clear();
    {
        const QSignalBlocker quiet(m_field);
        m_field->clear();
    }
    m_model->setSources(std::move(sources));
    place();
    raise();
    show();
    m_field->setFocus(Qt::ShortcutFocusReason);
}

void CommandPalette::setQuery(const QString& query)
{
    m_field->setText(query);
}

void CommandPalette::dismiss()
{
    hide();
    if (m_focusBefore) // It may be gone since.
        m_focusBefore->setFocus(Qt::OtherFocusReason);
    m_focusBefore.clear();
    m_model->setSources({});
}

void CommandPalette::follow()
{
    int row = -1;
    for (int at = 0; at < m_model->rowCount(); ++at) {
        const QModelIndex index = m_model->index(at, 0);
        if (!(index.flags() & Qt::ItemIsSelectable))
            continue;
        const bool wanted = m_chosen.isEmpty()
            || index.data(PaletteModel::IdRole).toString() == m_chosen;
        if (row < 0 || wanted)
            row = at;
        if (wanted)
            break;
    }
    const bool nothing = row < 0;
    m_list->setVisible(!nothing);
    m_nothing->setVisible(nothing);
    m_nothing->setText(m_model->isSearching() ? tr("Searching") : tr("Nothing matches"));
    if (!nothing)
        select(row);
    place();
}

void CommandPalette::select(int row)
{
    const QModelIndex index = m_model->index(row, 0);
    m_list->setCurrentIndex(index);
    // The heading over the first row is seen too.
    m_list->scrollTo(row <= 1 ? m_model->index(0, 0) : index);
}

void CommandPalette::place()
{
    resize(parentWidget()->size());
    move(0, 0);
    int list = 0;
    for (int row = 0; row < m_model->rowCount() && list < mostListPx; ++row)
        list += m_list->sizeHintForIndex(m_model->index(row, 0)).height();
    const int middle = m_list->isHidden() ? nothingPx : std::min(list, mostListPx);
    const int wanted = headPx + middle + 2 * listPaddingPx + footPx + 2;
    const int room = std::max(headPx + footPx + 2, height() - fromTopPx - 2 * shadowPx);
    const int cardWidth = std::min(widthPx, width() - 2 * shadowPx);
    m_card->setGeometry((width() - cardWidth) / 2, fromTopPx, cardWidth, std::min(wanted, room));
    update();
}

void CommandPalette::moveBy(int step)
{
    const int count = m_model->rowCount();
    int row = m_list->currentIndex().row();
    int last = row;
    for (int left = std::abs(step); left > 0;) {
        row += step > 0 ? 1 : -1;
        if (row < 0 || row >= count) {
            if (std::abs(step) > 1)
                break; // A page stops at the end, a single step goes round.
            row = row < 0 ? count - 1 : 0;
        }
        if (row == last)
            return;
        if (m_model->index(row, 0).flags() & Qt::ItemIsSelectable) {
            last = row;
            --left;
        }
    }
    if (last < 0)
        return;
    m_chosen = m_model->index(last, 0).data(PaletteModel::IdRole).toString();
    select(last);
}

void CommandPalette::complete()
{
    const QString path = m_model->completionOf(m_list->currentIndex());
    if (!path.isEmpty())
        m_field->setText(path);
}

void CommandPalette::choose(const QModelIndex& index)
{
    if (!(index.flags() & Qt::ItemIsSelectable))
        return;
    const auto kind = static_cast<PaletteModel::Kind>(index.data(PaletteModel::KindRole).toInt());
    const QString id = index.data(PaletteModel::IdRole).toString();
    // Closed first: an action acts on what had the focus before.
    dismiss();
    if (kind == PaletteModel::Kind::node)
        Q_EMIT nodeChosen(Path(id.toStdString()));
    else if (kind == PaletteModel::Kind::action)
        Q_EMIT actionChosen(id);
    else
        Q_EMIT connectionChosen(id);
}

bool CommandPalette::onKey(int key)
{
    switch (key) {
    case Qt::Key_Escape: dismiss(); return true;
    case Qt::Key_Down: moveBy(1); return true;
    case Qt::Key_Up: moveBy(-1); return true;
    case Qt::Key_PageDown: moveBy(pageRows); return true;
    case Qt::Key_PageUp: moveBy(-pageRows); return true;
    case Qt::Key_Tab: complete(); return true;
    case Qt::Key_Backtab: return true; // The focus stays in the field.
    case Qt::Key_Return:
    case Qt::Key_Enter: choose(m_list->currentIndex()); return true;
    default: return false;
    }
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress)
        return onKey(static_cast<QKeyEvent*>(event)->key());
    if (watched == parent() && event->type() == QEvent::Resize && !isHidden())
        place();
    return QWidget::eventFilter(watched, event);
}

void CommandPalette::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        if (!isHidden())
            m_model->setQuery(m_field->text());
    }
    QWidget::changeEvent(event);
}

void CommandPalette::mousePressEvent(QMouseEvent* event)
{
    event->accept();
    if (!m_card->geometry().contains(event->position().toPoint()))
        dismiss();
}

void CommandPalette::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor shade = color(Token::shadow);
    painter.fillRect(rect(), shade);
    painter.setPen(Qt::NoPen);
    shade.setAlpha(shade.alpha() / 8);
    painter.setBrush(shade);
    const QRectF card(m_card->geometry());
    // Stacked translucent frames approximate a blur without an offscreen image.
    for (int ring = 1; ring < shadowPx; ring += 2) {
        painter.drawRoundedRect(
            card.adjusted(-ring, -ring + 3, ring, ring), cornerPx + ring, cornerPx + ring);
    }
    painter.setPen(color(Token::borderStrong));
    painter.setBrush(color(Token::raised));
    painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), cornerPx, cornerPx);
    // The foot's ground, inside the rounded corners.
    const QRectF foot(card.left() + 1, card.bottom() - footPx, card.width() - 2, footPx - 1);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(Token::panel));
    painter.drawRoundedRect(foot, cornerPx - 1, cornerPx - 1);
    painter.drawRect(foot.adjusted(0, 0, 0, -cornerPx));
}

} // namespace zs::ui
