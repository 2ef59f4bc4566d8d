// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/time_style.h"
#include "ui/theme/data_font.h"

#include <QObject>

namespace zs::ui {

class Settings;

/// What a user may choose, besides theme and language. Kept in the settings; a value of a file that
/// makes no sense counts as the default, or as the nearest that makes sense.
/// Threads: GUI thread. Lifetime: the settings must outlive it.
class Preferences : public QObject {
    Q_OBJECT
public:
    /// A number with a default and its bounds.
    struct Range {
        int standard;
        int least;
        int most;
    };
    /// Per cent; Qt takes it when the program starts.
    static constexpr Range scaleRange{100, 90, 200};
    static constexpr Range dataFontRange{13, 9, 32};        ///< Logical pixels.
    static constexpr Range treeWatchesRange{1'000, 0, 100'000};
    static constexpr Range eventsRange{10'000, 100, 100'000};
    static constexpr Range requestsRange{10'000, 100, 100'000};

    explicit Preferences(Settings* settings, QObject* parent = nullptr);

    [[nodiscard]] int scalePercent() const;
    void setScalePercent(int percent);
    /// An empty family is the built-in one.
    [[nodiscard]] DataFont dataFont() const;
    void setDataFont(const DataFont& font);
    [[nodiscard]] TimeStyle timeStyle() const;
    void setTimeStyle(TimeStyle style);
    /// How many watches the tree of a connection may hold.
    [[nodiscard]] int treeWatches() const;
    void setTreeWatches(int count);
    /// How many rows the panels Events and Requests keep.
    [[nodiscard]] int events() const;
    void setEvents(int count);
    [[nodiscard]] int requests() const;
    void setRequests(int count);
    /// Whether the connections that were open are opened again when the program starts.
    [[nodiscard]] bool reopensConnections() const;
    void setReopensConnections(bool reopens);
    /// Whether the writes of this console are kept in a file.
    [[nodiscard]] bool keepsJournal() const;
    void setKeepsJournal(bool keeps);
    /// Stronger lines and texts, see ui/theme/high_contrast.h.
    [[nodiscard]] bool highContrast() const;
    void setHighContrast(bool high);
    /// Whether nothing moves by itself; without it the desktop's setting counts.
    [[nodiscard]] bool reducedMotion() const;
    void setReducedMotion(bool reduced);
    void restoreDefaults();

    /// Font, time format, contrast and motion are those of the whole program: makes them the
    /// chosen ones.
    void applyToProgram() const;

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] int number(const char* key, const Range& range) const;
    void store(const char* key, const QVariant& value);

    Settings* m_settings;
};

} // namespace zs::ui
