package org.whybounce.web.http;

import java.util.HashMap;
import java.util.Map;
import org.whybounce.net.IpPrefix;

/// Bounds the bytes of pastes that the server holds, from their arrival until their answer is sent, for all and for
/// each client network. Room is taken by bytes that have arrived: what a client says it is going to send costs nobody
/// anything.
///
/// A paste takes some six times its size while it is worked on, so an eighth of the heap is for their raw bytes. Of
/// that a quarter is kept for small pastes, which is what people send: a few networks with large mails take the rest
/// and no more.
public final class Uploads {
    /// A network's first bytes, which come out of the part that large mails leave free: a bounce with its headers is
    /// below 100 KiB.
    static final int SMALL = 256 * 1024;

    private final long forLarge;
    private final long forSmall;
    private final long forOne;
    private final Map<IpPrefix, Long> held = new HashMap<>();
    private long large;
    private long small;

    public Uploads(long heapBytes, int largest) {
        long all = Math.max(heapBytes / 8, 2L * largest);
        this.forSmall = all / 4;
        this.forLarge = all - forSmall;
        this.forOne = Math.max(all / 4, largest + 64L * 1024);
    }

    /// One body.
    public final class Body implements AutoCloseable {
        private final IpPrefix client;
        private long bytes;

        private Body(IpPrefix client) {
            this.client = client;
        }

        /// Room for so many bytes that have come. Without it the body is to be refused.
        public boolean add(int more) {
            synchronized (Uploads.this) {
                long before = held.getOrDefault(client, 0L);
                long after = before + more;
                long toSmall = Math.min(after, SMALL) - Math.min(before, SMALL);
                long toLarge = more - toSmall;
                if (after > forOne || small + toSmall > forSmall || large + toLarge > forLarge) {
                    return false;
                }
                small += toSmall;
                large += toLarge;
                held.put(client, after);
                bytes += more;
                return true;
            }
        }

        boolean scarce() {
            return Uploads.this.scarce();
        }

        /// Gives the room back; once is enough.
        @Override
        public void close() {
            synchronized (Uploads.this) {
                long before = held.getOrDefault(client, 0L);
                long after = before - bytes;
                long ofSmall = Math.min(before, SMALL) - Math.min(after, SMALL);
                small -= ofSmall;
                large -= bytes - ofSmall;
                bytes = 0;
                if (after == 0) {
                    held.remove(client);
                } else {
                    held.put(client, after);
                }
            }
        }
    }

    public Body open(IpPrefix client) {
        return new Body(Admission.neighbour(client));
    }

    /// Whether half of the room is taken: then bodies must come faster.
    synchronized boolean scarce() {
        return large > forLarge / 2 || small > forSmall / 2;
    }

    synchronized long held() {
        return large + small;
    }
}
