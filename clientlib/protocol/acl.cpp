// SPDX-License-Identifier: Apache-2.0
#include "clientlib/protocol/acl.h"

namespace zs {

const std::vector<Acl>& openAcl()
{
    static const std::vector<Acl> open{Acl{perm::all, AuthId{"world", "anyone"}}};
    return open;
}

std::string permsText(std::int32_t perms)
{
    static constexpr std::pair<std::int32_t, char> letters[]
        = {{perm::create, 'c'}, {perm::remove, 'd'}, {perm::read, 'r'}, {perm::write, 'w'},
            {perm::admin, 'a'}};
    std::string text;
    for (const auto& [bit, letter] : letters) {
        if (perms & bit)
            text += letter;
    }
    return text;
}

} // namespace zs
