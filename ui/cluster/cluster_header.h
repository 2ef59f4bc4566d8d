// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QPushButton;

namespace zs::ui {

class Chip;
class SegmentedControl;
struct SourceWords;

/// The page's header, 44 px: Live, Replay or Lesson, what is shown, where the facts come from, and
/// what can be done to the whole cluster.
class ClusterHeader : public QFrame {
    Q_OBJECT
public:
    enum class Mode { live, replay, lesson };

    explicit ClusterHeader(QWidget* parent = nullptr);

    void setMode(Mode mode);
    [[nodiscard]] Mode mode() const { return m_mode; }
    /// The segment "Lesson" is there only when there are lessons.
    void setLessonsOffered(bool offered);
    void setSubject(const QString& name);
    void setSource(const SourceWords& source);
    [[nodiscard]] QString sourceText() const;
    /// Without a local cluster there is nothing to stop or to part.
    void setControllable(bool controllable);
    /// Why links cannot be broken; empty when they can. `ready`: servers are picked for it.
    void setPartition(bool ready, const QString& offReason);
    void setAnyRuns(bool runs);
    /// Why no observer can be added; empty when one can.
    void setObserver(const QString& offReason);
    /// The button with the subject; a picker opens below it.
    [[nodiscard]] QPushButton* picker() const { return m_picker; }

Q_SIGNALS:
    /// By the user alone.
    void modeChosen(zs::ui::ClusterHeader::Mode mode);
    void pickerRequested();
    void partitionRequested();
    void observerRequested();
    void stopAllRequested();
    void startAllRequested();

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void retranslate();

    SegmentedControl* m_modes;
    QPushButton* m_picker;
    Chip* m_source;
    QPushButton* m_partition;
    QPushButton* m_observer;
    QPushButton* m_stop;
    Mode m_mode = Mode::live;
    QString m_subject;
    QString m_partitionOff;
    QString m_observerOff;
    bool m_lessons = false;
    bool m_anyRuns = true;
};

} // namespace zs::ui
