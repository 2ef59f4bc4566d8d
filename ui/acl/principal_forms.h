// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/protocol/acl.h"

#include <QWidget>

#include <optional>

class QAction;
class QCheckBox;
class QLineEdit;
class QPlainTextEdit;

namespace zs::ui {

class Note;
class TextLabel;

/// What "Add principal" asks for one scheme: an explanation and its fields.
class PrincipalForm : public QWidget {
    Q_OBJECT
public:
    explicit PrincipalForm(std::string scheme, QWidget* parent);

    [[nodiscard]] const std::string& scheme() const { return m_scheme; }
    /// Who the fields name; nullopt while they are empty or wrong.
    [[nodiscard]] virtual std::optional<AuthId> principal() const = 0;
    virtual void retranslate() = 0;

Q_SIGNALS:
    void edited();

protected:
    /// A label above a field; the form owns both.
    QLineEdit* addField(const char* objectName, TextLabel*& label);
    TextLabel* m_explanation;

private:
    std::string m_scheme;
};

/// world and auth: nothing to ask.
class FixedPrincipalForm : public PrincipalForm {
    Q_OBJECT
public:
    FixedPrincipalForm(std::string scheme, std::string id, QWidget* parent);
    [[nodiscard]] std::optional<AuthId> principal() const override;
    void retranslate() override;

private:
    std::string m_id;
};

/// digest: user and password, and the id that the server will store, as one types. `super`: the
/// same hash as a setting of the server.
class DigestPrincipalForm : public PrincipalForm {
    Q_OBJECT
public:
    DigestPrincipalForm(std::string scheme, QWidget* parent);
    [[nodiscard]] std::optional<AuthId> principal() const override;
    void retranslate() override;
    [[nodiscard]] QString user() const;
    [[nodiscard]] QString password() const;
    /// "Also use it in this session".
    [[nodiscard]] bool wantsIdentity() const;

private:
    void makeReveal();
    void makeSetting();
    void showId();

    TextLabel* m_userLabel = nullptr;
    TextLabel* m_passwordLabel = nullptr;
    TextLabel* m_idLabel;
    TextLabel* m_hint;
    QLineEdit* m_user;
    QLineEdit* m_password;
    QLineEdit* m_id;
    QPlainTextEdit* m_setting = nullptr; ///< In its place for super: two lines long.
    QAction* m_reveal;
    QAction* m_copy;
    QCheckBox* m_use = nullptr;
    Note* m_warning = nullptr;
};

/// ip: an address or a network, and what it matches.
class NetworkPrincipalForm : public PrincipalForm {
    Q_OBJECT
public:
    NetworkPrincipalForm(QString ownAddress, QWidget* parent);
    [[nodiscard]] std::optional<AuthId> principal() const override;
    void retranslate() override;

private:
    void check();

    QString m_ownAddress;
    TextLabel* m_label = nullptr;
    TextLabel* m_matchesLabel = nullptr;
    TextLabel* m_problem;
    TextLabel* m_own;
    QLineEdit* m_network;
    QLineEdit* m_matches;
};

/// x509 and sasl: an id as the server's provider spells it.
class NamedPrincipalForm : public PrincipalForm {
    Q_OBJECT
public:
    NamedPrincipalForm(std::string scheme, QWidget* parent);
    [[nodiscard]] std::optional<AuthId> principal() const override;
    void retranslate() override;

private:
    TextLabel* m_label = nullptr;
    QLineEdit* m_name;
};

} // namespace zs::ui
