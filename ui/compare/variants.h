// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/document.h"
#include "theme/theme.h"

#include <QObject>
#include <QString>

#include <array>
#include <optional>
#include <vector>

class QPainter;
class QRectF;

namespace highwater {

class Session;

/// A scenario that is compared with others.
struct Variant
{
    int place = 0;    ///< 0: A, the baseline; at most 3: D. It stays the variant's own when others go
    QString name;     ///< what distinguishes it, in a few words
    bool kept = true; ///< false: the scenario as it stands, which is another one after the next change
    Document document;
};

/// Which variants a window compares: the baseline, what was kept beside it, and the scenario as it stands while there is room. They live as
/// long as the scenario is open, and are in no file. GUI thread only; the session outlives it.
class Variants final : public QObject
{
    Q_OBJECT
public:
    static constexpr int most = 4;
    explicit Variants(Session& session, QObject* parent = nullptr);

    /// By place. Without a baseline: those that were kept. The scenario as it stands is among them when there is room, and nothing was kept
    /// or it is none of the others.
    [[nodiscard]] const std::vector<Variant>& all() const { return m_all; }
    /// There is a baseline, and something to compare with it.
    [[nodiscard]] bool comparable() const { return m_all.size() > 1 && m_all.front().place == 0; }
    [[nodiscard]] int keptCount() const; ///< the baseline is not counted
    /// Takes in what was done since the last frame.
    void follow();

    /// Keeps the scenario as it stands: as the baseline when there is none, else as the next variant. False: four are there.
    bool keep();
    /// Where keep() would put it; absent: nowhere.
    [[nodiscard]] std::optional<int> nextPlace() const;
    [[nodiscard]] bool canKeep() const { return nextPlace().has_value(); }
    /// The baseline is let go, another one forgotten; the scenario as it stands cannot be removed.
    void remove(int place);
    /// An empty name gives back the one that it was kept under.
    void rename(int place, const QString& name);
    /// The run goes on with that variant, as one undoable step.
    void goOnWith(int place);

    [[nodiscard]] static QString letterOf(int place) { return QString(QChar(u'A' + place)); }
    /// Colours that stay apart for every eye (tests/ui/tst_theme.cpp).
    static constexpr std::array<Token, most> colours{Token::Ghost, Token::Accepted, Token::P99, Token::Text};
    /// Square, disc, triangle, diamond; an outline for what is not kept.
    static void paintShape(QPainter& painter, const QRectF& box, int place, bool kept, const Theme& theme);

Q_SIGNALS:
    void changed();

private:
    struct Kept
    {
        Document document;
        QString name;
        QString given; ///< by the user; empty: name
    };
    [[nodiscard]] std::vector<Variant> gather() const;
    [[nodiscard]] std::optional<int> freePlace() const; ///< beside the baseline
    [[nodiscard]] QString nameOfNow() const;

    Session& m_session;
    std::array<std::optional<Kept>, most> m_kept; ///< by place; the first is never used
    QString m_baselineGiven;
    Document m_seen; ///< the scenario as it stood when m_all was made
    std::vector<Variant> m_all;
};

} // namespace highwater
