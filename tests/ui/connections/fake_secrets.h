// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connections/memory_secrets.h"

namespace zs::test {

/// A keychain in memory that can be locked: then every call fails.
class FakeKeychain : public ui::MemorySecrets {
public:
    bool locked = false;

    QCoro::Task<Result<void>> check() override
    {
        if (locked)
            co_return refusal();
        co_return Result<void>();
    }
    QCoro::Task<Result<std::optional<QString>>> read(QString name) override
    {
        if (locked)
            co_return refusal();
        Result<std::optional<QString>> answer = co_await ui::MemorySecrets::read(name);
        co_return answer;
    }
    QCoro::Task<Result<void>> write(QString name, QString secret) override
    {
        if (locked)
            co_return refusal();
        Result<void> answer = co_await ui::MemorySecrets::write(name, secret);
        co_return answer;
    }

private:
    static tl::unexpected<Error> refusal()
    {
        return tl::unexpected(Error(Errc::io, "the keychain is locked"));
    }
};

} // namespace zs::test
