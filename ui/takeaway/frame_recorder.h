// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "units/error.h"

#include <QElapsedTimer>
#include <QImage>
#include <QObject>
#include <QPointer>
#include <QString>
#include <QTimer>

#include <memory>

class QWidget;

namespace highwater {

/// Records a window as an animated GIF, or as a folder of numbered PNG files. The window is read in the GUI thread, in bands when it is large,
/// so that it never waits long; scaling, colours and writing happen in a thread of its own. When that falls behind, frames are left out and
/// counted: the queue between them is short. Owned by the window's owner.
class FrameRecorder final : public QObject
{
    Q_OBJECT
public:
    enum class Format { Gif, PngSequence };
    struct Options
    {
        QString file; ///< of a GIF; of a sequence: the folder, which is made
        Format format = Format::Gif;
        double framesPerSecond = 10; ///< 1 to 30
        double scale = 1;            ///< pixels of the recording per pixel of the window, 0.1 to 1
    };
    static constexpr int mostFrames = 6000;
    static constexpr int mostQueued = 4;

    explicit FrameRecorder(QWidget* window, QObject* parent = nullptr);
    ~FrameRecorder() override;

    /// Fails with Io when nothing can be written there, and with OutOfRange while something is recorded.
    Result<void> start(const Options& options);
    /// Ends it; finished() or failed() comes when the file is whole. Nothing happens when nothing is recorded.
    void stop();
    [[nodiscard]] bool isRecording() const { return m_worker != nullptr; }
    /// The window is being read right now: what belongs to the recorder itself should not paint.
    [[nodiscard]] bool isGrabbing() const { return m_grabbing; }

    [[nodiscard]] int frames() const { return m_frames; }
    [[nodiscard]] int skipped() const { return m_skipped; }
    [[nodiscard]] double seconds() const { return static_cast<double>(m_clock.isValid() ? m_clock.elapsed() : 0) / 1000; }
    /// The longest time that the GUI thread was taken for a piece of a frame, in milliseconds.
    [[nodiscard]] double longestGrab() const { return m_longestGrab; }

Q_SIGNALS:
    void progressed(); ///< a frame was taken, or left out; also when recording begins or ends
    void finished(const QString& file, int frames, int skipped);
    void failed(const highwater::Error& error);

private:
    class Worker;

    void beginFrame();
    void grabBand();
    void endFrame();
    void reportDone();

    QPointer<QWidget> m_window;
    Options m_options;
    std::unique_ptr<Worker> m_worker;
    QTimer m_timer;
    QTimer m_bandTimer;
    QElapsedTimer m_clock;
    QImage m_image;    ///< the frame that is being read
    int m_band = 0;    ///< next to be read
    int m_bands = 1;
    double m_frameCost = 0; ///< milliseconds of the frame so far
    qint64 m_frameAt = 0;
    bool m_grabbing = false;
    int m_frames = 0;
    int m_skipped = 0;
    double m_longestGrab = 0;
};

} // namespace highwater
