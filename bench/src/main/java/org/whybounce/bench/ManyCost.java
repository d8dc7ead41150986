package org.whybounce.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.whybounce.bounce.form.BounceReader;
import org.whybounce.bounce.phrase.Phrasebook;
import org.whybounce.log.LogReading;
import org.whybounce.tally.Cases;
import org.whybounce.tally.MailRefusals;
import org.whybounce.tally.Organisations;
import org.whybounce.tally.Refused;

/// What counting costs: `ManyCost FOLDER [MAILS]` writes a Postfix log and an mbox of delivery reports into the folder
/// (for
/// `whybounce explain` to be timed on), then reads and counts their like in this process, in lines and mails a CPU
/// second.
public final class ManyCost {
    private static final List<String> SENDERS = List.of("example.org", "shop.example", "news.example", "corp.example");
    private static final List<String> SERVERS =
            List.of("gmail-smtp-in.l.google.com", "outlook-com.olc.protection.outlook.com", "mx.example.net");
    private static final List<String> REPLIES = List.of(
            "550 5.1.1 <%s>: Recipient address rejected: User unknown in virtual mailbox table",
            "550 5.7.26 This mail has been blocked because the sender is unauthenticated. SPF [%s] with ip: [192.0.2.7] = did not pass",
            "552 5.2.2 <%s> mailbox is full",
            "554 5.7.1 Service unavailable; Client host [192.0.2.7] blocked using zen.spamhaus.org; for %s");

    private ManyCost() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        int mails = args.length > 1 ? Integer.parseInt(args[1]) : 30_000;
        Path log = folder.resolve("many.log");
        Path mbox = folder.resolve("many.mbox");
        try (BufferedWriter out = Files.newBufferedWriter(log)) {
            log(mails * 5, line -> write(out, line));
        }
        List<byte[]> reports = new ArrayList<>();
        try (BufferedWriter out = Files.newBufferedWriter(mbox)) {
            for (int i = 0; i < mails; i++) {
                String report = report(i);
                reports.add(report.getBytes(StandardCharsets.UTF_8));
                write(out, "From MAILER-DAEMON Mon Nov 30 10:00:00 2026");
                write(out, report);
            }
        }
        for (int run = 0; run < 3; run++) {
            long[] lines = new long[1];
            double seconds = cpu(() -> lines[0] = count(log));
            System.out.printf("log: %,.0f lines a CPU second%n", lines[0] / seconds);
            double mailSeconds = cpu(() -> count(reports));
            System.out.printf("delivery reports: %,.0f mails a CPU second%n", reports.size() / mailSeconds);
        }
    }

    private static long count(Path log) throws IOException {
        Cases cases = new Cases();
        Organisations organisations = new Organisations();
        long[] lines = new long[1];
        LogReading reading = new LogReading(told -> {
            lines[0]++;
            if (told.event().outcome().refusal()) {
                cases.of(Refused.of("log", told, organisations));
            }
        });
        try (BufferedReader in = Files.newBufferedReader(log)) {
            in.lines().forEach(reading::line);
        }
        reading.end();
        return lines[0];
    }

    private static void count(List<byte[]> reports) {
        Cases cases = new Cases();
        MailRefusals mails = new MailRefusals(new BounceReader(Phrasebook.standard()), new Organisations());
        for (byte[] report : reports) {
            mails.read("mbox", 1, report).refusals().forEach(cases::of);
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static double cpu(Work work) throws IOException {
        OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long before = process.getProcessCpuTime();
        work.run();
        return (process.getProcessCpuTime() - before) / 1e9;
    }

    /// Seven lines a message, as a mail that passes a relay leaves them; one message in twelve is refused.
    private static void log(int messages, Consumer<String> out) {
        Random random = new Random(7);
        for (int i = 0; i < messages; i++) {
            String id = "%010X".formatted(random.nextLong() & 0xffffffffffL);
            String sender = SENDERS.get(random.nextInt(SENDERS.size()));
            String server = SERVERS.get(random.nextInt(SERVERS.size()));
            String to = "user" + random.nextInt(100_000) + "@example.net";
            String head = "Nov 30 10:%02d:%02d out postfix/".formatted(i / 60 % 60, i % 60);
            out.accept(head + "smtpd[11]: connect from app." + sender + "[10.0.0.5]");
            out.accept(head + "smtpd[11]: " + id + ": client=app." + sender + "[10.0.0.5]");
            out.accept(head + "cleanup[12]: " + id + ": message-id=<" + id + "@" + sender + ">");
            out.accept(head + "qmgr[13]: " + id + ": from=<me@" + sender + ">, size=900, nrcpt=1 (queue active)");
            String reply = REPLIES.get(random.nextInt(REPLIES.size())).formatted(to);
            String end = i % 12 == 0
                    ? "dsn=5.0.0, status=bounced (host " + server + "[198.51.100.25] said: " + reply + ")"
                    : "dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as " + id + ")";
            out.accept(head + "smtp[14]: " + id + ": to=<" + to + ">, relay=" + server + "[198.51.100.25]:25, delay=1, "
                    + end);
            out.accept(head + "qmgr[13]: " + id + ": removed");
            out.accept(head + "smtpd[11]: disconnect from app." + sender
                    + "[10.0.0.5] ehlo=1 mail=1 rcpt=1 data=1 quit=1");
        }
    }

    private static String report(int number) {
        String sender = SENDERS.get(number % SENDERS.size());
        String server = SERVERS.get(number % SERVERS.size());
        String to = "user" + number + "@example.net";
        String reply = REPLIES.get(number / 3 % REPLIES.size()).formatted(to);
        return """
                Received: by out.%1$s (Postfix) id %2$d; Mon, 30 Nov 2026 10:00:00 +0000
                From: MAILER-DAEMON@out.%1$s (Mail Delivery System)
                Subject: Undelivered Mail Returned to Sender
                To: me@%1$s
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary="b%2$d"

                --b%2$d
                Content-Type: text/plain

                This is the mail system at host out.%1$s.

                <%3$s>: host %4$s[198.51.100.25] said: %5$s

                --b%2$d
                Content-Type: message/delivery-status

                Reporting-MTA: dns; out.%1$s
                X-Postfix-Sender: rfc822; me@%1$s

                Final-Recipient: rfc822; %3$s
                Action: failed
                Status: 5.0.0
                Remote-MTA: dns; %4$s
                Diagnostic-Code: smtp; %5$s

                --b%2$d
                Content-Type: message/rfc822

                From: me@%1$s
                To: %3$s
                Subject: Hello

                %6$s
                --b%2$d--
                """.formatted(sender, number, to, server, reply, "Text of the mail, line by line.\n".repeat(60));
    }

    private static void write(BufferedWriter out, String line) {
        try {
            out.write(line);
            out.write('\n');
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
