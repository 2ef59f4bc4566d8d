// SPDX-License-Identifier: Apache-2.0
#include "clientlib/admin/ask_word.h"

#include "clientlib/admin/word_question.h"

namespace zs::admin {

QCoro::Task<Result<std::string>> askWord(
    Endpoint server, std::string word, std::chrono::milliseconds limit, std::stop_token stop,
    Access access, FailureNote note)
{
    WordQuestion question(
        std::move(server), std::move(word), limit, std::move(stop), std::move(access));
    Result<std::string> answer = co_await question.answer();
    if (note)
        *note = question.connectionFailure();
    co_return answer;
}

} // namespace zs::admin
