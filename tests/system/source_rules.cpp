// SPDX-License-Identifier: GPL-3.0-or-later
#include "source_rules.h"

#include <QRegularExpression>

namespace highwater::test {

namespace {

/// Each folder may include itself and what stands before it.
const QStringList& coreOrder()
{
    static const QStringList order{"units", "metrics", "flow", "streams", "scenario", "sim", "store", "live", "run", "analysis", "lessons"};
    return order;
}
const QStringList& uiOrder()
{
    static const QStringList order{"theme",   "session", "charts", "canvas", "inspector", "library", "findings", "time",
                                   "compare", "journey", "editor", "lesson", "takeaway",  "manners", "shell"};
    return order;
}
/// Folders of the core that must not know what time it is.
const QStringList& timeless()
{
    static const QStringList folders{"units", "metrics", "flow", "streams", "scenario", "sim"};
    return folders;
}

QString fault(const QString& path, qsizetype line, const QString& what)
{
    return QStringLiteral("%1:%2: %3").arg(path).arg(line).arg(what);
}

/// The lines of a C++ source without its comments; strings are kept.
QStringList codeLines(QString text)
{
    static const QRegularExpression pattern(QStringLiteral(R"re("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|//[^\n]*|/\*.*?\*/)re"),
                                            QRegularExpression::DotMatchesEverythingOption);
    qsizetype at = 0;
    for (auto match = pattern.match(text); match.hasMatch(); match = pattern.match(text, at)) {
        const QString found = match.captured();
        at = match.capturedEnd();
        if (found.startsWith(u'/')) {
            // Line numbers must stay as they are.
            const QString blank(found.count(u'\n'), u'\n');
            text.replace(match.capturedStart(), found.size(), blank);
            at = match.capturedStart() + blank.size();
        }
    }
    return text.split(u'\n');
}

/// Position in the one order of all folders; -1: not a folder of the core or of the dashboard.
qsizetype rankOf(const QString& folder)
{
    const qsizetype inCore = coreOrder().indexOf(folder);
    if (inCore >= 0) {
        return inCore;
    }
    const qsizetype inUi = uiOrder().indexOf(folder);
    return inUi < 0 ? -1 : coreOrder().size() + inUi;
}

bool isCxx(const QString& path)
{
    return path.endsWith(QLatin1String(".h")) || path.endsWith(QLatin1String(".cpp"));
}

QString projectIncludeFault(const QString& top, const QString& folder, const QString& header)
{
    const QString from = header.section(u'/', 0, 0);
    if (!header.contains(u'/')) {
        return top == QLatin1String("app") ? QString() : QStringLiteral("includes \"%1\" without its folder").arg(header);
    }
    const qsizetype there = rankOf(from);
    if (there < 0) {
        return top == QLatin1String("app") ? QString() : QStringLiteral("includes \"%1\", a folder that has no place in the order").arg(header);
    }
    if (top == QLatin1String("app")) {
        return folder == QLatin1String("cli") && uiOrder().contains(from)
                   ? QStringLiteral("includes \"%1\", but the command line knows no windows").arg(header)
                   : QString();
    }
    return there > rankOf(folder) ? QStringLiteral("includes \"%1\", which stands after %2 in the order").arg(header, folder) : QString();
}

} // namespace

QStringList includeFaults(const QString& path, const QString& text)
{
    const QString top = path.section(u'/', 0, 0);
    const QString folder = path.section(u'/', 1, 1);
    const bool isCore = top == QLatin1String("core");
    const bool isUi = top == QLatin1String("ui");
    if (!isCxx(path) || (!isCore && !isUi && top != QLatin1String("app"))) {
        return {};
    }
    if ((isCore && !coreOrder().contains(folder)) || (isUi && !uiOrder().contains(folder))) {
        return {fault(path, 1, QStringLiteral("the folder %1 has no place in the order").arg(folder))};
    }
    static const QRegularExpression include(QStringLiteral(R"re(^\s*#\s*include\s*([<"])([^>"]+)[>"])re"));
    static const QRegularExpression qtHeader(QStringLiteral("^(Qt?[A-Z]|Qt)"));
    const bool hasSockets = isCore && folder == QLatin1String("live"); // Qt Core and Network
    const bool withoutQt = (isCore && !hasSockets) || (top == QLatin1String("app") && folder == QLatin1String("cli"));
    QStringList faults;
    const QStringList lines = codeLines(text);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const auto match = include.match(lines[i]);
        if (!match.hasMatch()) {
            continue;
        }
        const QString header = match.captured(2);
        if (match.captured(1) == QLatin1String("<")) {
            if (withoutQt && qtHeader.match(header).hasMatch()) {
                faults << fault(path, i + 1, QStringLiteral("includes <%1>, but %2 does without Qt").arg(header, isCore ? top : folder));
            }
            continue;
        }
        const QString wrong = projectIncludeFault(top, folder, header);
        if (!wrong.isEmpty()) {
            faults << fault(path, i + 1, wrong);
        }
    }
    return faults;
}

QStringList clockFaults(const QString& path, const QString& text)
{
    if (!isCxx(path) || path.section(u'/', 0, 0) != QLatin1String("core") || !timeless().contains(path.section(u'/', 1, 1))) {
        return {};
    }
    static const QRegularExpression clock(
        QStringLiteral(R"re(\w*_clock\s*::\s*now|QElapsedTimer|QDateTime\s*::\s*current|QTimer|\bstd::j?thread\b|\bthis_thread\b|)re"
                       R"re(#\s*include\s*<thread>|\btime\s*\(\s*(nullptr|NULL|0)\s*\)|\bclock_gettime\b|\bgettimeofday\b|\brandom_device\b)re"));
    QStringList faults;
    const QStringList lines = codeLines(text);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const auto match = clock.match(lines[i]);
        if (match.hasMatch()) {
            faults << fault(path, i + 1, QStringLiteral("uses %1, but is told the time and given its random numbers").arg(match.captured()));
        }
    }
    return faults;
}

QStringList formFaults(const QString& path, const QString& text)
{
    constexpr qsizetype mostLines = 600;
    // Spelled in two parts, so that this file does not name what it looks for.
    static const QRegularExpression mark(QStringLiteral("\\b(TO" "DO|FIX" "ME|X" "XX|HA" "CK)\\b"));
    QStringList faults;
    const QStringList lines = text.split(u'\n');
    const QString licence = (isCxx(path) ? QStringLiteral("// ") : QStringLiteral("# ")) + QStringLiteral("SPDX-License-Identifier: GPL-3.0-or-later");
    const qsizetype first = lines.first().startsWith(QLatin1String("#!")) ? 1 : 0;
    if (lines.value(first) != licence) {
        faults << fault(path, first + 1, QStringLiteral("should be \"%1\"").arg(licence));
    }
    const qsizetype count = lines.size() - (lines.last().isEmpty() ? 1 : 0);
    if (count > mostLines) {
        faults << fault(path, count, QStringLiteral("has %1 lines; a file is one subject, and %2 lines are the most").arg(count).arg(mostLines));
    }
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const auto match = mark.match(lines[i]);
        if (match.hasMatch()) {
            faults << fault(path, i + 1, QStringLiteral("leaves a %1").arg(match.captured()));
        }
    }
    return faults;
}

bool belongsAtTop(const QString& name)
{
    static const QStringList known{"CMakeLists.txt", "CMakePresets.json", "CMakeUserPresets.json", "README.md", "LICENSE", "app", "core", "ui",
                                   "scenarios", "tests", "resources", "build", "compile_commands.json"};
    return name.startsWith(u'.') || known.contains(name) || name.endsWith(QLatin1String(".user"));
}

} // namespace highwater::test
