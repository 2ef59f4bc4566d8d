// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stat/quota_dialog.h"

#include "ui/common/banner.h"
#include "ui/common/error_words.h"
#include "ui/common/name_guard.h"
#include "ui/common/sentences.h"
#include "ui/common/text_format.h"
#include "ui/common/text_label.h"
#include "ui/common/visible_text.h"
#include "ui/common/widgets.h"
#include "ui/stat/quota_model.h"
#include "ui/stat/usage_bar.h"

#include <QGridLayout>
#include <QLineEdit>
#include <QRegularExpressionValidator>

#include <utility>

namespace zs::ui {

namespace {

constexpr int widthPx = 560;
constexpr int fieldPx = 130;
using State = QuotaModel::State;

QString words(const Path& path)
{
    return visibleText(std::string_view(path.text()));
}

QString fieldText(std::int64_t limit)
{
    return limit < 0 ? QString() : QString::number(limit);
}

std::int64_t limitIn(const QLineEdit* field)
{
    return field->text().isEmpty() ? -1 : field->text().toLongLong();
}

} // namespace

QuotaDialog::QuotaDialog(QuotaModel* model, const DialogPlace& place, QWidget* parent) :
    DialogFrame(place, widthPx, parent), m_model(model)
{
    setObjectName(QStringLiteral("quotaDialog"));
    m_model->setParent(this);
    m_note = new Note(Role::looking, this);
    m_note->setObjectName(QStringLiteral("quotaNote"));
    body()->addWidget(m_note);
    m_limits = makeRows();
    body()->addWidget(m_limits);
    m_meaning = new TextLabel(TextStyle::label, Token::text3, this);
    m_meaning->setOverflow(TextLabel::Overflow::wrap);
    body()->addWidget(m_meaning);
    m_guard = new NameGuard(NameGuard::Of::node, "quotaConfirm", place.production, this);
    body()->addWidget(m_guard);
    connect(m_guard, &NameGuard::changed, this, &QuotaDialog::refreshButtons);
    makeFooter();
    connect(m_model, &QuotaModel::changed, this, &QuotaDialog::refresh);
    m_model->read();
    QuotaDialog::retranslate();
}

QWidget* QuotaDialog::makeRows()
{
    auto* box = new QWidget(this);
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    m_usedWord = new TextLabel(TextStyle::label, Token::text3, box);
    m_softWord = new TextLabel(TextStyle::label, Token::text3, box);
    m_hardWord = new TextLabel(TextStyle::label, Token::text3, box);
    grid->addWidget(m_usedWord, 0, 1);
    grid->addWidget(m_softWord, 0, 2);
    grid->addWidget(m_hardWord, 0, 3);
    const auto makeField = [this, box](const char* name) {
        auto* field = new QLineEdit(box);
        field->setObjectName(QLatin1String(name));
        field->setFont(fontFor(TextStyle::mono));
        field->setFixedWidth(fieldPx);
        static const QRegularExpression digits(QStringLiteral("[0-9]{0,18}")); // 64 bits hold it.
        field->setValidator(new QRegularExpressionValidator(digits, field));
        connect(field, &QLineEdit::textChanged, this, &QuotaDialog::refreshButtons);
        return field;
    };
    const auto add = [&](Row& row, int line, const char* used, const char* soft,
                         const char* hard) {
        row.word = new TextLabel(TextStyle::control, Token::text, box);
        row.used = new TextLabel(TextStyle::mono, Token::text, box);
        row.used->setObjectName(QLatin1String(used));
        row.soft = makeField(soft);
        row.hard = makeField(hard);
        row.bar = new UsageBar(box);
        grid->addWidget(row.word, line, 0);
        grid->addWidget(row.used, line, 1);
        grid->addWidget(row.soft, line, 2);
        grid->addWidget(row.hard, line, 3);
        grid->addWidget(row.bar, line + 1, 0, 1, 4);
    };
    add(m_count, 1, "quotaCountUsed", "quotaCount", "quotaCountHard");
    add(m_bytes, 3, "quotaBytesUsed", "quotaBytes", "quotaByteHard");
    return box;
}

void QuotaDialog::makeFooter()
{
    footerLeft()->addStretch(1);
    m_remove = makeButton("removeQuota", ButtonKind::normal, this);
    m_remove->setAutoDefault(false);
    m_set = makeButton("setQuota", ButtonKind::primary, this);
    m_set->setAutoDefault(false);
    addButton(m_remove);
    addButton(m_set);
    connect(m_remove, &QPushButton::clicked, m_model, &QuotaModel::remove);
    connect(m_set, &QPushButton::clicked, this, [this] { m_model->set(typed()); });
}

void QuotaDialog::retranslate()
{
    m_usedWord->setText(tr("Used"));
    m_softWord->setText(tr("Soft limit: warn"));
    m_hardWord->setText(tr("Hard limit: refuse"));
    m_count.word->setText(tr("Nodes"));
    m_bytes.word->setText(tr("Bytes of data"));
    m_count.soft->setAccessibleName(tr("Soft limit of nodes"));
    m_count.hard->setAccessibleName(tr("Hard limit of nodes"));
    m_bytes.soft->setAccessibleName(tr("Soft limit of bytes"));
    m_bytes.hard->setAccessibleName(tr("Hard limit of bytes"));
    for (QLineEdit* field : {m_count.soft, m_count.hard, m_bytes.soft, m_bytes.hard})
        field->setPlaceholderText(tr("none", "no limit"));
    m_meaning->setText(
        tr("The node and all below it count. Beyond a soft limit servers write a warning into "
           "their log and refuse nothing; beyond a hard limit they refuse the write with "
           "QuotaExceeded (ZooKeeper 3.7 and later). Since 3.7 they do either only with "
           "enforceQuota=true in zoo.cfg."));
    m_guard->retranslate(visibleText(m_model->path().name()));
    m_remove->setText(tr("Remove quota"));
    cancelButton()->setText(tr("Close"));
    setHead(tr("Quota of %1", "a path").arg(words(m_model->path())), place().connection);
    refresh();
}

void QuotaDialog::refresh()
{
    const State state = m_model->state();
    const bool possible = state != State::unreachable && state != State::unlimitable
        && (m_model->facts().limits || m_model->isFree());
    m_limits->setVisible(possible);
    m_meaning->setVisible(possible);
    m_guard->setNeeded(possible);
    m_set->setVisible(possible);
    m_remove->setVisible(possible);
    m_set->setText(m_model->facts().limits ? tr("Change quota") : tr("Set quota"));
    if (state == State::ready)
        fillFields();
    showUsage();
    showNote();
    refreshButtons();
    fitHeight();
}

/// What somebody is typing stays, unless the server's limits are others now.
void QuotaDialog::fillFields()
{
    const QuotaNumbers limits = m_model->facts().limits.value_or(QuotaNumbers());
    if (m_filled == limits)
        return;
    m_filled = limits;
    m_count.soft->setText(fieldText(limits.count));
    m_count.hard->setText(fieldText(limits.countHardLimit));
    m_bytes.soft->setText(fieldText(limits.bytes));
    m_bytes.hard->setText(fieldText(limits.byteHardLimit));
}

void QuotaDialog::showUsage()
{
    const auto& usage = m_model->facts().usage;
    const QuotaNumbers limits = m_model->facts().limits.value_or(QuotaNumbers());
    m_count.used->setText(usage ? formatCount(usage->count) : QStringLiteral("–"));
    m_bytes.used->setText(usage ? formatBytes(usage->bytes) : QStringLiteral("–"));
    m_count.bar->setUsage(usage ? usage->count : 0, limits.count, limits.countHardLimit);
    m_bytes.bar->setUsage(usage ? usage->bytes : 0, limits.bytes, limits.byteHardLimit);
}

/// Why there can be no quota here; empty where there can.
QString QuotaDialog::whyNot() const
{
    const QuotaFacts& facts = m_model->facts();
    if (m_model->state() == State::unreachable)
        return tr("Quotas are kept in /zookeeper/quota, outside of this connection's chroot %1. "
                  "Connect without a chroot to see and set them.").arg(words(m_model->chroot()));
    if (m_model->state() == State::unlimitable)
        return tr("%1 cannot have a quota.", "a path").arg(words(m_model->path()));
    if (facts.above)
        return tr("%1 has a quota, which counts this node too. Quotas do not nest: change or "
                  "remove that one.", "a path").arg(words(*facts.above));
    if (facts.below)
        return tr("%1 below it has a quota. Quotas do not nest: remove that one first.", "a path")
            .arg(words(*facts.below));
    return {};
}

/// What is used up; empty where nothing is.
QString QuotaDialog::warning() const
{
    if (m_count.bar->isAtHard() || m_bytes.bar->isAtHard())
        return tr("A hard limit is reached: servers with enforceQuota=true refuse what would add "
                  "to it.");
    if (m_count.bar->isOverSoft() || m_bytes.bar->isOverSoft())
        return tr("Over its soft limit: servers refuse nothing for that, but may log warnings.");
    return {};
}

void QuotaDialog::showNote()
{
    QStringList parts;
    if (const QString why = whyNot(); !why.isEmpty())
        parts << why;
    else if (const QString used = warning(); !used.isEmpty())
        parts << used;
    if (m_model->error())
        parts.prepend(sentenceFor(*m_model->error()));
    const bool bad = m_model->error() || m_count.bar->isAtHard() || m_bytes.bar->isAtHard();
    m_note->setRole(bad ? Role::danger : Role::looking);
    m_note->setText(joinSentences(parts));
    m_note->setVisible(!parts.isEmpty());
}

void QuotaDialog::refreshButtons()
{
    const bool ready = m_model->state() == State::ready;
    const bool writable = m_model->isWritable();
    const QuotaNumbers now = typed();
    const bool any = now != QuotaNumbers();
    const bool allowed = ready && writable && m_guard->isSatisfied();
    m_set->setEnabled(allowed && any && m_model->facts().limits != now);
    m_remove->setEnabled(allowed && m_model->facts().limits.has_value());
    const QString held
        = writable ? QString() : tr("This session takes no writes now.");
    m_set->setToolTip(held);
    m_remove->setToolTip(held);
    for (QLineEdit* field : {m_count.soft, m_count.hard, m_bytes.soft, m_bytes.hard})
        field->setEnabled(ready && writable);
    m_guard->setFieldEnabled(ready && writable);
    if (ready && writable && !m_limits->isHidden() && !std::exchange(m_fillable, true))
        m_count.soft->setFocus(Qt::OtherFocusReason); // When it opened nothing could be typed.
}

QuotaNumbers QuotaDialog::typed() const
{
    return {limitIn(m_count.soft), limitIn(m_bytes.soft), limitIn(m_count.hard),
        limitIn(m_bytes.hard)};
}

} // namespace zs::ui
