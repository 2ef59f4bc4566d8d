// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/journal_line.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <array>
#include <pwd.h>
#include <unistd.h>

namespace zs::ui {
namespace {

/// An object whose members stand in the order in which they are added: QJsonObject sorts them,
/// and people read these lines too.
class LineWriter {
public:
    void add(const char* name, const QJsonValue& value)
    {
        m_text += m_text.isEmpty() ? '{' : ',';
        m_text += '"' + QByteArray(name) + "\":";
        const QByteArray array = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
        m_text += array.mid(1, array.size() - 2);
    }
    void add(const char* name, std::string_view text)
    {
        add(name, QJsonValue(QString::fromUtf8(text.data(), qsizetype(text.size()))));
    }
    template <class T>
    void addIf(const char* name, const std::optional<T>& number)
    {
        if (number)
            add(name, QJsonValue(qint64(*number)));
    }
    /// 64 bits as text: readers of JSON that know doubles alone would lose some.
    void addHex(const char* name, std::int64_t value)
    {
        add(name, QJsonValue(QStringLiteral("0x%1").arg(quint64(value), 0, 16)));
    }
    [[nodiscard]] QByteArray finish() const { return m_text + '}'; }

private:
    QByteArray m_text;
};

std::string_view appliedWord(Errc code, bool abandoned)
{
    if (abandoned || outcomeUnknown(code) || code == Errc::cancelled)
        return "unknown"; // What was sent by then may be carried out.
    return code == Errc::ok ? "yes" : "no";
}

QByteArray lineOf(const JournalPlace& place, const RequestRecord& record, const WriteFact& fact,
    std::size_t part, bool abandoned)
{
    LineWriter line;
    line.add("time", QJsonValue(record.time.toUTC().toString(Qt::ISODateWithMs)));
    line.add("user", QJsonValue(place.user));
    line.add("who", QJsonValue(QJsonArray::fromStringList(place.who)));
    line.add("connection", QJsonValue(place.connection));
    line.add("servers", QJsonValue(place.servers));
    line.addHex("session", place.session.value);
    line.add("op", opcodeName(fact.op));
    line.add("path", std::string_view(fact.path.text()));
    line.addIf("version", fact.versionAsked);
    line.addIf("newVersion", fact.versionGot);
    line.addIf("bytes", fact.dataBytes);
    if (fact.zxid.value != 0)
        line.addHex("zxid", fact.zxid.value);
    else if (fact.code == Errc::ok && !abandoned)
        line.addHex("zxidAtMost", place.lastZxid.value);
    line.add("result", abandoned ? std::string_view("Abandoned") : errcName(fact.code));
    line.add("code", QJsonValue(int(abandoned ? Errc::cancelled : fact.code)));
    line.add("applied", appliedWord(fact.code, abandoned));
    if (record.op == OpCode::multi) {
        line.add("part", QJsonValue(qint64(part) + 1));
        line.add("parts", QJsonValue(qint64(record.writes.size())));
    }
    return line.finish();
}

} // namespace

QString userOfThisComputer()
{
    std::array<char, 4096> buffer{};
    passwd entry{};
    passwd* found = nullptr;
    const uid_t user = ::geteuid();
    if (::getpwuid_r(user, &entry, buffer.data(), buffer.size(), &found) == 0 && found)
        return QString::fromLocal8Bit(found->pw_name);
    return QString::number(user);
}

QByteArrayList journalLines(const JournalPlace& place, const RequestRecord& record, bool abandoned)
{
    QByteArrayList lines;
    if (!record.write)
        return lines;
    if (record.writes.empty()) {
        WriteFact fact;
        fact.op = record.op;
        fact.path = record.path;
        fact.code = record.code;
        lines << lineOf(place, record, fact, 0, abandoned);
    }
    for (std::size_t part = 0; part < record.writes.size(); ++part) {
        if (record.writes[part].op != OpCode::check) // Writes nothing.
            lines << lineOf(place, record, record.writes[part], part, abandoned);
    }
    return lines;
}

} // namespace zs::ui
