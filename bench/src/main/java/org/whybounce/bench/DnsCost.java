package org.whybounce.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Limits;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.dns.wire.Server;
import org.whybounce.dns.wire.WireResolver;
import org.whybounce.net.IpAddress;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/// What one DNS question costs in CPU, with 128 of them under way at a server on loopback: ours, dnsjava's own
/// transport, and a bare `java.nio` loop that does nothing but send and match ids. The server is a process of its own,
/// so that its work is not counted. All three are measured in turn, several times, in one run.
///
/// Then what loss does: one datagram in twenty is dropped, four tries of a second each.
public final class DnsCost {
    private static final int IN_FLIGHT = 128;
    private static final int QUESTIONS = 30_000;
    private static final int ROUNDS = 9;

    /// Rounds before, not counted: the compiler of the JVM works in the same process.
    private static final int WARMING = 8;

    private static final int LOSSY_QUESTIONS = 80_000;
    private static final int HEADER = 12;

    private DnsCost() {}

    public static void main(String[] args) throws Exception {
        if (args.length == 2 && args[0].equals("serve")) {
            serve(Integer.parseInt(args[1]));
            return;
        }
        try (Child server = Child.start(0)) {
            cost(server.address());
        }
        try (Child server = Child.start(5)) {
            loss(server.address());
        }
    }

    private static void cost(InetSocketAddress server) throws Exception {
        double[] bare = new double[ROUNDS];
        double[] ours = new double[ROUNDS];
        double[] stock = new double[ROUNDS];
        for (int round = -WARMING; round < ROUNDS; round++) {
            double one = bareLoop(server);
            double two = ours(server);
            double three = stock(server);
            if (round >= 0) {
                bare[round] = one;
                ours[round] = two;
                stock[round] = three;
            }
        }
        System.out.println("| asked by | CPU per question (median), us | of dnsjava's |");
        System.out.println("| --- | --- | --- |");
        row("bare java.nio loop", median(bare), median(stock));
        row("WireResolver, virtual threads", median(ours), median(stock));
        row("dnsjava SimpleResolver, asynchronous", median(stock), median(stock));
        System.out.printf(
                Locale.ROOT,
                "%nQuestions per CPU second against the bare loop: %.2f of its rate.%n",
                median(bare) / median(ours));
    }

    private static void row(String name, double micros, double stock) {
        System.out.printf(Locale.ROOT, "| %s | %.1f | %.2f |%n", name, micros, micros / stock);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static Limits limits(Duration patience, int tries) {
        return new Limits(patience, tries, Duration.ofSeconds(20), Duration.ofMinutes(10), 1_000_000, 1, 8);
    }

    private static double ours(InetSocketAddress server) throws InterruptedException {
        try (WireResolver resolver =
                new WireResolver(List.of(new Server.Plain(server)), limits(Duration.ofSeconds(2), 3))) {
            long before = cpu();
            int right = askAll(resolver, QUESTIONS, IN_FLIGHT);
            long spent = cpu() - before;
            if (right != QUESTIONS) {
                throw new IllegalStateException("only " + right + " of " + QUESTIONS + " were answered rightly");
            }
            return spent / 1000.0 / QUESTIONS;
        }
    }

    /// Asks for as many names, so many at a time; how many answers were the right one.
    private static int askAll(WireResolver resolver, int questions, int inFlight) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        AtomicInteger right = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(inFlight);
        for (int i = 0; i < inFlight; i++) {
            Thread.ofVirtual().start(() -> {
                for (int n = next.getAndIncrement(); n < questions; n = next.getAndIncrement()) {
                    if (isRight(resolver.ask(new Question(DomainName.of(name(n)), RecordType.A)))) {
                        right.incrementAndGet();
                    }
                }
                done.countDown();
            });
        }
        done.await();
        return right.get();
    }

    private static boolean isRight(Answer answer) {
        return answer instanceof Answer.Found found
                && found.records().getFirst() instanceof ResourceRecord.A a
                && a.address().equals(IpAddress.of("192.0.2.1"));
    }

    private static String name(int number) {
        return "h" + number + ".example.org";
    }

    private static double stock(InetSocketAddress server) throws Exception {
        SimpleResolver resolver = new SimpleResolver(server);
        resolver.setTimeout(Duration.ofSeconds(5));
        Semaphore room = new Semaphore(IN_FLIGHT);
        AtomicInteger failed = new AtomicInteger();
        long before = cpu();
        for (int i = 0; i < QUESTIONS; i++) {
            room.acquire();
            Record question = Record.newRecord(Name.fromString(name(i) + "."), Type.A, DClass.IN);
            resolver.sendAsync(Message.newQuery(question)).whenComplete((answer, trouble) -> {
                if (trouble != null || answer.getSection(1).isEmpty()) {
                    failed.incrementAndGet();
                }
                room.release();
            });
        }
        room.acquire(IN_FLIGHT);
        long spent = cpu() - before;
        if (failed.get() > QUESTIONS / 100) {
            throw new IllegalStateException("dnsjava failed " + failed + " of " + QUESTIONS);
        }
        return spent / 1000.0 / QUESTIONS;
    }

    private static double bareLoop(InetSocketAddress server) throws IOException {
        byte[][] asked = new byte[1 << 16][];
        Random random = new Random(1);
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.connect(server);
            ByteBuffer buffer = ByteBuffer.allocateDirect(4096);
            long before = cpu();
            int sent = 0;
            int answered = 0;
            while (answered < QUESTIONS) {
                while (sent < QUESTIONS && sent - answered < IN_FLIGHT) {
                    int id = random.nextInt(1 << 16);
                    if (asked[id] == null) {
                        asked[id] = query(id, sent++);
                        channel.write(ByteBuffer.wrap(asked[id]));
                    }
                }
                buffer.clear();
                channel.read(buffer);
                int id = buffer.flip().getShort(0) & 0xffff;
                if (asked[id] != null) {
                    asked[id] = null;
                    answered++;
                }
            }
            return (cpu() - before) / 1000.0 / QUESTIONS;
        }
    }

    private static byte[] query(int id, int number) {
        ByteBuffer out = ByteBuffer.allocate(512);
        out.putShort((short) id).putShort((short) 0x0100).putShort((short) 1);
        out.putShort((short) 0).putShort((short) 0).putShort((short) 0);
        for (String label : name(number).split("\\.", -1)) {
            out.put((byte) label.length()).put(label.getBytes(StandardCharsets.US_ASCII));
        }
        out.put((byte) 0).putShort((short) 1).putShort((short) 1);
        return Arrays.copyOf(out.array(), out.position());
    }

    private static void loss(InetSocketAddress server) throws InterruptedException {
        try (WireResolver resolver =
                new WireResolver(List.of(new Server.Plain(server)), limits(Duration.ofSeconds(1), 4))) {
            AtomicInteger next = new AtomicInteger();
            AtomicInteger right = new AtomicInteger();
            AtomicInteger failed = new AtomicInteger();
            CountDownLatch done = new CountDownLatch(1000);
            try (ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 1000; i++) {
                    virtual.execute(() -> {
                        for (int n = next.getAndIncrement(); n < LOSSY_QUESTIONS; n = next.getAndIncrement()) {
                            Answer answer = resolver.ask(new Question(DomainName.of(name(n)), RecordType.A));
                            if (isRight(answer)) {
                                right.incrementAndGet();
                            } else if (answer instanceof Answer.Failed) {
                                failed.incrementAndGet();
                            }
                        }
                        done.countDown();
                    });
                }
                done.await();
            }
            int wrong = LOSSY_QUESTIONS - right.get() - failed.get();
            System.out.printf(
                    Locale.ROOT,
                    "%n5 %% of datagrams lost, 4 tries of 1 s: %d asked, %d answered rightly (%.4f %%), %d failed, %d wrong.%n",
                    LOSSY_QUESTIONS,
                    right.get(),
                    100.0 * right.get() / LOSSY_QUESTIONS,
                    failed.get(),
                    wrong);
        }
    }

    /// Answers every A question with 192.0.2.1; drops so many in a hundred, by a fixed seed.
    private static void serve(int lostInAHundred) throws IOException {
        Random random = new Random(42);
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.setOption(java.net.StandardSocketOptions.SO_RCVBUF, 8 << 20);
            channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            System.out.println(((InetSocketAddress) channel.getLocalAddress()).getPort());
            ByteBuffer buffer = ByteBuffer.allocateDirect(4096);
            while (true) {
                buffer.clear();
                InetSocketAddress asker = (InetSocketAddress) channel.receive(buffer);
                buffer.flip();
                if (random.nextInt(100) < lostInAHundred) {
                    continue;
                }
                channel.send(answer(buffer), asker);
            }
        }
    }

    /// The question sent back with an answer behind it: one A record at the name asked, by a compression pointer.
    private static ByteBuffer answer(ByteBuffer question) {
        int end = HEADER;
        while (question.get(end) != 0) {
            end += question.get(end) + 1;
        }
        end += 5;
        ByteBuffer out = ByteBuffer.allocate(end + 16);
        for (int i = 0; i < end; i++) {
            out.put(question.get(i));
        }
        out.putShort(2, (short) 0x8180)
                .putShort(6, (short) 1)
                .putShort(8, (short) 0)
                .putShort(10, (short) 0);
        out.putShort((short) 0xc00c)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(60)
                .putShort((short) 4);
        return out.putInt(0xc0000201).flip();
    }

    /// The server in a process of its own.
    private record Child(Process process, InetSocketAddress address) implements AutoCloseable {
        static Child start(int lostInAHundred) throws IOException {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of(
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    DnsCost.class.getName(),
                    "serve",
                    String.valueOf(lostInAHundred)));
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
            String port = String.valueOf(out.readLine());
            return new Child(process, new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port)));
        }

        @Override
        public void close() {
            process.destroy();
        }
    }
}
