// SPDX-License-Identifier: GPL-3.0-or-later
#include "said_words.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>

namespace highwater::test {

int TextCatcher::metric(PaintDeviceMetric metric) const
{
    switch (metric) {
    case PdmWidth:
    case PdmHeight:
        return 4000;
    case PdmWidthMM:
    case PdmHeightMM:
        return 1000;
    case PdmNumColors:
        return 1 << 24;
    case PdmDepth:
        return 32;
    case PdmDpiX:
    case PdmDpiY:
    case PdmPhysicalDpiX:
    case PdmPhysicalDpiY:
        return 96;
    case PdmDevicePixelRatio:
        return 1;
    case PdmDevicePixelRatioScaled:
        return static_cast<int>(devicePixelRatioFScale());
    }
    return 0;
}

QStringList saidBy(QWidget& widget)
{
    QStringList texts;
    QList<QWidget*> all = widget.findChildren<QWidget*>();
    all.prepend(&widget);
    for (QWidget* each : all) {
        if (!each->isVisibleTo(&widget))
            continue;
        texts << each->accessibleName() << each->accessibleDescription() << each->toolTip() << each->whatsThis();
        if (const auto* edit = qobject_cast<QLineEdit*>(each)) {
            texts << edit->text();
            continue;
        }
        if (const auto* button = qobject_cast<QAbstractButton*>(each))
            texts << button->text();
        if (const auto* label = qobject_cast<QLabel*>(each))
            texts << label->text();
        TextCatcher catcher;
        each->render(&catcher, QPoint(), QRegion(), QWidget::RenderFlags());
        texts << catcher.texts();
    }
    return texts;
}

QSet<QString> wordsIn(const QStringList& texts)
{
    static const QRegularExpression ofTheFile(QStringLiteral("[a-z][a-z0-9-]*\\((?:[^()]|\\([^()]*\\))*\\)"));
    static const QRegularExpression word(QStringLiteral("\\p{L}{3,}+(?!\\x{2026})"));
    QSet<QString> words;
    for (QString text : texts) {
        text.remove(ofTheFile);
        for (auto matches = word.globalMatch(text); matches.hasNext();)
            words.insert(matches.next().captured());
    }
    return words;
}

} // namespace highwater::test
