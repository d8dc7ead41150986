package org.whybounce.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.whybounce.budget.CpuTime;
import org.whybounce.check.report.CheckOptions;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.sender.DomainTally;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// What a server does when it is asked too much: rates, places, joining, leaving, stopping.
class LimitsTest {
    private static final byte[] PASTE = "550 5.7.1 refused".getBytes(StandardCharsets.UTF_8);

    @Test
    void aNetworkHasItsChecksAMinute() throws Exception {
        Settings settings = Served.withLimits(Served.settings(), WebLimits.DEFAULTS.withRates(3, 5), "127.0.0.0/8");
        try (Served served = new Served(settings, (s, o) -> new Slow(0))) {
            for (int i = 0; i < 3; i++) {
                assertThat(explain(served, "192.0.2." + i).statusCode()).isEqualTo(200);
            }
            HttpResponse<byte[]> fourth = explain(served, "192.0.2.99");
            assertThat(fourth.statusCode()).isEqualTo(429);
            assertThat(Integer.parseInt(
                            fourth.headers().firstValue("Retry-After").orElse("0")))
                    .isBetween(1, 60);
            // Another network, and one of IPv6 by its /56.
            assertThat(explain(served, "192.0.3.1").statusCode()).isEqualTo(200);
            for (int i = 0; i < 3; i++) {
                assertThat(explain(served, "2001:db8:0:" + i + "::1").statusCode())
                        .isEqualTo(200);
            }
            assertThat(explain(served, "2001:db8:0:ff::1").statusCode()).isEqualTo(429);
            assertThat(explain(served, "2001:db8:0:100::1").statusCode()).isEqualTo(200);
            assertThat(Served.text(served.get("/metrics"))).contains("whybounce_refused_total{why=\"rate\"} 2");
        }
    }

    @Test
    void whoIsNoTrustedProxyCannotSayWhoItIs() throws Exception {
        Settings settings = Served.withLimits(Served.settings(), WebLimits.DEFAULTS.withRates(1, 5));
        try (Served served = new Served(settings, (s, o) -> new Slow(0))) {
            assertThat(explain(served, "192.0.2.1").statusCode()).isEqualTo(200);
            assertThat(explain(served, "198.51.100.1").statusCode()).isEqualTo(429);
        }
    }

    @Test
    void whatDoesNotFitIsRefusedAtOnce() throws Exception {
        WebLimits two = WebLimits.DEFAULTS.withRates(0, 10_000).withPlaces(1, 1);
        Slow slow = new Slow(1, true);
        try (Served served = new Served(Served.withLimits(Served.settings(), two), (s, o) -> slow);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<byte[]>>> running = new ArrayList<>();
            for (int i = 0; i < 1; i++) {
                running.add(threads.submit(() -> explain(served, "")));
            }
            assertThat(slow.entered.tryAcquire(1, 60, TimeUnit.SECONDS)).isTrue();
            HttpResponse<byte[]> refused = explain(served, "");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            // Reading goes on while checks are refused.
            assertThat(served.get("/").statusCode()).isEqualTo(200);
            slow.go.countDown();
            for (Future<HttpResponse<byte[]>> each : running) {
                assertThat(each.get().statusCode()).isEqualTo(200);
            }
            // A place is free again a moment after its answer was sent.
            HttpResponse<byte[]> after = explain(served, "");
            for (int i = 0; i < 100 && after.statusCode() == 503; i++) {
                Thread.sleep(100);
                after = explain(served, "");
            }
            assertThat(after.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void slowUploadsTakeNothingFromOthersAndTheirRateIsTakenFirst() throws Exception {
        Settings settings = Served.withLimits(Served.settings(), WebLimits.DEFAULTS.withRates(30, 5), "127.0.0.0/8");
        List<Socket> slow = new ArrayList<>();
        try (Served served = new Served(settings, (s, o) -> new Slow(0))) {
            for (int i = 0; i < 60; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), served.port());
                slow.add(socket);
                socket.getOutputStream()
                        .write(("POST /api/v1/explain HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 198.51." + i % 9
                                        + ".1\r\nContent-Type: text/plain\r\nContent-Length: 10000000\r\n\r\n550 5.7.1")
                                .getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
            }
            for (int i = 0; i < 10; i++) {
                assertThat(explain(served, "192.0." + i + ".1").statusCode()).isEqualTo(200);
            }
            String metrics = Served.text(served.get("/metrics"));
            for (int i = 0; i < 100 && !metrics.contains("why=\"rate\"} 15"); i++) {
                Thread.sleep(50);
                metrics = Served.text(served.get("/metrics"));
            }
            assertThat(metrics).as("five at once of each of nine networks").contains("refused_total{why=\"rate\"} 15");
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void aBodyThatDripsIsNotWaitedFor() throws Exception {
        try (Served served = new Served(Served.settings(), (s, o) -> new Slow(0));
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), served.port())) {
            OutputStream out = socket.getOutputStream();
            out.write("POST /api/v1/explain HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            Thread.ofVirtual().start(() -> {
                try {
                    for (int i = 0; i < 200; i++) {
                        out.write('a');
                        out.flush();
                        Thread.sleep(100);
                    }
                } catch (java.io.IOException | InterruptedException refused) {
                    Thread.currentThread().interrupt();
                }
            });
            socket.setSoTimeout(30_000);
            byte[] status = socket.getInputStream().readNBytes(12);
            assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 408");
            assertThat(Served.text(served.get("/metrics"))).contains("refused_total{why=\"slow\"} 1");
        }
    }

    @Test
    void aNetworkOfIpv6HoldsNoMoreThanTwoClients() throws Exception {
        Settings settings = Served.withLimits(Served.settings(), WebLimits.DEFAULTS.withRates(0, 5), "127.0.0.0/8");
        Slow slow = new Slow(1);
        try (Served served = new Served(settings, (s, o) -> slow);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<byte[]>>> running = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                String client = "2001:db8:0:" + Integer.toHexString(i * 256) + "::1";
                running.add(threads.submit(() -> explain(served, client)));
            }
            assertThat(slow.entered.tryAcquire(10, 60, TimeUnit.SECONDS)).isTrue();
            Future<HttpResponse<byte[]>> honest = threads.submit(() -> explain(served, "192.0.2.1"));
            assertThat(slow.entered.tryAcquire(1, 60, TimeUnit.SECONDS)).isTrue();
            slow.go.countDown();
            assertThat(honest.get().statusCode()).isEqualTo(200);
            int answered = 0;
            for (Future<HttpResponse<byte[]>> each : running) {
                answered += each.get().statusCode() == 200 ? 1 : 0;
            }
            assertThat(answered).isEqualTo(10);
        }
    }

    @Test
    void checksAtOnceHoldWithoutALimitAMinute() throws Exception {
        Settings settings = Served.withLimits(Served.settings(), WebLimits.DEFAULTS.withRates(0, 2));
        Slow slow = new Slow(1);
        try (Served served = new Served(settings, (s, o) -> slow);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<byte[]>>> running = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                running.add(threads.submit(() -> explain(served, "")));
            }
            assertThat(slow.entered.tryAcquire(2, 60, TimeUnit.SECONDS)).isTrue();
            assertThat(explain(served, "").statusCode()).isEqualTo(429);
            slow.go.countDown();
            for (Future<HttpResponse<byte[]>> each : running) {
                assertThat(each.get().statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void identicalChecksAreJoinedAndKept() throws Exception {
        Slow slow = new Slow(1);
        try (Served served = new Served(Served.settings(), (s, o) -> slow);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<byte[]>>> running = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                running.add(threads.submit(() -> served.get("/api/v1/check/example.org")));
            }
            assertThat(slow.entered.tryAcquire(1, 60, TimeUnit.SECONDS)).isTrue();
            slow.go.countDown();
            for (Future<HttpResponse<byte[]>> each : running) {
                assertThat(each.get().statusCode()).isEqualTo(200);
            }
            assertThat(served.get("/check/example.org").statusCode()).isEqualTo(200);
            assertThat(slow.checks.get()).isEqualTo(1);
        }
    }

    @Test
    void aCheckThatNobodyWaitsForAsksNothingMore() throws Exception {
        Slow slow = new Slow(1);
        try (Served served = new Served(Served.settings(), (s, o) -> slow)) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), served.port())) {
                OutputStream out = socket.getOutputStream();
                out.write(("POST /explain HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n"
                                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 8\r\n\r\ntext=550")
                        .getBytes(StandardCharsets.US_ASCII));
                out.flush();
                assertThat(slow.entered.tryAcquire(1, 60, TimeUnit.SECONDS)).isTrue();
            }
            slow.go.countDown();
            assertThat(slow.abandoned.await(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void stoppingFinishesWhatRuns() throws Exception {
        Slow slow = new Slow(1);
        Served served = new Served(Served.settings(), (s, o) -> slow);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<HttpResponse<byte[]>> running = threads.submit(() -> explain(served, ""));
            assertThat(slow.entered.tryAcquire(1, 60, TimeUnit.SECONDS)).isTrue();
            Future<?> stopping = threads.submit(served::stop);
            slow.go.countDown();
            assertThat(running.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            stopping.get(60, TimeUnit.SECONDS);
        }
    }

    private static HttpResponse<byte[]> explain(Served served, String forwardedFor) throws Exception {
        return forwardedFor.isEmpty()
                ? served.post("/api/v1/explain", "text/plain", PASTE)
                : served.post("/api/v1/explain", "text/plain", PASTE, "X-Forwarded-For", forwardedFor);
    }

    /// An engine that waits where DNS would be waited for.
    private static final class Slow implements Engine {
        final java.util.concurrent.Semaphore entered = new java.util.concurrent.Semaphore(0);
        final CountDownLatch go;
        final CountDownLatch abandoned = new CountDownLatch(1);
        final AtomicInteger checks = new AtomicInteger();

        final boolean computes;

        Slow(int wait) {
            this(wait, false);
        }

        /// @param computes whether it keeps its place meanwhile
        Slow(int wait, boolean computes) {
            this.computes = computes;
            this.go = new CountDownLatch(wait);
        }

        private Answer answer(Watch watch) {
            checks.incrementAndGet();
            entered.release();
            CpuTime.Waiting nothing = () -> {};
            try (var _ = computes ? nothing : CpuTime.waiting()) {
                if (!go.await(120, TimeUnit.SECONDS)) {
                    throw new AssertionError("nobody let the check go on");
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            // The first writes may still fit into the buffers of a connection that is closed at its other end.
            for (int i = 0; i < 10_000; i++) {
                if (!watch.asks(new Question(DomainName.ROOT, RecordType.TXT))) {
                    abandoned.countDown();
                    break;
                }
            }
            return new Answer("", JsonNodeFactory.instance.objectNode());
        }

        @Override
        public Answer assistant(byte[] message) {
            return answer(Watch.NONE);
        }

        @Override
        public Answer explain(byte[] pasted, Known known, String zone, Watch watch) {
            return answer(watch);
        }

        @Override
        public Answer senders(DomainTally tally, List<String> confirmed, Watch watch) {
            return answer(watch);
        }

        @Override
        public Answer reports(byte[] packed, Optional<DomainName> only, Watch watch) {
            return answer(watch);
        }

        @Override
        public Answer headers(byte[] pasted, Optional<String> boundary, Watch watch) {
            return answer(watch);
        }

        @Override
        public Answer check(DomainName domain, CheckOptions options, Watch watch) {
            return answer(watch);
        }

        @Override
        public Answer spfShow(DomainName domain, Watch watch) {
            return answer(watch);
        }

        @Override
        public Answer spfEval(JsonNode request, Watch watch) {
            return answer(watch);
        }

        @Override
        public Answer spfFix(JsonNode request, Watch watch) {
            return answer(watch);
        }

        @Override
        public Answer seen(DoneQuery asked, Watch watch) {
            return answer(watch);
        }

        @Override
        public Answer service(String key, DomainName domain, Watch watch) {
            return answer(watch);
        }

        @Override
        public Answer plan(DomainName domain, Set<String> terms, boolean kept, Watch watch) {
            return answer(watch);
        }

        @Override
        public Answer rows(Rows rows) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<DomainName> domainsIn(byte[] pasted) {
            return List.of();
        }

        @Override
        public Optional<DomainName> domainIn(byte[] pasted) {
            return Optional.empty();
        }

        @Override
        public void close() {}
    }
}
