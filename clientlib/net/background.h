// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFutureWatcher>
#include <QPromise>
#include <QThreadPool>

#include <memory>

namespace zs::net {

/// Runs `work` on a thread of Qt's pool, then `then` with its result from the event loop of
/// `context`'s thread, unless `context` went meanwhile. `work` may use nothing but its own copies.
template <class Work, class Then>
void inBackground(QObject* context, Work work, Then then)
{
    using Value = std::invoke_result_t<Work>;
    auto promise = std::make_shared<QPromise<Value>>();
    auto* watcher = new QFutureWatcher<Value>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, then] {
        const Value value = watcher->result();
        watcher->deleteLater(); // First, since `then` may destroy the context.
        Then whole = then;      // The watcher owns the other copy.
        whole(value);
    });
    promise->start();
    watcher->setFuture(promise->future());
    QThreadPool::globalInstance()->start([promise, work] {
        promise->addResult(work());
        promise->finish();
    });
}

} // namespace zs::net
