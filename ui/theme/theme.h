// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QObject>
#include <QPalette>

namespace highwater {

/// What a colour is for. The values for dark and light stand in theme.cpp and nowhere else; tests/ui/tst_theme.cpp checks their contrast
/// and their distance for colour-blind eyes.
enum class Token {
    Window, Canvas, Surface, Raised, Hover, Selected, Border, Grid, Strong, Text, Muted, Accent, OnAccent,
    Flowing, Filling, Pressed, Blocked, Dropped, Idle, Busy,
    P50, P95, P99, Max, Offered, Accepted, Completed, Refused, Ghost
};
inline constexpr int tokenCount = static_cast<int>(Token::Ghost) + 1;

enum class Weight { Regular = 400, Medium = 500, Bold = 700 };

/// The program's colours and faces. One per application, owned by main() and handed to who needs it; GUI thread only.
class Theme final : public QObject
{
    Q_OBJECT
public:
    enum class Choice { System, Dark, Light };
    Q_ENUM(Choice)

    explicit Theme(Choice choice = Choice::System, QObject* parent = nullptr);

    [[nodiscard]] Choice choice() const { return m_choice; }
    [[nodiscard]] bool isDark() const { return m_dark; }
    /// Applies to the whole application (palette and font) and emits changed() when a colour differs.
    void setChoice(Choice choice);

    [[nodiscard]] QColor color(Token token) const { return colorOf(token, m_dark); }
    static QColor colorOf(Token token, bool dark);
    [[nodiscard]] QPalette palette() const;

    /// Roboto, then Noto Sans, DejaVu Sans, in pixels; digits are of equal width.
    static QFont font(double pixels, Weight weight = Weight::Regular);
    /// Noto Sans Mono, then DejaVu Sans Mono.
    static QFont codeFont(double pixels);

    /// No moving dots, four updates a second.
    [[nodiscard]] bool reducedMotion() const { return m_reducedMotion; }
    void setReducedMotion(bool on);

Q_SIGNALS:
    void changed();

private:
    void apply();
    Choice m_choice;
    bool m_dark = true;
    bool m_reducedMotion = false;
};

} // namespace highwater
