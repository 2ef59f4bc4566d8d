// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace zs {

/// What is checked of a server's certificate.
enum class TlsVerification {
    full,      ///< Chain, validity and host name.
    chainOnly, ///< Any host name: whoever holds a certificate of a trusted CA may answer.
    none,      ///< Nothing: whoever is on the way can read and change everything.
};

/// How to speak TLS (1.2 or later) to a server's secureClientPort. Files are PEM, read anew for
/// each connection, so that a renewed certificate counts from the next one on, and read on another
/// thread, which also decrypts the key.
struct TlsOptions {
    /// Whom to trust; empty: the CAs of the operating system.
    std::vector<std::string> caFiles;
    /// The client's certificate, followed by those of its issuers; empty: none is shown.
    std::string certificateFile;
    std::string keyFile; ///< RSA, EC or DSA; empty: it is in `certificateFile`.
    std::string keyPassPhrase; ///< Of an encrypted key. Never logged.
    TlsVerification verification = TlsVerification::full;
    /// The name that the certificate has to have; empty: the host of the connect string as it is
    /// written there. No address is turned into a name.
    std::string hostName;
    bool operator==(const TlsOptions&) const = default;
};

} // namespace zs
