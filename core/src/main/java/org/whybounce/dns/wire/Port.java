package org.whybounce.dns.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// One socket, connected to one server, with the questions that are out on it.
final class Port {
    /// Questions after which a port is worn. A forger who found the number has these many ids to hit, and no more.
    private static final int USES = 128;

    /// The same in time, for one who asks seldom.
    private static final long AGE_NANOS = 5_000_000_000L;

    /// Room for answers that come faster than they are read: 1 MiB, or what the kernel grants.
    private static final int RECEIVE_BUFFER = 1 << 20;

    private final DatagramChannel channel;
    private final Map<Integer, Waiting> asked = new ConcurrentHashMap<>();
    private final AtomicInteger uses = new AtomicInteger();
    private final long opened = System.nanoTime();
    private volatile boolean retired;

    Port(InetSocketAddress server) throws IOException {
        channel = DatagramChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
            channel.configureBlocking(false);
            channel.connect(server);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e instanceof IOException io ? io : new IOException(e);
        }
    }

    DatagramChannel channel() {
        return channel;
    }

    boolean worn() {
        return retired || uses.get() >= USES || System.nanoTime() - opened > AGE_NANOS;
    }

    /// Takes a question in and gives its id, or -1 if the port was given up just now.
    int enter(Waiting asker, RandomIds random) {
        uses.incrementAndGet();
        while (!retired) {
            int id = random.next();
            if (asked.putIfAbsent(id, asker) == null) {
                if (retired) {
                    asked.remove(id, asker);
                    return -1;
                }
                return id;
            }
        }
        return -1;
    }

    void leave(int id, Waiting asker) {
        asked.remove(id, asker);
    }

    /// Sends; false if the kernel's buffer stays full, which is the same as a datagram lost.
    boolean send(ByteBuffer message) throws IOException {
        for (int i = 0; i < 50; i++) {
            if (channel.write(message) > 0) {
                return true;
            }
            LockSupport.parkNanos(100_000);
        }
        return false;
    }

    boolean deliver(byte[] message) {
        if (message.length < Query.HEADER) {
            return false;
        }
        Waiting asker = asked.get(Query.id(message));
        return asker != null && asker.take(message);
    }

    void fail(String why) {
        asked.values().forEach(asker -> asker.wake(new Heard.Unreachable(why)));
    }

    /// No new questions; closed by [#expire] when the last is answered.
    void retire() {
        retired = true;
    }

    /// Wakes who has waited long enough; true if the port is done with and now closed.
    boolean expire(long now) {
        for (Waiting asker : asked.values()) {
            if (asker.late(now)) {
                asker.wake(new Heard.Silence());
            }
        }
        if (worn()) {
            retired = true;
        }
        if (retired && asked.isEmpty()) {
            shut();
            return true;
        }
        return false;
    }

    void shut() {
        retired = true;
        try {
            channel.close();
        } catch (IOException nothingToSave) {
            retired = true;
        }
    }
}
