package org.whybounce.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.whybounce.net.IpPrefix;

class UploadsTest {
    private static final int MAIL = 10 << 20;

    private final Uploads uploads = new Uploads(256L << 20, MAIL);

    private static IpPrefix client(int n) {
        return IpPrefix.parse("198.51." + n + ".0/24").orElseThrow();
    }

    /// Adds until there is no more room; gives the bytes that fitted.
    private static long fill(Uploads.Body body, long most) {
        long bytes = 0;
        while (bytes < most && body.add(16 * 1024)) {
            bytes += 16 * 1024;
        }
        return bytes;
    }

    @Test
    void whatIsOnlyDeclaredTakesNothing() {
        for (int i = 0; i < 100; i++) {
            uploads.open(client(i));
        }
        assertThat(uploads.held()).isZero();
        assertThat(fill(uploads.open(client(200)), MAIL)).isEqualTo(MAIL);
    }

    @Test
    void aFewNetworksFillTheirPartAndSmallPastesStillFit() {
        List<Uploads.Body> held = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            for (int j = 0; j < 3; j++) {
                Uploads.Body body = uploads.open(client(i));
                held.add(body);
                assertThat(fill(body, MAIL)).isLessThanOrEqualTo(MAIL);
            }
        }
        assertThat(uploads.held()).isLessThanOrEqualTo(32L << 20);
        for (int i = 100; i < 120; i++) {
            try (Uploads.Body honest = uploads.open(client(i))) {
                assertThat(fill(honest, 200_000)).isGreaterThanOrEqualTo(200_000);
            }
        }
        held.forEach(Uploads.Body::close);
        held.forEach(Uploads.Body::close);
        assertThat(uploads.held()).isZero();
    }

    @Test
    void oneNetworkHasItsShareHoweverManyConnections() {
        long all = 0;
        for (int j = 0; j < 40; j++) {
            all += fill(uploads.open(client(1)), MAIL);
        }
        assertThat(all).isBetween((long) MAIL, MAIL + 128L * 1024);
    }
}
