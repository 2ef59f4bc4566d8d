// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/node_creation.h"

#include <algorithm>

namespace zs::ui {

QString problemWithName(
    const Path& parent, const QString& name, bool sequential, bool withParents)
{
    if (name.isEmpty())
        return sequential ? QString() : NodeCreation::tr("Type a name.");
    if (name.startsWith(u'/'))
        return NodeCreation::tr("Leave out the first slash: the path above stands in front.");
    if (name.endsWith(u'/') && !sequential)
        return NodeCreation::tr("A name cannot end with a slash.");
    if (name.contains(QLatin1String("//")))
        return NodeCreation::tr("Between two slashes there must be a name.");
    if (name.contains(u'/') && !withParents)
        return NodeCreation::tr(
            "A slash starts a deeper level. Turn on \"Create missing parents\" for that.");
    const QStringList parts = name.split(u'/');
    for (const QString& part : parts) {
        if (part == QLatin1String(".") || part == QLatin1String(".."))
            return NodeCreation::tr("\".\" and \"..\" are not names in ZooKeeper.");
    }
    for (qsizetype i = 0; i < name.size(); ++i) {
        const std::string whole
            = parent.child(QString(name.at(i)).toStdString()).text();
        if (name.at(i) == u'/' || name.at(i) == u'.')
            continue;
        if (name.at(i).isSurrogate() || !validatePath(whole)) {
            return NodeCreation::tr("ZooKeeper refuses the character at position %1 (U+%2).")
                .arg(i + 1)
                .arg(name.at(i).unicode(), 4, 16, QLatin1Char('0'));
        }
    }
    return {};
}

NodeCreation::NodeCreation(Client* client, NewNode node, QObject* parent)
    : QObject(parent)
    , m_client(client)
    , m_node(std::move(node))
{
}

void NodeCreation::start()
{
    if (m_node.createParents) {
        for (Path at = m_node.path.parent(); !at.isRoot(); at = at.parent())
            m_parents.push_back(at);
        std::reverse(m_parents.begin(), m_parents.end());
    }
    createNode();
}

void NodeCreation::createNode()
{
    if (!m_client) {
        Q_EMIT failed(Error(Errc::connectionLoss, "there is no session"));
        return;
    }
    Q_EMIT writeStarted(m_node.path);
    auto onAnswer = [this](const Result<CreatedResponse>& answer) {
        Q_EMIT writeFinished(m_node.path);
        if (answer)
            Q_EMIT created(answer->path, answer->stat);
        else if (answer.error().code == Errc::noNode && !m_parents.empty())
            createParent(0); // Tried first without: mostly they are there.
        else
            Q_EMIT failed(answer.error());
    };
    QCoro::connect(
        m_client->create(m_node.path, m_node.data, m_node.mode, m_node.acl, m_node.ttl), this,
        onAnswer);
}

void NodeCreation::createParent(std::size_t index)
{
    if (index == m_parents.size()) {
        m_parents.clear(); // A second NoNode means that somebody deletes them: tell it.
        createNode();
        return;
    }
    if (!m_client) {
        Q_EMIT failed(Error(Errc::connectionLoss, "there is no session"));
        return;
    }
    const Path path = m_parents[index];
    Q_EMIT writeStarted(path);
    auto onAnswer = [this, path, index](const Result<CreatedResponse>& answer) {
        Q_EMIT writeFinished(path);
        if (answer || answer.error().code == Errc::nodeExists)
            createParent(index + 1);
        else
            Q_EMIT failed(answer.error());
    };
    // Null data.
    QCoro::connect(m_client->create(path, std::nullopt, CreateMode::persistent, m_node.acl), this,
        onAnswer);
}

} // namespace zs::ui
