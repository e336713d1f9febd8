// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QProcess>
#include <QString>
#include <QStringList>

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace highwater::test {

using Milliseconds = std::chrono::milliseconds;

/// HIGHWATER_LONG=1, as `./tests/run --long` sets it: the tests do more.
bool isLong();
/// Figures of time and memory say nothing under a sanitizer.
constexpr bool isSanitized = HIGHWATER_SANITIZED != 0;

/// Lets the event loop run until something is true; false when it is not within the time.
bool becomesTrue(const std::function<bool()>& condition, Milliseconds within);
/// Lets the event loop run for a while. QTest::qWait() sleeps between its events, and what is served meanwhile is slow.
void letPass(Milliseconds time);

/// What a program did. exitCode is -1 when it could not be started, took too long, or was ended by a signal.
struct Outcome
{
    int exitCode = -1;
    QByteArray out;
    QByteArray error;
};
/// Runs a program while our event loop runs, too.
Outcome runProgram(const QString& program, const QStringList& arguments, Milliseconds within = std::chrono::seconds(30), const QByteArray& input = {});
/// The path of a program; empty when there is none.
QString findProgram(const QString& name);

/// Writes a file; returns its path.
QString writeFile(const QString& folder, const QString& name, const QByteArray& content);
QByteArray readFile(const QString& path);

/// Resident memory of a process; 0 when it is gone.
std::int64_t residentOf(pid_t process);
/// For how long its threads wanted to run and had no core: what the machine, and not the program, is to blame for.
double millisecondsWithoutCore(pid_t process);

/// `highwater-cli serve`, until the object ends.
class LiveServer
{
public:
    LiveServer() = default;
    ~LiveServer();
    LiveServer(const LiveServer&) = delete;
    LiveServer& operator=(const LiveServer&) = delete;

    /// port 0: any. True once it has told where it listens. launcher: a program and its arguments, which starts it.
    bool start(const QString& scenario, std::uint16_t port = 0, const QStringList& more = {}, const QStringList& launcher = {});
    /// The same without waiting. True when there is a process.
    bool spawn(const QString& scenario, std::uint16_t port = 0, const QStringList& more = {}, const QStringList& launcher = {});
    [[nodiscard]] std::uint16_t port() const { return m_port; }
    [[nodiscard]] QString url(const QString& path = QStringLiteral("/")) const;
    [[nodiscard]] pid_t process() const { return static_cast<pid_t>(m_process.processId()); }
    [[nodiscard]] bool runs() const { return m_process.state() == QProcess::Running; }
    void signal(int number);
    /// SIGKILL, and waits for the end.
    void kill();
    /// Its exit code; -1 when it does not end, or by a signal.
    int waitForEnd(Milliseconds within = std::chrono::seconds(20));
    int terminate(Milliseconds within = std::chrono::seconds(20));

    /// Reads what it has written until now.
    void collect();

    QByteArray out;
    QByteArray error;

private:
    QProcess m_process;
    std::uint16_t m_port = 0;
};

/// The answer to a request. status 0: there was none.
struct HttpAnswer
{
    int status = 0;
    std::string head;
    std::string body;
};

/// A client's connection, as simple as can be: calls block. For any thread.
class Wire
{
public:
    Wire() = default;
    ~Wire() { close(); }
    Wire(Wire&& other) noexcept;
    Wire& operator=(Wire&&) = delete;
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;

    bool connect(std::uint16_t port, Milliseconds timeout = std::chrono::seconds(10));
    [[nodiscard]] bool isOpen() const { return m_socket >= 0; }
    bool send(std::string_view bytes);
    /// Reads one answer; its body has a length.
    HttpAnswer receive();
    /// True when the other side has closed.
    bool seesEnd();
    void close();
    HttpAnswer post(std::string_view path, std::string_view body, std::string_view headers = {});
    HttpAnswer get(std::string_view path);

private:
    int m_socket = -1;
    std::string m_rest;
};

/// One request on a connection of its own.
HttpAnswer get(std::uint16_t port, std::string_view path);
HttpAnswer post(std::uint16_t port, std::string_view path, std::string_view body, std::string_view headers = {});
QJsonObject jsonOf(const HttpAnswer& answer);
/// A node's figures in /v1/snapshot.
QJsonObject nodeOf(std::uint16_t port, const QString& node);

/// A port that nobody listens to, and that is not given to outgoing connections either: who calls a server that is away could meet himself there.
std::uint16_t quietPort();
/// Local ports of the established connections to a port of this machine, sorted.
std::vector<std::uint16_t> connectionsTo(std::uint16_t port);

double percentile(std::vector<double> values, double share);

} // namespace highwater::test
