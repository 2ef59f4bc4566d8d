// SPDX-License-Identifier: Apache-2.0
#include "tests/localcluster/engine/core/golden_replay.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <regex>

namespace zs::engine::test {

using zs::test::GoldenStep;

GoldenReplay::GoldenReplay(const zs::test::GoldenCase& golden, ServerSettings settings)
    : m_golden(golden), m_harness(std::move(settings))
{
}

void GoldenReplay::run(std::size_t first, std::size_t last)
{
    for (std::size_t i = first; i < std::min(last, m_golden.steps.size()); ++i) {
        const GoldenStep& step = m_golden.steps[i];
        SCOPED_TRACE(m_golden.name + ", step " + std::to_string(i) + ": " + step.note);
        step.fromClient ? send(step) : expect(step);
        if (::testing::Test::HasFailure())
            return; // What follows would only repeat it.
    }
}

void GoldenReplay::send(const GoldenStep& step)
{
    const bool isNew = !m_connections.contains(step.connection);
    Link& link = m_connections[step.connection];
    Bytes bytes = step.bytes;
    if (isNew) {
        link.id = m_harness.connect();
        link.framed = bytes.size() != 4;
    }
    if (step.truncated) {
        // A create whose data is a long run of zeros; behind it stood an open ACL and flags 0.
        bytes.resize(4 + std::size_t(jute::Reader(bytes).number<std::int32_t>()));
        Bytes tail = jute::encode(SetAclRequest{Path(""), openAcl(), 0});
        tail.erase(tail.begin(), tail.begin() + 4);
        std::ranges::copy(tail, bytes.end() - std::ptrdiff_t(tail.size()));
    }
    substituteNames(bytes);
    if (link.framed && isNew)
        substituteConnect(bytes);
    else if (link.framed)
        note(link, bytes);
    m_harness.send(link.id, bytes);
}

void GoldenReplay::substituteConnect(Bytes& frame)
{
    if (frame.size() < 48)
        return;
    jute::Reader in(frame);
    in.number<std::int64_t>(); // Length and version.
    const auto zxid = in.number<std::int64_t>();
    in.number<std::int32_t>();
    const auto session = in.number<std::int64_t>();
    const auto put = [&frame](std::size_t at, std::int64_t value) {
        for (std::size_t i = 0; i < 8; ++i)
            frame[at + i] = std::uint8_t(std::uint64_t(value) >> (56 - 8 * i));
    };
    if (m_zxidOffset && zxid != 0)
        put(8, zxid + *m_zxidOffset);
    if (!m_sessions.contains(session))
        return;
    const bool wasRight = std::ranges::equal(sessionPassword(SessionId(session)),
        std::span(frame).subspan(32, 16)); // A wrong one stays wrong.
    put(20, m_sessions[session]);
    if (wasRight)
        std::ranges::copy(
            sessionPassword(SessionId(m_sessions[session])), frame.begin() + 32);
}

void GoldenReplay::substituteNames(Bytes& frame) const
{
    for (const auto& [theirs, mine] : m_names) {
        const auto found = std::ranges::search(frame, theirs);
        if (!found.empty())
            std::ranges::copy(mine, found.begin());
    }
}

/// A sequential name below the root shows how long the captured server had lived.
void GoldenReplay::maskCreated(Path& path, bool isGolden)
{
    static const std::regex pattern("/[^/]*\\d{10}");
    if (!std::regex_match(path.text(), pattern))
        return;
    if (isGolden)
        m_names[path.text()] = m_lastName;
    m_lastName = path.text();
    path = Path(path.text().substr(0, path.text().size() - 10));
}

/// Remembers what is asked, and puts our zxids into setWatches. One step may hold several frames.
void GoldenReplay::note(Link& link, ByteView frames)
{
    while (frames.size() >= 12) {
        jute::Reader in(frames);
        const auto length = std::size_t(in.number<std::int32_t>());
        const auto xid = in.number<std::int32_t>();
        const auto type = OpCode(in.number<std::int32_t>());
        const bool isSetWatches = type == OpCode::setWatches || type == OpCode::setWatches2;
        std::string path;
        if (isSetWatches) {
            const auto zxid = in.number<std::int64_t>();
            auto* at = const_cast<std::uint8_t*>(frames.data()) + 12;
            for (std::size_t i = 0; i < 8 && m_zxidOffset; ++i)
                at[i] = std::uint8_t(std::uint64_t(zxid + *m_zxidOffset) >> (56 - 8 * i));
        } else if (const auto text = in.buffer()) {
            path = textOf(*text);
        }
        link.asked[xid] = {type, path};
        if (frames.size() < 4 + length)
            return;
        frames = frames.subspan(4 + length);
    }
}

void GoldenReplay::expect(const GoldenStep& step)
{
    Link& link = m_connections[step.connection];
    if (step.silent) {
        m_harness.advance(std::chrono::seconds(1));
        EXPECT_THAT(m_harness.received(link.id), ::testing::IsEmpty());
        return;
    }
    if (step.eof && step.bytes.empty())
        return expectClosed(step);
    if (!link.framed)
        return expectText(step, link);
    ByteView rest(step.bytes);
    while (rest.size() >= 4) {
        const auto length = std::size_t(jute::Reader(rest).number<std::int32_t>());
        const ByteView golden = rest.subspan(4, length);
        rest = rest.subspan(4 + length);
        const Bytes ours = m_harness.takeFrame(link.id);
        ASSERT_FALSE(ours.empty()) << "nothing came; expected " << hex(golden);
        if (std::exchange(link.connected, true))
            expectReply(link, golden, ours);
        else
            expectConnectResponse(golden, ours);
    }
}

void GoldenReplay::expectClosed(const GoldenStep& step)
{
    Link& link = m_connections[step.connection];
    for (int seconds = 0; seconds < 30 && !m_harness.closed(link.id); ++seconds)
        m_harness.advance(std::chrono::seconds(1)); // Expiry, sessionless connections.
    EXPECT_TRUE(m_harness.closed(link.id));
    EXPECT_EQ(hex(m_harness.received(link.id)), "") << "sent before it closed";
}

void GoldenReplay::expectConnectResponse(ByteView golden, ByteView ours)
{
    ASSERT_EQ(golden.size(), ours.size());
    auto theirs = jute::decode<ConnectResponse>(golden).value();
    auto mine = jute::decode<ConnectResponse>(ours).value();
    if (theirs.sessionId.value != 0) {
        EXPECT_TRUE(isSessionPassword(theirs.sessionId, theirs.password));
        EXPECT_TRUE(isSessionPassword(mine.sessionId, mine.password));
        const auto [known, isNew]
            = m_sessions.emplace(theirs.sessionId.value, mine.sessionId.value);
        EXPECT_EQ(known->second, mine.sessionId.value) << "not the session that was asked for";
        mine.sessionId = theirs.sessionId;
        mine.password = theirs.password;
    }
    EXPECT_EQ(hex(jute::encode(mine)), hex(golden));
}

void GoldenReplay::zxidsMatch(Zxid golden, Zxid ours)
{
    if (!m_zxidOffset)
        m_zxidOffset = ours.value - golden.value;
    EXPECT_EQ(ours.value - *m_zxidOffset, golden.value) << "zxid, as a difference";
}

void GoldenReplay::expectReply(Link& link, ByteView golden, ByteView ours)
{
    jute::Reader goldenIn(golden), ourIn(ours);
    ReplyHeader theirs, mine;
    jute::read(goldenIn, theirs);
    jute::read(ourIn, mine);
    ASSERT_TRUE(goldenIn.ok() && ourIn.ok());
    EXPECT_EQ(theirs.xid, mine.xid);
    EXPECT_EQ(theirs.err, mine.err) << errcName(mine.err);
    if (theirs.xid == xid::notification) {
        // On purpose: the causing transaction, as 3.9 does; instant events have none.
        if (mine.zxid.value != -1) {
            EXPECT_EQ(mine.zxid, m_harness.server().tree().lastProcessed());
        }
        EXPECT_EQ(hex(ourIn.rest()), hex(goldenIn.rest()));
        return;
    }
    if (theirs.zxid.value == 0 || theirs.zxid.value == -1)
        EXPECT_EQ(theirs.zxid, mine.zxid);
    else
        zxidsMatch(theirs.zxid, mine.zxid);
    const auto& [type, path] = link.asked[theirs.xid];
    expectBody(type, path, goldenIn.rest(), ourIn.rest());
}

void GoldenReplay::expectBody(
    OpCode type, const std::string& path, ByteView golden, ByteView ours)
{
    if (golden.empty() || ours.empty()) {
        EXPECT_EQ(hex(ours), hex(golden));
        return;
    }
    const std::string mine = hex(mask(type, path, ours, false));
    EXPECT_EQ(mine, hex(mask(type, path, golden, true)));
}

void GoldenReplay::maskStat(Stat& stat, const std::string& path, bool isGolden)
{
    for (Zxid* zxid : {&stat.czxid, &stat.mzxid, &stat.pzxid}) {
        if (zxid->value != 0 && !isGolden && m_zxidOffset)
            zxid->value -= *m_zxidOffset;
    }
    stat.ctimeMs = stat.mtimeMs = 0;
    if (!isGolden) {
        for (const auto& [theirs, mine] : m_sessions) {
            if (stat.ephemeralOwner.value == mine)
                stat.ephemeralOwner.value = theirs;
        }
    }
    if (path == "/" || path.empty()) { // The captured server had lived before.
        stat.cversion = 0;
        stat.pzxid = Zxid();
    }
}

namespace {

    template <class Record, class Mask>
    Bytes masked(ByteView body, Mask mask)
    {
        auto record = jute::decode<Record>(body);
        EXPECT_TRUE(record.has_value()) << record.error().detail;
        if (!record)
            return {};
        EXPECT_EQ(hex(jute::encode(*record)), hex(body)) << "more than its record";
        mask(*record);
        return jute::encode(*record);
    }

} // namespace

Bytes GoldenReplay::mask(
    OpCode type, const std::string& path, ByteView body, bool isGolden)
{
    const auto stat = [&](auto& record) { maskStat(record.stat, path, isGolden); };
    const auto sorted = [](auto& record) { std::ranges::sort(record.names); };
    const auto both = [&](auto& record) { sorted(record); stat(record); };
    const auto untouched = [](auto&) {};
    const auto created = [&](auto& record) { maskCreated(record.path, isGolden); };
    const auto createdStat = [&](auto& record) { created(record); stat(record); };
    switch (type) {
    case OpCode::create: return masked<PathRecord>(body, created);
    case OpCode::sync: return masked<PathRecord>(body, untouched);
    case OpCode::create2:
    case OpCode::createContainer:
    case OpCode::createTtl: return masked<CreatedResponse>(body, createdStat);
    case OpCode::exists:
    case OpCode::setData:
    case OpCode::setAcl: return masked<StatResponse>(body, stat);
    case OpCode::getData: return masked<DataResponse>(body, stat);
    case OpCode::getAcl: return masked<AclResponse>(body, stat);
    case OpCode::getChildren:
    case OpCode::getEphemerals: return masked<NamesResponse>(body, sorted);
    case OpCode::getChildren2: return masked<ChildrenResponse>(body, both);
    case OpCode::getAllChildrenNumber:
    case OpCode::addWatch: return masked<CountResponse>(body, untouched);
    case OpCode::whoAmI:
        return masked<WhoAmIResponse>(
            body, [](auto& record) { std::ranges::sort(record.identities); });
    case OpCode::multi:
    case OpCode::multiRead:
        return masked<MultiResponse>(body, [&](MultiResponse& response) {
            for (MultiResult& result : response.results) {
                if (auto* names = std::get_if<NamesResponse>(&result.value))
                    std::ranges::sort(names->names);
                if (auto* node = std::get_if<CreatedResponse>(&result.value))
                    maskStat(node->stat, "/x", isGolden);
                if (auto* set = std::get_if<StatResponse>(&result.value))
                    maskStat(set->stat, "/x", isGolden);
                if (auto* data = std::get_if<DataResponse>(&result.value))
                    maskStat(data->stat, "/x", isGolden);
            }
        });
    default: return {body.begin(), body.end()};
    }
}

/// Text of four-letter words by shape: words as they are, every number as '#'.
static std::string shapeOf(std::string text)
{
    text = std::regex_replace(
        text, std::regex("[A-Z][a-z]{2} [A-Z][a-z]{2} \\d\\d [\\d:]{8} UTC \\d{4}"), "DATE");
    text = std::regex_replace(text, std::regex("0x[0-9a-f]+"), "0x#");
    return std::regex_replace(text, std::regex("-?\\d+(\\.\\d+)?"), "#");
}

void GoldenReplay::expectText(const GoldenStep& step, Link& link)
{
    const std::string golden(textOf(step.bytes));
    const std::string ours(textOf(m_harness.received(link.id)));
    m_harness.received(link.id).clear();
    if (golden.size() <= 4) {
        EXPECT_EQ(ours, golden);
        return;
    }
    EXPECT_EQ(shapeOf(ours), shapeOf(golden));
}

} // namespace zs::engine::test
