// SPDX-License-Identifier: Apache-2.0
// Any text as a path: what is accepted has sound components that lead back to it, and what is
// refused has its place; any text as a host name against a certificate.
#include "clientlib/base/bytes.h"
#include "clientlib/base/expect.h"
#include "clientlib/base/path.h"
#include "clientlib/session/certificate.h"

namespace {

using namespace zs;

void checkAccepted(const Path& path)
{
    // The rule once more, by another way: from the last component up.
    Path at = path;
    while (!at.isRoot()) {
        const std::string_view name = at.name();
        ZS_EXPECT(!name.empty() && name != "." && name != "..");
        for (const char c : name)
            ZS_EXPECT(static_cast<unsigned char>(c) >= 0x20 && c != 0x7f && c != '/');
        const Path above = at.parent();
        ZS_EXPECT(above.child(name) == at);
        ZS_EXPECT(at.isWithin(above));
        at = above;
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t sizeBytes)
{
    const std::string text(textOf({data, sizeBytes}));
    const PathProblem problem = findPathProblem(text);
    const Result<Path> path = Path::parse(text);
    ZS_EXPECT(path.has_value() == (problem.fault == PathFault::none));
    if (path)
        checkAccepted(*path);
    else
        ZS_EXPECT(problem.atByte <= text.size() && !path.error().detail.empty());

    Certificate certificate;
    const std::size_t half = text.size() / 2;
    certificate.dnsNames = {text.substr(0, half)};
    certificate.addresses = {text.substr(0, half)};
    const std::string host = text.substr(half);
    if (isFor(certificate, host))
        ZS_EXPECT(!host.empty());
    return 0;
}
