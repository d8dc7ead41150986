package org.whybounce.web.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A response of server-sent events. It begins with the first event, so that a check which is refused still has
/// a
/// status of its own. Questions may be asked by several threads at once; events are written one after the
/// other.
public final class EventStream {
    /// Keeps nginx from holding events back.
    private static final HeaderName UNBUFFERED = HeaderNames.create("X-Accel-Buffering");

    private final Exchange exchange;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable OutputStream out;
    private boolean gone;

    public EventStream(Exchange exchange) {
        this.exchange = exchange;
    }

    public boolean begun() {
        lock.lock();
        try {
            return out != null;
        } finally {
            lock.unlock();
        }
    }

    /// Whether anyone still listens; false once the person has closed the page.
    public boolean send(String event, String data) {
        lock.lock();
        try {
            if (gone) {
                return false;
            }
            OutputStream stream = out;
            if (stream == null) {
                exchange.response().header(HeaderNames.CONTENT_TYPE, "text/event-stream; charset=utf-8");
                exchange.response().header(UNBUFFERED, "no");
                stream = exchange.response().outputStream();
                out = stream;
            }
            StringBuilder block = new StringBuilder(data.length() + 64);
            block.append("event: ").append(event).append('\n');
            data.lines().forEach(line -> block.append("data: ").append(line).append('\n'));
            block.append('\n');
            stream.write(block.toString().getBytes(StandardCharsets.UTF_8));
            stream.flush();
            return true;
        } catch (IOException | RuntimeException e) {
            gone = true;
            return false;
        } finally {
            lock.unlock();
        }
    }

    public void close() {
        lock.lock();
        try {
            if (out != null && !gone) {
                out.close();
            }
        } catch (IOException | RuntimeException e) {
            gone = true;
        } finally {
            lock.unlock();
        }
    }
}
