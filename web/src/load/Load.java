import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/// Puts load on a whybounce server of this machine, with a resolver that answers after a while.
///
///     java Load.java dns 5300 50                        answers every question after 50 ms
///     java Load.java fresh http://127.0.0.1:8080 40 30  40 new checks a second for 30 s
///     java Load.java cached http://127.0.0.1:8080 500 30
///
/// The server is started with `--dns 127.0.0.1:5300 --checks-per-minute 0`. Requests are sent when their time
/// comes,
/// whether earlier ones were answered or not; a time is counted from when the request was due.
public class Load {
    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "dns" -> dns(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
            case "fresh", "cached" ->
                load(args[0].equals("fresh"), args[1], Double.parseDouble(args[2]), Integer.parseInt(args[3]));
            default -> throw new IllegalArgumentException("dns, fresh or cached");
        }
    }

    /// TXT of a domain: a record with two includes of its own, each with ranges; DMARC: a policy. Everything
    /// else
    /// exists and is empty.
    private static void dns(int port, int delay) throws Exception {
        ScheduledExecutorService later = Executors.newScheduledThreadPool(1);
        try (DatagramSocket socket = new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
            byte[] buffer = new byte[1500];
            while (true) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                byte[] question = Arrays.copyOf(packet.getData(), packet.getLength());
                DatagramPacket answer = new DatagramPacket(new byte[0], 0, packet.getSocketAddress());
                later.schedule(
                        () -> {
                            answer.setData(answer(question));
                            socket.send(answer);
                            return null;
                        },
                        delay,
                        TimeUnit.MILLISECONDS);
            }
        }
    }

    private static byte[] answer(byte[] question) {
        StringBuilder name = new StringBuilder();
        int at = 12;
        while (question[at] != 0) {
            name.append(new String(question, at + 1, question[at], StandardCharsets.US_ASCII)).append('.');
            at += 1 + question[at];
        }
        int type = question[at + 1] << 8 | question[at + 2] & 0xff;
        int end = at + 5;
        String text = "";
        if (type == 16) {
            String domain = name.toString();
            if (domain.startsWith("_dmarc.")) {
                text = "v=DMARC1; p=reject";
            } else if (domain.startsWith("i1.") || domain.startsWith("i2.")) {
                text = "v=spf1 ip4:192.0.2.0/25 ip6:2001:db8::/32 ~all";
            } else if (!domain.startsWith("_")) {
                String plain = domain.substring(0, domain.length() - 1);
                text = "v=spf1 include:i1." + plain + " include:i2." + plain + " ip4:198.51.100.0/26 -all";
            }
        }
        ByteBuffer out = ByteBuffer.allocate(1500);
        out.put(question, 0, end);
        out.putShort(2, (short) 0x8180).putShort(6, (short) (text.isEmpty() ? 0 : 1)).putShort(8, (short) 0);
        out.putShort(10, (short) 0);
        if (!text.isEmpty()) {
            out.putShort((short) 0xc00c).putShort((short) 16).putShort((short) 1).putInt(300);
            out.putShort((short) (text.length() + 1)).put((byte) text.length());
            out.put(text.getBytes(StandardCharsets.US_ASCII));
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    private static void load(boolean fresh, String url, double rate, int seconds) throws Exception {
        ConcurrentHashMap<String, LongAdder> statuses = new ConcurrentHashMap<>();
        ConcurrentLinkedQueue<Long> times = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<Long> refusals = new ConcurrentLinkedQueue<>();
        long total = (long) (rate * seconds);
        String run = Long.toString(System.nanoTime(), 36);
        long began = System.nanoTime();
        try (HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .executor(Executors.newVirtualThreadPerTaskExecutor())
                        .build();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long i = 0; i < total; i++) {
                long due = began + (long) (i * 1e9 / rate);
                long wait = due - System.nanoTime();
                if (wait > 0) {
                    TimeUnit.NANOSECONDS.sleep(wait);
                }
                HttpRequest request = fresh ? fresh(url, run + "-" + i) : cached(url);
                threads.submit(() -> {
                    String status;
                    try {
                        int code = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
                        status = String.valueOf(code);
                        (code == 200 ? times : refusals).add(System.nanoTime() - due);
                    } catch (Exception e) {
                        status = e.getClass().getSimpleName();
                    }
                    statuses.computeIfAbsent(status, s -> new LongAdder()).increment();
                });
            }
        }
        double took = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                "%s: %d sent in %.1f s, %s, goodput %.1f/s%n",
                fresh ? "fresh" : "cached", total, took, statuses, times.size() / Math.max(seconds, took));
        print("answered", times);
        print("refused", refusals);
    }

    private static void print(String what, ConcurrentLinkedQueue<Long> times) {
        List<Long> sorted = new ArrayList<>(times);
        sorted.sort(null);
        if (!sorted.isEmpty()) {
            System.out.printf(
                    "  %s: p50 %d ms, p99 %d ms, most %d ms%n",
                    what,
                    sorted.get(sorted.size() / 2) / 1_000_000,
                    sorted.get((int) (sorted.size() * 0.99)) / 1_000_000,
                    sorted.getLast() / 1_000_000);
        }
    }

    private static HttpRequest fresh(String url, String name) {
        String body = "{\"text\":\"550 5.7.1 SPF fail: not authorized\",\"ip\":\"203.0.113.9\",\"mailFrom\":\"a@f" + name
                + ".example\"}";
        return HttpRequest.newBuilder(URI.create(url + "/api/v1/explain"))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static HttpRequest cached(String url) {
        return HttpRequest.newBuilder(URI.create(url + "/api/v1/check/cached.example"))
                .timeout(Duration.ofSeconds(30))
                .build();
    }
}
