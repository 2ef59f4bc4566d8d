// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/client.h"

#include <QFrame>
#include <QPointer>

class QCompleter;
class QHBoxLayout;
class QLineEdit;
class QStackedLayout;
class QStringListModel;
class QToolButton;

namespace zs::ui {

/// Where one is: the path as parts to click, or as a line to type, with completion from the server.
/// A part goes there, the arrow behind it lists its children, an empty place starts typing.
/// A chroot stands before the root, with a lock: paths are those below it.
/// Lifetime: does not own the client; it may die first.
class PathBar : public QFrame {
    Q_OBJECT
public:
    explicit PathBar(QWidget* parent = nullptr);

    void setClient(Client* client);
    void setPath(const Path& path);
    /// The root: none.
    void setChroot(const Path& chroot);
    /// The state of the star; does not emit bookmarkToggled.
    void setBookmarked(bool on);
    [[nodiscard]] const Path& path() const { return m_path; }
    [[nodiscard]] QSize minimumSizeHint() const override;

public Q_SLOTS:
    /// Ctrl+L: the whole path in a line, selected.
    void startEditing();
    void copyPath();

Q_SIGNALS:
    void pathChosen(const zs::Path& path);
    void copied(const QString& text);
    /// A path was typed as others write it, with the chroot before it; `path` was chosen, since
    /// there is no node of the other one.
    void chrootLeftOut(const zs::Path& path);
    void bookmarkToggled();
    /// What was typed is no path; `reason` says why.
    void refused(const QString& reason);

protected:
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void rebuild();
    /// For the parts of the path, in px.
    [[nodiscard]] int partsRoom() const;
    void retranslate();
    void finishEditing();
    void choose(const Path& typed);
    /// Yields its width.
    int addChroot();
    void stopEditing();
    void complete(const QString& typed);
    void showChildren(const Path& parent, const QPoint& globalPos);
    QToolButton* addPart(const Path& path, const QString& text, bool last);
    void addArrow(const Path& parent);

    QPointer<Client> m_client;
    Path m_path;
    Path m_chroot;
    int m_chrootPx = 0;
    QStackedLayout* m_stack;
    QWidget* m_parts;
    QHBoxLayout* m_partsRow;
    QLineEdit* m_line;
    QPointer<QWidget> m_focusBefore; ///< Who had the keys before a path was typed.
    QCompleter* m_completer;
    QStringListModel* m_completions;
    Path m_completedParent; ///< Whose children m_completions holds.
    QToolButton* m_copy;
    QToolButton* m_star;
};

} // namespace zs::ui
