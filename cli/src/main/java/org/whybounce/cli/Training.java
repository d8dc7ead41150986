package org.whybounce.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/// A run that teaches the JVM what the commands need, so that each start from the AOT cache that it leaves is fast:
/// every command, in each of its forms, over the examples. The launcher starts it once for each build. What the
/// commands print is thrown away, and no packet leaves the machine: the DNS is the examples' zone files and a server
/// on the loopback that lives as long as the run.
public final class Training {
    /// Examples taken at the most; more teach nothing new.
    private static final int MOST = 6;

    /// For a domain and its records: the longest answer of the loopback server.
    private static final int DATAGRAM = 1232;

    private Training() {}

    /// @param args the folder of the examples, in each a `zone.txt` and a `bounce.eml`; then the commands to run, all
    ///             if none is named; with `--json` behind them their JSON, else their text
    public static void main(String[] args) throws IOException {
        List<String> named = List.of(args).subList(1, args.length);
        try (DatagramSocket server = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            Thread.ofPlatform().daemon().start(() -> serve(server));
            commands(
                            examples(Path.of(args[0])),
                            server.getLocalAddress().getHostAddress() + ":" + server.getLocalPort())
                    .stream()
                    .filter(command -> named.isEmpty()
                            || named.contains(command.getFirst())
                                    && named.contains("--json") == command.contains("--json"))
                    .forEach(Training::run);
        }
        System.exit(0);
    }

    private static List<Path> examples(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(one ->
                            Files.isReadable(one.resolve("zone.txt")) && Files.isReadable(one.resolve("bounce.eml")))
                    .sorted()
                    .limit(MOST)
                    .toList();
        }
    }

    /// The calls, in turn.
    ///
    /// @param server where the loopback server listens
    static List<List<String>> commands(List<Path> examples, String server) {
        List<List<String>> commands = new ArrayList<>();
        for (Path example : examples) {
            String zone = example.resolve("zone.txt").toString();
            String mail = example.resolve("bounce.eml").toString();
            for (String form : List.of("--color=always", "--verbose", "--json")) {
                commands.add(List.of("explain", "--zone", zone, form, mail));
                commands.add(List.of("headers", "--zone", zone, form, mail));
                commands.add(List.of("check", "--zone", zone, form, "example.org"));
            }
            commands.add(List.of("spf", "show", "--zone", zone, "example.org"));
            commands.add(List.of("spf", "show", "--zone", zone, "--json", "example.org"));
            commands.add(
                    List.of("spf", "eval", "--zone", zone, "--ip", "198.51.100.7", "--mail-from", "a@example.org"));
            commands.add(List.of("spf", "fix", "--zone", zone, "--ip", "198.51.100.7", "example.org"));
            commands.add(List.of("explain", "--dns", server, "--timeout", "2", mail));
        }
        commands.add(List.of("check", "--dns", server, "--timeout", "2", "example.org"));
        commands.add(List.of("spf", "show", "--dns", server, "--timeout", "2", "example.org"));
        commands.add(List.of("code", "550", "5.7.1"));
        commands.add(List.of("code", "--json", "550", "5.7.1"));
        commands.add(List.of("--help"));
        return List.copyOf(commands);
    }

    private static void run(List<String> command) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Main.run(command.toArray(String[]::new), nowhere, nowhere);
    }

    /// Answers until the socket is closed.
    private static void serve(DatagramSocket server) {
        byte[] bytes = new byte[DATAGRAM];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
                server.receive(packet);
                Message asked = new Message(Arrays.copyOf(bytes, packet.getLength()));
                byte[] answer = answer(asked).toWire(DATAGRAM);
                server.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            }
        } catch (IOException e) {
            // Closed: the run is over. What is not asked for any more needs no answer.
        }
    }

    /// A policy, a mail host and its address for whatever is asked about; no other records.
    private static Message answer(Message asked) throws IOException {
        Record question = asked.getQuestion();
        Name name = question.getName();
        Message answer = new Message(asked.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.RA);
        answer.addRecord(question, Section.QUESTION);
        switch (question.getType()) {
            case Type.TXT ->
                answer.addRecord(
                        new TXTRecord(
                                name,
                                DClass.IN,
                                300,
                                name.toString().startsWith("_dmarc.")
                                        ? "v=DMARC1; p=none"
                                        : "v=spf1 mx ip4:192.0.2.1 ~all"),
                        Section.ANSWER);
            case Type.MX ->
                answer.addRecord(
                        new MXRecord(name, DClass.IN, 300, 5, Name.fromString("mx.example.org.")), Section.ANSWER);
            case Type.A ->
                answer.addRecord(
                        new ARecord(name, DClass.IN, 300, InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1})),
                        Section.ANSWER);
            default -> {}
        }
        return answer;
    }
}
