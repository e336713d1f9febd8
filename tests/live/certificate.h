// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QTemporaryDir>

namespace highwater::test {

/// A whole certificate for 127.0.0.1, made anew; false: openssl is not there.
inline bool makeCertificate(const QTemporaryDir& folder)
{
    QProcess openssl;
    openssl.setWorkingDirectory(folder.path());
    openssl.start("openssl", {"req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
                              "-keyout", "key.pem", "-out", "cert.pem"});
    return openssl.waitForFinished(20000) && openssl.exitCode() == 0;
}

} // namespace highwater::test
