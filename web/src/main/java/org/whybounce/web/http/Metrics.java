package org.whybounce.web.http;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;

/// What an operator watches, as Prometheus text. Label values come from closed sets (route templates, cause
/// codes,
/// status
/// codes), never from what was pasted.
public final class Metrics {
    /// Upper bounds in seconds: a cached check, one round of DNS, several rounds, the deadline.
    private static final double[] BOUNDS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10};

    private static final class Histogram {
        final AtomicLongArray buckets = new AtomicLongArray(BOUNDS.length + 1);
        final LongAdder nanos = new LongAdder();

        void add(Duration took) {
            double seconds = took.toNanos() / 1e9;
            int i = 0;
            while (i < BOUNDS.length && seconds > BOUNDS[i]) {
                i++;
            }
            buckets.incrementAndGet(i);
            nanos.add(took.toNanos());
        }
    }

    private final Map<String, LongAdder> requests = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> causes = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> refused = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> answers = new ConcurrentHashMap<>();
    private final Histogram checks = new Histogram();
    private final Histogram dns = new Histogram();
    private final IntSupplier running;

    public Metrics(IntSupplier running) {
        this.running = running;
    }

    public void request(String route, int status) {
        count(requests, "route=\"" + route + "\",status=\"" + status + "\"");
    }

    public void check(String cause, Duration took) {
        count(causes, "cause=\"" + cause + "\"");
        checks.add(took);
    }

    /// A request that was turned away: `rate`, `overload`, or for its body `size`, `room` or `slow`.
    public void refused(String why) {
        count(refused, "why=\"" + why + "\"");
    }

    /// One DNS question and how it ended.
    public void dns(String answer, Duration took) {
        count(answers, "answer=\"" + answer + "\"");
        dns.add(took);
    }

    private static void count(Map<String, LongAdder> counters, String labels) {
        counters.computeIfAbsent(labels, l -> new LongAdder()).increment();
    }

    public String text() {
        StringBuilder out = new StringBuilder(4096);
        counters(out, "whybounce_requests_total", "Requests by route and status.", requests);
        counters(out, "whybounce_checks_total", "Checks by the cause that was found.", causes);
        counters(out, "whybounce_refused_total", "Requests refused, and why.", refused);
        counters(out, "whybounce_dns_answers_total", "DNS questions by how they ended.", answers);
        histogram(out, "whybounce_check_seconds", "Time a check took.", checks);
        histogram(out, "whybounce_dns_seconds", "Time a DNS question took.", dns);
        out.append("# HELP whybounce_checks_running Checks running now.\n# TYPE whybounce_checks_running gauge\n");
        out.append("whybounce_checks_running ").append(running.getAsInt()).append('\n');
        Runtime runtime = Runtime.getRuntime();
        out.append("# HELP jvm_memory_used_bytes Heap in use.\n# TYPE jvm_memory_used_bytes gauge\n");
        out.append("jvm_memory_used_bytes ")
                .append(runtime.totalMemory() - runtime.freeMemory())
                .append('\n');
        return out.toString();
    }

    private static void counters(StringBuilder out, String name, String help, Map<String, LongAdder> counters) {
        head(out, name, help, "counter");
        new TreeMap<>(counters)
                .forEach((labels, value) -> out.append(name)
                        .append('{')
                        .append(labels)
                        .append("} ")
                        .append(value.sum())
                        .append('\n'));
    }

    private static void histogram(StringBuilder out, String name, String help, Histogram histogram) {
        head(out, name, help, "histogram");
        long sum = 0;
        for (int i = 0; i <= BOUNDS.length; i++) {
            sum += histogram.buckets.get(i);
            String bound = i == BOUNDS.length ? "+Inf" : String.valueOf(BOUNDS[i]);
            out.append(name)
                    .append("_bucket{le=\"")
                    .append(bound)
                    .append("\"} ")
                    .append(sum)
                    .append('\n');
        }
        out.append(name).append("_sum ").append(histogram.nanos.sum() / 1e9).append('\n');
        out.append(name).append("_count ").append(sum).append('\n');
    }

    private static void head(StringBuilder out, String name, String help, String type) {
        out.append("# HELP ").append(name).append(' ').append(help).append('\n');
        out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }
}
