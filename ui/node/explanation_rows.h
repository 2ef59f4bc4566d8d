// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/node/explanation.h"

#include <QJsonObject>

#include <array>
#include <cstddef>
#include <initializer_list>
#include <string_view>

namespace zs::ui {

/// What is said beyond these is left out.
constexpr std::size_t mostExplainedRows = 100;

/// The last names of a path, the last one first; a chroot or a prefix may stand before them. Those
/// that a short path lacks are empty.
using LastNames = std::array<std::string_view, 5>;
[[nodiscard]] LastNames lastNames(std::string_view path);

[[nodiscard]] QString qt(std::string_view utf8);

/// A value of JSON in one line.
[[nodiscard]] QString inWords(const QJsonValue& value);

/// Milliseconds since 1970 as local time, which Kafka writes as text and Curator as a number; what
/// is no such time stays as it is.
[[nodiscard]] QString inTime(const QJsonValue& value);

[[nodiscard]] bool hasAll(const QJsonObject& json, std::initializer_list<const char*> keys);

/// Rows out of the values of an object, which must outlive this.
class Rows {
public:
    explicit Rows(const QJsonObject& json) : m_json(json) {}
    /// Only where the key is there and says something.
    void add(const char* key, const QString& name);
    void addTime(const char* key, const QString& name);
    std::vector<Explanation::Row> rows;

private:
    const QJsonObject& m_json;
};

} // namespace zs::ui
