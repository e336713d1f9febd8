// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/theme.h"

#include <QApplication>
#include <QStyle>
#include <QStyleFactory>

#include <algorithm>
#include <array>

namespace highwater {

namespace {

struct Colors
{
    QRgb dark;
    QRgb light;
};

/// In the order of Token.
constexpr std::array<Colors, tokenCount> table{{
    {0xff12161b, 0xffeceff3}, // Window
    {0xff151a20, 0xfff6f8fa}, // Canvas
    {0xff181d24, 0xffffffff}, // Surface
    {0xff20262f, 0xfff6f8fa}, // Raised
    {0xff2a313c, 0xffe3e8ee}, // Hover
    {0xff203449, 0xffdcebf8}, // Selected
    {0xff2e3641, 0xffd3dae2}, // Border
    {0xff262d37, 0xffe6eaef}, // Grid
    {0xff748192, 0xff7b8592}, // Strong
    {0xffe6eaf0, 0xff1b2129}, // Text
    {0xffa7b1bf, 0xff525c69}, // Muted
    {0xff6cb6f5, 0xff0b62ad}, // Accent
    {0xff0b0f14, 0xffffffff}, // OnAccent
    {0xff7fd6b4, 0xff24987a}, // Flowing
    {0xfff4e64e, 0xff735f00}, // Filling
    {0xffe58f1c, 0xffb57d1c}, // Pressed
    {0xffcc4a24, 0xff7d1a0e}, // Blocked
    {0xffe0a6d4, 0xffab45ad}, // Dropped
    {0xff707986, 0xff585e66}, // Idle
    {0xff3b8edb, 0xff0d3a8a}, // Busy
    {0xff4a90d9, 0xff3a89ca}, // P50
    {0xff8fd0f5, 0xff0a3f94}, // P95
    {0xfff0a93a, 0xffb06a00}, // P99
    {0xff8a94a3, 0xff737b86}, // Max
    {0xff8a94a3, 0xff737b86}, // Offered
    {0xff3b8edb, 0xff0d3a8a}, // Accepted
    {0xff7fd6b4, 0xff24987a}, // Completed
    {0xffe0a6d4, 0xffab45ad}, // Refused
    {0xff77818f, 0xff808893}, // Ghost
}};

struct StrongColors
{
    Token token;
    Colors colors;
};

/// What high contrast draws otherwise.
constexpr std::array strongTable{
    StrongColors{Token::Window, {0xff000000, 0xffffffff}}, StrongColors{Token::Canvas, {0xff000000, 0xffffffff}},
    StrongColors{Token::Surface, {0xff000000, 0xffffffff}}, StrongColors{Token::Raised, {0xff0c0f13, 0xffffffff}},
    StrongColors{Token::Selected, {0xff14324f, 0xffd3e8fb}}, StrongColors{Token::Border, {0xffa7b1bf, 0xff525c69}},
    StrongColors{Token::Grid, {0xff5b6675, 0xffa2abb6}}, StrongColors{Token::Strong, {0xffc9d2dd, 0xff3a434e}},
    StrongColors{Token::Text, {0xffffffff, 0xff000000}}, StrongColors{Token::Muted, {0xffdde3ea, 0xff2a3139}},
    StrongColors{Token::Accent, {0xff8ecbff, 0xff084a86}}, StrongColors{Token::OnAccent, {0xff000000, 0xffffffff}}};

constexpr double presentationType = 1.5;
constexpr int presentationLines = 2;
/// Fonts are asked for without a theme at hand, so that this is the one thing of it that the whole application shares.
bool presentingAnywhere = false;

/// Whether the desktop's own colours are dark. Read once, before the program's palette replaces them.
bool desktopIsDark()
{
    static const bool dark = QApplication::palette().color(QPalette::Window).lightness() < 128;
    return dark;
}

QFont makeFont(const QStringList& families, double pixels)
{
    QFont font;
    font.setFamilies(families);
    // Qt 6.4 loads faces at whole pixels only, whatever size is asked for.
    font.setPixelSize(qRound(pixels));
    return font;
}

} // namespace

Theme::Theme(Choice choice, QObject* parent) : QObject(parent), m_choice(choice)
{
    m_dark = choice == Choice::System ? desktopIsDark() : choice == Choice::Dark;
    apply();
}

Theme::~Theme()
{
    if (m_presenting)
        presentingAnywhere = false;
}

void Theme::setPresenting(bool on)
{
    if (on == m_presenting)
        return;
    m_presenting = on;
    presentingAnywhere = on;
    Q_EMIT changed();
}

double Theme::typeFactor()
{
    return presentingAnywhere ? presentationType : 1;
}

int Theme::lineFactor()
{
    return presentingAnywhere ? presentationLines : 1;
}

void Theme::setHighContrast(bool on)
{
    if (on == m_highContrast)
        return;
    m_highContrast = on;
    apply();
    Q_EMIT changed();
}

void Theme::setChoice(Choice choice)
{
    m_choice = choice;
    const bool dark = choice == Choice::System ? desktopIsDark() : choice == Choice::Dark;
    if (dark == m_dark)
        return;
    m_dark = dark;
    apply();
    Q_EMIT changed();
}

void Theme::setReducedMotion(bool on)
{
    if (on == m_reducedMotion)
        return;
    m_reducedMotion = on;
    // The text cursor is the one thing of Qt's own that would go on blinking.
    static const int flashTime = QApplication::cursorFlashTime();
    QApplication::setCursorFlashTime(on ? 0 : flashTime);
    Q_EMIT changed();
}

QColor Theme::colorOf(Token token, bool dark)
{
    const auto& colors = table[static_cast<std::size_t>(token)];
    return QColor::fromRgb(dark ? colors.dark : colors.light);
}

QColor Theme::strongColorOf(Token token, bool dark)
{
    const auto there = std::find_if(strongTable.begin(), strongTable.end(), [&](const StrongColors& each) { return each.token == token; });
    if (there == strongTable.end())
        return colorOf(token, dark);
    return QColor::fromRgb(dark ? there->colors.dark : there->colors.light);
}

QPalette Theme::palette() const
{
    QPalette palette;
    const auto set = [&](QPalette::ColorRole role, Token token) { palette.setColor(role, color(token)); };
    set(QPalette::Window, Token::Surface);
    set(QPalette::WindowText, Token::Text);
    set(QPalette::Base, Token::Raised);
    set(QPalette::AlternateBase, Token::Surface);
    set(QPalette::Text, Token::Text);
    set(QPalette::PlaceholderText, Token::Muted);
    set(QPalette::Button, Token::Raised);
    set(QPalette::ButtonText, Token::Text);
    set(QPalette::BrightText, Token::Text);
    set(QPalette::Light, Token::Hover);
    set(QPalette::Midlight, Token::Hover);
    set(QPalette::Mid, Token::Border);
    set(QPalette::Dark, Token::Strong);
    set(QPalette::Shadow, Token::Window);
    set(QPalette::Highlight, Token::Accent);
    set(QPalette::HighlightedText, Token::OnAccent);
    set(QPalette::Link, Token::Accent);
    set(QPalette::LinkVisited, Token::Accent);
    set(QPalette::ToolTipBase, Token::Raised);
    set(QPalette::ToolTipText, Token::Text);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, color(Token::Strong));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, color(Token::Hover));
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, color(Token::Muted));
    return palette;
}

QFont Theme::font(double pixels, Weight weight)
{
    return sceneFont(pixels * typeFactor(), weight);
}

QFont Theme::sceneFont(double pixels, Weight weight)
{
    QFont font = makeFont({QStringLiteral("Roboto"), QStringLiteral("Noto Sans"), QStringLiteral("DejaVu Sans")}, pixels);
    font.setWeight(static_cast<QFont::Weight>(weight));
    return font;
}

QFont Theme::codeFont(double pixels)
{
    QFont font = makeFont({QStringLiteral("Noto Sans Mono"), QStringLiteral("DejaVu Sans Mono")}, pixels * typeFactor());
    font.setFixedPitch(true);
    font.setStyleHint(QFont::Monospace);
    return font;
}

void Theme::apply()
{
    if (QApplication::style()->name() != QLatin1String("fusion"))
        QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setPalette(palette());
    QApplication::setFont(sceneFont(12));
}

} // namespace highwater
