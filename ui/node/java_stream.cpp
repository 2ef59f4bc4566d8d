// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/java_stream.h"

#include <algorithm>

namespace zs::ui {

namespace {

constexpr std::uint8_t tcReference = 0x71;
constexpr std::uint8_t tcClassDesc = 0x72;
constexpr std::uint8_t tcObject = 0x73;
constexpr std::uint8_t tcString = 0x74;
constexpr std::uint8_t tcArray = 0x75;
constexpr std::uint8_t tcEndBlockData = 0x78;
constexpr std::uint8_t tcEnum = 0x7e;
constexpr std::size_t mostClasses = 16;
constexpr std::size_t mostFields = 64;
constexpr std::size_t mostTextBytes = 1000;

/// Takes numbers and texts from the front; after the first that is not there, all are empty.
class Reader {
public:
    explicit Reader(ByteView bytes) : m_rest(bytes) {}
    [[nodiscard]] bool ok() const { return m_ok; }
    std::uint64_t number(std::size_t sizeBytes)
    {
        std::uint64_t value = 0;
        for (const std::uint8_t byte : take(sizeBytes))
            value = value << 8 | byte;
        return value;
    }
    std::uint8_t byte() { return static_cast<std::uint8_t>(number(1)); }
    std::string text()
    {
        const auto size = static_cast<std::size_t>(number(2));
        return std::string(zs::textOf(take(size)));
    }

private:
    ByteView take(std::size_t size)
    {
        m_ok = m_ok && size <= m_rest.size();
        if (!m_ok)
            return {};
        const ByteView taken = m_rest.first(size);
        m_rest = m_rest.subspan(size);
        return taken;
    }

    ByteView m_rest;
    bool m_ok = true;
};

/// "[Ljava.lang.String;" and "I" as they are written in source code.
std::string typeInWords(std::string_view type)
{
    std::string brackets;
    while (type.starts_with('[')) {
        brackets += "[]";
        type.remove_prefix(1);
    }
    if (type.starts_with('L') && type.ends_with(';')) {
        std::string name(type.substr(1, type.size() - 2));
        std::replace(name.begin(), name.end(), '/', '.');
        return name + brackets;
    }
    constexpr std::pair<char, std::string_view> primitives[]
        = {{'B', "byte"}, {'C', "char"}, {'D', "double"}, {'F', "float"}, {'I', "int"},
            {'J', "long"}, {'S', "short"}, {'Z', "boolean"}};
    for (const auto& [letter, name] : primitives) {
        if (type.size() == 1 && type[0] == letter)
            return std::string(name) + brackets;
    }
    return std::string(type) + brackets;
}

/// What the stream gave a number, from the first on: a later mention is a reference to it.
using Handles = std::vector<std::string>;
constexpr std::uint64_t firstHandle = 0x7e0000;

/// One field's type and name; empty for what makes no sense.
std::string readField(Reader& in, Handles& handles)
{
    const char letter = static_cast<char>(in.byte());
    const std::string name = in.text();
    std::string type(1, letter);
    if (letter == 'L' || letter == '[') {
        const std::uint8_t how = in.byte();
        const std::uint64_t reference = how == tcReference ? in.number(4) - firstHandle : 0;
        if (how == tcString)
            handles.push_back(type = in.text());
        else if (how == tcReference && reference < handles.size())
            type = handles[static_cast<std::size_t>(reference)];
        else
            return {};
    }
    return in.ok() ? typeInWords(type) + ' ' + name : std::string();
}

/// The description of a class, and those of what it extends.
std::vector<JavaStream::Class> readClasses(Reader& in)
{
    std::vector<JavaStream::Class> all;
    Handles handles;
    while (all.size() < mostClasses && in.byte() == tcClassDesc) {
        JavaStream::Class one;
        one.name = typeInWords(in.text());
        handles.push_back(one.name);
        one.serialVersionUid = static_cast<std::int64_t>(in.number(8));
        in.byte(); // Flags.
        const auto fields = static_cast<std::size_t>(in.number(2));
        if (!in.ok())
            return all;
        for (std::size_t i = 0; i < fields; ++i) {
            const std::string field = readField(in, handles);
            if (field.empty()) {
                all.push_back(std::move(one));
                return all;
            }
            if (one.fields.size() < mostFields)
                one.fields.push_back(field);
        }
        all.push_back(std::move(one));
        if (in.byte() != tcEndBlockData) // Annotations of a class loader: nothing to read on by.
            return all;
    }
    return all;
}

} // namespace

std::optional<JavaStream> readJavaStream(ByteView bytes)
{
    Reader in(bytes);
    if (in.number(4) != 0xaced0005 || !in.ok())
        return std::nullopt;
    JavaStream stream;
    const std::uint8_t type = in.byte();
    if (type == tcString) {
        const std::string text = in.text();
        stream.text = text.substr(0, mostTextBytes);
    } else if (type == tcObject || type == tcArray || type == tcEnum) {
        stream.classes = readClasses(in);
    } else if (type == tcClassDesc) { // A class itself, not an object of it.
        stream.classes = readClasses(in = Reader(bytes.subspan(4)));
    }
    return stream;
}

} // namespace zs::ui
