// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/core/four_letter.h"
#include "localcluster/engine/core/server_settings.h"

#include <functional>

namespace zs::engine {

class Pipeline;

/// The text of a four-letter word whose answer grows with clients or watches, made in slices, so
/// that nobody waits for the whole of it. What changes between two slices may be told or not; no
/// line is ever wrong or cut.
class WordText {
public:
    /// Appends about `lines` lines. False: the text is complete.
    [[nodiscard]] bool more(std::string& out, std::size_t lines, Now now);

    /// What cons, dump, stat, wchc and wchp say. Sources: `pipeline` and the tree must outlive it;
    /// the rest of `sources` is needed only now.
    [[nodiscard]] static WordText of(
        std::string_view word, const WordSources& sources, const Pipeline& pipeline, Now now);

private:
    /// Writes on; takes from `lines` what it wrote. True: it is done.
    using Part = std::function<bool(std::string& out, std::size_t& lines, Now now)>;

    void add(std::string text);
    void addConnections(const Pipeline& pipeline, bool brief);
    void addWatchesByPath(const Pipeline& pipeline);
    void addWatchesByConnection(const Pipeline& pipeline);
    void addSessions(std::vector<ExpiryBucket> buckets);
    void addEphemerals(const DataTree& tree);
    void addConnectionSets(const Pipeline& pipeline, Now now);

    std::vector<Part> m_parts;
    std::size_t m_current = 0;
};

} // namespace zs::engine
