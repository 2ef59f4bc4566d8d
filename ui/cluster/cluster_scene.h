// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/cluster/looks.h"
#include "ui/cluster/scene_layout.h"

#include <QGraphicsScene>

#include <map>

namespace zs::ui {

class LinkItem;
class PacketItem;
class PartitionItem;
class QuorumItem;
class ServerItem;

/// The scene: draws a SceneLook in a given size, and nothing that is not in it. The same look and
/// size give the same picture, whatever was shown before.
class ClusterScene : public QGraphicsScene {
    Q_OBJECT
public:
    explicit ClusterScene(QObject* parent = nullptr);

    void setLook(const SceneLook& look);
    [[nodiscard]] const SceneLook& look() const { return m_look; }
    void setSize(const QSizeF& size, bool smallCards);
    /// Changes of state fade; off while scrubbing and with reduced motion.
    void setAnimated(bool animated);
    [[nodiscard]] const SceneLayout& sceneLayout() const { return m_layout; }

    [[nodiscard]] ServerItem* server(ServerId id) const;
    [[nodiscard]] std::vector<ServerItem*> servers() const; ///< Ascending by id.
    [[nodiscard]] std::set<ServerId> picked() const;
    void setPicked(const std::set<ServerId>& ids);
    /// The message that is explained beside the scene; 0: none.
    void setChosenPacket(std::uint64_t key);

Q_SIGNALS:
    void pickedChanged();

protected:
    void drawBackground(QPainter* painter, const QRectF& rect) override;

private:
    void place();
    void syncServers();
    void syncLinks();
    void syncPackets();
    void placePartition();

    SceneLook m_look;
    SceneLayout m_layout;
    QSizeF m_size{996, 545};
    bool m_small = false;
    bool m_animated = true;
    std::uint64_t m_chosen = 0;
    std::map<ServerId, ServerItem*> m_servers;
    std::map<std::pair<ServerId, ServerId>, LinkItem*> m_links;
    std::map<std::uint64_t, PacketItem*> m_packets;
    QuorumItem* m_ring;
    PartitionItem* m_partition;
};

} // namespace zs::ui
