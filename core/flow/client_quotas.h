// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow/client_table.h"
#include "flow/token_bucket.h"

#include <cstddef>
#include <cstdint>

namespace highwater::flow {

/// A token bucket for each client. A client that is not known has a full bucket, so that a full one can be forgotten without a trace.
/// A plain value.
///
/// | client                       | take()                                                                                    |
/// |------------------------------|-------------------------------------------------------------------------------------------|
/// | known                        | takes from its bucket                                                                     |
/// | new                          | gets a full bucket and takes from it                                                      |
/// | new, and the table would grow | first forgets every full bucket; grows if that does not halve it                         |
/// | new, and mostClients are known | forgets another one first: of the next 16 cells the first full bucket, else the fullest |
class ClientQuotas
{
public:
    static constexpr std::size_t mostClients = 1'000'000;

    /// As TokenBucket::configure for each; clients that are not known get the new burst.
    void configure(double ratePerSecond, std::int64_t burst, Instant now);
    bool take(std::uint64_t client, Instant now);
    [[nodiscard]] Duration untilToken(std::uint64_t client, Instant now) const;
    /// Clients that are known.
    [[nodiscard]] std::size_t size() const { return m_clients.size(); }

private:
    void makeRoom(Instant now);
    void forgetOne(Instant now);

    TokenRate m_rate;
    ClientTable<TokenLevel> m_clients;
    std::size_t m_hand = 0; ///< the cell that is looked at next when one must go
};

} // namespace highwater::flow
