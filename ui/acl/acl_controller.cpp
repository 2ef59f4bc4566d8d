// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/acl/acl_controller.h"

#include "clientlib/protocol/digest.h"

#include <QCoroTask>

#include <algorithm>

namespace zs::ui {

AclController::AclController(Client* client, QObject* parent)
    : QObject(parent)
{
    setClient(client);
}

void AclController::setClient(Client* client)
{
    if (m_client)
        disconnect(m_client, nullptr, this, nullptr);
    m_client = client;
    m_applying.clear();
    m_connected = false;
    m_writable = false;
    m_me = {};
    if (m_client) {
        connect(m_client, &Client::statusChanged, this, &AclController::onStatus);
        onStatus(m_client->status());
    }
    Q_EMIT changed();
}

void AclController::onStatus(const SessionStatus& status)
{
    const bool writable = status.state == SessionState::connected;
    const bool connected = writable || status.state == SessionState::connectedReadOnly;
    const bool fresh = connected && !m_connected;
    if (connected == m_connected && writable == m_writable)
        return;
    m_connected = connected;
    m_writable = writable;
    if (fresh)
        askIdentities();
    Q_EMIT changed();
}

void AclController::askIdentities()
{
    if (!m_client)
        return;
    auto onAnswer = [this](const Result<std::vector<AuthId>>& answer) {
        m_me = {m_own, answer.has_value()};
        if (answer) {
            for (const AuthId& id : *answer) {
                // whoAmI tells the user of a digest, not its hash; the hash is known for our own.
                const auto isSame = [&](const AuthId& own) {
                    return own.scheme == id.scheme
                        && own.id.substr(0, own.id.find(':')) == id.id;
                };
                if (std::none_of(m_own.begin(), m_own.end(), isSame))
                    m_me.ids.push_back(id);
            }
        }
        Q_EMIT changed();
    };
    QCoro::connect(m_client->whoAmI(), this, onAnswer);
}

QString AclController::ownAddress() const
{
    for (const AuthId& id : m_me.ids) {
        if (id.scheme == "ip")
            return QString::fromStdString(id.id);
    }
    return QString();
}

void AclController::clear()
{
    m_path = Path();
    m_base.reset();
    m_newer.reset();
    m_error.reset();
    Q_EMIT changed();
}

void AclController::show(const Path& path, const std::optional<Result<AclResponse>>& acl)
{
    if (path != m_path) {
        m_path = path;
        m_base.reset();
        m_newer.reset();
        m_error.reset();
        readParent();
    }
    if (acl && acl->has_value()) {
        m_error.reset();
        if (!isOlder((*acl)->stat))
            accept(**acl);
    } else if (acl) {
        m_error = acl->error();
        m_base.reset();
    }
    Q_EMIT changed();
}

bool AclController::isOlder(const Stat& stat) const
{
    const AclResponse* known = m_newer ? &*m_newer : m_base ? &*m_base : nullptr;
    return known && known->stat.czxid == stat.czxid && stat.aversion < known->stat.aversion;
}

void AclController::readParent()
{
    m_parentAcl.reset();
    if (!m_client || m_path.isRoot())
        return;
    auto onAnswer = [this, path = m_path](const Result<AclResponse>& answer) {
        if (path != m_path || !answer)
            return;
        m_parentAcl = answer->acl;
        Q_EMIT changed();
    };
    QCoro::connect(m_client->getAcl(m_path.parent()), this, onAnswer);
}

std::optional<Granted> AclController::mayDelete() const
{
    if (!m_parentAcl)
        return std::nullopt;
    return rightOf(perm::remove, *m_parentAcl, m_me).granted;
}

void AclController::accept(const AclResponse& shown)
{
    const auto draft = m_drafts.find(m_path);
    if (draft == m_drafts.end()) {
        m_base = shown;
        m_newer.reset();
        return;
    }
    m_base = draft->second.base;
    if (shown.stat.aversion == m_base->stat.aversion && shown.acl == m_base->acl)
        m_newer.reset();
    else
        m_newer = shown;
}

const std::vector<Acl>& AclController::entries() const
{
    const auto draft = m_drafts.find(m_path);
    return draft == m_drafts.end() ? m_base->acl : draft->second.entries;
}

AclController::Changes AclController::changes() const
{
    Changes changes;
    const auto sameWho = [](const AuthId& who) {
        return [&who](const Acl& entry) { return entry.who == who; };
    };
    const std::vector<Acl>& now = entries();
    const std::vector<Acl>& before = m_base->acl;
    for (const Acl& entry : now) {
        const auto old = std::find_if(before.begin(), before.end(), sameWho(entry.who));
        if (old == before.end())
            ++changes.added;
        else if (old->perms != entry.perms)
            ++changes.altered;
    }
    for (const Acl& entry : before) {
        if (std::none_of(now.begin(), now.end(), sameWho(entry.who)))
            ++changes.removed;
    }
    return changes;
}

void AclController::edit(std::vector<Acl> entries)
{
    if (entries == m_base->acl)
        m_drafts.erase(m_path);
    else
        m_drafts.insert_or_assign(m_path, Draft{std::move(entries), *m_base});
    if (!isDirty() && m_newer)
        accept(AclResponse(*m_newer));
    Q_EMIT changed();
}

void AclController::setPerms(int row, std::int32_t perms)
{
    std::vector<Acl> edited = entries();
    edited[static_cast<std::size_t>(row)].perms = perms;
    edit(std::move(edited));
}

void AclController::remove(int row)
{
    std::vector<Acl> edited = entries();
    edited.erase(edited.begin() + row);
    edit(std::move(edited));
}

void AclController::add(const Acl& entry)
{
    std::vector<Acl> edited = entries();
    const auto same = std::find_if(edited.begin(), edited.end(),
        [&](const Acl& each) { return each.who == entry.who; });
    if (same == edited.end())
        edited.push_back(entry);
    else
        same->perms |= entry.perms;
    edit(std::move(edited));
}

void AclController::replaceAll(std::vector<Acl> entries)
{
    edit(std::move(entries));
}

void AclController::revert()
{
    m_drafts.erase(m_path);
    if (m_newer)
        accept(AclResponse(*m_newer));
    Q_EMIT changed();
}

void AclController::keepMine()
{
    if (!m_newer)
        return;
    const auto draft = m_drafts.find(m_path);
    m_base = std::exchange(m_newer, std::nullopt);
    draft->second.base = *m_base;
    edit(std::vector<Acl>(draft->second.entries));
}

void AclController::apply()
{
    if (!m_client || !m_base || !isDirty() || isApplying())
        return;
    m_applying.insert(m_path);
    auto onAnswer = [this, path = m_path, sent = entries()](
                        const Result<Stat>& answer) { onApplied(path, sent, answer); };
    QCoro::connect(
        m_client->setAcl(m_path, entries(), m_base->stat.aversion), this, onAnswer);
    Q_EMIT changed();
}

void AclController::onApplied(
    const Path& path, const std::vector<Acl>& sent, const Result<Stat>& answer)
{
    m_applying.erase(path);
    if (answer) {
        const auto draft = m_drafts.find(path);
        if (draft != m_drafts.end() && draft->second.entries == sent) {
            m_drafts.erase(draft);
            // At once: the next edit, before the answer of reload(), is based on this version.
            if (path == m_path && m_base)
                m_base = AclResponse{sent, *answer};
        }
        if (path == m_path)
            reload(); // The server expands auth: what it stored may differ from what was sent.
        Q_EMIT applied(path, answer->aversion);
    } else {
        if (path == m_path)
            reload();
        if (answer.error().code == Errc::badVersion)
            Q_EMIT conflicted(path);
        else
            Q_EMIT failed(path, answer.error());
    }
    Q_EMIT changed();
}

void AclController::reload()
{
    if (!m_client)
        return;
    auto onAnswer = [this, path = m_path](const Result<AclResponse>& answer) {
        if (path == m_path)
            show(path, answer);
    };
    QCoro::connect(m_client->getAcl(m_path), this, onAnswer);
}

void AclController::addIdentity(const QString& user, const QString& password)
{
    if (!m_client)
        return;
    const std::string secret = (user + u':' + password).toStdString();
    AuthId id{"digest", digestId(secret)};
    auto onAnswer = [this, user, id](const Result<void>& answer) {
        if (!answer) {
            Q_EMIT identityRefused(answer.error());
            return;
        }
        rememberOwn(id);
        askIdentities();
        reload(); // What was masked or refused may be readable now.
        Q_EMIT identityAdded(user);
    };
    QCoro::connect(m_client->addAuth(Identity{"digest", toBytes(secret)}), this, onAnswer);
}

void AclController::rememberOwn(AuthId id)
{
    if (std::find(m_own.begin(), m_own.end(), id) == m_own.end())
        m_own.push_back(std::move(id));
}

} // namespace zs::ui
