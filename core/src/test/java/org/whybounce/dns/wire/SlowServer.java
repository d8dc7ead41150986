package org.whybounce.dns.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Master;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// A name server on loopback that answers from master-file text, each question after the same time, as a resolver some
/// way off does; many questions at once take no longer than one. What it holds can be exchanged while it runs.
final class SlowServer implements AutoCloseable {
    private final DatagramSocket socket;
    private final Duration latency;
    private volatile List<Record> records;
    final AtomicInteger questions = new AtomicInteger();

    private SlowServer(DatagramSocket socket, Duration latency, List<Record> records) {
        this.socket = socket;
        this.latency = latency;
        this.records = records;
    }

    static SlowServer start(String zone, Duration latency, int port) throws IOException {
        SlowServer server =
                new SlowServer(new DatagramSocket(port, InetAddress.getLoopbackAddress()), latency, read(zone));
        Thread.ofPlatform().daemon().start(server::serve);
        return server;
    }

    static SlowServer start(String zone) throws IOException {
        return start(zone, Duration.ZERO, 0);
    }

    void hold(String zone) throws IOException {
        records = read(zone);
    }

    Server server() {
        return new Server.Plain((InetSocketAddress) socket.getLocalSocketAddress());
    }

    private static List<Record> read(String zone) throws IOException {
        List<Record> records = new ArrayList<>();
        try (Master master =
                new Master(new ByteArrayInputStream(zone.getBytes(StandardCharsets.ISO_8859_1)), Name.root, 300)) {
            for (Record record = master.nextRecord(); record != null; record = master.nextRecord()) {
                records.add(record);
            }
        }
        return records;
    }

    private void serve() {
        byte[] buffer = new byte[4096];
        while (true) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
            } catch (IOException closed) {
                return;
            }
            byte[] question = Arrays.copyOf(buffer, packet.getLength());
            questions.incrementAndGet();
            Thread.ofVirtual().start(() -> {
                try {
                    Thread.sleep(latency);
                    byte[] answer = answer(Packets.read(question)).toWire();
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                } catch (IOException | InterruptedException closed) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }

    private Message answer(Message question) {
        Message answer = new Message(question.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.AA);
        answer.getHeader().setFlag(Flags.RA);
        answer.addRecord(question.getQuestion(), Section.QUESTION);
        Name name = question.getQuestion().getName();
        int type = question.getQuestion().getType();
        boolean exists = false;
        for (int links = 0; links < 8; links++) {
            Name next = null;
            for (Record record : records) {
                exists |= record.getName().equals(name) || record.getName().subdomain(name);
                if (record.getName().equals(name) && (record.getType() == type || record.getType() == Type.CNAME)) {
                    answer.addRecord(record, Section.ANSWER);
                    if (record instanceof CNAMERecord alias && type != Type.CNAME) {
                        next = alias.getTarget();
                    }
                }
            }
            if (next == null) {
                break;
            }
            name = next;
        }
        if (answer.getSection(Section.ANSWER).isEmpty()) {
            answer.addRecord(
                    Packets.record(". 60 IN SOA ns.example. hostmaster.example. 1 60 60 60 60"), Section.AUTHORITY);
            answer.getHeader().setRcode(exists ? Rcode.NOERROR : Rcode.NXDOMAIN);
        }
        return answer;
    }

    @Override
    public void close() {
        socket.close();
    }

    /// Serves a master file until it is stopped: ZONE PORT MILLISECONDS.
    public static void main(String[] args) throws Exception {
        start(
                Files.readString(Path.of(args[0])),
                Duration.ofMillis(Long.parseLong(args[2])),
                Integer.parseInt(args[1]));
        Thread.currentThread().join();
    }
}
