// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connections/connection_page.h"
#include "ui/connections/secrets.h"

#include <QHash>

class QLineEdit;
class QPushButton;

namespace zs::ui {

class SegmentedControl;

/// The users whom the session presents itself as, by the scheme digest or by SASL; passwords go to
/// the secrets, not the profile.
class IdentitiesPage : public ConnectionPage {
    Q_OBJECT
public:
    explicit IdentitiesPage(QWidget* parent = nullptr);
    void load(const ConnectionProfile& profile) override;
    void store(ConnectionProfile& profile) const override;
    void retranslate() override;
    [[nodiscard]] QString problem() const override;
    [[nodiscard]] int count() const { return int(m_users.size()) + (m_saslUser.isEmpty() ? 0 : 1); }
    /// The passwords that were typed here.
    [[nodiscard]] const QHash<Login, QString>& typed() const { return m_typed; }
    [[nodiscard]] SecretPlace place() const;
    /// nullopt: there is a keychain; else why there is none.
    void setKeychainProblem(const std::optional<QString>& why);

private:
    [[nodiscard]] bool wantsSasl() const;
    void add();
    void remove(const Login& login);
    void showUsers();
    void addRow(const Login& login);
    void explainScheme();

    QStringList m_users;
    QString m_saslUser;
    QHash<Login, QString> m_typed;
    TextLabel* m_explanation;
    QWidget* m_list;
    SegmentedControl* m_scheme;
    TextLabel* m_schemeHint;
    QVBoxLayout* m_rows = nullptr;
    TextLabel* m_userLabel = nullptr;
    QLineEdit* m_user;
    TextLabel* m_passwordLabel = nullptr;
    QLineEdit* m_password;
    QPushButton* m_add;
    TextLabel* m_placeLabel;
    SegmentedControl* m_place;
    TextLabel* m_placeHint;
    std::optional<QString> m_keychainProblem;
};

} // namespace zs::ui
