// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/cluster/card_actions.h"
#include "ui/cluster/looks.h"

#include <QGraphicsView>
#include <QPointer>

class QRubberBand;

namespace zs::ui {

class ClusterScene;
class ServerItem;

/// The scene with mouse and keys. Click or Enter on a card opens its actions; a lasso on the empty
/// ground or Shift picks several servers; Tab and the arrow keys walk from card to card.
class ClusterView : public QGraphicsView {
    Q_OBJECT
public:
    explicit ClusterView(ClusterScene* scene, QWidget* parent = nullptr);

    /// Large cards are too large for small windows and many servers; the page knows both.
    void setSmallCards(bool small);
    /// What the bar offers for the server whose card is open.
    void setCardActions(const std::vector<CardAction>& actions);
    [[nodiscard]] std::optional<ServerId> openCard() const { return m_open; }
    void closeCard();
    /// The bar stays below the open card when cards change their places.
    void followCard();
    /// As Enter on a card does.
    void openServer(ServerId id);
    /// The messages that are on their way, for screen readers.
    [[nodiscard]] QString spokenMessages() const;

Q_SIGNALS:
    /// A card was chosen, or none: its details belong into the panel.
    void cardOpened(std::optional<zs::ServerId> id);
    void actionChosen(zs::ServerId id, zs::ui::CardAction action);
    void serverMenuRequested(zs::ServerId id, const QPoint& globalPos);
    void linkMenuRequested(zs::ServerId a, zs::ServerId b, const QPoint& globalPos);
    void packetChosen(std::uint64_t key);
    /// The font, size or scroll position changed nothing of this: the scene's room did.
    void roomChanged(const QSizeF& size);

protected:
    bool event(QEvent* event) override;
    bool focusNextPrevChild(bool next) override;
    void focusInEvent(QFocusEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] ServerItem* focusedServer() const;
    bool focusServer(int step);
    void openCardOf(ServerItem* item, bool withFocus);
    void placeActions();
    void togglePick(ServerId id);
    void takeLasso(const QRect& rect, bool add);
    [[nodiscard]] bool actByKey(ServerId id, int key);

    ClusterScene* m_scene;
    CardActions* m_actions;
    QRubberBand* m_lasso;
    std::optional<QPoint> m_lassoFrom;
    std::optional<ServerId> m_open;
    bool m_small = false;
};

} // namespace zs::ui
