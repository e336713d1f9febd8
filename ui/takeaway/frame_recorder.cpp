// SPDX-License-Identifier: GPL-3.0-or-later
#include "takeaway/frame_recorder.h"

#include "takeaway/gif_writer.h"

#include <QDir>
#include <QPainter>
#include <QWidget>

#include <algorithm>
#include <cmath>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace highwater {

namespace {

constexpr double bandMilliseconds = 10; ///< what a band should cost at most
constexpr int mostBands = 8;
constexpr int lastFrameMilliseconds = 800;

struct Frame
{
    QImage image;
    qint64 at = 0; ///< milliseconds since the beginning
};

} // namespace

/// The other thread: takes frames from a short queue and writes them.
class FrameRecorder::Worker
{
public:
    Worker(const Options& options, std::optional<GifWriter> gif, std::function<void()> done)
        : m_options(options), m_gif(std::move(gif)), m_done(std::move(done)), m_thread([this] { run(); })
    {
    }
    ~Worker()
    {
        end();
        m_thread.join();
    }
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    /// False: the queue is full.
    bool take(QImage image, qint64 at)
    {
        {
            const std::lock_guard lock(m_mutex);
            if (m_queue.size() >= static_cast<std::size_t>(mostQueued))
                return false;
            m_queue.push_back({std::move(image), at});
        }
        m_wake.notify_one();
        return true;
    }
    [[nodiscard]] bool full() const
    {
        const std::lock_guard lock(m_mutex);
        return m_queue.size() >= static_cast<std::size_t>(mostQueued);
    }
    void end()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_ending = true;
        }
        m_wake.notify_one();
    }
    /// After done(): what went wrong; nothing: all is written.
    [[nodiscard]] std::optional<Error> fault() const
    {
        const std::lock_guard lock(m_mutex);
        return m_fault;
    }

private:
    void run()
    {
        std::optional<Frame> pending; // how long a frame is shown is known when the next one comes
        while (auto frame = next()) {
            const QSize size = (QSizeF(frame->image.size()) * m_options.scale).toSize().expandedTo({1, 1});
            if (frame->image.size() != size)
                frame->image = frame->image.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
            if (pending && !write(pending->image, static_cast<int>(frame->at - pending->at)))
                break;
            pending = std::move(frame);
        }
        if (pending && !fault())
            write(pending->image, lastFrameMilliseconds);
        if (m_gif && !fault())
            keep(m_gif->finish());
        m_done();
    }
    std::optional<Frame> next()
    {
        std::unique_lock lock(m_mutex);
        m_wake.wait(lock, [this] { return m_ending || !m_queue.empty(); });
        if (m_queue.empty())
            return std::nullopt;
        Frame frame = std::move(m_queue.front());
        m_queue.pop_front();
        return frame;
    }
    bool write(const QImage& image, int milliseconds)
    {
        if (m_gif)
            return keep(m_gif->add(image, milliseconds));
        const QString file = QDir(m_options.file).filePath(QStringLiteral("frame-%1.png").arg(++m_number, 5, 10, QLatin1Char('0')));
        return keep(image.save(file, "PNG") ? Result<void>() : failure(Errc::Io, file.toStdString(), "cannot be written"));
    }
    bool keep(const Result<void>& result)
    {
        if (!result) {
            const std::lock_guard lock(m_mutex);
            m_fault = result.error();
        }
        return result.has_value();
    }

    Options m_options;
    std::optional<GifWriter> m_gif;
    std::function<void()> m_done;
    int m_number = 0;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Frame> m_queue;    ///< guarded by m_mutex, as the next two
    bool m_ending = false;
    std::optional<Error> m_fault;
    std::thread m_thread; ///< last: it uses the others
};

FrameRecorder::FrameRecorder(QWidget* window, QObject* parent) : QObject(parent), m_window(window)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &FrameRecorder::beginFrame);
    m_bandTimer.setSingleShot(true);
    connect(&m_bandTimer, &QTimer::timeout, this, &FrameRecorder::grabBand);
}

FrameRecorder::~FrameRecorder() = default;

Result<void> FrameRecorder::start(const Options& options)
{
    if (m_worker || !m_window)
        return failure(Errc::OutOfRange, options.file.toStdString(), "something is recorded already");
    m_options = options;
    m_options.framesPerSecond = std::clamp(options.framesPerSecond, 1.0, 30.0);
    m_options.scale = std::clamp(options.scale, 0.1, 1.0);
    std::optional<GifWriter> gif;
    m_image = QImage(m_window->size(), QImage::Format_RGB32);
    if (m_options.format == Format::Gif) {
        auto opened = GifWriter::open(m_options.file, (QSizeF(m_image.size()) * m_options.scale).toSize().expandedTo({1, 1}));
        if (!opened)
            return tl::unexpected(opened.error());
        gif.emplace(std::move(*opened));
    } else if (!QDir().mkpath(m_options.file)) {
        return failure(Errc::Io, m_options.file.toStdString(), "the folder cannot be made");
    }
    m_frames = 0;
    m_skipped = 0;
    m_longestGrab = 0;
    m_bands = mostBands / 2; // nobody knows yet what this window costs
    m_clock.start();
    const auto done = [this] { QMetaObject::invokeMethod(this, &FrameRecorder::reportDone, Qt::QueuedConnection); };
    m_worker = std::make_unique<Worker>(m_options, std::move(gif), done);
    m_timer.start(static_cast<int>(std::lround(1000 / m_options.framesPerSecond)));
    Q_EMIT progressed();
    return {};
}

void FrameRecorder::stop()
{
    if (!m_worker)
        return;
    m_timer.stop();
    m_bandTimer.stop();
    m_worker->end();
}

void FrameRecorder::beginFrame()
{
    if (!m_window || m_frames >= mostFrames) {
        stop();
        return;
    }
    if (m_bandTimer.isActive() || m_worker->full()) {
        ++m_skipped;
        Q_EMIT progressed();
        return;
    }
    m_band = 0;
    m_frameCost = 0;
    m_frameAt = m_clock.elapsed();
    grabBand();
}

/// Reads a band of the window. A frame in several bands is read within a few turns of the event loop.
void FrameRecorder::grabBand()
{
    if (!m_window || !m_worker)
        return;
    QElapsedTimer timer;
    timer.start();
    const int top = m_window->height() * m_band / m_bands;
    const int bottom = m_window->height() * (m_band + 1) / m_bands;
    const QRect band = QRect(0, top, m_window->width(), bottom - top) & m_image.rect();
    m_grabbing = true;
    if (m_band == 0 && m_window->size() != m_image.size())
        m_image.fill(Qt::black); // the window is smaller than it was: the rest stays empty
    m_window->render(&m_image, band.topLeft(), QRegion(band), QWidget::DrawWindowBackground | QWidget::DrawChildren);
    m_grabbing = false;
    const double cost = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    m_longestGrab = std::max(m_longestGrab, cost);
    m_frameCost += cost;
    if (++m_band < m_bands)
        m_bandTimer.start(0);
    else
        endFrame();
}

void FrameRecorder::endFrame()
{
    if (m_worker->take(m_image.copy(), m_frameAt))
        ++m_frames;
    else
        ++m_skipped;
    m_bands = std::clamp(static_cast<int>(std::ceil(m_frameCost / bandMilliseconds)), 1, mostBands);
    Q_EMIT progressed();
}

void FrameRecorder::reportDone()
{
    const auto fault = m_worker->fault();
    m_timer.stop();
    m_bandTimer.stop();
    m_worker.reset();
    m_image = {};
    Q_EMIT progressed();
    if (fault)
        Q_EMIT failed(*fault);
    else
        Q_EMIT finished(m_options.file, m_frames, m_skipped);
}

} // namespace highwater
