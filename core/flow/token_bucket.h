// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/wide.h"
#include "units/time.h"

#include <algorithm>
#include <cstdint>

namespace highwater::flow {

/// A rate as a ratio of whole numbers: the simplest one within 1e-12 of it, so that 0.3 is 3/10. Denominators go up to 1e12; a rate
/// below 1e-12 becomes 0.
struct Fraction
{
    std::uint64_t numerator = 0;
    std::uint64_t denominator = 1;
    bool operator==(const Fraction&) const = default;
};
/// rate >= 0; what is above 9e18 counts as 9e18.
Fraction fractionOf(double rate);

/// How fast tokens come and how many are kept. Counts in whole units: one nanosecond brings `numerator` of them, a token is worth
/// denominator * 1e9, so nothing is ever rounded.
class TokenRate
{
public:
    TokenRate() = default;
    /// ratePerSecond > 0; burst 1..1e17.
    TokenRate(double ratePerSecond, std::int64_t burst)
        : m_rate(fractionOf(ratePerSecond)), m_burst(std::clamp<std::int64_t>(burst, 1, 100'000'000'000'000'000))
    {
    }
    [[nodiscard]] Wide perNanosecond() const { return m_rate.numerator; }
    [[nodiscard]] Wide token() const { return wideProduct(m_rate.denominator, 1'000'000'000); }
    [[nodiscard]] Wide full() const { return token() * static_cast<Wide>(m_burst); }
    [[nodiscard]] std::uint64_t denominator() const { return m_rate.denominator; }
    bool operator==(const TokenRate&) const = default;

private:
    Fraction m_rate;
    std::int64_t m_burst = 1;
};

/// What one bucket holds, and since when. The rate is kept elsewhere, so that a million buckets can share it.
class TokenLevel
{
public:
    TokenLevel() = default;
    TokenLevel(const TokenRate& rate, Instant now) : m_at(now) { set(rate.full()); }

    bool take(const TokenRate& rate, Instant now)
    {
        const Wide level = levelAt(rate, now);
        const bool enough = level >= rate.token();
        set(enough ? level - rate.token() : level);
        m_at = now;
        return enough;
    }
    /// Until a token is there; 0 when one is; 146 years when none ever comes.
    [[nodiscard]] Duration untilToken(const TokenRate& rate, Instant now) const
    {
        constexpr Duration never(INT64_MAX / 2);
        const Wide level = levelAt(rate, now);
        if (level >= rate.token()) {
            return Duration::zero();
        }
        if (rate.perNanosecond() == 0) {
            return never;
        }
        const Wide wait = (rate.token() - level + rate.perNanosecond() - 1) / rate.perNanosecond();
        return wait < static_cast<Wide>(never.count()) ? Duration(static_cast<std::int64_t>(wait)) : never;
    }
    [[nodiscard]] bool isFull(const TokenRate& rate, Instant now) const { return levelAt(rate, now) == rate.full(); }
    /// Keeps the tokens it has, parts included, as far as the new burst lets it.
    void change(const TokenRate& from, const TokenRate& to, Instant now)
    {
        const Wide level = levelAt(from, now);
        const Wide part = level % from.token() * to.denominator() / from.denominator();
        set(std::min(level / from.token() * to.token() + part, to.full()));
        m_at = now;
    }
    /// Tokens now, the begun one included; for pictures.
    [[nodiscard]] double tokens(const TokenRate& rate, Instant now) const
    {
        return static_cast<double>(levelAt(rate, now)) / static_cast<double>(rate.token());
    }

private:
    [[nodiscard]] Wide levelAt(const TokenRate& rate, Instant now) const
    {
        const Wide level = (static_cast<Wide>(m_high) << 64) | m_low;
        return std::min(level + static_cast<Wide>((now - m_at).count()) * rate.perNanosecond(), rate.full());
    }
    void set(Wide level)
    {
        m_high = static_cast<std::uint64_t>(level >> 64);
        m_low = static_cast<std::uint64_t>(level);
    }

    std::uint64_t m_high = 0; ///< in halves, so that it is 24 bytes long and not 32
    std::uint64_t m_low = 0;
    Instant m_at;
};

/// Starts full, refills continuously, exactly: 5/s gives the sixth token at 200 ms sharp, after any number of questions. A plain value.
///
/// | bucket              | take() | next         |
/// |---------------------|--------|--------------|
/// | at least one token  | true   | one less     |
/// | less than one       | false  | keeps it all |
class TokenBucket
{
public:
    /// ratePerSecond > 0; burst >= 1. The first time it is full, later it keeps the tokens it has, cut to the burst.
    void configure(double ratePerSecond, std::int64_t burst, Instant now)
    {
        const TokenRate rate(ratePerSecond, burst);
        if (m_configured) {
            m_level.change(m_rate, rate, now);
        } else {
            m_level = TokenLevel(rate, now);
        }
        m_rate = rate;
        m_configured = true;
    }
    bool take(Instant now) { return m_level.take(m_rate, now); }
    [[nodiscard]] Duration untilToken(Instant now) const { return m_level.untilToken(m_rate, now); }
    [[nodiscard]] double tokens(Instant now) const { return m_level.tokens(m_rate, now); }

private:
    TokenRate m_rate;
    TokenLevel m_level;
    bool m_configured = false;
};

} // namespace highwater::flow
