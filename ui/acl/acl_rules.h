// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/result.h"
#include "clientlib/protocol/acl.h"

#include <QString>

#include <array>
#include <optional>
#include <vector>

namespace zs::ui {

/// The permissions in the order in which every view shows them: C D R W A.
inline constexpr std::array<std::int32_t, 5> shownPerms{
    perm::create, perm::remove, perm::read, perm::write, perm::admin};
/// 'C', 'D', 'R', 'W' or 'A'.
[[nodiscard]] QChar permLetter(std::int32_t bit);

/// Who this session is, as far as the console knows.
struct SessionIdentities {
    /// As the server compares them: digest with its hash, ip with the address it sees.
    std::vector<AuthId> ids;
    /// False: the server did not tell (before 3.7), so ip, x509 and sasl entries may or may not
    /// match.
    bool complete = false;
    bool operator==(const SessionIdentities&) const = default;
};

enum class Granted { yes, no, unknown };

/// Whether the session holds a right, and through which entry.
struct Right {
    Granted granted = Granted::no;
    std::optional<AuthId> by;
    bool operator==(const Right&) const = default;
};

/// Whether an entry is about the session. Source: PrepRequestProcessor.checkACL of Apache 3.8.
/// A digest id that the server masked ("user:x") is unknown when the user is ours.
[[nodiscard]] Granted isMine(const AuthId& entry, const SessionIdentities& me);
/// The first entry with the bit that certainly matches; else one that may; the super user's own.
[[nodiscard]] Right rightOf(
    std::int32_t bit, const std::vector<Acl>& entries, const SessionIdentities& me);

/// After the change nobody that this session is could set the ACL again, while it can now.
[[nodiscard]] bool locksOut(const std::vector<Acl>& before, const std::vector<Acl>& after,
    const SessionIdentities& me);
/// What world:anyone may do beyond reading: bits of `perm`.
[[nodiscard]] std::int32_t openToWorld(const std::vector<Acl>& entries);

/// What is wrong with an id of the ip scheme, and what would be right; empty when nothing is.
[[nodiscard]] QString networkProblem(const QString& text);
/// The addresses that a sound network matches: "10.20.0.0 – 10.20.255.255".
[[nodiscard]] QString networkRange(const QString& text);

/// How zkCli writes a list: "world:anyone:r,digest:user:hash:cdrwa".
[[nodiscard]] QString aclText(const std::vector<Acl>& entries);
/// Reads it back, with commas or line breaks between the entries; ids may hold both colons and
/// commas, as those of digest and x509 do. Fails: invalidInput, naming the part that is wrong.
[[nodiscard]] Result<std::vector<Acl>> parseAclText(const QString& text);

} // namespace zs::ui
