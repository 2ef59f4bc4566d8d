// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/connection_json.h"

#include "clientlib/session/connect_string.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <array>

namespace zs::ui {
namespace {

constexpr auto formatKey = "zooscopeConnections";
constexpr int formatVersion = 1;
constexpr qsizetype mostConnections = 10'000;

/// The words of the file, in the order of the enum; they are no translation.
constexpr std::array<const char*, 5> environmentWords{
    "none", "production", "staging", "test", "local"};

Error wrong(const char* member, const QString& what)
{
    return {Errc::invalidInput,
        QStringLiteral("\"%1\": %2").arg(QLatin1String(member), what).toStdString()};
}

/// Reads the members of one object and keeps the first complaint.
class Members {
public:
    explicit Members(QJsonObject json) : m_json(std::move(json)) {}

    QString text(const char* name)
    {
        const QJsonValue value = m_json.value(QLatin1String(name));
        if (!value.isUndefined() && !value.isString())
            complain(name, QStringLiteral("a text is expected"));
        return value.toString();
    }
    bool flag(const char* name, bool fallback)
    {
        const QJsonValue value = m_json.value(QLatin1String(name));
        if (!value.isUndefined() && !value.isBool())
            complain(name, QStringLiteral("true or false is expected"));
        return value.toBool(fallback);
    }
    qint64 number(const char* name, qint64 fallback, qint64 least, qint64 most)
    {
        const QJsonValue value = m_json.value(QLatin1String(name));
        if (value.isUndefined())
            return fallback;
        const double number = value.toDouble(double(least) - 1);
        if (!value.isDouble() || number < double(least) || number > double(most)) {
            complain(name,
                QStringLiteral("a number from %1 to %2 is expected").arg(least).arg(most));
            return fallback;
        }
        return qint64(number);
    }
    QStringList texts(const char* name)
    {
        QStringList all;
        for (const QJsonValue& value : m_json.value(QLatin1String(name)).toArray()) {
            if (!value.isString() || value.toString().isEmpty())
                complain(name, QStringLiteral("texts are expected"));
            else
                all << value.toString();
        }
        return all;
    }
    QJsonObject object(const char* name) { return m_json.value(QLatin1String(name)).toObject(); }
    void complain(const char* name, const QString& what)
    {
        if (!m_problem)
            m_problem = wrong(name, what);
    }
    [[nodiscard]] const std::optional<Error>& problem() const { return m_problem; }

private:
    QJsonObject m_json;
    std::optional<Error> m_problem;
};

Environment environmentFrom(Members& members)
{
    const QString word = members.text("environment");
    for (std::size_t index = 0; index < environmentWords.size(); ++index) {
        if (word == QLatin1String(environmentWords[index]))
            return static_cast<Environment>(index);
    }
    if (!word.isEmpty())
        members.complain("environment",
            QStringLiteral("none, production, staging, test or local is expected"));
    return Environment::none;
}

} // namespace

QJsonObject toJson(const ConnectionProfile& profile)
{
    const QJsonObject tls{{QStringLiteral("on"), profile.tls.on},
        {QStringLiteral("caFile"), profile.tls.caFile},
        {QStringLiteral("certificateFile"), profile.tls.certificateFile},
        {QStringLiteral("keyFile"), profile.tls.keyFile},
        {QStringLiteral("checkHostName"), profile.tls.checkHostName}};
    const QJsonObject ssh{{QStringLiteral("on"), profile.ssh.on},
        {QStringLiteral("destination"), profile.ssh.destination},
        {QStringLiteral("port"), profile.ssh.port},
        {QStringLiteral("identityFile"), profile.ssh.identityFile}};
    return {{QStringLiteral("id"), profile.id}, {QStringLiteral("name"), profile.name},
        {QStringLiteral("group"), profile.group},
        {QStringLiteral("servers"), profile.servers},
        {QStringLiteral("sessionTimeoutMs"), qint64(profile.sessionTimeout.count())},
        {QStringLiteral("connectTimeoutMs"), qint64(profile.connectTimeout.count())},
        {QStringLiteral("environment"),
            QLatin1String(environmentWords[std::size_t(profile.environment)])},
        {QStringLiteral("lastUsed"), profile.lastUsed.toString(Qt::ISODateWithMs)},
        {QStringLiteral("digestUsers"), QJsonArray::fromStringList(profile.digestUsers)},
        {QStringLiteral("saslUser"), profile.saslUser},
        {QStringLiteral("tls"), tls}, {QStringLiteral("ssh"), ssh},
        {QStringLiteral("openReadOnly"), profile.openReadOnly},
        {QStringLiteral("acceptReadOnlyServer"), profile.acceptReadOnlyServer},
        {QStringLiteral("confirmWrites"), profile.confirmWrites}};
}

Result<ConnectionProfile> profileFromJson(const QJsonObject& json)
{
    constexpr qint64 longestMs = 24LL * 3600 * 1000;
    Members all(json);
    ConnectionProfile profile;
    profile.id = all.text("id");
    const QRegularExpression idForm(QStringLiteral("^[A-Za-z0-9-]{0,64}$"));
    if (!idForm.match(profile.id).hasMatch())
        all.complain("id", QStringLiteral("letters, digits and hyphens are expected"));
    profile.name = all.text("name");
    profile.group = all.text("group");
    profile.servers = all.text("servers");
    profile.sessionTimeout
        = std::chrono::milliseconds(all.number("sessionTimeoutMs", 30'000, 1, longestMs));
    profile.connectTimeout
        = std::chrono::milliseconds(all.number("connectTimeoutMs", 5'000, 1, longestMs));
    profile.environment = environmentFrom(all);
    profile.lastUsed = QDateTime::fromString(all.text("lastUsed"), Qt::ISODateWithMs);
    profile.digestUsers = all.texts("digestUsers");
    profile.saslUser = all.text("saslUser");
    if (profile.saslUser.contains(u':'))
        all.complain("saslUser", QStringLiteral("a name without a colon is expected"));
    profile.openReadOnly = all.flag("openReadOnly", false);
    profile.acceptReadOnlyServer = all.flag("acceptReadOnlyServer", true);
    profile.confirmWrites = all.flag("confirmWrites", false);
    Members tls(all.object("tls"));
    profile.tls = {tls.flag("on", false), tls.text("caFile"), tls.text("certificateFile"),
        tls.text("keyFile"), tls.flag("checkHostName", true)};
    Members ssh(all.object("ssh"));
    profile.ssh = {ssh.flag("on", false), ssh.text("destination"),
        int(ssh.number("port", 0, 0, 65535)), ssh.text("identityFile")};
    for (const Members* part : {&all, &tls, &ssh}) {
        if (part->problem())
            return tl::unexpected(*part->problem());
    }
    const auto servers = ConnectString::parse(profile.servers.toStdString());
    if (!servers)
        return tl::unexpected(wrong("servers", QString::fromStdString(servers.error().detail)));
    return profile;
}

QByteArray exportConnections(const QList<ConnectionProfile>& profiles)
{
    QJsonArray all;
    for (const ConnectionProfile& profile : profiles) {
        QJsonObject json = toJson(profile);
        json.remove(QStringLiteral("lastUsed")); // When its owner worked is nobody else's matter.
        all.append(json);
    }
    const QJsonObject file{{QLatin1String(formatKey), formatVersion},
        {QStringLiteral("connections"), all}};
    return QJsonDocument(file).toJson();
}

Result<QList<ConnectionProfile>> importConnections(const QByteArray& text)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(text, &problem);
    if (document.isNull())
        return tl::unexpected(Error(Errc::invalidInput,
            QStringLiteral("no JSON at byte %1: %2")
                .arg(problem.offset)
                .arg(problem.errorString())
                .toStdString()));
    if (document[QLatin1String(formatKey)].toInt() != formatVersion)
        return tl::unexpected(Error(Errc::invalidInput,
            "this is no file of connections: \"zooscopeConnections\": 1 is missing"));
    const QJsonArray all = document[QStringLiteral("connections")].toArray();
    if (all.size() > mostConnections)
        return tl::unexpected(Error(Errc::invalidInput, "more than 10,000 connections"));
    QList<ConnectionProfile> profiles;
    for (qsizetype index = 0; index < all.size(); ++index) {
        Result<ConnectionProfile> profile = profileFromJson(all[index].toObject());
        if (!profile)
            return tl::unexpected(Error(Errc::invalidInput,
                "connection " + std::to_string(index + 1) + ": " + profile.error().detail));
        profiles << std::move(*profile);
    }
    return profiles;
}

} // namespace zs::ui
