// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/session/certificate.h"
#include "ui/connections/connection_page.h"

#include <array>

class QCheckBox;
class QFrame;
class QLineEdit;

namespace zs::ui {

class FileField;
class SwitchButton;

class TlsPage : public ConnectionPage {
    Q_OBJECT
public:
    explicit TlsPage(QWidget* parent = nullptr);
    void load(const ConnectionProfile& profile) override;
    void store(ConnectionProfile& profile) const override;
    void retranslate() override;
    [[nodiscard]] QString problem() const override;
    /// Of an encrypted key, when one was typed.
    [[nodiscard]] QString passPhrase() const;
    /// What the last test saw.
    void showCertificate(const std::optional<Certificate>& certificate);

private:
    void check();
    void buildCard();

    enum Fact { server, issuer, until, facts };
    SwitchButton* m_on;
    TextLabel* m_caLabel = nullptr;
    FileField* m_ca;
    TextLabel* m_caHint;
    TextLabel* m_certificateLabel = nullptr;
    FileField* m_certificate;
    TextLabel* m_keyLabel = nullptr;
    FileField* m_key;
    TextLabel* m_phraseLabel = nullptr;
    QLineEdit* m_phrase;
    QCheckBox* m_checkName;
    QFrame* m_card;
    std::array<TextLabel*, facts> m_cardNames{};
    std::array<TextLabel*, facts> m_cardValues{};
    std::optional<Certificate> m_seen;
};

} // namespace zs::ui
