// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/heat_map.h"
#include "compare/variants.h"
#include "theme/theme.h"

#include <QApplication>
#include <QFontInfo>
#include <QFontMetricsF>
#include <QSignalSpy>
#include <QStyle>
#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

using namespace highwater;

namespace {

using Triple = std::array<double, 3>;

Triple linearOf(const QColor& color)
{
    const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return {linear(static_cast<double>(color.redF())), linear(static_cast<double>(color.greenF())),
            linear(static_cast<double>(color.blueF()))};
}

/// WCAG 2: (L1 + 0.05) / (L2 + 0.05).
double contrast(const QColor& a, const QColor& b)
{
    const auto luminance = [](const QColor& color) {
        const auto [red, green, blue] = linearOf(color);
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const double one = luminance(a) + 0.05;
    const double other = luminance(b) + 0.05;
    return std::max(one, other) / std::min(one, other);
}

enum class Sight { Normal, Deuteranopia, Protanopia, Tritanopia };

/// Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB.
Triple seen(const Triple& rgb, Sight sight)
{
    using Matrix = std::array<Triple, 3>;
    static const std::array<Matrix, 4> matrices{
        Matrix{Triple{1, 0, 0}, Triple{0, 1, 0}, Triple{0, 0, 1}},
        Matrix{Triple{0.367322, 0.860646, -0.227968}, Triple{0.280085, 0.672501, 0.047413},
               Triple{-0.011820, 0.042940, 0.968881}},
        Matrix{Triple{0.152286, 1.052583, -0.204868}, Triple{0.114503, 0.786281, 0.099216},
               Triple{-0.003882, -0.048116, 1.051998}},
        Matrix{Triple{1.255528, -0.076749, -0.178779}, Triple{-0.078411, 0.930809, 0.147602},
               Triple{0.004733, 0.691367, 0.303900}}};
    Triple result{};
    for (std::size_t row = 0; row < 3; ++row) {
        const auto& m = matrices[static_cast<std::size_t>(sight)][row];
        result[row] = std::clamp(m[0] * rgb[0] + m[1] * rgb[1] + m[2] * rgb[2], 0.0, 1.0);
    }
    return result;
}

/// CIE L*a*b* under D65.
Triple labOf(const Triple& rgb)
{
    const double x = (0.4124564 * rgb[0] + 0.3575761 * rgb[1] + 0.1804375 * rgb[2]) / 0.95047;
    const double y = 0.2126729 * rgb[0] + 0.7151522 * rgb[1] + 0.0721750 * rgb[2];
    const double z = (0.0193339 * rgb[0] + 0.1191920 * rgb[1] + 0.9503041 * rgb[2]) / 1.08883;
    const auto f = [](double t) { return t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116; };
    return {116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))};
}

/// CIEDE2000 after Sharma, Wu and Dalal 2005, with all weights 1.
double distance(const Triple& one, const Triple& other)
{
    constexpr double pi = std::numbers::pi;
    const auto radians = [](double degrees) { return degrees * pi / 180; };
    const double meanChroma = (std::hypot(one[1], one[2]) + std::hypot(other[1], other[2])) / 2;
    const double seventh = std::pow(meanChroma, 7);
    const double g = 0.5 * (1 - std::sqrt(seventh / (seventh + std::pow(25.0, 7))));
    const double a1 = (1 + g) * one[1];
    const double a2 = (1 + g) * other[1];
    const double c1 = std::hypot(a1, one[2]);
    const double c2 = std::hypot(a2, other[2]);
    const auto hue = [](double a, double b) {
        const double angle = a == 0 && b == 0 ? 0 : std::atan2(b, a);
        return angle < 0 ? angle + 2 * pi : angle;
    };
    const double h1 = hue(a1, one[2]);
    const double h2 = hue(a2, other[2]);
    double turn = h2 - h1;
    double sum = h1 + h2;
    if (c1 * c2 == 0) {
        turn = 0;
    } else if (std::abs(turn) > pi) {
        turn += turn > 0 ? -2 * pi : 2 * pi;
        sum += sum < 2 * pi ? 2 * pi : -2 * pi;
    }
    const double h = c1 * c2 == 0 ? h1 + h2 : sum / 2;
    const double deltaL = other[0] - one[0];
    const double deltaC = c2 - c1;
    const double deltaH = 2 * std::sqrt(c1 * c2) * std::sin(turn / 2);
    const double l = (one[0] + other[0]) / 2;
    const double c = (c1 + c2) / 2;
    const double t = 1 - 0.17 * std::cos(h - radians(30)) + 0.24 * std::cos(2 * h) + 0.32 * std::cos(3 * h + radians(6)) -
                     0.20 * std::cos(4 * h - radians(63));
    const double sl = 1 + 0.015 * (l - 50) * (l - 50) / std::sqrt(20 + (l - 50) * (l - 50));
    const double sc = 1 + 0.045 * c;
    const double sh = 1 + 0.015 * c * t;
    const double bend = radians(30) * std::exp(-std::pow((h * 180 / pi - 275) / 25, 2));
    const double rc = 2 * std::sqrt(std::pow(c, 7) / (std::pow(c, 7) + std::pow(25.0, 7)));
    const double rt = -std::sin(2 * bend) * rc;
    const double x = deltaL / sl;
    const double y = deltaC / sc;
    const double z = deltaH / sh;
    return std::sqrt(x * x + y * y + z * z + rt * y * z);
}

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void distanceMatchesThePublishedPairs();
    void wordsContrastWithWhatTheyStandOn_data();
    void wordsContrastWithWhatTheyStandOn();
    void drawingsContrastWithWhatTheyStandOn_data();
    void drawingsContrastWithWhatTheyStandOn();
    void contrastsAreThoseOfTheDesign();
    void coloursOfASetStayApartForEveryEye_data();
    void coloursOfASetStayApartForEveryEye();
    void heatIsReadByItsLightnessAlone();
    void highContrastDeservesItsName();
    void digitsAreOfEqualWidth_data();
    void digitsAreOfEqualWidth();
    void choiceReachesTheWholeApplication();
    void changedIsSaidOnlyWhenAColourDiffers();
    void withReducedMotionNotEvenTheTextCursorBlinks();
};

void TestTheme::distanceMatchesThePublishedPairs()
{
    // Rows 1, 7, 13, 17 and 25 of the test data of Sharma, Wu and Dalal.
    const auto near = [](double value, double expected) { return std::abs(value - expected) < 1e-4; };
    QVERIFY(near(distance({50, 2.6772, -79.7751}, {50, 0, -82.7485}), 2.0425));
    QVERIFY(near(distance({50, 0, 0}, {50, -1, 2}), 2.3669));
    QVERIFY(near(distance({50, -0.001, 2.49}, {50, 0.0009, -2.49}), 4.8045));
    QVERIFY(near(distance({50, 2.5, 0}, {73, 25, -18}), 27.1492));
    QVERIFY(near(distance({60.2574, -34.0099, 36.2677}, {60.4626, -34.1751, 39.4387}), 1.2644));
}

void TestTheme::wordsContrastWithWhatTheyStandOn_data()
{
    QTest::addColumn<Token>("ink");
    QTest::addColumn<Token>("paper");
    for (const auto& [ink, name] : {std::pair{Token::Text, "text"}, {Token::Muted, "muted"}, {Token::Accent, "accent"}}) {
        QTest::addRow("%s on window", name) << ink << Token::Window;
        QTest::addRow("%s on canvas", name) << ink << Token::Canvas;
        QTest::addRow("%s on surface", name) << ink << Token::Surface;
        QTest::addRow("%s on raised", name) << ink << Token::Raised;
    }
    QTest::newRow("text on sel") << Token::Text << Token::Selected;
    QTest::newRow("muted on sel") << Token::Muted << Token::Selected;
    QTest::newRow("text on hover") << Token::Text << Token::Hover;
    QTest::newRow("on-accent on accent") << Token::OnAccent << Token::Accent;
    QTest::newRow("inverted time tag") << Token::Surface << Token::Text;
    QTest::newRow("inverted now tag") << Token::Surface << Token::Muted;
}

void TestTheme::wordsContrastWithWhatTheyStandOn()
{
    QFETCH(Token, ink);
    QFETCH(Token, paper);
    for (const bool dark : {true, false})
        QVERIFY2(contrast(Theme::colorOf(ink, dark), Theme::colorOf(paper, dark)) >= 4.5, dark ? "dark" : "light");
}

void TestTheme::drawingsContrastWithWhatTheyStandOn_data()
{
    QTest::addColumn<Token>("ink");
    for (const auto& [ink, name] :
         {std::pair{Token::Strong, "strong"}, {Token::Flowing, "flowing"}, {Token::Filling, "filling"},
          {Token::Pressed, "pressed"}, {Token::Blocked, "blocked"}, {Token::Dropped, "dropped"}, {Token::Idle, "idle"},
          {Token::Busy, "busy"}, {Token::P50, "p50"}, {Token::P95, "p95"}, {Token::P99, "p99"}, {Token::Max, "max"},
          {Token::Offered, "offered"}, {Token::Accepted, "accepted"}, {Token::Completed, "completed"},
          {Token::Refused, "refused"}, {Token::Ghost, "ghost"}})
        QTest::newRow(name) << ink;
}

void TestTheme::drawingsContrastWithWhatTheyStandOn()
{
    QFETCH(Token, ink);
    for (const bool dark : {true, false}) {
        for (const auto paper : {Token::Window, Token::Surface, Token::Raised})
            QVERIFY2(contrast(Theme::colorOf(ink, dark), Theme::colorOf(paper, dark)) >= 3.0, dark ? "dark" : "light");
    }
}

void TestTheme::contrastsAreThoseOfTheDesign()
{
    const auto is = [](Token ink, Token paper, bool dark, double expected) {
        return std::abs(contrast(Theme::colorOf(ink, dark), Theme::colorOf(paper, dark)) - expected) <= 0.06;
    };
    QVERIFY(is(Token::Text, Token::Window, true, 15.0));
    QVERIFY(is(Token::Text, Token::Surface, false, 16.2));
    QVERIFY(is(Token::Muted, Token::Selected, true, 5.9));
    QVERIFY(is(Token::Muted, Token::Selected, false, 5.6));
    QVERIFY(is(Token::OnAccent, Token::Accent, true, 8.8));
    QVERIFY(is(Token::OnAccent, Token::Accent, false, 6.2));
    QVERIFY(is(Token::Pressed, Token::Window, false, 3.1));
    QVERIFY(is(Token::Blocked, Token::Raised, true, 3.3));
    QVERIFY(is(Token::P95, Token::Window, true, 10.8));
    QVERIFY(is(Token::P99, Token::Window, false, 3.7));
}

void TestTheme::coloursOfASetStayApartForEveryEye_data()
{
    QTest::addColumn<std::vector<Token>>("set");
    QTest::addColumn<bool>("dark");
    for (const bool dark : {true, false}) {
        const char* theme = dark ? "dark" : "light";
        QTest::addRow("states, %s", theme)
            << std::vector{Token::Flowing, Token::Filling, Token::Pressed, Token::Blocked, Token::Dropped, Token::Idle, Token::Busy}
            << dark;
        QTest::addRow("latency, %s", theme) << std::vector{Token::P50, Token::P95, Token::P99, Token::Max} << dark;
        QTest::addRow("throughput, %s", theme)
            << std::vector{Token::Offered, Token::Accepted, Token::Completed, Token::Refused} << dark;
        QTest::addRow("variants, %s", theme) << std::vector<Token>(Variants::colours.begin(), Variants::colours.end()) << dark;
    }
}

void TestTheme::coloursOfASetStayApartForEveryEye()
{
    QFETCH(std::vector<Token>, set);
    QFETCH(bool, dark);
    for (const auto sight : {Sight::Normal, Sight::Deuteranopia, Sight::Protanopia, Sight::Tritanopia}) {
        for (std::size_t i = 0; i < set.size(); ++i) {
            for (std::size_t k = i + 1; k < set.size(); ++k) {
                const auto one = labOf(seen(linearOf(Theme::colorOf(set[i], dark)), sight));
                const auto other = labOf(seen(linearOf(Theme::colorOf(set[k], dark)), sight));
                QVERIFY2(distance(one, other) >= 10,
                         qPrintable(QStringLiteral("sight %1, colours %2 and %3: %4")
                                        .arg(static_cast<int>(sight)).arg(i).arg(k).arg(distance(one, other))));
            }
        }
    }
}

/// More is lighter for every eye, in steps that can be told apart.
void TestTheme::heatIsReadByItsLightnessAlone()
{
    for (const auto sight : {Sight::Normal, Sight::Deuteranopia, Sight::Protanopia, Sight::Tritanopia}) {
        double before = -1;
        for (int tenth = 0; tenth <= 10; ++tenth) {
            const double lightness = labOf(seen(linearOf(QColor::fromRgb(heatColor(tenth / 10.0))), sight))[0];
            QVERIFY2(lightness > before + 4, qPrintable(QStringLiteral("sight %1, share %2: %3").arg(static_cast<int>(sight)).arg(tenth).arg(lightness)));
            before = lightness;
        }
    }
}

void TestTheme::highContrastDeservesItsName()
{
    for (const bool dark : {true, false}) {
        const auto ratio = [&](Token ink, Token paper) { return contrast(Theme::strongColorOf(ink, dark), Theme::strongColorOf(paper, dark)); };
        for (const Token paper : {Token::Window, Token::Canvas, Token::Surface, Token::Raised, Token::Selected}) {
            QVERIFY(ratio(Token::Text, paper) >= 10);
            QVERIFY(ratio(Token::Muted, paper) >= 7);
            QVERIFY2(ratio(Token::Accent, paper) >= 7 || paper == Token::Selected, qPrintable(QString::number(ratio(Token::Accent, paper))));
        }
        QVERIFY(ratio(Token::OnAccent, Token::Accent) >= 7);
        for (const Token paper : {Token::Window, Token::Surface, Token::Raised}) {
            QVERIFY(ratio(Token::Strong, paper) >= 7);
            // An outline that says nothing elsewhere is drawn as one that does.
            QVERIFY(ratio(Token::Border, paper) >= 4.5);
            for (int ink = static_cast<int>(Token::Flowing); ink < tokenCount; ++ink)
                QVERIFY2(ratio(static_cast<Token>(ink), paper) >= 3, qPrintable(QString::number(ink)));
        }
    }
    Theme theme(Theme::Choice::Dark);
    QSignalSpy changed(&theme, &Theme::changed);
    theme.setHighContrast(true);
    theme.setHighContrast(true);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(theme.color(Token::Window), QColor(Qt::black));
    QCOMPARE(theme.color(Token::Blocked), Theme::colorOf(Token::Blocked, true));
}

void TestTheme::digitsAreOfEqualWidth_data()
{
    QTest::addColumn<QFont>("font");
    for (const double pixels : {10.5, 11.0, 12.0, 12.5, 22.0}) {
        QTest::addRow("%.1f px", pixels) << Theme::font(pixels);
        QTest::addRow("%.1f px medium", pixels) << Theme::font(pixels, Weight::Medium);
        QTest::addRow("%.1f px bold", pixels) << Theme::font(pixels, Weight::Bold);
        QTest::addRow("%.1f px code", pixels) << Theme::codeFont(pixels);
    }
}

void TestTheme::digitsAreOfEqualWidth()
{
    QFETCH(QFont, font);
    const QFontMetricsF metrics(font);
    const double zero = metrics.horizontalAdvance(QLatin1Char('0'));
    QVERIFY(zero > 4);
    for (char digit = '1'; digit <= '9'; ++digit)
        QCOMPARE(metrics.horizontalAdvance(QLatin1Char(digit)), zero);
    for (const char16_t letter : u"≤±−\u2009≈–")
        QVERIFY(letter == 0 || metrics.inFontUcs4(letter));
}

void TestTheme::choiceReachesTheWholeApplication()
{
    Theme theme(Theme::Choice::Dark);
    QVERIFY(theme.isDark());
    QCOMPARE(QApplication::palette().color(QPalette::WindowText), theme.color(Token::Text));
    QCOMPARE(QApplication::style()->name(), QStringLiteral("fusion"));
    QCOMPARE(QApplication::font().families().constFirst(), QStringLiteral("Roboto"));
    theme.setChoice(Theme::Choice::Light);
    QVERIFY(!theme.isDark());
    QCOMPARE(QApplication::palette().color(QPalette::Window), QColor(0xff, 0xff, 0xff));
}

void TestTheme::changedIsSaidOnlyWhenAColourDiffers()
{
    Theme theme(Theme::Choice::Dark);
    QSignalSpy changed(&theme, &Theme::changed);
    theme.setChoice(Theme::Choice::Dark);
    QCOMPARE(changed.count(), 0);
    theme.setChoice(Theme::Choice::Light);
    QCOMPARE(changed.count(), 1);
    // The desktop of the tests has light windows.
    theme.setChoice(Theme::Choice::System);
    QCOMPARE(theme.choice(), Theme::Choice::System);
    QCOMPARE(changed.count(), 1);
    theme.setChoice(Theme::Choice::Dark);
    QCOMPARE(changed.count(), 2);
}

void TestTheme::withReducedMotionNotEvenTheTextCursorBlinks()
{
    Theme theme(Theme::Choice::Dark);
    const int before = QApplication::cursorFlashTime();
    QVERIFY(before > 0);
    theme.setReducedMotion(true);
    QCOMPARE(QApplication::cursorFlashTime(), 0);
    theme.setReducedMotion(false);
    QCOMPARE(QApplication::cursorFlashTime(), before);
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
