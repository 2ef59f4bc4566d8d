// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/cluster/looks.h"

#include <QFrame>

class QToolButton;
class QVBoxLayout;

namespace zs::ui {

class DetailsPanel;
class EventList;
class MessageView;
class Note;
class SyncPanel;
class TextLabel;
class TransactionsPanel;
class VoteTable;

/// The panel at the right, 380 px: what the present phase is about (votes, synchronization or
/// transactions in flight), its rule as a note, the events, and facts about what is selected.
class ClusterPanel : public QFrame {
    Q_OBJECT
public:
    enum class Subject { votes, sync, transactions, noVotes };

    explicit ClusterPanel(QWidget* parent = nullptr);

    /// `title`: "Votes, round 6"; `aside`: small words at the right.
    void showSubject(Subject subject, const QString& title, const QString& aside);
    [[nodiscard]] Subject subject() const { return m_subject; }
    void setNote(const QString& text);
    void setWarning(const QString& text);
    [[nodiscard]] VoteTable* votes() const { return m_votes; }
    [[nodiscard]] SyncPanel* sync() const { return m_sync; }
    [[nodiscard]] TransactionsPanel* transactions() const { return m_transactions; }
    [[nodiscard]] EventList* events() const { return m_events; }
    [[nodiscard]] DetailsPanel* details() const { return m_details; }
    [[nodiscard]] bool showsAllEvents() const;
    /// A lesson's steps stand at the top, above everything else. The panel takes it over; nullptr
    /// for none.
    void setLessonWidget(QWidget* lesson);
    /// Between the events and the details: the load. The panel takes it over.
    void setLoadWidget(QWidget* load);

Q_SIGNALS:
    void previousElection();
    void nextElection();
    void detailToggled(bool all);

protected:
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeHead();
    QWidget* makeEventsHead();
    void retranslate();

    QVBoxLayout* m_column;
    QWidget* m_lesson = nullptr;
    TextLabel* m_title;
    TextLabel* m_aside;
    QToolButton* m_previous;
    QToolButton* m_next;
    VoteTable* m_votes;
    SyncPanel* m_sync;
    TransactionsPanel* m_transactions;
    TextLabel* m_noVotes;
    QWidget* m_noVotesBox;
    QWidget* m_notes;
    Note* m_note;
    Note* m_warning;
    TextLabel* m_eventsTitle;
    QToolButton* m_filter;
    EventList* m_events;
    QWidget* m_loadBox;
    QVBoxLayout* m_load;
    DetailsPanel* m_details;
    Subject m_subject = Subject::votes;
};

} // namespace zs::ui
