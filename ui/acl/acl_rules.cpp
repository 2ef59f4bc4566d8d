// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/acl/acl_rules.h"

#include "clientlib/recipes/acl_foresight.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace zs::ui {

namespace {

struct AclRules {
    Q_DECLARE_TR_FUNCTIONS(zs::ui::AclRules)
};

bool isSuper(const SessionIdentities& me)
{
    return std::any_of(
        me.ids.begin(), me.ids.end(), [](const AuthId& id) { return id.scheme == "super"; });
}

bool isMasked(const AuthId& entry)
{
    return entry.scheme == "digest" && entry.id.ends_with(":x");
}

std::string_view userOf(const AuthId& digest)
{
    return std::string_view(digest.id).substr(0, digest.id.find(':'));
}

struct Network {
    std::array<int, 4> octets{};
    int prefix = 32;
    bool hasPrefix = false;
};

/// The parts of "a.b.c.d" or "a.b.c.d/n", whatever the size of the numbers.
std::optional<Network> readNetwork(const QString& text)
{
    static const QRegularExpression form(
        QStringLiteral("^(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})(?:/(\\d{1,4}))?$"));
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    Network network;
    for (int i = 0; i < 4; ++i)
        network.octets[static_cast<std::size_t>(i)] = match.captured(i + 1).toInt();
    network.hasPrefix = !match.captured(5).isEmpty();
    if (network.hasPrefix)
        network.prefix = match.captured(5).toInt();
    return network;
}

QString dotted(std::uint32_t address)
{
    return QStringLiteral("%1.%2.%3.%4")
        .arg(address >> 24)
        .arg((address >> 16) & 255)
        .arg((address >> 8) & 255)
        .arg(address & 255);
}

std::uint32_t addressOf(const Network& network)
{
    std::uint32_t address = 0;
    for (const int octet : network.octets)
        address = (address << 8) | static_cast<std::uint32_t>(octet);
    return address;
}

std::uint32_t maskOf(int prefix)
{
    return prefix == 0 ? 0 : ~std::uint32_t(0) << (32 - prefix);
}

/// The prefix that somebody who wrote "10.20.0.0" most likely means: up to the last octet that is
/// not zero.
int likelyPrefix(const Network& network)
{
    int octets = 4;
    while (octets > 1 && network.octets[static_cast<std::size_t>(octets - 1)] == 0)
        --octets;
    return octets * 8;
}

std::optional<std::int32_t> permsOf(const QString& letters)
{
    std::int32_t perms = 0;
    for (const QChar letter : letters) {
        const auto* bit = std::find_if(shownPerms.begin(), shownPerms.end(),
            [&](std::int32_t each) { return permLetter(each) == letter.toUpper(); });
        if (bit == shownPerms.end())
            return std::nullopt;
        perms |= *bit;
    }
    return perms == 0 ? std::nullopt : std::optional(perms);
}

} // namespace

QChar permLetter(std::int32_t bit)
{
    switch (bit) {
    case perm::create: return u'C';
    case perm::remove: return u'D';
    case perm::read: return u'R';
    case perm::write: return u'W';
    default: return u'A';
    }
}

Granted isMine(const AuthId& entry, const SessionIdentities& me)
{
    if (entry.scheme == "world" && entry.id == "anyone")
        return Granted::yes;
    bool maybe = false;
    for (const AuthId& id : me.ids) {
        if (id.scheme != entry.scheme)
            continue;
        if (id.id == entry.id || (id.scheme == "ip" && ipMatches(entry.id, id.id)))
            return Granted::yes;
        // The server hides the hash from those without ADMIN, and whoAmI tells the user alone.
        if (id.scheme == "digest" && userOf(id) == userOf(entry)
            && (isMasked(entry) || id.id.find(':') == std::string::npos))
            maybe = true;
    }
    const bool serverKnowsMore = !me.complete && entry.scheme != "digest"
        && entry.scheme != "world" && entry.scheme != "auth";
    return maybe || serverKnowsMore ? Granted::unknown : Granted::no;
}

Right rightOf(std::int32_t bit, const std::vector<Acl>& entries, const SessionIdentities& me)
{
    if (isSuper(me))
        return {Granted::yes, AuthId{"super", ""}};
    Right right;
    for (const Acl& entry : entries) {
        if ((entry.perms & bit) == 0)
            continue;
        const Granted mine = isMine(entry.who, me);
        if (mine == Granted::yes)
            return {mine, entry.who};
        if (mine == Granted::unknown && right.granted == Granted::no)
            right = {mine, entry.who};
    }
    return right;
}

bool locksOut(const std::vector<Acl>& before, const std::vector<Acl>& after,
    const SessionIdentities& me)
{
    return rightOf(perm::admin, before, me).granted != Granted::no
        && rightOf(perm::admin, after, me).granted == Granted::no;
}

std::int32_t openToWorld(const std::vector<Acl>& entries)
{
    std::int32_t bits = 0;
    for (const Acl& entry : entries) {
        if (entry.who.scheme == "world")
            bits |= entry.perms;
    }
    return bits & ~perm::read & perm::all;
}

QString networkProblem(const QString& text)
{
    if (text.contains(u':'))
        return AclRules::tr("ZooKeeper 3.8 compares IPv4 addresses alone. Write 10.20.0.0/16.");
    const std::optional<Network> network = readNetwork(text);
    if (!network)
        return AclRules::tr("Write four numbers with dots, and for a network its prefix: "
                            "10.20.0.0/16.");
    for (const int octet : network->octets) {
        if (octet > 255)
            return AclRules::tr("%1 is too large: each number is between 0 and 255.").arg(octet);
    }
    if (network->prefix > 32) {
        const int prefix = likelyPrefix(*network);
        const std::uint32_t address = addressOf(*network) & maskOf(prefix);
        return AclRules::tr("The prefix must be between 0 and 32. Perhaps you mean %1/%2.")
            .arg(dotted(address))
            .arg(prefix);
    }
    return QString();
}

QString networkRange(const QString& text)
{
    const std::optional<Network> network = readNetwork(text);
    if (!network || !networkProblem(text).isEmpty())
        return QString();
    const std::uint32_t mask = maskOf(network->prefix);
    const std::uint32_t first = addressOf(*network) & mask;
    if (network->prefix == 32)
        return dotted(first);
    return QStringLiteral("%1 – %2").arg(dotted(first), dotted(first | ~mask));
}

QString aclText(const std::vector<Acl>& entries)
{
    QStringList parts;
    for (const Acl& entry : entries)
        parts << QStringLiteral("%1:%2:%3").arg(QString::fromStdString(entry.who.scheme),
            QString::fromStdString(entry.who.id), QString::fromStdString(permsText(entry.perms)));
    return parts.join(u',');
}

Result<std::vector<Acl>> parseAclText(const QString& text)
{
    // A comma parts two entries only where a scheme begins behind it: ids of x509 hold commas.
    static const QRegularExpression between(
        QStringLiteral("\\s*(?:\\n|,(?=\\s*(?:world|auth|digest|ip|x509|sasl|super):))\\s*"));
    std::vector<Acl> entries;
    const QStringList parts = text.trimmed().split(between, Qt::SkipEmptyParts);
    for (const QString& part : parts) {
        const qsizetype first = part.indexOf(u':');
        const qsizetype last = part.lastIndexOf(u':');
        const std::optional<std::int32_t> perms
            = first < last ? permsOf(part.mid(last + 1).trimmed()) : std::nullopt;
        if (!perms)
            return tl::unexpected(Error{Errc::invalidInput,
                AclRules::tr("\"%1\" is not scheme:id:permissions with letters of cdrwa")
                    .arg(part.left(80))
                    .toStdString()});
        entries.push_back({*perms,
            {part.left(first).trimmed().toStdString(),
                part.mid(first + 1, last - first - 1).trimmed().toStdString()}});
    }
    if (entries.empty())
        return tl::unexpected(Error{Errc::invalidInput,
            AclRules::tr("There is no entry in the text").toStdString()});
    return entries;
}

} // namespace zs::ui
