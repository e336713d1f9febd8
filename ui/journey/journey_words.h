// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/journey.h"

#include <QCoreApplication>
#include <QString>

namespace highwater {

/// What journeys say to people. Any thread.
class JourneyWords
{
    Q_DECLARE_TR_FUNCTIONS(JourneyWords)
public:
    /// "web 3fa9", with its client if the producer has several.
    static QString item(const Journey& journey);
    /// What a kind of stay is called in a list: "queue", "service", "blocked".
    static QString noun(Stay stay);
    /// "waited 812 ms in the queue of api".
    static QString sentence(const JourneySegment& segment);
    /// "completed", "timed out", "still inside".
    static QString word(Fate fate);
    /// "timed out at api after 1.00 s": of an attempt.
    static QString sentence(const Journey& journey, const Setback& setback);
    /// The whole journey in one line, for those who do not see it.
    static QString story(const Journey& journey);
    static QString duration(Duration length);
    /// Run time to a thousandth of a second: "0:44.555".
    static QString clock(Instant at);
};

} // namespace highwater
