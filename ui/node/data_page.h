// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/path.h"
#include "ui/node/data_format.h"
#include "ui/node/decode/data_projection.h"
#include "ui/node/text_check.h"
#include "ui/theme/tokens.h"

#include <QTime>
#include <QTimer>
#include <QWidget>

#include <map>

class QFrame;
class QMimeData;
class QPushButton;
class QShortcut;
class QStackedWidget;

namespace zs::ui {

class Banner;
class DataEditor;
class DataFind;
class DecodeBar;
class DiffView;
class EncodingButton;
class ExplanationPane;
class FindBar;
class HexView;
class ImageView;
class ReadingView;
class MessageView;
class NodeController;
class OverflowBar;
class SegmentedControl;
class TextLabel;

/// The tab "Data": the node's bytes as text or in hexadecimal, what happened to them on the server,
/// and Save. Bytes that are packed or in another encoding are shown as the text inside, and packed
/// in the same way when that changes. Shows only what belongs to the controller's node; anything
/// else is blank.
class DataPage : public QWidget {
    Q_OBJECT
public:
    explicit DataPage(NodeController* controller, QWidget* parent = nullptr);
    ~DataPage() override;

    /// Where the keyboard goes when the page is entered.
    void focusContent();
    /// Opens the search in what is shown, or says why there is nothing to search.
    void find();
    /// To the next hit, or the previous one.
    void findStep(bool forward);
    /// What a file holds becomes the draft, byte for byte.
    void loadFile(const QString& name);
    void saveToFile(const QString& name);
    /// What NoAuth means for the controller's node, from somebody who knows identities and ACLs;
    /// empty: the page's own words.
    void setRefusal(const QString& words);

Q_SIGNALS:
    void compareRequested();
    /// The last copy of a deleted node is no longer wanted.
    void closeRequested();
    /// Somebody wants to add an identity to the session, to read what NoAuth keeps from them.
    void identityWanted();
    /// For a toast.
    void message(zs::ui::Role role, const QString& text);

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QWidget* makeToolBar();
    QWidget* makeFooter();
    void makeBanner();
    void makeMessages();
    void wire();
    void retranslate();
    void loadContent();
    void showBytes();
    void showMessage();
    void updateState();
    void updateBanner();
    [[nodiscard]] QString afterwordOfDeletion() const;
    void updateFooter();
    void updateChanges();
    void updateSegments(DataFormat detected);
    void showFormat();
    void checkText();
    void layOutText();
    bool readyToFind();
    bool closeFind(QEvent* event);
    void updateFind();
    [[nodiscard]] QWidget* contentWidget() const;
    [[nodiscard]] bool isTextFormat() const;
    void chooseFormat(int index);
    void onEdited();
    void chooseView(const ViewChoice& choice);
    void convertTo(TextEncoding encoding);
    void project();
    void restoreText(Bytes text);
    [[nodiscard]] tl::expected<Bytes, Misfit> bytesOfView();
    bool packNow();
    void refuseSave();
    void keepView();
    void updateView();
    [[nodiscard]] bool canShowText() const;
    [[nodiscard]] bool isViewWritable() const;
    void startTyping(const QString& text);
    void pasteInto();
    [[nodiscard]] bool canTake(const QMimeData* mime) const;
    bool takeFile(QEvent* event);
    void chooseFile();
    void chooseTarget();
    void showDiff(bool shown);
    void updateDiff();
    void updateFileButtons();
    [[nodiscard]] QString hint();
    /// The draft's or the node's; empty for null.
    [[nodiscard]] ByteView storedBytes() const;

    /// How the draft of another node was looked at; `text` where it has no bytes.
    struct KeptView {
        ViewChoice choice;
        std::optional<Bytes> text;
    };

    NodeController* m_controller;
    Banner* m_banner = nullptr;
    QPushButton* m_reload = nullptr;
    QPushButton* m_compare = nullptr;
    QPushButton* m_check = nullptr;
    QPushButton* m_createAgain = nullptr;
    QPushButton* m_leave = nullptr;
    QTime m_deletionSeen; ///< Local; null while the node is there.
    OverflowBar* m_toolBar = nullptr;
    SegmentedControl* m_formats = nullptr;
    TextLabel* m_detected = nullptr;
    QPushButton* m_layOut = nullptr;
    QPushButton* m_wrap = nullptr;
    QPushButton* m_diff = nullptr;
    QPushButton* m_insertFile = nullptr;
    QPushButton* m_saveAs = nullptr;
    DecodeBar* m_decodeBar;
    FindBar* m_findBar;
    QStackedWidget* m_stack;
    QWidget* m_blank;
    ReadingView* m_reading;
    DataEditor* m_editor;
    HexView* m_hex;
    ImageView* m_image;
    DiffView* m_diffView;
    DataFind* m_find;
    MessageView* m_empty = nullptr;
    QPushButton* m_paste = nullptr;
    QPushButton* m_fromFile = nullptr;
    MessageView* m_error = nullptr;
    QPushButton* m_tryAgain = nullptr;
    ExplanationPane* m_explanation;
    QPushButton* m_addIdentity = nullptr;
    QString m_refusal;
    QFrame* m_footer = nullptr;
    EncodingButton* m_encoding = nullptr;
    TextLabel* m_facts = nullptr;
    TextLabel* m_changes = nullptr;
    QPushButton* m_revert = nullptr;
    QPushButton* m_save = nullptr;
    QShortcut* m_saveKeys = nullptr;
    QTimer m_skeletonTimer;
    QTimer m_changesTimer;
    QTimer m_packTimer;
    DataProjection m_view;     ///< Of the bytes as they were loaded.
    ViewChoice m_choice;       ///< By the user, for this node.
    Path m_choicePath;
    bool m_pending = false;    ///< The editor holds what is not bytes yet.
    std::optional<Misfit> m_misfit; ///< And cannot be.
    std::map<Path, KeptView> m_keptViews;
    DataFormat m_format = DataFormat::text;
    DataFormat m_found = DataFormat::text; ///< What the bytes look like.
    std::vector<DataFormat> m_segments;
    std::optional<TextProblem> m_problem; ///< Of the text in the editor.
    bool m_formatChosen = false; ///< By a click, for this node.
    bool m_isSvg = false;        ///< XML that a browser would draw.
    bool m_loading = false;      ///< The page itself changes the editor.
    int m_changedLines = 0;
};

} // namespace zs::ui
