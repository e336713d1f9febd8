// SPDX-License-Identifier: GPL-3.0-or-later
#include "takeaway/report.h"

#include "charts/chart_stack.h"
#include "run/results_table.h"
#include "takeaway/caption.h"
#include "takeaway/clipping_device.h"
#include "takeaway/picture_export.h"
#include "theme/display_text.h"
#include "theme/icons.h"
#include "units/display.h"

#include <QApplication>
#include <QBuffer>
#include <QCoreApplication>
#include <QDateTime>
#include <QFontMetricsF>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QTextLayout>

#include <algorithm>
#include <array>
#include <cmath>

namespace highwater {

namespace {

constexpr int dotsPerInch = 96;
constexpr QSize page(794, 1123); ///< A4 at that
constexpr int margin = 48;
constexpr int footer = 34;
constexpr int width = page.width() - 2 * margin;
constexpr int lineHeight = 14;
constexpr int mostParameterLines = 11;
constexpr int mostNodes = 9;
constexpr int mostFindings = 6;
constexpr int leastCharts = 240;
constexpr int mostCharts = 460;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Report)
};

/// A column of the table of figures.
struct FigureColumn
{
    const char* title;
    const char* stage;    ///< name of the figure; empty: none
    const char* producer;
};
constexpr std::array<FigureColumn, 8> columns{{{QT_TRANSLATE_NOOP("Report", "throughput"), "throughput_per_s", "throughput_per_s"},
                                               {QT_TRANSLATE_NOOP("Report", "utilisation"), "utilisation", ""},
                                               {QT_TRANSLATE_NOOP("Report", "depth, mean"), "queue_depth.mean", ""},
                                               {QT_TRANSLATE_NOOP("Report", "wait p95"), "wait_s.p95", "wait_s.p95"},
                                               {QT_TRANSLATE_NOOP("Report", "time p50"), "sojourn_s.p50", "sojourn_s.p50"},
                                               {QT_TRANSLATE_NOOP("Report", "time p99"), "sojourn_s.p99", "sojourn_s.p99"},
                                               {QT_TRANSLATE_NOOP("Report", "loss"), "loss", "loss"},
                                               {QT_TRANSLATE_NOOP("Report", "bloat"), "bloat.grade", ""}}};
constexpr int nameWidth = 118;

QString shortened(const QString& text, const QFont& font, double room)
{
    return QFontMetricsF(font).elidedText(text, Qt::ElideRight, room);
}

QString wordOf(const QJsonValue& value)
{
    if (value.isString())
        return value.toString();
    if (value.isBool())
        return value.toBool() ? QStringLiteral("on") : QStringLiteral("off");
    return value.isNull() ? QStringLiteral("none") : QString::number(value.toDouble());
}

/// Words of a JSON object's leaves: "queue capacity 100".
void addLeaves(const QJsonValue& value, const QString& path, QStringList& leaves)
{
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto member = object.begin(); member != object.end(); ++member) {
            if (!member.key().startsWith(QLatin1String("x-")))
                addLeaves(member.value(), path.isEmpty() ? member.key() : path + QLatin1Char(' ') + member.key(), leaves);
        }
    } else if (value.isArray()) {
        QStringList elements;
        for (const QJsonValue& element : value.toArray()) {
            QStringList inner;
            addLeaves(element, {}, inner);
            elements << inner.join(QLatin1Char(' '));
        }
        leaves << path + QStringLiteral(" [") + elements.join(QStringLiteral("; ")) + QLatin1Char(']');
    } else {
        const QString text = wordOf(value);
        leaves << (path.isEmpty() ? text : path + QLatin1Char(' ') + text);
    }
}

/// "api: its queue never drains", for a finding about a node.
QString wordsOf(const Finding& finding)
{
    static const QString nodes = QStringLiteral("/nodes/");
    const QString where = qtText(finding.where);
    const QString name = where.startsWith(nodes) ? where.mid(nodes.size()).section(QLatin1Char('/'), 0, 0) : QString();
    const QString words = qtText(finding.text);
    if (name.isEmpty() || words.contains(name))
        return words;
    QString plain = name;
    plain.replace(QStringLiteral("~1"), QStringLiteral("/")).replace(QStringLiteral("~0"), QStringLiteral("~"));
    return plain + QStringLiteral(": ") + words;
}

/// Writes from the top to the bottom of the page.
class Writer
{
public:
    Writer(QPainter& painter, const ReportPage& what, const Theme& theme) : m_painter(painter), m_page(what), m_theme(theme) {}

    void write()
    {
        writeHead();
        writeParameters();
        writeFigures();
        // Charts take what the findings leave.
        const int findings = findingsHeight();
        const int room = page.height() - margin - footer - m_y - findings - 34;
        writeCharts(std::clamp(room, leastCharts, mostCharts));
        writeFindings();
        writeFoot();
    }

private:
    [[nodiscard]] QColor color(Token token) const { return Theme::colorOf(token, false); }
    void pen(const QFont& font, Token token)
    {
        m_painter.setFont(font);
        m_painter.setPen(color(token));
    }
    void text(double x, double baseline, const QString& words, const QFont& font, Token token)
    {
        pen(font, token);
        m_painter.drawText(QPointF(x, baseline), words);
    }
    void rule() { m_painter.fillRect(QRectF(margin, m_y, width, 1), color(Token::Border)); }
    void heading(const QString& words, const QString& note = {})
    {
        m_y += 12;
        const QFont font = Theme::font(13, Weight::Bold);
        text(margin, m_y + 13, words, font, Token::Text);
        const double x = margin + QFontMetricsF(font).horizontalAdvance(words) + 10;
        text(x, m_y + 13, shortened(note, Theme::font(11), margin + width - x), Theme::font(11), Token::Muted);
        m_y += 19;
        rule();
        m_y += 5;
    }
    /// Lines of a paragraph in a column; draws them when wanted. Returns their height.
    int paragraph(double x, double room, const QString& words, const QFont& font, Token token, int mostLines, bool draw)
    {
        QTextLayout layout(words, font);
        layout.beginLayout();
        QStringList lines;
        for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
            line.setLineWidth(room);
            lines << words.mid(line.textStart(), line.textLength()).trimmed();
        }
        layout.endLayout();
        if (lines.size() > mostLines)
            lines = lines.mid(0, mostLines - 1) << shortened(words.mid(static_cast<qsizetype>(layout.lineAt(mostLines - 1).textStart())), font, room);
        for (qsizetype i = 0; draw && i < lines.size(); ++i)
            text(x, m_y + lineHeight * static_cast<int>(i) + 11, lines[i], font, token);
        return static_cast<int>(lines.size()) * lineHeight;
    }

    void writeHead()
    {
        m_y = margin;
        const QFont title = Theme::font(22, Weight::Bold);
        text(margin, m_y + 18, shortened(qtText(m_page.report.scenario), title, width - 110), title, Token::Text);
        const double badge = std::ceil(QFontMetricsF(Theme::font(10.5, Weight::Medium)).horizontalAdvance(badgeText(m_page.report.mode))) + 17;
        paintBadge(m_painter, m_theme, m_page.report.mode, {margin + width - badge, m_y + 10.0});
        m_y += 28;
        if (!m_page.description.isEmpty())
            m_y += paragraph(margin, width, m_page.description, Theme::font(12), Token::Muted, 3, true);
        m_y += 4;
    }

    void line(const QString& words, const QFont& font, Token token)
    {
        text(margin, m_y + 11, words, font, token);
        m_y += lineHeight;
    }

    void writeParameters()
    {
        const QFont plain = Theme::font(11);
        const QFont strong = Theme::font(11, Weight::Medium);
        const bool changed = !m_page.differences.isEmpty();
        heading(Words::tr("Parameters"), m_page.file.isEmpty() ? QString() : m_page.file);
        int lines = 0;
        for (const QString& difference : m_page.differences) {
            if (++lines > mostParameterLines - 3)
                break;
            line(QStringLiteral("\u25cf ") + shortened(difference, strong, width - 16), strong, Token::Text);
        }
        if (!changed)
            line(Words::tr("As in the file."), strong, Token::Text);
        else if (m_page.differences.size() >= lines && lines > mostParameterLines - 3)
            line(Words::tr("and %1 changes more").arg(m_page.differences.size() - lines + 1), plain, Token::Muted);
        for (const QString& parameter : m_page.parameters) {
            if (lines >= mostParameterLines) {
                line(Words::tr("and more in the scenario file"), plain, Token::Muted);
                break;
            }
            const int tall = paragraph(margin, width, parameter, Theme::font(11), Token::Muted, 2, true);
            lines += tall / lineHeight;
            m_y += tall;
        }
    }

    [[nodiscard]] QString runsText() const
    {
        const Report& report = m_page.report;
        if (report.mode == Mode::Measured)
            return Words::tr("measured once, until %1; one run has no intervals").arg(qtText(displayClock(fromSeconds(report.duration))));
        const QString length = qtText(displayDuration(report.duration));
        if (!report.replicated)
            return Words::tr("one run of %1; no intervals").arg(length);
        return Words::tr("means of %1 runs of %2, ± half of the %3 % interval").arg(report.replications).arg(length).arg(report.confidence * 100);
    }

    void figure(double right, int top, const Figure* of)
    {
        const QFont font = Theme::font(11);
        const QFont small = Theme::font(10);
        const bool known = of && (of->value || !of->text.empty());
        const QString value = !known ? QStringLiteral("\u2013") : of->value ? qtText(displayFigure(of->name, *of->value)) : qtText(of->text);
        text(right - QFontMetricsF(font).horizontalAdvance(value), top + 11, value, font, Token::Text);
        if (!known || !of->halfWidth)
            return;
        const QString half = QStringLiteral("± ") + qtText(displayFigure(of->name, *of->halfWidth));
        text(right - QFontMetricsF(small).horizontalAdvance(half), top + 23, half, small, Token::Muted);
    }

    void writeFigures()
    {
        heading(Words::tr("Figures"), runsText());
        constexpr double columnWidth = static_cast<double>(width - nameWidth) / static_cast<double>(columns.size());
        const QFont head = Theme::font(10, Weight::Medium);
        for (std::size_t c = 0; c < columns.size(); ++c) {
            const QString title = Words::tr(columns[c].title);
            const double right = margin + nameWidth + columnWidth * static_cast<double>(c + 1);
            text(right - QFontMetricsF(head).horizontalAdvance(title), m_y + 10, title, head, Token::Muted);
        }
        m_y += 16;
        const int rowHeight = m_page.report.replicated ? 27 : 16;
        int rows = 0;
        for (const NodeReport& node : m_page.report.nodes) {
            if (++rows > mostNodes) {
                line(Words::tr("and %1 nodes more").arg(m_page.report.nodes.size() - static_cast<std::size_t>(mostNodes)), Theme::font(11), Token::Muted);
                break;
            }
            text(margin, m_y + 11, shortened(qtText(node.name), Theme::font(11, Weight::Medium), nameWidth - 8), Theme::font(11, Weight::Medium), Token::Text);
            if (rowHeight > 20)
                text(margin, m_y + 23, qtText(node.type), Theme::font(10), Token::Muted);
            for (std::size_t c = 0; c < columns.size(); ++c) {
                const char* name = node.isProducer ? columns[c].producer : columns[c].stage;
                figure(margin + nameWidth + columnWidth * static_cast<double>(c + 1), m_y, find(node.figures, name));
            }
            m_y += rowHeight;
        }
        writeGoals();
    }

    void writeGoals()
    {
        for (const ObjectiveOutcome& goal : m_page.report.objectives) {
            const QString value = goal.value ? qtText(displayFigure(goal.figure, *goal.value)) : QStringLiteral("\u2013");
            const QString half = goal.halfWidth ? QStringLiteral(" ± ") + qtText(displayFigure(goal.figure, *goal.halfWidth)) : QString();
            m_painter.drawPixmap(QPointF(margin, m_y), iconPixmap(goal.met ? u"check" : u"warn", 12, color(Token::Text), 3));
            const QString words = Words::tr("Goal %1: %2, %3").arg(qtText(goal.text), goal.met ? Words::tr("met") : Words::tr("missed"), value + half);
            text(margin + 18, m_y + 11, words, Theme::font(11, Weight::Medium), Token::Text);
            m_y += lineHeight + 1;
        }
    }

    void writeCharts(int room)
    {
        const QString clock = m_page.snapshot ? qtText(displayClock(m_page.snapshot->now.time_since_epoch())) : QString();
        const QString stage = m_page.stage >= 0 && m_page.snapshot ? nodeName(*m_page.snapshot, m_page.stage) : QString();
        heading(Words::tr("Charts"), Words::tr("%1, the run in the window until %2").arg(stage, clock));
        // Drawn larger than the page has room for, so that the type of the charts is that of the page.
        constexpr double shrink = 0.85;
        ChartStack stack(m_theme);
        if (m_page.charts)
            stack.arrange(*m_page.charts);
        stack.resize(static_cast<int>(width / shrink), static_cast<int>(room / shrink));
        stack.show(m_page.snapshot, m_page.stage, std::nullopt);
        QPixmap laidOut(stack.size());
        stack.render(&laidOut);
        stack.show(m_page.snapshot, m_page.stage, std::nullopt);
        m_painter.save();
        m_painter.translate(margin, m_y);
        m_painter.scale(shrink, shrink);
        paintWidgets(&stack, m_painter, stack.rect());
        m_painter.restore();
        m_y += room;
    }

    int findingsHeight()
    {
        int sum = 0;
        for (std::size_t i = 0; i < std::min<std::size_t>(m_page.report.findings.size(), mostFindings); ++i)
            sum += paragraph(margin + 18, width - 18, wordsOf(m_page.report.findings[i]), Theme::font(11), Token::Text, 3, false) + 2;
        return sum + (m_page.report.findings.empty() ? lineHeight : 0) + 36;
    }

    void writeFindings()
    {
        heading(Words::tr("Findings"));
        if (m_page.report.findings.empty())
            line(m_page.report.mode == Mode::Measured ? Words::tr("Findings are made of simulated runs.") : Words::tr("Nothing to report."), Theme::font(11),
                 Token::Muted);
        int count = 0;
        for (const Finding& finding : m_page.report.findings) {
            const int bottom = page.height() - margin - footer;
            if (++count > mostFindings || m_y + lineHeight > bottom) {
                break;
            }
            const bool serious = finding.severity != Finding::Severity::Note;
            m_painter.drawPixmap(QPointF(margin, m_y), iconPixmap(serious ? u"warn" : u"info", 12, color(Token::Text), 3));
            m_y += paragraph(margin + 18, width - 18, wordsOf(finding), Theme::font(11), Token::Text, 3, true) + 2;
        }
    }

    void writeFoot()
    {
        m_y = page.height() - margin - 14;
        rule();
        const QStringList facts{Words::tr("seed %1").arg(m_page.report.seed),
                                Words::tr("%1 events").arg(qtText(displayCount(static_cast<double>(m_page.report.events)))),
                                badgeText(m_page.report.mode), QStringLiteral("Highwater ") + QCoreApplication::applicationVersion(),
                                QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd HH:mm"))};
        text(margin, m_y + 14, facts.join(separator()), Theme::font(10), Token::Muted);
    }

    QPainter& m_painter;
    const ReportPage& m_page;
    const Theme& m_theme; ///< of paper
    int m_y = 0;
};

} // namespace

QStringList parametersOf(const Document& document)
{
    QStringList lines;
    const QJsonObject nodes = QJsonDocument::fromJson(QByteArray::fromStdString(document.get("/nodes").value_or("{}"))).object();
    const auto scenario = readScenario(document);
    if (!scenario)
        return lines;
    for (const Node& node : scenario->nodes) {
        QStringList leaves;
        addLeaves(nodes.value(qtText(node.name)), {}, leaves);
        lines << qtText(node.name) + QStringLiteral(": ") + leaves.join(QStringLiteral(", "));
    }
    return lines;
}

QByteArray reportPdf(const ReportPage& what, const Theme& theme)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(dotsPerInch);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins(QMarginsF());
    writer.setTitle(qtText(what.report.scenario));
    writer.setCreator(QStringLiteral("Highwater ") + QCoreApplication::applicationVersion());
    // A page is white. A theme sets the colours of the whole program when it is made, which are put back at once.
    const Theme paper(Theme::Choice::Light);
    {
        QPainter target(&writer);
        ClippingDevice device(target, page);
        QPainter painter(&device);
        Writer(painter, what, paper).write();
    }
    QApplication::setPalette(theme.palette());
    return bytes;
}

} // namespace highwater
