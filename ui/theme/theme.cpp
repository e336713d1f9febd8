// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/theme.h"

#include <QApplication>
#include <QStyle>
#include <QStyleFactory>

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
    Q_EMIT changed();
}

QColor Theme::colorOf(Token token, bool dark)
{
    const auto& colors = table[static_cast<std::size_t>(token)];
    return QColor::fromRgb(dark ? colors.dark : colors.light);
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
    QFont font = makeFont({QStringLiteral("Roboto"), QStringLiteral("Noto Sans"), QStringLiteral("DejaVu Sans")}, pixels);
    font.setWeight(static_cast<QFont::Weight>(weight));
    return font;
}

QFont Theme::codeFont(double pixels)
{
    QFont font = makeFont({QStringLiteral("Noto Sans Mono"), QStringLiteral("DejaVu Sans Mono")}, pixels);
    font.setFixedPitch(true);
    font.setStyleHint(QFont::Monospace);
    return font;
}

void Theme::apply()
{
    if (QApplication::style()->name() != QLatin1String("fusion"))
        QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setPalette(palette());
    QApplication::setFont(font(12));
}

} // namespace highwater
