// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/byte_socket.h"

#include <QHostAddress>
#include <QSslSocket>
#include <QTcpSocket>

namespace highwater {

namespace {

constexpr qint64 readAhead = 16 * 1024;
constexpr qint64 readAheadOfMuch = 64 * 1024;

class QtSocket final : public ByteSocket
{
public:
    explicit QtSocket(std::unique_ptr<QTcpSocket> socket) : m_socket(socket.release()), m_tls(qobject_cast<QSslSocket*>(m_socket))
    {
        m_address = m_socket->peerAddress().toString().toStdString();
        m_loopback = m_socket->peerAddress().isLoopback();
        m_socket->setReadBufferSize(readAhead);
        QObject::connect(m_socket, &QTcpSocket::readyRead, m_socket, [this] { m_events.readable(); });
        QObject::connect(m_socket, &QTcpSocket::bytesWritten, m_socket, [this] {
            if (!m_writing && unwritten() == 0) {
                m_events.written();
            }
        });
        QObject::connect(m_socket, &QTcpSocket::disconnected, m_socket, [this] {
            m_ended = true;
            m_events.ended();
        });
    }
    ~QtSocket() override
    {
        m_socket->disconnect(m_socket);
        m_socket->abort();
        m_socket->deleteLater();
    }

    std::size_t read(char* buffer, std::size_t size) override
    {
        const qint64 count = m_socket->read(buffer, static_cast<qint64>(size));
        return count > 0 ? static_cast<std::size_t>(count) : 0;
    }
    [[nodiscard]] bool inputEnded() const override { return m_ended; }
    void write(std::string_view bytes) override
    {
        m_writing = true;
        m_socket->write(bytes.data(), static_cast<qint64>(bytes.size()));
        m_socket->flush();
        m_writing = false;
    }
    [[nodiscard]] std::int64_t unwritten() const override { return m_socket->bytesToWrite() + (m_tls != nullptr ? m_tls->encryptedBytesToWrite() : 0); }
    [[nodiscard]] std::int64_t unread() const override { return m_socket->bytesAvailable(); }
    void wantBytes(bool) override {} // it stops reading when its own buffer is full
    void readAheadMore() override { m_socket->setReadBufferSize(readAheadOfMuch); }
    void shutdownOutput() override { m_socket->disconnectFromHost(); } // TLS has an end of its own
    void close() override { m_socket->disconnectFromHost(); }
    void abort() override { m_socket->abort(); }
    [[nodiscard]] int descriptor() const override { return static_cast<int>(m_socket->socketDescriptor()); }
    [[nodiscard]] bool secure() const override { return m_tls != nullptr; }
    [[nodiscard]] bool established() const override { return m_tls == nullptr || m_tls->isEncrypted(); }

private:
    QTcpSocket* m_socket; ///< ours; deleted by its event loop
    QSslSocket* m_tls;
    bool m_writing = false;
    bool m_ended = false;
};

} // namespace

std::unique_ptr<ByteSocket> byteSocket(std::unique_ptr<QTcpSocket> socket)
{
    return std::make_unique<QtSocket>(std::move(socket));
}

} // namespace highwater
