// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/client.h"
#include "ui/common/banner.h"
#include "ui/common/known_trees.h"

#include <map>

namespace zs::ui {

/// Warns, before nodes are moved, deleted or get other ACLs, that a well-known program keeps them.
/// Hidden until it knows of one. Where the path alone does not tell, the server is asked for the
/// sign of the program; without an answer nothing is claimed.
class KnownTreeNote : public Note {
    Q_OBJECT
public:
    explicit KnownTreeNote(QWidget* parent = nullptr);

    /// The nodes that shall be changed; the first that belongs to somebody is named. `client` is
    /// asked during this call alone.
    void look(Client* client, const std::vector<Path>& paths);

Q_SIGNALS:
    /// It came, went or says something else.
    void changed();

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Found {
        KnownProgram program;
        Path path;
    };
    void showWords();

    int m_look = 0; ///< Counts the calls; answers to older ones are dropped.
    std::map<std::size_t, Found> m_found; ///< By the place in the list.
};

} // namespace zs::ui
