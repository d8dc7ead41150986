package org.whybounce.report;

import java.io.IOException;
import java.io.InputStream;

/// What one input may still unpack to. It is one for all streams that come out of the input, one in the other or one
/// after the other.
final class Budget {
    private final ReportLimits limits;
    private final Counted packed;
    private long unpacked;

    Budget(ReportLimits limits, InputStream from) {
        this.limits = limits;
        this.packed = new Counted(from) {
            @Override
            void check() throws IOException {
                if (count() > limits.packed()) {
                    throw new Unreadable(
                            "it is larger than " + (limits.packed() >> 20) + " MiB, the most that is taken here");
                }
            }
        };
    }

    InputStream packed() {
        return packed;
    }

    /// A stream that was unpacked from this input.
    InputStream unpacked(InputStream from) {
        return new Counted(from) {
            private long last;

            @Override
            void check() throws IOException {
                unpacked += count() - last;
                last = count();
                if (unpacked > limits.unpacked()) {
                    throw new Unreadable("it unpacks to more than " + (limits.unpacked() >> 20) + " MiB");
                }
                if (unpacked > ReportLimits.RATIO_FROM && unpacked / limits.ratio() > packed.count()) {
                    throw new Unreadable(
                            "it unpacks to more than " + limits.ratio() + " times its size, as no report does");
                }
            }
        };
    }
}
