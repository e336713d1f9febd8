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
    ~Theme() override;

    [[nodiscard]] Choice choice() const { return m_choice; }
    [[nodiscard]] bool isDark() const { return m_dark; }
    /// Applies to the whole application (palette and font) and emits changed() when a colour differs.
    void setChoice(Choice choice);

    [[nodiscard]] QColor color(Token token) const { return m_highContrast ? strongColorOf(token, m_dark) : colorOf(token, m_dark); }
    static QColor colorOf(Token token, bool dark);
    /// With high contrast: black or white paper, and every line that separates as dark as a letter. States and series stay what they are.
    static QColor strongColorOf(Token token, bool dark);
    [[nodiscard]] QPalette palette() const;

    /// Roboto, then Noto Sans, DejaVu Sans, in pixels times typeFactor(); digits are of equal width.
    static QFont font(double pixels, Weight weight = Weight::Regular);
    /// The same, whatever the type factor: for what is drawn into a scene that is enlarged as a whole.
    static QFont sceneFont(double pixels, Weight weight = Weight::Regular);
    /// Noto Sans Mono, then DejaVu Sans Mono.
    static QFont codeFont(double pixels);

    /// For people at the back of a room: larger type, lines twice as thick, no key hints. changed() is emitted. The factors are those of
    /// the whole application.
    [[nodiscard]] bool presenting() const { return m_presenting; }
    void setPresenting(bool on);
    [[nodiscard]] static double typeFactor(); ///< 1.5 while presenting, else 1
    /// Pixels between and around letters, which grow with them.
    [[nodiscard]] static int scaled(int pixels) { return qRound(pixels * typeFactor()); }
    [[nodiscard]] static int lineFactor();    ///< 2 while presenting, else 1: how many times a 1 px data line is drawn, half a pixel apart

    [[nodiscard]] bool highContrast() const { return m_highContrast; }
    void setHighContrast(bool on);

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
    bool m_presenting = false;
    bool m_highContrast = false;
};

} // namespace highwater
