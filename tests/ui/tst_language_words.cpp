// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a German window says anything in English: the words that it says in both languages are those that are the same in both.
#include "canvas/hop_item.h"
#include "canvas/node_item.h"
#include "canvas/node_painter.h"
#include "canvas_pictures.h"
#include "canvas_stand.h"
#include "charts/mark_flag.h"
#include "inspector/inspector_panel.h"
#include "inspector/knob_list.h"
#include "inspector/parameters.h"
#include "kinds_scenario.h"
#include "manners/language.h"
#include "said_words.h"
#include "shell/status_line.h"
#include "window_stand.h"

#include <QTest>
#include <QTranslator>

using namespace highwater;
using highwater::test::saidBy;
using highwater::test::TextCatcher;
using highwater::test::wordsIn;
using highwater::test::WindowStand;

using MakePicture = Snapshot (*)();

namespace {

/// The same in both languages, names of methods and persons, and what only the scenario file says.
const QString sameInBoth = QStringLiteral(
    "Little Worker Client Clients Credit Credits Bytes KiB MiB min Pipeline Bloat Start Status Escape Retry After "
    "gRPC grpc Envoy envoy fifo lifo adapt codel pie red controlled delay expon lognormal vegas aimd gradient "
    "watermark error hang");

void forgetLanguage()
{
    for (QTranslator* translator : QCoreApplication::instance()->findChildren<QTranslator*>()) {
        QCoreApplication::removeTranslator(translator);
        delete translator;
    }
}

/// names: of nodes and readers, which nobody translates.
template <typename Say>
void compareLanguages(Say say, const QStringList& names, int atLeast)
{
    QSet<QString> words[2];
    for (const int german : {0, 1}) {
        forgetLanguage();
        const QString code = german ? QStringLiteral("de") : QStringLiteral("en");
        QCOMPARE(language::install(code), code);
        words[german] = wordsIn(say());
    }
    for (const auto& each : words)
        QVERIFY2(each.size() >= atLeast, qPrintable(QString::number(each.size())));
    QSet<QString> english = words[0].intersect(words[1]);
    english.subtract(wordsIn(names));
    english.subtract(wordsIn({sameInBoth}));
    QStringList sorted(english.begin(), english.end());
    sorted.sort();
    QVERIFY2(sorted.isEmpty(), qPrintable(sorted.join(u' ')));
}

QStringList namesIn(const Snapshot& snapshot)
{
    QStringList names;
    for (const NodeView& node : snapshot.nodes) {
        names << QString::fromStdString(node.name);
        for (const ConsumerView& reader : node.consumers)
            names << QString::fromStdString(reader.name);
    }
    return names;
}

QStringList saidByFace(const Theme& theme, const NodeFace& face)
{
    const NodeWords& words = face.words;
    QStringList texts{face.look.word, words.note, words.age, words.servers, words.line, words.shortLine, words.more, words.sentence};
    texts += words.extras;
    for (const RowWords& row : words.rows)
        texts << row.lag;
    TextCatcher catcher;
    {
        QPainter painter(&catcher);
        paintNode(painter, theme, face, {0, 0, 2000, 140}, Detail::Full);
    }
    return texts + catcher.texts();
}

QStringList saidByHop(const Theme& theme, const HopFace& face)
{
    TextCatcher catcher;
    {
        QPainter painter(&catcher);
        paintHop(painter, theme, face, {0, 0, 400, 46}, Detail::Full);
    }
    return catcher.texts() + QStringList{face.caption, face.sentence};
}

QStringList saidByChain(const WaitChain& chain)
{
    QStringList texts{chain.title, chain.detail, chain.cure};
    for (const WaitStep& step : chain.steps)
        texts << step.reason << step.limit << step.time;
    return texts;
}

QStringList saidByCanvas(const Snapshot& snapshot)
{
    Stand stand({1600, 900});
    QStringList texts;
    for (const bool who : {false, true}) {
        stand.canvas.setWhoWaits(who);
        stand.run(snapshot, 3);
        texts += saidBy(stand.canvas);
        const PipelinePicture& picture = stand.canvas.picture();
        for (const NodeItem* item : picture.nodes())
            texts += saidByFace(stand.theme, item->face());
        for (const HopItem* item : picture.hops()) {
            if (item)
                texts += saidByHop(stand.theme, item->face());
        }
        for (const Annotation& note : picture.annotations())
            texts << note.text;
        texts += saidByChain(picture.chain());
    }
    return texts;
}

QStringList saidByInspector(const Document& document, double seconds, QStringList& names)
{
    Session session;
    Theme theme;
    InspectorPanel panel(&session, &theme);
    panel.resize(312, 3000);
    panel.show();
    QStringList texts = saidBy(panel); // nothing is chosen
    if (!session.openDocument(document, QStringLiteral("scenario")))
        return {};
    session.runTo(seconds);
    if (!QTest::qWaitFor([&] { return session.snapshot() && !session.isRunning() && toSeconds(session.snapshot()->now) >= seconds; }, 20000))
        return {};
    names += namesIn(*session.snapshot());
    for (const NodeView& node : session.snapshot()->nodes) {
        session.select(QString::fromStdString(node.name));
        for (KnobList* list : panel.findChildren<KnobList*>())
            list->setMoreOpen(true);
        texts += saidBy(panel);
    }
    return texts;
}

Document documentOf(const char* scenario)
{
    QFile file(QStringLiteral(HIGHWATER_SOURCE_DIR "/scenarios/%1.highwater.json").arg(QLatin1String(scenario)));
    return file.open(QIODevice::ReadOnly) ? Document::parse(file.readAll().toStdString()).value() : Document();
}

} // namespace

class TestLanguageWords : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup() { forgetLanguage(); }
    void theCanvasSaysNothingInEnglish_data();
    void theCanvasSaysNothingInEnglish();
    void theInspectorSaysNothingInEnglish_data();
    void theInspectorSaysNothingInEnglish();
    void whatWasChangedIsSaidInGerman();
    void flagsOfMarksAndTheStatusLineSayNothingInEnglish();
    void aWordThatStaysEnglishIsFound();
};

void TestLanguageWords::theCanvasSaysNothingInEnglish_data()
{
    QTest::addColumn<MakePicture>("picture");
    QTest::newRow("a chain of waiting") << &chainPicture;
    QTest::newRow("states of stages") << &statesPicture;
    QTest::newRow("states of producers") << &producersPicture;
    QTest::newRow("no limits") << &unlimitedPicture;
    QTest::newRow("feedback") << &feedbackPicture;
    QTest::newRow("kinds") << &kindsPicture;
    QTest::newRow("channels") << &channelsPicture;
    QTest::newRow("balancers") << &balancersPicture;
    QTest::newRow("hops") << &hopsPicture;
    QTest::newRow("troubles") << &troublesPicture;
}

void TestLanguageWords::theCanvasSaysNothingInEnglish()
{
    QFETCH(MakePicture, picture);
    const Snapshot snapshot = picture();
    compareLanguages([&] { return saidByCanvas(snapshot); }, namesIn(snapshot), 20);
}

void TestLanguageWords::theInspectorSaysNothingInEnglish_data()
{
    QTest::addColumn<QByteArray>("scenario");
    QTest::newRow("everything that a node may have") << QByteArray();
    for (const char* scenario : {"03-water-marks", "07-retry-storm", "20-late-autoscale", "22-soft-and-hard-limit", "24-slowest-consumer",
                                 "25-hostile-client", "29-socket-buffers", "31-elephants-and-mice"})
        QTest::newRow(scenario) << QByteArray(scenario);
}

void TestLanguageWords::theInspectorSaysNothingInEnglish()
{
    QFETCH(QByteArray, scenario);
    const Document document = scenario.isEmpty() ? Document::parse(fullScenario).value() : documentOf(scenario.constData());
    QStringList names;
    compareLanguages([&] { return saidByInspector(document, 12, names); }, names, 80);
}

void TestLanguageWords::whatWasChangedIsSaidInGerman()
{
    QCOMPARE(language::install(QStringLiteral("de")), QStringLiteral("de"));
    const auto file = readScenario(Document::parse(fullScenario).value());
    QVERIFY(file);
    auto now = *file;
    auto& api = std::get<StageNode>(now.nodes[static_cast<std::size_t>(*now.find("api"))].kind);
    api.workers = 7;
    api.queue.capacity = 250;
    api.queue.whenFull = flow::WhenFull::DropNewest;
    QCOMPARE(differences(now, *file), (QStringList{QStringLiteral("api: Worker 4 → 7"), QStringLiteral("api: Kapazität 100 → 250"),
                                                   QStringLiteral("api: wenn voll blockieren → neueste verwerfen")}));
}

void TestLanguageWords::flagsOfMarksAndTheStatusLineSayNothingInEnglish()
{
    QStringList names;
    compareLanguages(
        [&] {
            WindowStand stand;
            QStringList texts;
            if (!stand.session.open(QStringLiteral(HIGHWATER_SOURCE_DIR "/scenarios/03-water-marks.highwater.json")) || !stand.runTo(20))
                return texts;
            names += namesIn(*stand.session.snapshot());
            for (MarkFlag* flag : stand.window.findChildren<MarkFlag*>())
                texts += saidBy(*flag);
            return texts + saidBy(*stand.window.findChild<StatusLine*>());
        },
        names, 8);
}

/// The tests above are worth something only when they see what is painted.
void TestLanguageWords::aWordThatStaysEnglishIsFound()
{
    TextCatcher catcher;
    {
        QPainter painter(&catcher);
        painter.scale(2, 2);
        painter.drawText(QPointF(10, 10), QStringLiteral("wants 150/s"));
    }
    QCOMPARE(wordsIn(catcher.texts()), QSet<QString>{QStringLiteral("wants")});
    QCOMPARE(wordsIn({QStringLiteral("such as poisson(80/s), closed(users=50, think=exponential(1s)) or none")}),
             (QSet<QString>{QStringLiteral("such"), QStringLiteral("none")}));
}

QTEST_MAIN(TestLanguageWords)
#include "tst_language_words.moc"
