// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/new_node_dialog.h"

#include "ui/common/banner.h"
#include "ui/common/error_words.h"
#include "ui/common/text_label.h"
#include "ui/common/visible_text.h"
#include "ui/common/widgets.h"
#include "ui/node/node_controller.h"
#include "ui/theme/theme.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPainter>
#include <QPlainTextEdit>
#include <QRadioButton>

namespace zs::ui {

namespace {

constexpr int widthPx = 560;

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

NewNodeDialog::NewNodeDialog(NodeController* controller, Path parentPath,
    const DialogPlace& place, QWidget* parent)
    : DialogFrame(place, widthPx, parent)
    , m_controller(controller)
    , m_parent(std::move(parentPath))
{
    setObjectName(QStringLiteral("newNodeDialog"));
    body()->addWidget(makeName());
    body()->addWidget(makeKinds());
    m_dataLabel = new TextLabel(TextStyle::label, Token::text2, this);
    m_data = new QPlainTextEdit(this);
    m_data->setObjectName(QStringLiteral("newNodeData"));
    m_data->setProperty("field", true);
    m_data->setFont(fontFor(TextStyle::mono));
    m_data->setFixedHeight(66);
    m_data->setTabChangesFocus(true);
    m_warning = new Note(Role::looking, this);
    m_failure = new Note(Role::danger, this);
    m_failure->setObjectName(QStringLiteral("newNodeFailure"));
    m_failure->hide();
    body()->addWidget(m_dataLabel);
    body()->addWidget(m_data);
    body()->addWidget(m_warning);
    body()->addWidget(m_failure);
    m_parents = new QCheckBox(this);
    m_parents->setObjectName(QStringLiteral("createParents"));
    footerLeft()->addWidget(m_parents);
    footerLeft()->addStretch();
    m_create = makeButton("createNode", ButtonKind::primary, this);
    setIcon(m_create, QStringLiteral("plus"), 16, {.normal = Token::onAccent});
    m_create->setDefault(true);
    addButton(m_create);
    connect(m_create, &QPushButton::clicked, this, &NewNodeDialog::create);
    connect(m_name, &QLineEdit::textChanged, this, &NewNodeDialog::check);
    connect(m_parents, &QCheckBox::toggled, this, &NewNodeDialog::check);
    connect(m_sequential, &QCheckBox::toggled, this, &NewNodeDialog::check);
    connect(m_ephemeral.button, &QRadioButton::toggled, this, &NewNodeDialog::check);
    connect(controller, &NodeController::stateChanged, this, &NewNodeDialog::check);
    retranslate();
    m_name->setFocus();
}

QWidget* NewNodeDialog::makeName()
{
    auto* box = new QWidget(this);
    QVBoxLayout* column = makeColumn(box, 4);
    m_nameLabel = new TextLabel(TextStyle::label, Token::text2, box);
    m_name = new QLineEdit(box);
    m_name->setObjectName(QStringLiteral("newNodeName"));
    m_name->setFont(fontFor(TextStyle::mono));
    auto* prefix = new TextLabel(TextStyle::mono, Token::text3, m_name);
    prefix->setOverflow(TextLabel::Overflow::elideMiddle);
    prefix->setText(visibleText(m_parent.isRoot() ? "/" : m_parent.text() + "/"));
    const int prefixPx = std::min(prefix->sizeHint().width(), widthPx / 2);
    prefix->setGeometry(9, 5, prefixPx, 18);
    m_name->setTextMargins(prefixPx + 2, 0, 0, 0);
    m_hint = new TextLabel(TextStyle::label, Token::text3, box);
    m_hint->setObjectName(QStringLiteral("newNodeHint"));
    m_hint->setOverflow(TextLabel::Overflow::wrap);
    column->addWidget(m_nameLabel);
    column->addWidget(m_name);
    column->addWidget(m_hint);
    return box;
}

QWidget* NewNodeDialog::makeKinds()
{
    auto* box = new QWidget(this);
    QVBoxLayout* column = makeColumn(box, 6);
    m_kindLabel = new TextLabel(TextStyle::label, Token::text2, box);
    column->addWidget(m_kindLabel);
    column->addWidget(
        makeKind(m_persistent, "kindPersistent", QStringLiteral("file"), Token::text2));
    column->addWidget(
        makeKind(m_ephemeral, "kindEphemeral", QStringLiteral("zap"), Token::lookingText));
    auto* group = new QButtonGroup(this);
    group->addButton(m_persistent.button);
    group->addButton(m_ephemeral.button);
    m_persistent.button->setChecked(true);
    auto* line = new QWidget(box);
    QHBoxLayout* row = makeRow(line, 8);
    row->setContentsMargins(0, 4, 0, 0);
    m_sequential = new QCheckBox(line);
    m_sequential->setObjectName(QStringLiteral("kindSequential"));
    m_sequentialMeaning = new TextLabel(TextStyle::label, Token::text3, line);
    row->addWidget(m_sequential);
    row->addWidget(m_sequentialMeaning, 1);
    column->addWidget(line);
    return box;
}

QWidget* NewNodeDialog::makeKind(
    Kind& kind, const char* objectName, const QString& iconName, Token iconToken)
{
    kind.button = new QRadioButton;
    kind.button->setObjectName(QLatin1String(objectName));
    auto* card = new KindCard(kind.button, this);
    kind.button->setParent(card);
    card->setFixedHeight(52);
    QHBoxLayout* row = makeRow(card, 12);
    row->setContentsMargins(12, 0, 12, 0);
    QVBoxLayout* words = makeColumn(nullptr, 0);
    kind.word = new TextLabel(TextStyle::control, Token::text, card);
    kind.meaning = new TextLabel(TextStyle::label, Token::text3, card);
    words->addStretch();
    words->addWidget(kind.word);
    words->addWidget(kind.meaning);
    words->addStretch();
    row->addWidget(kind.button);
    row->addWidget(new IconLabel(iconName, iconToken, card));
    row->addLayout(words, 1);
    connect(kind.button, &QRadioButton::toggled, card, qOverload<>(&QWidget::update));
    return card;
}

void NewNodeDialog::setKindText(const Kind& kind, const QString& word, const QString& meaning)
{
    kind.button->setAccessibleName(word);
    kind.button->setAccessibleDescription(meaning);
    kind.word->setText(word);
    kind.meaning->setText(meaning);
}

void NewNodeDialog::retranslate()
{
    const QString path = visibleText(m_parent.text());
    setHead(tr("New node"), place().connection.isEmpty()
            ? tr("in %1").arg(path)
            : tr("in %1 on %2", "path, connection").arg(path, place().connection));
    m_nameLabel->setText(tr("Name"));
    m_name->setAccessibleName(tr("Name"));
    m_kindLabel->setText(tr("Kind"));
    setKindText(m_persistent, tr("Persistent"), tr("Stays until someone deletes it"));
    setKindText(m_ephemeral, tr("Ephemeral"),
        tr("Deleted when this session ends; cannot have children"));
    m_sequential->setText(tr("Sequential"));
    m_sequentialMeaning->setText(tr("adds a 10-digit counter; with Persistent or Ephemeral"));
    m_dataLabel->setText(tr("Data"));
    m_data->setAccessibleName(tr("Data"));
    m_parents->setText(tr("Create missing parents"));
    m_create->setText(tr("Create node"));
    if (m_error)
        m_failure->setText(sentenceFor(*m_error));
    check();
}

NewNode NewNodeDialog::wanted() const
{
    NewNode node;
    const bool sequential = m_sequential->isChecked();
    // An empty sequential name leaves the path ending in "/": the digits are all of the name.
    node.path = m_parent.child(m_name->text().toStdString());
    if (m_ephemeral.button->isChecked())
        node.mode = sequential ? CreateMode::ephemeralSequential : CreateMode::ephemeral;
    else
        node.mode = sequential ? CreateMode::persistentSequential : CreateMode::persistent;
    node.data = toBytes(m_data->toPlainText().toStdString());
    node.createParents = m_parents->isChecked();
    return node;
}

void NewNodeDialog::check()
{
    const bool sequential = m_sequential->isChecked();
    const QString problem
        = problemWithName(m_parent, m_name->text(), sequential, m_parents->isChecked());
    const bool untouched = m_name->text().isEmpty();
    setStyleProperty(m_name, "invalid", !problem.isEmpty() && !untouched);
    m_hint->setTone(problem.isEmpty() || untouched ? Token::text3 : Token::dangerText);
    if (!problem.isEmpty())
        m_hint->setText(problem);
    else if (sequential)
        m_hint->setText(tr("Will be stored as %1 and a number of ten digits; the server picks it.")
                            .arg(visibleText(wanted().path.text())));
    else
        m_hint->setText(tr("Will be stored as %1").arg(visibleText(wanted().path.text())));
    m_warning->setVisible(m_ephemeral.button->isChecked());
    const Client* client = m_controller->client();
    const auto seconds = client
        ? std::chrono::duration_cast<std::chrono::seconds>(client->status().sessionTimeout).count()
        : 0;
    m_warning->setText(
        tr("This node goes away when you close the connection, or %1 s after Zooscope"
           " loses it.")
            .arg(seconds));
    m_create->setEnabled(problem.isEmpty() && m_controller->isWritable() && !m_running);
    m_create->setToolTip(m_controller->isWritable()
            ? QString()
            : tr("Writes are held until the connection is back"));
    fitHeight();
}

void NewNodeDialog::create()
{
    m_running = true;
    m_error.reset();
    m_failure->hide();
    check();
    auto* creation = new NodeCreation(m_controller->client(), wanted(), this);
    connect(creation, &NodeCreation::writeStarted, m_controller, &NodeController::writeStarted);
    connect(creation, &NodeCreation::writeFinished, m_controller, &NodeController::writeFinished);
    connect(creation, &NodeCreation::failed, this, &NewNodeDialog::onFailed);
    connect(creation, &NodeCreation::created, this, [this](const Path& path) {
        Q_EMIT created(path);
        accept();
    });
    creation->start();
}

void NewNodeDialog::onFailed(const Error& error)
{
    m_running = false;
    m_error = error;
    m_failure->show();
    retranslate();
}

} // namespace zs::ui
