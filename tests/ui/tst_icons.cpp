// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/icons.h"

#include <QDir>
#include <QImage>
#include <QSet>
#include <QTest>

using namespace highwater;

class IconsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyDrawingRendersInItsColourAlone_data();
    void everyDrawingRendersInItsColourAlone();
    void aPixmapIsAsLargeAsTheScreenNeeds();
    void aDisabledIconIsStrong();
    void everyStateOfANodeHasItsWordAndShape_data();
    void everyStateOfANodeHasItsWordAndShape();
    void theRibbonsStatesAreThoseOfTheCanvas();
};

namespace {

/// Pixels that are drawn at all, and how many of them have the given hue exactly.
std::pair<int, int> countPixels(const QImage& image, const QColor& color)
{
    int drawn = 0;
    int same = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            if (pixel.alpha() > 8)
                ++drawn;
            if (pixel.alpha() > 200 && std::abs(pixel.red() - color.red()) < 6 &&
                std::abs(pixel.green() - color.green()) < 6 && std::abs(pixel.blue() - color.blue()) < 6)
                ++same;
        }
    }
    return {drawn, same};
}

} // namespace

void IconsTest::everyDrawingRendersInItsColourAlone_data()
{
    QTest::addColumn<QString>("name");
    const QDir folder(QStringLiteral(HIGHWATER_SOURCE_DIR "/resources/icons"));
    const auto files = folder.entryList({QStringLiteral("*.svg")});
    QVERIFY(files.size() >= 43);
    for (const auto& file : files)
        QTest::newRow(qPrintable(file)) << file.chopped(4);
}

void IconsTest::everyDrawingRendersInItsColourAlone()
{
    QFETCH(QString, name);
    const QColor color(0xe5, 0x8f, 0x1c);
    const QImage image = iconPixmap(name, 16, color, 2.0).toImage().convertToFormat(QImage::Format_ARGB32);
    const auto [drawn, same] = countPixels(image, color);
    QVERIFY2(drawn > 24, "nothing to see");
    QVERIFY2(drawn < 32 * 32 * 3 / 4, "a box, not a drawing");
    QVERIFY2(same > drawn / 4, "not in the colour that was asked for");
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            QVERIFY2(pixel.alpha() < 200 || pixel.red() > 0x90, "a second colour");
        }
    }
}

void IconsTest::aPixmapIsAsLargeAsTheScreenNeeds()
{
    QCOMPARE(iconPixmap(u"play", 12, Qt::white, 1.0).size(), QSize(12, 12));
    const QPixmap sharp = iconPixmap(u"play", 12, Qt::white, 2.0);
    QCOMPARE(sharp.size(), QSize(24, 24));
    QCOMPARE(sharp.deviceIndependentSize(), QSizeF(12, 12));
    QCOMPARE(iconPixmap(u"play", 12, Qt::white, 2.0).cacheKey(), sharp.cacheKey());
}

void IconsTest::aDisabledIconIsStrong()
{
    Theme theme(Theme::Choice::Dark);
    const QIcon icon = themedIcon(u"pause", theme, Token::Accent);
    const auto image = [&](QIcon::Mode mode) { return icon.pixmap(QSize(24, 24), mode).toImage(); };
    QCOMPARE(image(QIcon::Normal).size(), QSize(24, 24));
    QVERIFY(countPixels(image(QIcon::Normal), theme.color(Token::Accent)).second > 20);
    QVERIFY(countPixels(image(QIcon::Disabled), theme.color(Token::Strong)).second > 20);
}

void IconsTest::everyStateOfANodeHasItsWordAndShape_data()
{
    QTest::addColumn<NodeView>("node");
    QTest::addColumn<Token>("token");
    QTest::addColumn<QString>("icon");
    QTest::addColumn<QString>("word");

    const auto stage = [](NodeState state) {
        NodeView node;
        node.state = state;
        return node;
    };
    const auto producer = [&](NodeState state) {
        NodeView node = stage(state);
        node.isProducer = true;
        return node;
    };
    const auto row = [](const char* name, const NodeView& node, Token token, const char* icon, const char* word) {
        QTest::newRow(name) << node << token << QString::fromLatin1(icon) << QString::fromLatin1(word);
    };

    row("stage idle", stage(NodeState::Idle), Token::Idle, "idle", "idle");
    row("stage flowing", stage(NodeState::Flowing), Token::Flowing, "flowing", "flowing");
    row("stage filling", stage(NodeState::Filling), Token::Filling, "filling", "filling");
    row("stage pressed", stage(NodeState::Pressed), Token::Pressed, "pressed", "pressed");
    row("stage blocked", stage(NodeState::Blocked), Token::Blocked, "blocked", "blocked");
    NodeView refusing = stage(NodeState::Dropping);
    refusing.totals.refused = 160;
    refusing.offeredRate = 960;
    refusing.acceptedRate = 800;
    refusing.refusedRate = 160;
    row("stage that turns items away", refusing, Token::Dropped, "refused", "refusing");
    NodeView dropping = stage(NodeState::Dropping);
    dropping.totals.dropped = 160;
    dropping.offeredRate = dropping.acceptedRate = 960;
    dropping.refusedRate = 160;
    row("stage that loses items inside", dropping, Token::Dropped, "dropped", "dropping");

    row("producer idle", producer(NodeState::Idle), Token::Idle, "idle", "idle");
    NodeView thinking = producer(NodeState::Idle);
    thinking.thinking = 50;
    row("closed producer idle", thinking, Token::Idle, "idle", "thinking");
    row("producer flowing", producer(NodeState::Flowing), Token::Flowing, "flowing", "sending");
    row("producer waiting", producer(NodeState::Waiting), Token::Pressed, "waiting", "waiting");
    NodeView shedding = producer(NodeState::Dropping);
    shedding.refusedRate = 60;
    row("producer that sheds", shedding, Token::Dropped, "dropped", "shedding");
    NodeView retrying = producer(NodeState::Dropping);
    retrying.retriedRate = 210;
    row("producer that retries", retrying, Token::Dropped, "refused", "retrying");
}

void IconsTest::everyStateOfANodeHasItsWordAndShape()
{
    QFETCH(NodeView, node);
    const StateLook look = lookOf(node);
    QTEST(look.token, "token");
    QTEST(look.icon, "icon");
    QTEST(look.word, "word");
    QVERIFY(!iconPixmap(look.icon, 12, Qt::white, 1.0).isNull());
}

void IconsTest::theRibbonsStatesAreThoseOfTheCanvas()
{
    QSet<QString> words;
    for (std::size_t i = 0; i < levelStateCount; ++i)
        words.insert(lookOf(static_cast<LevelState>(i)).word);
    QCOMPARE(words, (QSet<QString>{QStringLiteral("flowing"), QStringLiteral("filling"), QStringLiteral("pressed"),
                                   QStringLiteral("blocked")}));
    QCOMPARE(lookOf(LevelState::Blocked).token, Token::Blocked);
}

QTEST_MAIN(IconsTest)
#include "tst_icons.moc"
