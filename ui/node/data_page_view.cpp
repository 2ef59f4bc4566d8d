// SPDX-License-Identifier: GPL-3.0-or-later
// The part of DataPage that looks at bytes through codecs and encodings, and makes bytes again.
#include "ui/node/data_editor.h"
#include "ui/node/data_find.h"
#include "ui/node/data_page.h"
#include "ui/node/decode_bar.h"
#include "ui/node/decode_words.h"
#include "ui/node/explanation_pane.h"
#include "ui/common/segmented_control.h"
#include "ui/common/text_format.h"
#include "ui/common/text_label.h"
#include "ui/node/hex_view.h"
#include "ui/node/image_view.h"
#include "ui/node/node_controller.h"
#include "ui/node/text_layout.h"

#include <QKeyEvent>
#include <QPushButton>
#include <QStackedWidget>

#include <algorithm>

namespace zs::ui {

/// Looks at the controller's bytes anew: as was chosen for this node, or as its draft was looked at
/// when it was left, or as the bytes themselves suggest.
void DataPage::project()
{
    m_packTimer.stop();
    m_pending = false;
    m_misfit.reset();
    if (m_controller->path() != m_choicePath) {
        m_choicePath = m_controller->path();
        m_choice = {};
    }
    auto kept = m_keptViews.find(m_choicePath);
    if (kept != m_keptViews.end()
        && (!m_controller->isDirty()
            || (kept->second.text && !m_controller->isDraftUnfinished()))) {
        m_keptViews.erase(kept); // The draft that it belonged to is gone.
        kept = m_keptViews.end();
    }
    m_view = DataProjection(
        storedBytes(), kept != m_keptViews.end() ? kept->second.choice : m_choice);
    m_format = looksLikeImage(m_view.content()) ? DataFormat::image : DataFormat::hex;
    if (canShowText())
        m_format = detectFormat(viewOf(m_view.text()), m_choicePath.name());
    updateSegments(m_format);
}

bool DataPage::isTextFormat() const
{
    return m_format != DataFormat::hex && m_format != DataFormat::image;
}

QWidget* DataPage::contentWidget() const
{
    if (m_format == DataFormat::hex)
        return m_hex;
    return m_format == DataFormat::image ? static_cast<QWidget*>(m_image) : m_editor;
}

/// The formats to choose from; the rare ones stand there only where they were found.
void DataPage::updateSegments(DataFormat detected)
{
    struct Segment {
        DataFormat format;
        QString word;
    };
    std::vector<Segment> all{{DataFormat::json, QStringLiteral("JSON")},
        {DataFormat::yaml, QStringLiteral("YAML")}, {DataFormat::xml, QStringLiteral("XML")}};
    if (detected == DataFormat::properties)
        all.push_back({detected, tr("Properties", "the file format")});
    all.push_back({DataFormat::text, tr("Text")});
    all.push_back({DataFormat::hex, tr("Hex")});
    if (detected == DataFormat::image)
        all.push_back({detected, tr("Image")});
    QStringList words;
    m_found = detected;
    m_segments.clear();
    for (const Segment& segment : all) {
        m_segments.push_back(segment.format);
        words << segment.word;
    }
    m_loading = true;
    m_formats->setSegments(words);
    m_loading = false;
}

void DataPage::showFormat()
{
    const auto at = std::find(m_segments.begin(), m_segments.end(), m_format);
    const bool wasLoading = std::exchange(m_loading, true);
    m_formats->setCurrentIndex(static_cast<int>(at - m_segments.begin()));
    m_loading = wasLoading;
}

/// Whether the text is what its format asks for; told, never forbidden.
void DataPage::checkText()
{
    m_problem.reset();
    if (isTextFormat() && m_stack->currentWidget() == m_editor) {
        const Bytes text = m_editor->data();
        m_problem = findProblem(zs::textOf(text), m_format);
    }
    m_editor->markProblem(m_problem ? m_problem->line : 0, m_problem ? m_problem->column : 0);
    m_detected->setTone(m_problem ? Token::dangerText : Token::text3);
    m_detected->setText(hint());
}

void DataPage::layOutText()
{
    if (!isTextFormat() || !isViewWritable())
        return;
    const Bytes text = m_editor->data();
    const std::optional<std::string> laidOut = layOut(zs::textOf(text), m_format);
    if (laidOut) {
        m_editor->replaceText(*laidOut);
        return;
    }
    checkText();
    if (m_problem)
        Q_EMIT message(Role::looking, tr("Not formatted. %1").arg(hint()));
    else if (text.size() > checkedBytes(m_format))
        Q_EMIT message(Role::looking,
            tr("Not formatted: texts beyond %1 are not checked.")
                .arg(formatBytes(qint64(checkedBytes(m_format)))));
    else
        Q_EMIT message(Role::looking,
            tr("Not formatted: a new layout could change what this text says."));
}

bool DataPage::canShowText() const
{
    return m_view.isText() && DataEditor::canShow(viewOf(m_view.text()));
}

bool DataPage::isViewWritable() const
{
    if (!m_controller->isEditable())
        return false;
    if (m_format == DataFormat::image)
        return false;
    return m_format == DataFormat::hex ? m_view.canPack() : m_view.isTextWritable();
}

/// A text that has no bytes comes back as the user left it.
void DataPage::restoreText(Bytes text)
{
    if (!isTextFormat() || !DataEditor::canShow(text))
        return;
    m_loading = true;
    m_editor->setData(text);
    m_loading = false;
    m_pending = true;
    packNow();
}

void DataPage::onEdited()
{
    if (m_loading)
        return;
    m_pending = true;
    m_find->contentChanged();
    const bool isDirect
        = m_format == DataFormat::hex ? m_view.chain().layers().empty() : m_view.isPlain();
    if (isDirect) {
        packNow();
    } else {
        m_controller->holdDraft();
        m_packTimer.start();
    }
    m_changesTimer.start();
}

tl::expected<Bytes, Misfit> DataPage::bytesOfView()
{
    if (m_format == DataFormat::hex)
        return m_view.storedFor(ByteView(m_hex->data()));
    const Bytes text = m_editor->data();
    if (m_view.isPlain())
        return text;
    return m_view.storedFor(zs::textOf(text));
}

/// Makes bytes of what the editor holds, and hands them to the controller. False: there are none,
/// and the text is kept apart until it has.
bool DataPage::packNow()
{
    m_packTimer.stop();
    if (!m_pending)
        return true;
    const tl::expected<Bytes, Misfit> bytes = bytesOfView();
    const bool hadMisfit = m_misfit.has_value();
    if (!bytes) {
        m_misfit = bytes.error();
        m_keptViews.insert_or_assign(m_choicePath, KeptView{m_view.choice(), m_editor->data()});
        updateFooter();
        return false;
    }
    m_pending = false;
    m_misfit.reset();
    m_keptViews.erase(m_choicePath);
    // What was null and holds nothing still is null: nobody put an empty value there.
    if (bytes->empty() && !m_controller->base().data)
        m_controller->edit(std::nullopt);
    else
        m_controller->edit(*bytes);
    if (hadMisfit)
        updateFooter();
    return true;
}

/// Before a save: text that has no bytes is told, and nothing is saved.
void DataPage::refuseSave()
{
    if (packNow() || !m_misfit)
        return;
    Q_EMIT message(Role::danger, misfitWords(*m_misfit, *m_view.encoding()));
    m_editor->setCursorPosition(static_cast<int>(m_misfit->line) - 1,
        static_cast<int>(m_misfit->column) - 1);
    m_editor->setFocus(Qt::OtherFocusReason);
}

/// Before another node comes: the draft is looked at in the same way when it is opened again.
void DataPage::keepView()
{
    if (m_controller->phase() != NodePhase::ready || m_controller->path() != m_choicePath)
        return; // The editor holds nothing of it yet.
    if (packNow() && m_controller->isDirty() && !m_view.isPlain())
        m_keptViews.insert_or_assign(m_choicePath, KeptView{m_view.choice(), std::nullopt});
}

void DataPage::chooseView(const ViewChoice& choice)
{
    if (!packNow()) {
        refuseSave();
        return;
    }
    m_choice = choice;
    m_keptViews.erase(m_choicePath);
    loadContent();
    if (!isTextFormat() && choice.encoding)
        Q_EMIT message(Role::looking,
            tr("As %1 these bytes hold control characters, which a text editor cannot keep.")
                .arg(encodingWord(*choice.encoding)));
}

/// The same text in other bytes: a draft, until it is saved.
void DataPage::convertTo(TextEncoding encoding)
{
    if (!isTextFormat() || !isViewWritable())
        return;
    const Bytes text = m_editor->data();
    const bool isUtf16 = encoding == TextEncoding::utf16le || encoding == TextEncoding::utf16be;
    const tl::expected<Bytes, Misfit> content = writeText(zs::textOf(text), encoding, isUtf16);
    if (!content) {
        Q_EMIT message(Role::danger, misfitWords(content.error(), encoding));
        return;
    }
    const Bytes stored = m_view.storedFor(ByteView(*content));
    m_pending = false;
    m_misfit.reset();
    m_choice = {m_view.chain().codecs(), encoding};
    m_keptViews.erase(m_choicePath);
    m_controller->edit(stored);
    loadContent();
}

/// What is searched is what is seen.
void DataPage::updateFind()
{
    DataFind::Place place;
    const QWidget* shown = m_stack->currentWidget();
    if (shown == m_editor || shown == m_hex)
        place.view = shown == m_editor ? DataFind::Place::View::text : DataFind::Place::View::bytes;
    place.writable = isViewWritable();
    if (place.view == DataFind::Place::View::bytes)
        place.encoding = m_view.encoding().value_or(TextEncoding::utf8);
    m_find->setPlace(place);
}

/// The comparison has no search of its own: the data come back.
bool DataPage::readyToFind()
{
    m_diff->setChecked(false);
    const QWidget* shown = m_stack->currentWidget();
    if (shown == m_editor || shown == m_hex)
        return true;
    Q_EMIT message(Role::looking, tr("There is no text and there are no bytes to search here."));
    return false;
}

void DataPage::find()
{
    if (readyToFind())
        m_find->open();
}

void DataPage::findStep(bool forward)
{
    if (readyToFind())
        m_find->step(forward);
}

/// Esc in the data ends the search. Their event filter; true: the event is used up.
bool DataPage::closeFind(QEvent* event)
{
    const bool asked = event->type() == QEvent::ShortcutOverride;
    if ((!asked && event->type() != QEvent::KeyPress) || !m_find->isOpen())
        return false;
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->key() != Qt::Key_Escape || key->modifiers() != Qt::NoModifier)
        return false;
    if (asked)
        event->accept(); // It is no key of the window's now.
    else
        m_find->close();
    return asked || !m_editor->hasFocus(); // After Esc its Tab leaves it.
}

/// The strip of layers, and what the value means to whoever wrote it.
void DataPage::updateView()
{
    const bool storedShown = m_choice.codecs && m_choice.codecs->empty();
    const bool isShown = m_controller->phase() == NodePhase::ready
        || m_controller->phase() == NodePhase::deleted;
    const QString names[] = {QStringLiteral("JSON"), QStringLiteral("YAML"), QStringLiteral("XML"),
        QStringLiteral("properties"), tr("text"), tr("binary"), tr("image")};
    if (isShown)
        m_decodeBar->present(m_view, names[static_cast<int>(m_format)], storedShown);
    else
        m_decodeBar->hide();
    m_explanation->setExplanation(
        isShown ? explain(m_controller->path(), m_view.content()) : std::nullopt);
}

} // namespace zs::ui
