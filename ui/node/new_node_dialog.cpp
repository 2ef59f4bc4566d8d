// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/new_node_dialog.h"

#include "clientlib/recipes/full_node.h"
#include "ui/common/banner.h"
#include "ui/common/error_words.h"
#include "ui/common/text_label.h"
#include "ui/common/visible_text.h"
#include "ui/common/widgets.h"
#include "ui/node/acl_presets.h"
#include "ui/node/kind_picker.h"
#include "ui/node/node_controller.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalBlocker>

#include <algorithm>

namespace zs::ui {

namespace {

constexpr int widthPx = 560;
constexpr int aclWidthPx = 176;

} // namespace

NewNodeDialog::NewNodeDialog(NodeController* controller, Path parentPath,
    const DialogPlace& place, QWidget* parent)
    : DialogFrame(place, widthPx, parent)
    , m_controller(controller)
    , m_parent(std::move(parentPath))
{
    setObjectName(QStringLiteral("newNodeDialog"));
    body()->addWidget(makeName());
    m_kindLabel = new TextLabel(TextStyle::label, Token::text2, this);
    m_kind = new KindPicker(this);
    auto* kinds = new QWidget(this);
    QVBoxLayout* kindColumn = makeColumn(kinds, 4);
    kindColumn->addWidget(m_kindLabel);
    kindColumn->addWidget(m_kind);
    body()->addWidget(kinds);
    body()->addWidget(makeContent());
    m_warning = new Note(Role::looking, this);
    m_failure = new Note(Role::danger, this);
    m_failure->setObjectName(QStringLiteral("newNodeFailure"));
    m_failure->hide();
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
    connect(m_kind, &KindPicker::changed, this, &NewNodeDialog::check);
    connect(m_acl, &QComboBox::currentIndexChanged, this, &NewNodeDialog::showAcl);
    connect(controller, &NodeController::stateChanged, this, &NewNodeDialog::check);
    retranslate();
    readParent();
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

QWidget* NewNodeDialog::makeContent()
{
    auto* box = new QWidget(this);
    QHBoxLayout* row = makeRow(box, 12);
    QVBoxLayout* left = makeColumn(nullptr, 4);
    m_dataLabel = new TextLabel(TextStyle::label, Token::text2, box);
    m_data = new QPlainTextEdit(box);
    m_data->setObjectName(QStringLiteral("newNodeData"));
    m_data->setProperty("field", true);
    m_data->setFont(fontFor(TextStyle::mono));
    m_data->setFixedHeight(66);
    m_data->setTabChangesFocus(true);
    left->addWidget(m_dataLabel);
    left->addWidget(m_data);
    QVBoxLayout* right = makeColumn(nullptr, 4);
    m_aclLabel = new TextLabel(TextStyle::label, Token::text2, box);
    m_acl = new QComboBox(box);
    m_acl->setObjectName(QStringLiteral("newNodeAcl"));
    m_acl->setFixedWidth(aclWidthPx);
    m_aclSummary = new TextLabel(TextStyle::label, Token::text3, box);
    m_aclSummary->setObjectName(QStringLiteral("newNodeAclSummary"));
    right->addWidget(m_aclLabel);
    right->addWidget(m_acl);
    right->addWidget(m_aclSummary);
    right->addStretch();
    row->addLayout(left, 1);
    row->addLayout(right);
    return box;
}

/// Its ACL may be taken over; its Stat tells which number a sequential child gets.
void NewNodeDialog::readParent()
{
    Client* client = m_controller->client();
    if (!client)
        return;
    auto onAcl = [this](const Result<AclResponse>& answer) {
        if (!answer || isMasked(answer->acl))
            return;
        m_parentAcl = answer->acl;
        m_parentStat = answer->stat;
        fillAcl();
        check();
    };
    QCoro::connect(client->getAcl(m_parent), this, onAcl);
}

/// The parent's ACL is the first choice as soon as it is known.
void NewNodeDialog::fillAcl()
{
    const QSignalBlocker quiet(m_acl);
    const QVariant before = m_acl->currentData();
    const bool hadParent = m_acl->findData(static_cast<int>(AclPreset::sameAsParent)) >= 0;
    m_acl->clear();
    for (const AclPreset preset : aclPresets) {
        if (entriesOf(preset, m_parentAcl))
            m_acl->addItem(nameOf(preset), static_cast<int>(preset));
    }
    if (m_parentAcl && !hadParent)
        m_acl->setCurrentIndex(0);
    else
        m_acl->setCurrentIndex(std::max(0, m_acl->findData(before)));
    showAcl();
}

std::vector<Acl> NewNodeDialog::chosenAcl() const
{
    const auto preset = static_cast<AclPreset>(m_acl->currentData().toInt());
    return entriesOf(preset, m_parentAcl).value_or(openAcl());
}

void NewNodeDialog::showAcl()
{
    const std::vector<Acl> acl = chosenAcl();
    m_aclSummary->setText(aclSummary(acl));
    QStringList lines;
    for (const Acl& entry : acl) {
        lines << visibleText(entry.who.scheme + ":" + entry.who.id).toHtmlEscaped() + u' '
                + QString::fromStdString(permsText(entry.perms));
    }
    m_acl->setToolTip(QStringLiteral("<span>%1</span>").arg(lines.join(QStringLiteral("<br>"))));
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
    m_kind->retranslate();
    m_dataLabel->setText(tr("Data"));
    m_data->setAccessibleName(tr("Data"));
    m_aclLabel->setText(tr("ACL"));
    m_acl->setAccessibleName(tr("ACL"));
    fillAcl();
    m_parents->setText(tr("Create missing parents"));
    m_create->setText(tr("Create node"));
    if (m_error)
        m_failure->setText(
            tr("%1.", "what happened, as a sentence").arg(wordsFor(*m_error).title),
            failureWords());
    check();
}

NewNode NewNodeDialog::wanted() const
{
    NewNode node;
    // An empty sequential name leaves the path ending in "/": the digits are all of the name.
    node.path = m_parent.child(m_name->text().toStdString());
    node.mode = m_kind->mode();
    node.ttl = m_kind->ttl();
    node.acl = chosenAcl();
    node.data = toBytes(m_data->toPlainText().toStdString());
    node.createParents = m_parents->isChecked();
    return node;
}

/// The number that the server will give is told where it can be known.
QString NewNodeDialog::storedPath() const
{
    const QString path = visibleText(wanted().path.text());
    if (!isSequential(m_kind->mode()) || !knowsNumber())
        return path;
    // Servers count creations alone; a Stat tells 2 * creations - children (DataNode.copyStat).
    const qint64 next = (qint64(m_parentStat->cversion) + m_parentStat->numChildren) / 2;
    return path + QStringLiteral("%1").arg(next, 10, 10, QLatin1Char('0'));
}

bool NewNodeDialog::knowsNumber() const
{
    return m_parentStat && !m_name->text().contains(u'/');
}

QString NewNodeDialog::storedAs() const
{
    const QString path = storedPath();
    if (!isSequential(m_kind->mode()))
        return tr("Will be stored as %1").arg(path);
    return knowsNumber()
        ? tr("Will be stored as %1 or higher; the server picks the number").arg(path)
        : tr("Will be stored as %1 and a number of ten digits; the server picks it.").arg(path);
}

/// An ACL of "auth" is refused to a session without identity; the server does not say so.
QString NewNodeDialog::failureWords() const
{
    const std::vector<Acl> acl = chosenAcl();
    const bool mine = std::any_of(
        acl.begin(), acl.end(), [](const Acl& entry) { return entry.who.scheme == "auth"; });
    if (m_error->code != Errc::invalidAcl || !mine)
        return sentenceFor(*m_error);
    return tr("InvalidACL: the chosen ACL stands for the identities of this session, and it has no "
              "identity. Add one on the ACL tab, or choose another ACL.");
}

void NewNodeDialog::check()
{
    QString problem = problemWithName(
        m_parent, m_name->text(), isSequential(m_kind->mode()), m_parents->isChecked());
    const bool untouched = m_name->text().isEmpty();
    setStyleProperty(m_name, "invalid", !problem.isEmpty() && !untouched);
    if (problem.isEmpty())
        problem = m_kind->problem();
    m_hint->setTone(problem.isEmpty() || untouched ? Token::text3 : Token::dangerText);
    m_hint->setText(problem.isEmpty() ? storedAs() : problem);
    m_hint->setMonoParts(problem.isEmpty() ? QStringList{storedPath()} : QStringList{});
    showWarning();
    m_create->setEnabled(problem.isEmpty() && m_controller->isWritable() && !m_running);
    m_create->setToolTip(m_controller->isWritable()
            ? QString()
            : tr("Writes are held until the connection is back"));
    fitHeight();
}

void NewNodeDialog::showWarning()
{
    m_warning->setVisible(m_kind->isEphemeral() || m_kind->isExtended());
    if (m_kind->isExtended()) {
        m_warning->setText(m_kind->ttl().count() > 0
                ? tr("TTL nodes need ZooKeeper 3.5.3 and extendedTypesEnabled=true on every "
                     "server. Afterwards no client can tell that the node has a TTL.")
                : tr("Containers need ZooKeeper 3.5.1. The server deletes one only after it had a "
                     "child. Afterwards no client can tell it from a persistent node."));
        return;
    }
    const Client* client = m_controller->client();
    const auto seconds = client
        ? std::chrono::duration_cast<std::chrono::seconds>(client->status().sessionTimeout).count()
        : 0;
    m_warning->setText(
        tr("This node goes away when you close the connection, or %1 s after Zooscope"
           " loses it.")
            .arg(seconds));
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
    connect(creation, &NodeCreation::created, this, [this](const Path& path, const Stat& stat) {
        Q_EMIT created(path, stat);
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
    m_name->setFocus(); // The button that had the keys was off meanwhile.
}

} // namespace zs::ui
