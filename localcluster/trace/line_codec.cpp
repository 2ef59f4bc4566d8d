// SPDX-License-Identifier: Apache-2.0
#include "localcluster/trace/line_codec.h"

#include "localcluster/trace/json.h"

#include <charconv>
#include <concepts>

namespace zs::trace {

namespace {

template <class T>
concept Named = std::is_enum_v<T> && requires(T t) { namesOf(t); };
template <class T>
concept Record = requires(T& r) { T::fields(r); } && !std::same_as<T, Zxid>
    && !std::same_as<T, ServerId> && !std::same_as<T, SessionId>;
template <class T>
inline constexpr bool isOptional = false;
template <class T>
inline constexpr bool isOptional<std::optional<T>> = true;
template <class F>
inline constexpr bool isLater = false;
template <class T>
inline constexpr bool isLater<LaterField<T>> = true;

// ---- writing --------------------------------------------------------------------------------

void put(std::string& out, bool value) { out.append(value ? "true" : "false"); }
void put(std::string& out, std::integral auto value)
{
    char text[24];
    const auto [end, error] = std::to_chars(text, text + sizeof text, value);
    out.append(text, end);
}
void put(std::string& out, std::string_view text)
{
    if (text.size() <= maxTextBytes) {
        appendJsonString(out, text);
        return;
    }
    std::size_t cut = maxTextBytes;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xc0) == 0x80)
        --cut; // Not inside a character.
    appendJsonString(out, std::string(text.substr(0, cut)) + "\xe2\x80\xa6");
}
void put(std::string& out, const std::string& text) { put(out, std::string_view(text)); }
template <Named E>
void put(std::string& out, E value)
{
    out.push_back('"');
    out.append(namesOf(value).at(static_cast<std::size_t>(value)));
    out.push_back('"');
}
void put(std::string& out, Hex64 value)
{
    char text[24];
    const auto [end, error] = std::to_chars(text, text + sizeof text, value.value, 16);
    out.append("\"0x").append(text, end).push_back('"');
}
void put(std::string& out, Zxid value) { put(out, Hex64{static_cast<std::uint64_t>(value.value)}); }
void put(std::string& out, SessionId value)
{
    put(out, Hex64{static_cast<std::uint64_t>(value.value)});
}
void put(std::string& out, ServerId value) { put(out, value.value); }
void put(std::string& out, const AckedThing& value)
{
    if (value.zxid)
        put(out, *value.zxid);
    else
        out.append("\"newleader\"");
}
template <Record T>
void put(std::string& out, const T& record);
template <class T>
void put(std::string& out, const std::vector<T>& values)
{
    out.push_back('[');
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (i > 0)
            out.push_back(',');
        put(out, values[i]);
    }
    out.push_back(']');
}
template <class T>
void putMember(std::string& out, std::string_view name, const T& value)
{
    if constexpr (isOptional<T>) {
        if (value)
            putMember(out, name, *value);
    } else {
        if (out.back() != '{')
            out.push_back(',');
        out.push_back('"');
        out.append(name).append("\":");
        put(out, value);
    }
}
template <Record T>
void putMembers(std::string& out, const T& record)
{
    const auto members = T::fields(record);
    std::apply([&](const auto&... f) { (putMember(out, f.name, f.value), ...); }, members);
}
template <Record T>
void put(std::string& out, const T& record)
{
    out.push_back('{');
    putMembers(out, record);
    out.push_back('}');
}

// ---- reading --------------------------------------------------------------------------------

template <std::integral T>
    requires(!std::same_as<T, bool>)
bool take(const Json& json, T& value)
{
    const auto* number = std::get_if<std::int64_t>(&json.value);
    if (!number || !std::in_range<T>(*number))
        return false;
    value = static_cast<T>(*number);
    return true;
}
bool take(const Json& json, bool& value)
{
    const auto* flag = std::get_if<bool>(&json.value);
    return flag && (value = *flag, true);
}
bool take(const Json& json, std::string& value)
{
    const auto* text = std::get_if<std::string>(&json.value);
    return text && (value = *text, true);
}
template <Named E>
bool take(const Json& json, E& value)
{
    const auto* text = std::get_if<std::string>(&json.value);
    const auto names = namesOf(value);
    for (std::size_t i = 0; text && i < names.size(); ++i) {
        if (names[i] == *text)
            return value = static_cast<E>(i), true;
    }
    return false;
}
bool take(const Json& json, Hex64& value)
{
    const auto* text = std::get_if<std::string>(&json.value);
    if (!text || !text->starts_with("0x"))
        return false;
    const char* const end = text->data() + text->size();
    const auto [to, error] = std::from_chars(text->data() + 2, end, value.value, 16);
    return error == std::errc() && to == end;
}
bool take(const Json& json, Zxid& value)
{
    Hex64 raw;
    return take(json, raw) && (value = Zxid(static_cast<std::int64_t>(raw.value)), true);
}
bool take(const Json& json, SessionId& value)
{
    Hex64 raw;
    return take(json, raw) && (value = SessionId(static_cast<std::int64_t>(raw.value)), true);
}
bool take(const Json& json, ServerId& value) { return take(json, value.value); }
bool take(const Json& json, AckedThing& value)
{
    const auto* text = std::get_if<std::string>(&json.value);
    if (text && *text == "newleader")
        return value.zxid.reset(), true;
    return take(json, value.zxid.emplace());
}
template <Record T>
bool take(const Json& json, T& record);
template <class T>
bool take(const Json& json, std::vector<T>& values)
{
    const auto* items = std::get_if<Json::Array>(&json.value);
    if (!items)
        return false;
    values.clear();
    for (const Json& item : *items) {
        if (!take(item, values.emplace_back()))
            return false;
    }
    return true;
}
/// Nothing when all members are there, else the name of one that is missing or malformed.
template <Record T>
std::string_view takeMembers(const Json& json, T& record)
{
    std::string_view bad;
    const auto member = [&]<class F>(const F& field) {
        using V = std::remove_reference_t<decltype(field.value)>;
        const Json* found = json.find(field.name);
        bool good = false;
        if constexpr (isOptional<V>)
            good = !found || take(*found, field.value.emplace());
        else if constexpr (isLater<F>)
            good = !found || take(*found, field.value);
        else
            good = found && take(*found, field.value);
        if (!good && bad.empty())
            bad = field.name;
    };
    std::apply([&](const auto&... f) { (member(f), ...); }, T::fields(record));
    return bad;
}
template <Record T>
bool take(const Json& json, T& record)
{
    return std::holds_alternative<Json::Object>(json.value) && takeMembers(json, record).empty();
}

Result<Json> parseObject(std::string_view text)
{
    if (text.size() > maxLineBytes)
        return failure(Errc::marshalling,
            "a trace line has " + std::to_string(text.size()) + " bytes; at most "
                + std::to_string(maxLineBytes) + " are allowed");
    Result<Json> json = parseJson(text);
    if (json && !std::holds_alternative<Json::Object>(json->value))
        return failure(Errc::marshalling, "a trace line is no JSON object");
    return json;
}
tl::unexpected<Error> badMember(std::string_view kind, std::string_view name)
{
    return failure(Errc::marshalling,
        "a trace line of kind '" + std::string(kind) + "': member '" + std::string(name)
            + "' is missing or malformed");
}

/// Sets `bad` when the kind is known and a member is not as it should be.
template <std::size_t I = 0>
bool takeEvent(std::string_view kind, const Json& json, Event& event, std::string_view& bad)
{
    if constexpr (I == std::variant_size_v<Event>) {
        return false;
    } else {
        if (std::variant_alternative_t<I, Event>::kind != kind)
            return takeEvent<I + 1>(kind, json, event, bad);
        bad = takeMembers(json, event.emplace<I>());
        return true;
    }
}

} // namespace

std::string_view kindOf(const Event& event)
{
    return std::visit([](const auto& e) { return std::decay_t<decltype(e)>::kind; }, event);
}

void appendLine(std::string& out, const Header& header)
{
    put(out, header);
    out.push_back('\n');
}

void appendLine(std::string& out, const Line& line)
{
    out.append("{\"t\":");
    put(out, line.t.time_since_epoch().count());
    out.append(",\"n\":");
    put(out, line.n);
    out.append(",\"k\":");
    put(out, kindOf(line.event));
    std::visit([&](const auto& event) { putMembers(out, event); }, line.event);
    if (line.inferred)
        out.append(",\"inferred\":true");
    out.append("}\n");
}

Result<Header> parseHeader(std::string_view text)
{
    const Result<Json> json = parseObject(text);
    if (!json)
        return tl::unexpected(json.error());
    Header header;
    if (const std::string_view bad = takeMembers(*json, header); !bad.empty())
        return badMember("header", bad);
    if (header.zooscopeTrace != Header::formatVersion)
        return failure(Errc::marshalling,
            "this trace has format " + std::to_string(header.zooscopeTrace)
                + "; only format 1 can be read");
    return header;
}

Result<std::optional<Line>> parseLine(std::string_view text)
{
    const Result<Json> json = parseObject(text);
    if (!json)
        return tl::unexpected(json.error());
    Line line;
    std::string kind;
    std::int64_t t = 0;
    const Json* const kindMember = json->find("k");
    if (!kindMember || !take(*kindMember, kind))
        return badMember("?", "k");
    const Json* const time = json->find("t");
    if (!time || !take(*time, t))
        return badMember(kind, "t");
    const Json* const number = json->find("n");
    if (!number || !take(*number, line.n))
        return badMember(kind, "n");
    if (const Json* inferred = json->find("inferred"); inferred && !take(*inferred, line.inferred))
        return badMember(kind, "inferred");
    line.t = Instant(Instant::duration(t));
    std::string_view bad;
    if (!takeEvent(kind, *json, line.event, bad))
        return std::nullopt;
    if (!bad.empty())
        return badMember(kind, bad);
    return line;
}

} // namespace zs::trace
