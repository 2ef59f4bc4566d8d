// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/subtree_backup.h"

#include "clientlib/recipes/full_node.h"
#include "ui/node/data_files.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include <utility>

namespace zs::ui {

namespace {

constexpr int mostInFlight = 64; ///< Nodes, of two requests each.

} // namespace

SubtreeBackup::SubtreeBackup(Client* client, BackupHeader header,
    std::vector<SubtreeEntry> entries, QString fileName, QObject* parent)
    : QObject(parent)
    , m_client(client)
    , m_header(std::move(header))
    , m_entries(std::move(entries))
    , m_fileName(std::move(fileName))
{
}

void SubtreeBackup::start()
{
    if (m_state != State::idle)
        return;
    m_state = State::running;
    QDir().mkpath(QFileInfo(m_fileName).absolutePath());
    m_file = std::make_unique<QSaveFile>(m_fileName);
    if (!m_file->open(QIODevice::WriteOnly)) {
        fail(Error(Errc::io, (m_fileName + ": " + m_file->errorString()).toStdString()));
        return;
    }
    m_file->setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    write(backupHeaderLine(m_header));
    pump();
}

void SubtreeBackup::cancel()
{
    if (m_state == State::running)
        finish(State::cancelled);
}

void SubtreeBackup::pump()
{
    while (m_state == State::running && m_inFlight < mostInFlight && m_next < m_entries.size()) {
        if (!m_client) {
            fail(Error(Errc::connectionLoss, "there is no session"));
            return;
        }
        read(m_entries[m_next++]);
    }
    if (m_state != State::running || m_inFlight > 0)
        return;
    write(backupEndLine(m_written));
    if (m_state != State::running)
        return;
    if (m_file->flush() && m_file->commit()) // commit() alone does not tell of a cut end.
        finish(State::done);
    else
        fail(Error(Errc::io, (m_fileName + ": " + m_file->errorString()).toStdString()));
}

void SubtreeBackup::read(const SubtreeEntry& entry)
{
    ++m_inFlight;
    const auto node = std::make_shared<Node>();
    node->entry = entry;
    auto onData = [this, node](const Result<DataResponse>& answer) {
        node->data = answer;
        onAnswer(*node);
    };
    QCoro::connect(m_client->getData(entry.path), this, onData);
    auto onAcl = [this, node](const Result<AclResponse>& answer) {
        node->acl = answer;
        onAnswer(*node);
    };
    QCoro::connect(m_client->getAcl(entry.path), this, onAcl);
}

void SubtreeBackup::onAnswer(const Node& node)
{
    if (node.data && node.acl) {
        --m_inFlight;
        onNode(node.entry, *node.data, *node.acl);
    }
}

void SubtreeBackup::onNode(const SubtreeEntry& entry, const Result<DataResponse>& answer,
    const Result<AclResponse>& acl)
{
    if (m_state != State::running)
        return;
    const Errc code = answer ? Errc::ok : answer.error().code;
    if (code == Errc::noNode) {
        ++m_gone;
    } else if (code != Errc::ok) {
        fail(Error(code, entry.path.text() + " was not read: " + answer.error().detail));
        return;
    } else if (answer->stat.version != entry.version) {
        // Only what was counted is deleted, so the run would stop there anyhow.
        fail(Error(Errc::badVersion, entry.path.text() + " changed since it was counted"));
        return;
    } else if (!acl && acl.error().code != Errc::noAuth) {
        fail(Error(
            acl.error().code, entry.path.text() + " was not read: " + acl.error().detail));
        return;
    } else {
        BackupNode node{entry.path, answer->data, {}, true, answer->stat};
        if (acl) {
            node.acl = acl->acl;
            node.aclComplete = !isMasked(acl->acl);
        }
        const bool ephemeral = answer->stat.ephemeralOwner.value != 0;
        m_incomplete += !acl || !node.aclComplete || ephemeral ? 1 : 0;
        ++m_written;
        write(backupNodeLine(node));
    }
    tell();
    pump();
}

void SubtreeBackup::write(const QByteArray& line)
{
    if (m_state == State::running && m_file->write(line) != line.size())
        fail(Error(Errc::io, (m_fileName + ": " + m_file->errorString()).toStdString()));
}

void SubtreeBackup::fail(const Error& error)
{
    m_error = error;
    finish(State::failed);
}

void SubtreeBackup::finish(State state)
{
    m_state = state;
    m_file.reset(); // Without commit() it leaves nothing.
    tell();
}

void SubtreeBackup::tell()
{
    if (std::exchange(m_telling, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_telling = false;
            Q_EMIT changed();
        },
        Qt::QueuedConnection);
}

QString backupFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)
        + QStringLiteral("/backups");
}

QString backupFileName(const Path& root, const QDateTime& now)
{
    const QString stem = backupFolder() + u'/' + fileNameFor(root.name()) + u'-'
        + now.toString(QStringLiteral("yyyy-MM-dd-HHmm"));
    QString name = stem + QStringLiteral(".zsx");
    for (int number = 2; QFileInfo::exists(name); ++number)
        name = stem + u'-' + QString::number(number) + QStringLiteral(".zsx");
    return name;
}

} // namespace zs::ui
