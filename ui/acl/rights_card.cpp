// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/acl/rights_card.h"

#include "ui/acl/scheme_words.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/theme/typography.h"

#include <QPainter>

namespace zs::ui {

namespace {

constexpr int paddingPx = 16;
constexpr int lineTopPx = 44;
constexpr int linePx = 26;
constexpr int wordsPx = 24;       ///< Behind the mark.
constexpr int letterPx = 20;      ///< At the right.
constexpr int gapPx = 12;         ///< Between a right and its source.
constexpr int leastSourcePx = 60;
constexpr int footPx = 16; ///< A line of the last sentence, which may need two.
/// Reading and writing come first: they are what most people ask about.
constexpr std::array<std::int32_t, 5> askedPerms{
    perm::read, perm::write, perm::create, perm::remove, perm::admin};

struct Mark {
    QString icon;
    Token tone;
};

Mark markOf(Granted granted)
{
    switch (granted) {
    case Granted::yes: return {QStringLiteral("check"), Token::leadingText};
    case Granted::no: return {QStringLiteral("x"), Token::dangerText};
    case Granted::unknown: break;
    }
    return {QStringLiteral("ellipsis"), Token::text3};
}

} // namespace

RightsCard::RightsCard(QWidget* parent)
    : QFrame(parent)
{
    setObjectName(QStringLiteral("rightsCard"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Minimum); // As high as its neighbour.
}

QSize RightsCard::sizeHint() const
{
    return {320, lineTopPx + 5 * linePx + 2 * footPx + 4};
}

void RightsCard::setRights(const std::vector<Acl>& entries, const SessionIdentities& me)
{
    m_me = me;
    for (std::size_t i = 0; i < askedPerms.size(); ++i)
        m_rights[i] = rightOf(askedPerms[i], entries, me);
    retranslate();
}

void RightsCard::setParentDelete(const QString& parentPath, std::optional<Granted> granted)
{
    m_parent = parentPath;
    m_parentDelete = granted;
    retranslate();
}

QString RightsCard::sourceOf(const Right& right) const
{
    switch (right.granted) {
    case Granted::yes: return principalName(*right.by);
    case Granted::unknown: return tr("perhaps %1", "a principal").arg(principalName(*right.by));
    case Granted::no: break;
    }
    return tr("no entry", "no ACL entry grants the right");
}

void RightsCard::retranslate()
{
    QStringList names;
    for (const AuthId& id : m_me.ids)
        names << principalName(id);
    names << QStringLiteral("world:anyone");
    m_who = tr("as %1", "a list of principals").arg(names.join(QStringLiteral(", ")));
    QStringList said{tr("What you can do here"), m_who};
    for (std::size_t i = 0; i < askedPerms.size(); ++i)
        said << QStringLiteral("%1: %2").arg(permMeaning(askedPerms[i]), sourceOf(m_rights[i]));
    setAccessibleName(said.join(u'\n'));
    update();
}

void RightsCard::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(color(Token::border));
    painter.setBrush(color(Token::canvas));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    const QRect inner = rect().adjusted(paddingPx, 0, -paddingPx, 0);
    const int flags = Qt::AlignVCenter | Qt::TextSingleLine;
    painter.setFont(fontFor(TextStyle::panelTitle));
    painter.setPen(color(Token::text));
    const QRect head(inner.x(), 12, inner.width(), 20);
    const QString title = tr("What you can do here");
    painter.drawText(head, flags | Qt::AlignLeft, title);
    const int taken = painter.fontMetrics().horizontalAdvance(title) + 24;
    painter.setFont(fontFor(TextStyle::label));
    painter.setPen(color(Token::text3));
    painter.drawText(head, flags | Qt::AlignRight,
        painter.fontMetrics().elidedText(m_who, Qt::ElideRight, head.width() - taken));
    for (std::size_t i = 0; i < askedPerms.size(); ++i) {
        const QRect line(
            inner.x(), lineTopPx + static_cast<int>(i) * linePx, inner.width(), linePx);
        const Mark mark = markOf(m_rights[i].granted);
        painter.drawPixmap(line.x(), line.y() + 5,
            iconPixmap(mark.icon, mark.tone, 16, devicePixelRatioF()));
        painter.setFont(fontFor(TextStyle::body));
        painter.setPen(color(Token::text));
        // What it allows is read first; who allows it takes what is left, but never nothing.
        const int room = line.width() - wordsPx - letterPx - gapPx;
        const QString meaning = painter.fontMetrics().elidedText(
            permMeaning(askedPerms[i]), Qt::ElideRight, room - leastSourcePx);
        const int meaningPx = painter.fontMetrics().horizontalAdvance(meaning);
        painter.drawText(line.adjusted(wordsPx, 0, 0, 0), flags | Qt::AlignLeft, meaning);
        painter.setFont(fontFor(TextStyle::monoStrong));
        painter.drawText(line, flags | Qt::AlignRight, QString(permLetter(askedPerms[i])));
        painter.setFont(fontFor(TextStyle::mono));
        painter.setPen(color(Token::text3));
        const QString source = painter.fontMetrics().elidedText(
            sourceOf(m_rights[i]), Qt::ElideMiddle, room - meaningPx);
        painter.drawText(line.adjusted(0, 0, -letterPx, 0), flags | Qt::AlignRight, source);
    }
    if (m_parent.isEmpty())
        return; // The root cannot be deleted at all.
    painter.setFont(fontFor(TextStyle::label));
    painter.setPen(color(Token::text3));
    QString last = tr("Deleting this node itself needs D on its parent, %1.").arg(m_parent);
    if (m_parentDelete == Granted::yes)
        last = tr("Deleting this node itself needs D on its parent, %1: allowed.").arg(m_parent);
    else if (m_parentDelete == Granted::no)
        last = tr("Deleting this node itself needs D on its parent, %1: not allowed.")
                   .arg(m_parent);
    const bool fits = painter.fontMetrics().horizontalAdvance(last) <= inner.width();
    const QRect foot(inner.x(), lineTopPx + 5 * linePx + (fits ? 6 : 0), inner.width(),
        fits ? footPx : 2 * footPx);
    painter.drawText(foot, int(Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap), last);
}

} // namespace zs::ui
