// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/shelf.h"
#include "shell/actions.h"
#include "window_stand.h"

#include <atomic>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace highwater;
using highwater::test::WindowStand;

namespace {

std::atomic<int> networkSockets = 0;

} // namespace

/// Stands before that of the C library for everything in this process, Qt's libraries included, and counts what could reach a network.
extern "C" int socket(int domain, int type, int protocol) noexcept
{
    if (domain == AF_INET || domain == AF_INET6)
        ++networkSockets;
    return static_cast<int>(syscall(SYS_socket, domain, type, protocol));
}

class TestNoNetwork : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void noSocketIsOpenedBeforeSomebodyGoesLive();
};

void TestNoNetwork::noSocketIsOpenedBeforeSomebodyGoesLive()
{
    WindowStand stand;
    QVERIFY(stand.isReady());
    stand.manners.tips().start(0);
    stand.window.openLast();
    for (const auto& entry : shelf()) {
        QVERIFY2(stand.window.openFile(QString::fromStdU16String(entry.file.u16string())), entry.id.c_str());
        QTest::qWait(20);
    }
    for (QAction* action : {stand.window.actionSet()->addProducer, stand.window.actionSet()->baseline, stand.window.actionSet()->keys})
        action->trigger();
    QVERIFY(stand.runTo(30));
    QCOMPARE(networkSockets.load(), 0);

    // What was watched is what would have been seen.
    const auto live = findOnShelf("live-first-lead");
    QVERIFY(live);
    QVERIFY(stand.window.openFile(QString::fromStdU16String(live->file.u16string())));
    QCOMPARE(networkSockets.load(), 0);
    stand.session.setLive(true);
    QTRY_VERIFY(networkSockets.load() > 0);
    stand.session.setLive(false);
}

QTEST_MAIN(TestNoNetwork)
#include "tst_no_network.moc"
