// SPDX-License-Identifier: GPL-3.0-or-later
// The least that Qt's own HTTP server has to do to take a message in: bench_qt_peer PORT
#include <QCoreApplication>
#include <QHttpServer>
#include <QHttpServerResponse>

#include <cstdio>

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const quint16 port = argc == 2 ? QByteArray(argv[1]).toUShort() : quint16{0};
    QHttpServer server;
    server.route(QStringLiteral("/leads"), QHttpServerRequest::Method::Post,
                 [] { return QHttpServerResponse(QByteArrayLiteral("application/json"), QByteArrayLiteral(R"({"status":"OK","id":"1"})")); });
    if (port == 0 || server.listen(QHostAddress::LocalHost, port) != port) {
        std::fprintf(stderr, "usage: bench_qt_peer PORT, a free one\n");
        return 2;
    }
    return QCoreApplication::exec();
}
