// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/localcluster/engine/core/server_harness.h"
#include "tests/support/golden_case.h"

namespace zs::engine::test {

/// Sends what a captured client sent to our server and compares what comes back, byte for byte but
/// for the fields that tests/data/golden/client/README.md says vary. Those are masked by meaning:
/// session ids and zxids by a mapping that must be one-to-one and keep every difference, passwords
/// by their derivation, times and orders of unordered lists not at all.
class GoldenReplay {
public:
    GoldenReplay(const zs::test::GoldenCase& golden, ServerSettings settings);

    /// Runs steps `first` to `last` (not included); failures are GoogleTest failures that name the
    /// step. Steps that our engine answers differently on purpose are left out by the test.
    void run(std::size_t first = 0, std::size_t last = std::size_t(-1));
    void setHostFacts(HostFacts facts) { m_harness.setHostFacts(std::move(facts)); }

    [[nodiscard]] ServerHarness& harness() { return m_harness; }
    [[nodiscard]] ConnectionId connection(int index) { return m_connections.at(index).id; }

private:
    struct Link {
        ConnectionId id;
        bool framed = false;     ///< Its first bytes were no four-letter word.
        bool connected = false;  ///< Its ConnectResponse came.
        std::map<std::int32_t, std::pair<OpCode, std::string>> asked; ///< By xid: what, which path.
    };
    void send(const zs::test::GoldenStep& step);
    void expect(const zs::test::GoldenStep& step);
    void expectClosed(const zs::test::GoldenStep& step);
    void expectText(const zs::test::GoldenStep& step, Link& link);
    void expectConnectResponse(ByteView golden, ByteView ours);
    void expectReply(Link& link, ByteView golden, ByteView ours);
    void expectBody(OpCode type, const std::string& path, ByteView golden, ByteView ours);
    void substituteConnect(Bytes& frame);
    void substituteNames(Bytes& frame) const;
    void maskCreated(Path& path, bool isGolden);
    void note(Link& link, ByteView frame);
    [[nodiscard]] Bytes mask(
        OpCode type, const std::string& path, ByteView body, bool isGolden);
    void maskStat(Stat& stat, const std::string& path, bool isGolden);
    void zxidsMatch(Zxid golden, Zxid ours);

    const zs::test::GoldenCase& m_golden;
    ServerHarness m_harness;
    std::map<int, Link> m_connections;
    std::map<std::string, std::string> m_names; ///< Captured sequential name → ours.
    std::string m_lastName; ///< The sequential name that was masked last.
    std::map<std::int64_t, std::int64_t> m_sessions; ///< Captured id → ours.
    std::optional<std::int64_t> m_zxidOffset;        ///< Ours minus captured.
};

} // namespace zs::engine::test
