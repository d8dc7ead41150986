package org.whybounce.dns.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.whybounce.dns.Deadline;

/// Many questions at once over few sockets.
///
/// Each server has a handful of [Port]s: sockets that are connected to it, so that the kernel itself drops what comes
/// from any other address and tells of "port unreachable". A question goes out from a port and with an id that are
/// both
/// drawn at random; a port is given up after some questions or seconds, so that one who guesses has to begin anew.
/// The
/// asking thread sends by itself and then parks; one thread reads all ports and wakes whoever is answered. A datagram
/// that answers nothing that was asked is counted and forgotten: a stray or forged one must not end a lookup that the
/// true answer, right behind it, would complete.
///
/// Time-outs need no timer of their own: as long as anybody waits, the reading thread looks every [#TICK]
/// milliseconds
/// at who has waited long enough.
final class Datagrams implements AutoCloseable {
    /// Ports open at once per server. With 4, some 4 x 28,000 port numbers stand against a forger at any moment.
    private static final int PORTS = 4;

    /// Milliseconds by which a time-out may be late.
    private static final int TICK = 20;

    /// Larger than the size we offer by EDNS, since servers exist that do not listen.
    private static final int BUFFER = 4096 + 512;

    private final RandomIds random = new RandomIds();
    private final Map<InetSocketAddress, AtomicReferenceArray<@Nullable Port>> lanes = new ConcurrentHashMap<>();
    private final List<Port> open = new ArrayList<>();
    private final AtomicLong strays = new AtomicLong();
    private final AtomicLong waiting = new AtomicLong();
    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private volatile boolean idle;
    private volatile boolean closed;

    Datagrams() throws IOException {
        selector = Selector.open();
        Thread.ofPlatform().daemon().name("whybounce-dns").start(this::listen);
    }

    /// Asks one server once and waits for its answer, at the latest until the deadline.
    Heard ask(InetSocketAddress server, Query query, Deadline deadline) {
        Waiting asker = new Waiting(query, Thread.currentThread(), deadline);
        Port port = null;
        int id = 0;
        waiting.incrementAndGet();
        try {
            while (port == null) {
                port = port(server);
                id = port.enter(asker, random);
                if (id < 0) {
                    port = null;
                }
            }
            if (idle) {
                selector.wakeup();
            }
            if (!port.send(ByteBuffer.wrap(query.bytes(id)))) {
                return new Heard.Silence();
            }
            return asker.await();
        } catch (PortUnreachableException e) {
            return new Heard.Unreachable("nothing listens there");
        } catch (ClosedChannelException e) {
            return new Heard.Unreachable("the resolver was closed");
        } catch (IOException e) {
            return new Heard.Unreachable(String.valueOf(e.getMessage()));
        } finally {
            waiting.decrementAndGet();
            if (port != null) {
                port.leave(id, asker);
            }
        }
    }

    /// One of the server's ports, drawn at random; a new one in place of one that has served its time.
    private Port port(InetSocketAddress server) throws IOException {
        AtomicReferenceArray<@Nullable Port> lane = lanes.get(server);
        if (lane == null) {
            lane = lanes.computeIfAbsent(server, s -> new AtomicReferenceArray<>(PORTS));
        }
        int drawn = random.next() % PORTS;
        Port ready = lane.get(drawn);
        if (ready != null && !ready.worn()) {
            return ready;
        }
        synchronized (lane) {
            Port port = lane.get(drawn);
            if (port == null || port.worn()) {
                if (closed) {
                    throw new ClosedChannelException();
                }
                if (port != null) {
                    port.retire();
                }
                port = new Port(server);
                lane.set(drawn, port);
                synchronized (open) {
                    open.add(port);
                }
                port.channel().register(selector, SelectionKey.OP_READ, port);
                selector.wakeup();
            }
            return port;
        }
    }

    private void listen() {
        long swept = System.nanoTime();
        while (!closed) {
            try {
                idle = waiting.get() == 0;
                // Who comes between the line above and the call below sees that we idle, and wakes us.
                selector.select(this::read, idle && waiting.get() == 0 ? 0 : TICK);
                idle = false;
                long now = System.nanoTime();
                if (now - swept >= TICK * 1_000_000L) {
                    swept = now;
                    sweep(now);
                }
            } catch (IOException | RuntimeException e) {
                // A port that breaks is dropped by read(); nothing else may stop the one thread that wakes the
                // others.
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    private void sweep(long now) {
        synchronized (open) {
            open.removeIf(port -> port.expire(now));
        }
    }

    private void read(SelectionKey key) {
        if (!(key.attachment() instanceof Port port)) {
            return;
        }
        try {
            while (true) {
                buffer.clear();
                if (port.channel().read(buffer) <= 0) {
                    return;
                }
                byte[] message = new byte[buffer.flip().remaining()];
                buffer.get(message);
                if (!port.deliver(message)) {
                    strays.incrementAndGet();
                }
            }
        } catch (PortUnreachableException e) {
            port.fail("nothing listens there");
        } catch (IOException e) {
            port.retire();
            port.fail(String.valueOf(e.getMessage()));
        }
    }

    /// Datagrams that answered nothing that was asked.
    long strays() {
        return strays.get();
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        synchronized (open) {
            open.forEach(port -> {
                port.fail("the resolver was closed");
                port.shut();
            });
            open.clear();
        }
        try {
            selector.close();
        } catch (IOException nothingToSave) {
            closed = true;
        }
    }
}
