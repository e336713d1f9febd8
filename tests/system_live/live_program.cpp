// SPDX-License-Identifier: GPL-3.0-or-later
#include "live_program.h"

#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTimer>

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cmath>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace highwater::test {

bool isLong()
{
    return qEnvironmentVariableIntValue("HIGHWATER_LONG") != 0;
}

bool becomesTrue(const std::function<bool()>& condition, Milliseconds within)
{
    if (condition()) {
        return true;
    }
    QEventLoop loop;
    QTimer look;
    bool done = false;
    const auto end = std::chrono::steady_clock::now() + within;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        done = condition();
        if (done || std::chrono::steady_clock::now() > end) {
            loop.quit();
        }
    });
    look.start(2);
    loop.exec();
    return done;
}

void letPass(Milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, Qt::PreciseTimer, &loop, &QEventLoop::quit);
    loop.exec();
}

Outcome runProgram(const QString& program, const QStringList& arguments, Milliseconds within, const QByteArray& input)
{
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForStarted()) {
        return {-1, {}, process.errorString().toUtf8()};
    }
    if (!input.isEmpty()) {
        process.write(input);
    }
    process.closeWriteChannel();
    const bool ended = becomesTrue([&] { return process.state() == QProcess::NotRunning; }, within);
    const bool normal = ended && process.exitStatus() == QProcess::NormalExit;
    return {normal ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
}

QString findProgram(const QString& name)
{
    const QString found = QStandardPaths::findExecutable(name);
    return !found.isEmpty() ? found : QStandardPaths::findExecutable(name, {QStringLiteral("/usr/sbin"), QStringLiteral("/usr/local/sbin"), QStringLiteral("/sbin")});
}

QString writeFile(const QString& folder, const QString& name, const QByteArray& content)
{
    const QString path = folder + u'/' + name;
    QFile file(path);
    return file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(content) == content.size() ? path : QString();
}

QByteArray readFile(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

std::int64_t residentOf(pid_t process)
{
    static const QRegularExpression pattern(QStringLiteral("VmRSS:\\s*(\\d+) kB"));
    const auto match = pattern.match(QString::fromLatin1(readFile(QStringLiteral("/proc/%1/status").arg(process))));
    return match.hasMatch() ? match.captured(1).toLongLong() * 1024 : 0;
}

double millisecondsWithoutCore(pid_t process)
{
    double sum = 0;
    const QDir tasks(QStringLiteral("/proc/%1/task").arg(process));
    const QStringList threads = tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString& thread : threads) {
        sum += readFile(tasks.filePath(thread + QStringLiteral("/schedstat"))).simplified().split(' ').value(1).toDouble() / 1e6;
    }
    return sum;
}

// ------------------------------------------------------------------------------------------------------------ LiveServer

LiveServer::~LiveServer()
{
    if (m_process.state() != QProcess::NotRunning) {
        kill();
    }
}

void LiveServer::collect()
{
    out += m_process.readAllStandardOutput();
    error += m_process.readAllStandardError();
}

bool LiveServer::spawn(const QString& scenario, std::uint16_t port, const QStringList& more, const QStringList& launcher)
{
    out.clear();
    error.clear();
    m_port = 0;
    QStringList words = launcher;
    words << QStringLiteral(HIGHWATER_CLI) << QStringLiteral("serve") << scenario << QStringLiteral("--listen") << QStringLiteral("127.0.0.1:%1").arg(port) << more;
    const QString program = words.takeFirst();
    m_process.start(program, words);
    if (!m_process.waitForStarted()) {
        error = m_process.errorString().toUtf8();
        return false;
    }
    return true;
}

bool LiveServer::start(const QString& scenario, std::uint16_t port, const QStringList& more, const QStringList& launcher)
{
    if (!spawn(scenario, port, more, launcher)) {
        return false;
    }
    static const QRegularExpression told(QStringLiteral("at https?://[^:]*:(\\d+) \\(measured\\)\n"));
    becomesTrue(
        [&] {
            collect();
            const auto match = told.match(QString::fromUtf8(out));
            m_port = match.hasMatch() ? match.captured(1).toUShort() : std::uint16_t{0};
            return m_port != 0 || m_process.state() == QProcess::NotRunning;
        },
        std::chrono::seconds(isSanitized ? 60 : 10));
    collect();
    return m_port != 0;
}

QString LiveServer::url(const QString& path) const
{
    return QStringLiteral("http://127.0.0.1:%1%2").arg(m_port).arg(path);
}

void LiveServer::signal(int number)
{
    if (process() > 0) {
        ::kill(process(), number);
    }
}

void LiveServer::kill()
{
    m_process.kill();
    m_process.waitForFinished(10'000);
    collect();
}

int LiveServer::waitForEnd(Milliseconds within)
{
    const bool ended = becomesTrue(
        [&] {
            collect();
            return m_process.state() == QProcess::NotRunning;
        },
        within);
    collect();
    return ended && m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

int LiveServer::terminate(Milliseconds within)
{
    signal(SIGTERM);
    return waitForEnd(within);
}

// ------------------------------------------------------------------------------------------------------------------ Wire

Wire::Wire(Wire&& other) noexcept : m_socket(std::exchange(other.m_socket, -1)), m_rest(std::move(other.m_rest)) {}

bool Wire::connect(std::uint16_t port, Milliseconds timeout)
{
    close();
    m_socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (m_socket < 0) {
        return false;
    }
    const timeval time{timeout.count() / 1000, timeout.count() % 1000 * 1000};
    ::setsockopt(m_socket, SOL_SOCKET, SO_RCVTIMEO, &time, sizeof time);
    ::setsockopt(m_socket, SOL_SOCKET, SO_SNDTIMEO, &time, sizeof time);
    const int one = 1;
    ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_port = htons(port);
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    sockaddr general{};
    static_assert(sizeof general == sizeof at);
    std::memcpy(&general, &at, sizeof at);
    if (::connect(m_socket, &general, sizeof at) != 0) {
        close();
        return false;
    }
    return true;
}

bool Wire::send(std::string_view bytes)
{
    while (!bytes.empty() && isOpen()) {
        const auto sent = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) {
            close();
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return isOpen();
}

HttpAnswer Wire::receive()
{
    std::array<char, 16 * 1024> buffer{};
    const auto more = [&] {
        const auto count = isOpen() ? ::recv(m_socket, buffer.data(), buffer.size(), 0) : 0;
        if (count <= 0) {
            close();
            return false;
        }
        m_rest.append(buffer.data(), static_cast<std::size_t>(count));
        return true;
    };
    std::size_t end = 0;
    while ((end = m_rest.find("\r\n\r\n")) == std::string::npos) {
        if (!more()) {
            return {};
        }
    }
    HttpAnswer answer;
    answer.head = m_rest.substr(0, end + 2);
    m_rest.erase(0, end + 4);
    answer.status = answer.head.size() > 12 ? std::atoi(answer.head.c_str() + 9) : 0;
    const auto length = answer.head.find("\r\nContent-Length: ");
    const std::size_t bytes = length == std::string::npos ? 0 : std::strtoul(answer.head.c_str() + length + 18, nullptr, 10);
    while (m_rest.size() < bytes) {
        if (!more()) {
            return {};
        }
    }
    answer.body = m_rest.substr(0, bytes);
    m_rest.erase(0, bytes);
    return answer;
}

bool Wire::seesEnd()
{
    std::array<char, 4096> buffer{};
    while (isOpen()) {
        const auto count = ::recv(m_socket, buffer.data(), buffer.size(), MSG_DONTWAIT);
        if (count == 0 || (count < 0 && errno != EAGAIN && errno != EWOULDBLOCK)) {
            close();
        } else if (count < 0) {
            return false;
        } else {
            m_rest.append(buffer.data(), static_cast<std::size_t>(count));
        }
    }
    return true;
}

void Wire::close()
{
    if (m_socket >= 0) {
        ::close(m_socket);
        m_socket = -1;
    }
    m_rest.clear();
}

HttpAnswer Wire::post(std::string_view path, std::string_view body, std::string_view headers)
{
    std::string bytes = "POST ";
    bytes.append(path).append(" HTTP/1.1\r\nHost: test\r\nContent-Type: text/plain\r\n").append(headers);
    bytes.append("Content-Length: ").append(std::to_string(body.size())).append("\r\n\r\n").append(body);
    return send(bytes) ? receive() : HttpAnswer{};
}

HttpAnswer Wire::get(std::string_view path)
{
    return send("GET " + std::string(path) + " HTTP/1.1\r\nHost: test\r\n\r\n") ? receive() : HttpAnswer{};
}

HttpAnswer get(std::uint16_t port, std::string_view path)
{
    Wire wire;
    return wire.connect(port) ? wire.get(path) : HttpAnswer{};
}

HttpAnswer post(std::uint16_t port, std::string_view path, std::string_view body, std::string_view headers)
{
    Wire wire;
    return wire.connect(port) ? wire.post(path, body, headers) : HttpAnswer{};
}

QJsonObject jsonOf(const HttpAnswer& answer)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(answer.body)).object();
}

QJsonObject nodeOf(std::uint16_t port, const QString& node)
{
    return jsonOf(get(port, "/v1/snapshot"))[QStringLiteral("nodes")].toObject()[node].toObject();
}

std::uint16_t quietPort()
{
    // Others that run at the same time look from another place on.
    for (int i = 0, port = 20'000 + ::getpid() % 10'000; i < 10'000; ++i, port = port < 30'000 ? port + 1 : 20'000) {
        QTcpServer door;
        if (door.listen(QHostAddress::LocalHost, static_cast<quint16>(port))) {
            return static_cast<std::uint16_t>(port);
        }
    }
    return 0;
}

std::vector<std::uint16_t> connectionsTo(std::uint16_t port)
{
    std::vector<std::uint16_t> found;
    const QList<QByteArray> lines = readFile(QStringLiteral("/proc/net/tcp")).split('\n');
    for (const QByteArray& line : lines) {
        const QList<QByteArray> words = line.simplified().split(' ');
        if (words.size() > 3 && words[3] == "01" && words[2].endsWith(':' + QByteArray::number(port, 16).toUpper().rightJustified(4, '0'))) {
            found.push_back(words[1].mid(words[1].indexOf(':') + 1).toUShort(nullptr, 16));
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

double percentile(std::vector<double> values, double share)
{
    if (values.empty()) {
        return 0;
    }
    std::sort(values.begin(), values.end());
    const auto place = static_cast<std::size_t>(std::ceil(share * static_cast<double>(values.size())));
    return values[std::clamp<std::size_t>(place, 1, values.size()) - 1];
}

} // namespace highwater::test
