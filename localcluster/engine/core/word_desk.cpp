// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/core/word_desk.h"

namespace zs::engine {

void WordDesk::applied(const DataTree& tree, Listener* listener)
{
    constexpr std::uint64_t interval = 128;
    constexpr std::size_t limit = 1024;
    if (++m_txnCount % interval != 0)
        return;
    m_digests.emplace_back(tree.lastProcessed(), tree.digest());
    if (m_digests.size() > limit)
        m_digests.pop_front();
    if (listener)
        listener->digest(tree.lastProcessed(), tree.digest());
}

void WordDesk::answer(Pipeline& pipeline, const WordAsked& asked, Facts facts,
    const HostFacts& host, Now now)
{
    const std::string_view word = std::string_view(asked.word).substr(0, 4);
    if (word == "stmk") {
        jute::Reader in(viewOf(std::string_view(asked.word).substr(4)));
        const auto mask = in.number<std::int64_t>();
        if (in.ok())
            m_traceMask = mask;
        return pipeline.answerWord(asked.connection, std::to_string(m_traceMask));
    }
    if (!facts.tree && needsService(word))
        return pipeline.answerWord(asked.connection, notServingText(word));
    if (word == "crst" || word == "srst") {
        const bool ofServer = word == "srst";
        ofServer ? pipeline.resetServerFigures() : pipeline.resetConnectionFigures();
        return pipeline.answerWord(asked.connection,
            ofServer ? "Server stats reset.\n" : "Connection stats reset.\n");
    }
    pipeline.fillFigures(facts.figures);
    WordSources sources{facts.figures, host, pipeline.dataWatches(), now.wallMs};
    sources.digests.assign(m_digests.begin(), m_digests.end());
    sources.traceMask = m_traceMask;
    sources.tree = facts.tree;
    if (word == "dump" && facts.sessions) {
        for (const auto& [end, sessions] : facts.sessions->buckets()) {
            const auto left
                = std::chrono::duration_cast<std::chrono::milliseconds>(end - now.instant);
            sources.sessionBuckets.push_back({now.wallMs + left.count(), sessions});
        }
    }
    if (isLong(word))
        return pipeline.answerWord(asked, WordText::of(word, sources, pipeline, now), now);
    pipeline.answerWord(asked.connection, answerTo(word, sources));
}

} // namespace zs::engine
