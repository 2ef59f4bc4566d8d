// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/core/pipeline.h"

#include <algorithm>

namespace zs::engine {

namespace {

    /// A word and, for stmk, the mask behind it.
    constexpr std::size_t wordBytes = 12;

} // namespace

bool Pipeline::takeWord(ConnectionId id, ByteView bytes, Now now)
{
    const std::string_view word = textOf(bytes.first(4));
    if (!isFourLetterWord(word))
        return false;
    Connection& connection = at(id);
    --m_freshCount;
    connection.state = State::asked;
    ++connection.received;
    ++m_received;
    connection.wordSerial = ++m_wordSerial;
    const bool allowed = isAllowed(
        word, m_settings.fourLetterWords, m_readOnly || m_settings.readOnly);
    if (allowed && !mayAnswer(word, now)) {
        refuse(id, "4lw.expensivePerSecond");
        answerWord(id, tooOftenText(word, m_settings.expensiveWordsPerSecond));
    } else if (allowed)
        m_words.push_back(
            {id, std::string(textOf(bytes.first(std::min(bytes.size(), wordBytes)))),
                m_wordSerial});
    else
        answerWord(id, refusalText(word));
    return true;
}

/// A token bucket of one second's words.
bool Pipeline::mayAnswer(std::string_view word, Now now)
{
    const double full = m_settings.expensiveWordsPerSecond;
    if (!isExpensive(word) || full == 0)
        return true;
    const std::chrono::duration<double> since = now.instant - m_wordsRefilled;
    m_wordTokens = m_wordsAsked ? std::min(full, m_wordTokens + since.count() * full) : full;
    m_wordsAsked = true;
    m_wordsRefilled = now.instant;
    if (m_wordTokens < 1)
        return false;
    m_wordTokens -= 1;
    return true;
}

void Pipeline::refuse(ConnectionId id, const char* limit)
{
    constexpr std::size_t enoughForALog = 16;
    if (m_refusals.size() < enoughForALog)
        m_refusals.push_back({at(id).peer.address, limit});
}

void Pipeline::answerWord(ConnectionId id, std::string_view text)
{
    Connection& connection = at(id);
    if (connection.state != State::asked)
        return;
    connection.output.insert(connection.output.end(), text.begin(), text.end());
    ++m_sent;
    markDirty(id, connection);
    close(id);
}

void Pipeline::answerWord(const WordAsked& asked, WordText text, Now now)
{
    m_longWords.emplace_front(asked, std::move(text));
    writeWords(now);
}

bool Pipeline::isWaiting(const WordAsked& asked) const
{
    const Connection& connection = at(asked.connection);
    return connection.state == State::asked && connection.wordSerial == asked.serial;
}

/// One slice of the first, which then waits behind the others.
void Pipeline::writeWords(Now now)
{
    constexpr std::size_t linesOfSlice = 500;
    if (m_longWords.empty())
        return;
    auto [asked, text] = std::move(m_longWords.front());
    m_longWords.pop_front();
    if (!isWaiting(asked))
        return; // It went away.
    Connection& connection = at(asked.connection);
    std::string slice;
    const bool isMore = text.more(slice, linesOfSlice, now);
    if (!isMore)
        return answerWord(asked.connection, slice);
    connection.output.insert(connection.output.end(), slice.begin(), slice.end());
    markDirty(asked.connection, connection);
    m_longWords.emplace_back(std::move(asked), std::move(text));
}

} // namespace zs::engine
