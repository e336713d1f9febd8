// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/editor_panel.h"
#include "fake_run.h"
#include "session/pointers.h"
#include "session/session.h"

#include <QApplication>
#include <QFile>
#include <QMouseEvent>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace highwater::test {

using namespace Qt::Literals::StringLiterals;

/// The editor over a run without an engine: four nodes, "api" selected, edit mode on; and hands for it. A test calls begin() and end() around
/// each of its functions.
class EditorStand : public QObject
{
protected:
    static constexpr const char* scenarioText = R"j({
  "highwater": 1,
  "nodes": {
    "clients": {"type": "producer", "arrivals": "poisson(80/s)", "to": "api"},
    "api": {"type": "stage", "workers": {"service": "constant(5ms)"}, "to": "disk"},
    "disk": {"type": "stage", "workers": {"service": "constant(5ms)"}},
    "spare": {"type": "stage"}
  }
})j";

    void begin()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_theme = std::make_unique<Theme>(Theme::Choice::Dark);
        m_session = std::make_unique<Session>([](const Document& document) -> Checked<std::unique_ptr<Run>> {
            auto scenario = readScenario(document);
            if (!scenario)
                return tl::unexpected(scenario.error());
            return std::make_unique<FakeRun>(document, std::move(*scenario));
        });
        m_panel = std::make_unique<EditorPanel>(*m_session, *m_theme);
        m_panel->resize(1100, 640);
        m_panel->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
        openFile(QStringLiteral("one.highwater.json"), scenarioText);
        m_session->select(QStringLiteral("api"));
        m_panel->editor().setEditing(true);
        QApplication::setActiveWindow(m_panel.get());
    }
    void end()
    {
        m_panel.reset();
        m_session.reset();
    }

    [[nodiscard]] QRectF card(const QString& name) const
    {
        for (const NodeItem* node : m_panel->canvas().picture().nodes()) {
            if (node->face().name == name)
                return node->placed().rect;
        }
        return {};
    }
    [[nodiscard]] bool shows(const QString& name) const { return !card(name).isEmpty(); }
    [[nodiscard]] QPoint pointOf(QPointF scene) const { return m_panel->canvas().mapFromScene(scene); }
    [[nodiscard]] QPoint middle(const QString& name) const { return pointOf(card(name).center()); }
    [[nodiscard]] QPoint port(const QString& name) const { return pointOf(QPointF(card(name).right(), card(name).center().y())); }
    void mouse(QEvent::Type type, QPoint point, Qt::KeyboardModifiers modifiers = {}, Qt::MouseButton button = Qt::LeftButton)
    {
        QWidget* viewport = m_panel->canvas().viewport();
        const Qt::MouseButtons held = type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::MouseButtons(button);
        QMouseEvent event(type, point, viewport->mapToGlobal(point), type == QEvent::MouseMove ? Qt::NoButton : button, held, modifiers);
        QCoreApplication::sendEvent(viewport, &event);
    }
    void hover(QPoint point)
    {
        QWidget* viewport = m_panel->canvas().viewport();
        QMouseEvent event(QEvent::MouseMove, point, viewport->mapToGlobal(point), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
        QCoreApplication::sendEvent(viewport, &event);
    }
    void drag(QPoint from, QPoint to, Qt::KeyboardModifiers modifiers = {})
    {
        mouse(QEvent::MouseButtonPress, from, modifiers);
        mouse(QEvent::MouseMove, (from + to) / 2, modifiers);
        mouse(QEvent::MouseMove, to, modifiers);
        mouse(QEvent::MouseButtonRelease, to, modifiers);
    }
    void click(QPoint point, Qt::KeyboardModifiers modifiers = {})
    {
        mouse(QEvent::MouseButtonPress, point, modifiers);
        mouse(QEvent::MouseButtonRelease, point, modifiers);
    }
    void key(int key, Qt::KeyboardModifiers modifiers = {})
    {
        m_panel->canvas().setFocus();
        QTest::keyClick(&m_panel->canvas(), static_cast<Qt::Key>(key), modifiers);
    }
    [[nodiscard]] QString text() const { return QString::fromStdString(m_session->document().text()); }
    [[nodiscard]] QString get(const QString& pointer) const { return plain(m_session->document().get(pointer.toStdString())); }
    [[nodiscard]] bool has(const QString& name) const { return m_session->document().get(pointerTo(name).toStdString()).has_value(); }
    [[nodiscard]] int steps() const { return m_session->undoStack()->count(); }
    void openFile(const QString& name, const char* json)
    {
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(json);
        file.close();
        QVERIFY(m_session->open(file.fileName()));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<EditorPanel> m_panel;
};

} // namespace highwater::test
