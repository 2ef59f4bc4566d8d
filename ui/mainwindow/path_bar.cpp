// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/path_bar.h"

#include "ui/common/action_keys.h"
#include "ui/common/path_words.h"
#include "ui/common/visible_text.h"
#include "ui/common/widgets.h"
#include "ui/theme/theme.h"
#include "ui/theme/typography.h"

#include <QApplication>
#include <QClipboard>
#include <QCompleter>
#include <QCoroTask>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMouseEvent>
#include <QStackedLayout>
#include <QStringListModel>
#include <QToolButton>

#include <algorithm>

namespace zs::ui {
namespace {

constexpr int heightPx = 28;
constexpr int maxMenuEntries = 200;
constexpr int maxCompletions = 10'000;
constexpr int partsToShow = 12;
constexpr int partSidePx = 6;
constexpr int leftPx = 6;
constexpr int betweenPx = 2; ///< The buttons at the right.
constexpr int rightPx = 4;
constexpr int aroundLastPx = 100; ///< The root, "…" and the arrows at the last part.
constexpr int leastLastPx = 60;
constexpr int arrowPx = 25;
constexpr int leastPartPx = 24; ///< For who does not point exactly.
constexpr int leastPx = 80;
constexpr int tightPx = 220; ///< Less has room for the last part alone.
constexpr int mostChrootPx = 140;
constexpr int chrootTextFromPx = 420; ///< A narrower bar shows a chroot's lock alone.
constexpr int lockPx = 14;

std::vector<Path> ancestorsOf(const Path& path)
{
    std::vector<Path> result;
    for (Path here = path; !here.isRoot(); here = here.parent())
        result.push_back(here);
    std::reverse(result.begin(), result.end());
    return result;
}

} // namespace

PathBar::PathBar(QWidget* parent) :
    QFrame(parent), m_stack(new QStackedLayout), m_parts(new QWidget(this)),
    m_partsRow(makeRow(m_parts, 0)), m_line(new QLineEdit(this)),
    m_completer(new QCompleter(this)), m_completions(new QStringListModel(this)),
    m_copy(makeIconButton("copyPath", QStringLiteral("copy"), this)),
    m_star(makeIconButton("bookmarkNode", QStringLiteral("star"), this))
{
    setObjectName(QStringLiteral("pathBar"));
    setProperty("pathBar", true);
    setFixedHeight(heightPx);
    m_line->setObjectName(QStringLiteral("pathLine"));
    m_line->setFont(fontFor(TextStyle::monoEditor));
    m_line->setProperty("bare", true);
    m_line->installEventFilter(this);
    m_completer->setModel(m_completions);
    m_completer->setCompletionMode(QCompleter::PopupCompletion);
    m_completer->setMaxVisibleItems(12);
    m_line->setCompleter(m_completer);
    m_copy->setProperty("compact", true);
    m_stack->addWidget(m_parts);
    m_stack->addWidget(m_line);
    auto* row = makeRow(this, 0);
    row->setContentsMargins(leftPx, 1, rightPx, 1);
    row->addLayout(m_stack, 1);
    row->addWidget(m_copy);
    row->addSpacing(betweenPx);
    row->addWidget(m_star);
    m_star->setProperty("compact", true);
    m_star->setCheckable(true);
    connect(m_star, &QToolButton::clicked, this, &PathBar::bookmarkToggled);
    connect(m_copy, &QToolButton::clicked, this, &PathBar::copyPath);
    connect(m_line, &QLineEdit::textEdited, this, &PathBar::complete);
    connect(m_line, &QLineEdit::returnPressed, this, &PathBar::finishEditing);
    retranslate();
    rebuild();
}

void PathBar::setClient(Client* client)
{
    m_client = client;
    m_completedParent = Path(std::string());
}

void PathBar::setPath(const Path& path)
{
    if (path == m_path)
        return;
    m_path = path;
    stopEditing();
    rebuild();
}

void PathBar::setChroot(const Path& chroot)
{
    m_chroot = chroot;
    rebuild();
}

void PathBar::setBookmarked(bool on)
{
    m_star->setChecked(on);
}

void PathBar::startEditing()
{
    QWidget* before = QApplication::focusWidget();
    if (before != m_line && !isAncestorOf(before)) // Its parts are made anew.
        m_focusBefore = before;
    m_line->setText(QString::fromStdString(m_path.text()));
    m_stack->setCurrentWidget(m_line);
    m_line->setFocus(Qt::ShortcutFocusReason);
    m_line->selectAll();
}

void PathBar::copyPath()
{
    // The exact path: what is shown may have escapes that the node's name has not.
    const QString text = QString::fromStdString(m_path.text());
    QApplication::clipboard()->setText(text);
    Q_EMIT copied(text);
}

void PathBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        rebuild();
    }
    QFrame::changeEvent(event);
}

void PathBar::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        startEditing();
}

void PathBar::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    for (QToolButton* button : {m_copy, m_star}) // Both have keys.
        button->setVisible(width() >= tightPx);
    rebuild();
    layout()->activate();
}

bool PathBar::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_line && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        stopEditing();
        return true;
    }
    if (watched == m_line && event->type() == QEvent::FocusOut
        && static_cast<QFocusEvent*>(event)->reason() != Qt::PopupFocusReason
        && !m_completer->popup()->isVisible())
        stopEditing();
    return QFrame::eventFilter(watched, event);
}

void PathBar::retranslate()
{
    setAccessibleName(tr("Path"));
    m_line->setAccessibleName(tr("Path"));
    setVerb(m_copy, tr("Copy path"), keyOf("node.copyPath"));
    setVerb(m_star, tr("Bookmark this node"), keyOf("node.bookmark"));
}

QSize PathBar::minimumSizeHint() const
{
    return {leastPx, heightPx};
}

int PathBar::partsRoom() const
{
    int room = contentsRect().width() - leftPx - betweenPx - rightPx - m_chrootPx;
    for (const QToolButton* button : {m_copy, m_star})
        room -= button->isHidden() ? 0 : button->sizeHint().width();
    return room;
}

void PathBar::rebuild()
{
    // Children of what is visible are shown a round of events later: that would be a blank frame.
    const bool shown = !m_parts->isHidden();
    m_parts->hide();
    while (QLayoutItem* item = m_partsRow->takeAt(0)) {
        if (QWidget* part = item->widget()) {
            part->hide(); // What is deleted later may wait long: for the end of a modal loop.
            part->setObjectName(QString());
            part->deleteLater();
        }
        delete item;
    }
    m_chrootPx = addChroot();
    std::vector<Path> parts = ancestorsOf(m_path);
    if (width() < tightPx && !parts.empty())
        parts = {m_path};
    else
        addPart(Path(), QStringLiteral("/"), parts.empty());
    const QFontMetrics metrics(fontFor(TextStyle::monoEditor));
    int room = partsRoom() - 75;
    std::size_t first = parts.size();
    // The end of a path says more than its start, so parts are dropped from the left.
    while (first > 0 && parts.size() - first < partsToShow) {
        const QString text = visibleText(parts[first - 1].name());
        room -= std::max(leastPartPx, metrics.horizontalAdvance(text) + 2 * partSidePx) + arrowPx;
        if (room < 0 && first < parts.size())
            break;
        --first;
    }
    if (first > 0)
        addPart(parts[first - 1], QStringLiteral("…"), false);
    for (std::size_t index = first; index < parts.size(); ++index) {
        if (index > 0)
            addArrow(parts[index].parent());
        addPart(parts[index], visibleText(parts[index].name()), index + 1 == parts.size());
    }
    addArrow(m_path);
    m_partsRow->addStretch(1);
    m_parts->setVisible(shown);
}

/// Looks like no other part: one cannot leave it.
int PathBar::addChroot()
{
    if (m_chroot.isRoot())
        return 0;
    auto* part = new QToolButton(m_parts);
    part->setObjectName(QStringLiteral("chroot"));
    part->setProperty("pathPart", "inner");
    part->setFocusPolicy(Qt::TabFocus);
    part->setFont(fontFor(TextStyle::monoEditor));
    setIcon(part, QStringLiteral("lock-keyhole"), lockPx, {.normal = Token::text3});
    const QString whole = visibleText(std::string_view(m_chroot.text()));
    part->setAccessibleName(tr("Chroot %1").arg(whole));
    part->setToolTip(QStringLiteral("<span>%1</span>")
                         .arg(tr("Chroot %1: this connection sees only what is below it. Its paths "
                                 "start here; a path that is typed with the chroot before it is "
                                 "understood, too.").arg(whole).toHtmlEscaped()));
    int textPx = 0;
    if (width() >= chrootTextFromPx) {
        const QFontMetrics metrics(part->font());
        const QString shown = metrics.elidedText(whole, Qt::ElideMiddle, mostChrootPx);
        part->setText(QString(shown).replace(u'&', QStringLiteral("&&")));
        part->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        textPx = metrics.horizontalAdvance(part->text()) + 4; // As Qt leaves beside the icon.
    }
    part->setFixedWidth(std::max(leastPartPx, lockPx + 2 * partSidePx + textPx));
    m_partsRow->addWidget(part);
    connect(part, &QToolButton::clicked, this, [this] { Q_EMIT pathChosen(Path()); });
    return part->width();
}

QToolButton* PathBar::addPart(const Path& path, const QString& text, bool last)
{
    auto* part = new QToolButton(m_parts);
    part->setObjectName(QStringLiteral("part:") + QString::fromStdString(path.text()));
    part->setProperty("pathPart", last ? "last" : "inner");
    part->setFocusPolicy(Qt::TabFocus);
    QFont partFont = fontFor(TextStyle::monoEditor);
    partFont.setWeight(last ? QFont::DemiBold : QFont::Normal);
    part->setFont(partFont);
    const QFontMetrics metrics(partFont);
    const int around = width() < tightPx ? arrowPx : aroundLastPx;
    const int mostPx = std::max(leastLastPx, partsRoom() - around) - 2 * partSidePx;
    const QString shown = metrics.elidedText(text, Qt::ElideMiddle, mostPx);
    // An ampersand in a name is no mnemonic.
    part->setText(QString(shown).replace(u'&', QStringLiteral("&&")));
    part->setAccessibleName(text);
    if (shown != text)
        part->setToolTip(QStringLiteral("<span>%1</span>").arg(text.toHtmlEscaped()));
    // A tool button would add two spaces' width of its own at either side.
    part->setFixedWidth(
        std::max(leastPartPx, metrics.horizontalAdvance(shown) + 2 * partSidePx));
    m_partsRow->addWidget(part);
    connect(part, &QToolButton::clicked, this, [this, path] { Q_EMIT pathChosen(path); });
    return part;
}

void PathBar::addArrow(const Path& parent)
{
    auto* arrow = makeIconButton("arrow", QStringLiteral("chevron-right"), m_parts, 14);
    arrow->setObjectName(QStringLiteral("arrow:") + QString::fromStdString(parent.text()));
    arrow->setProperty("pathPart", "arrow");
    setVerb(arrow, tr("Children of %1").arg(visibleText(std::string_view(parent.text()))));
    m_partsRow->addWidget(arrow);
    connect(arrow, &QToolButton::clicked, this, [this, arrow, parent] {
        showChildren(parent, arrow->mapToGlobal(QPoint(0, arrow->height())));
    });
}

void PathBar::finishEditing()
{
    const QString typed = m_line->text().trimmed();
    const std::string text = typed.toStdString();
    const PathProblem problem = findPathProblem(text);
    if (problem.fault != PathFault::none) {
        setStyleProperty(m_line, "invalid", true);
        Q_EMIT refused(pathProblemWords(typed, problem));
        return;
    }
    stopEditing();
    choose(Path(text));
}

/// Servers, configurations and other tools name a node with the chroot before it. Such a path may
/// still be one below the chroot: the server knows.
void PathBar::choose(const Path& typed)
{
    if (m_chroot.isRoot() || !typed.isWithin(m_chroot) || !m_client)
        return Q_EMIT pathChosen(typed);
    const std::string rest = typed.text().substr(m_chroot.text().size());
    const Path below = rest.empty() ? Path() : Path(rest);
    auto onReply = [this, typed, below](const Result<std::optional<Stat>>& answer) {
        const bool isOther = answer && !*answer;
        Q_EMIT pathChosen(isOther ? below : typed);
        if (isOther)
            Q_EMIT chrootLeftOut(below);
    };
    QCoro::connect(m_client->exists(typed), this, std::move(onReply));
}

void PathBar::stopEditing()
{
    setStyleProperty(m_line, "invalid", false);
    const QPointer<QWidget> next = m_line->hasFocus() ? m_focusBefore : nullptr;
    m_focusBefore.clear();
    m_stack->setCurrentWidget(m_parts); // Qt would hand the keys to a part that soon goes.
    if (next)
        next->setFocus(Qt::OtherFocusReason);
}

void PathBar::complete(const QString& typed)
{
    setStyleProperty(m_line, "invalid", false);
    const qsizetype slash = typed.lastIndexOf(u'/');
    if (slash < 0 || !m_client)
        return;
    const QString parentText = slash == 0 ? QStringLiteral("/") : typed.left(slash);
    const auto parent = Path::parse(parentText.toStdString());
    if (!parent || *parent == m_completedParent)
        return;
    m_completedParent = *parent;
    auto onReply = [this, asked = *parent](const Result<ChildrenResponse>& answer) {
        if (!answer || asked != m_completedParent)
            return; // No such node while typing is no error; an older answer is of no use.
        QStringList paths;
        for (const std::string& name : answer->names) {
            if (paths.size() < maxCompletions)
                paths.append(QString::fromStdString(asked.child(name).text()));
        }
        paths.sort();
        m_completions->setStringList(paths);
        if (m_stack->currentWidget() == m_line)
            m_completer->complete();
    };
    QCoro::connect(m_client->children(*parent), this, std::move(onReply));
}

void PathBar::showChildren(const Path& parent, const QPoint& globalPos)
{
    if (!m_client)
        return;
    auto onReply = [this, parent, globalPos](const Result<ChildrenResponse>& answer) {
        auto* menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->setObjectName(QStringLiteral("childrenMenu"));
        QStringList names;
        if (answer) {
            for (const std::string& name : answer->names)
                names.append(QString::fromStdString(name));
        }
        names.sort();
        for (const QString& name : names.mid(0, maxMenuEntries)) {
            const QString text = visibleText(name).replace(u'&', QStringLiteral("&&"));
            QAction* action = menu->addAction(text);
            connect(action, &QAction::triggered, this,
                [this, parent, name] { Q_EMIT pathChosen(parent.child(name.toStdString())); });
        }
        if (names.size() > maxMenuEntries)
            menu->addAction(tr("%n more", nullptr, int(names.size()) - maxMenuEntries))
                ->setEnabled(false);
        if (names.isEmpty())
            menu->addAction(answer ? tr("No children") : tr("The children cannot be read"))
                ->setEnabled(false);
        menu->popup(globalPos);
    };
    QCoro::connect(m_client->children(parent), this, std::move(onReply));
}

} // namespace zs::ui
