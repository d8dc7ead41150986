package org.whybounce.report;

import java.nio.CharBuffer;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.whybounce.dns.DomainName;
import org.whybounce.net.IpAddress;
import org.whybounce.sender.RowStatement;
import org.whybounce.sender.Sightings;

/// One report while it is read.
final class Document {
    final String file;
    final Set<Doubt> doubts = EnumSet.noneOf(Doubt.class);
    final Sightings.Builder rows = new Sightings.Builder();
    String reporter = "";
    String contact = "";
    String id = "";
    String domain = "";
    String policy = "";
    long begin;
    long end;
    boolean strictSpf;
    boolean strictDkim;
    /// Between the report's first tag and its last.
    boolean open;
    int records;

    private String from = "";
    private @Nullable IpAddress source;
    private String badSource = "";
    private long count = -1;
    private String badCount = "";

    Document(String file) {
        this.file = file;
    }

    /// A record begins.
    void begin(RowReading reading) {
        reading.policy(domain, strictSpf, strictDkim);
    }

    void clear() {
        source = null;
        badSource = "";
        count = -1;
        badCount = "";
    }

    void address(char[] text, int length) {
        Optional<IpAddress> plain = IpAddress.parse(CharBuffer.wrap(text, 0, length));
        if (plain.isEmpty()) {
            String word = new String(text, 0, length);
            plain = Values.address(word);
            badSource = word.strip();
            if (plain.isPresent() && IpAddress.parse(badSource).isEmpty()) {
                doubts.add(Doubt.ADDRESSES);
            }
        }
        source = plain.orElse(source);
    }

    void count(char[] text, int length) {
        long value = 0;
        boolean plain = length > 0 && length < 10;
        for (int i = 0; i < length && plain; i++) {
            plain = text[i] >= '0' && text[i] <= '9';
            value = value * 10 + (text[i] - '0');
        }
        if (plain) {
            count = value;
            badCount = value == 0 ? "0" : "";
            return;
        }
        String word = new String(text, 0, length).strip();
        OptionalLong read = Values.count(word);
        badCount = word;
        if (read.isPresent()) {
            count = read.getAsLong();
            if (!Values.digits(word)) {
                doubts.add(Doubt.COUNTS);
            }
        }
    }

    /// Why the record that was read cannot count, if it cannot.
    Optional<String> fault() {
        if (source == null) {
            return Optional.of(badSource.isEmpty() ? "no source address" : "‘" + badSource + "’ is no address");
        }
        if (count < 0) {
            return Optional.of(badCount.isEmpty() ? "no count" : "‘" + badCount + "’ is no number of messages");
        }
        if (count == 0) {
            return Optional.of("a count of 0: no message, no sender");
        }
        return count > ReportLimits.MESSAGES
                ? Optional.of(count + " messages from one source are more than any receiver takes")
                : Optional.empty();
    }

    void row(RowStatement seen) {
        if (from.isEmpty()) {
            from = seen.headerFrom();
        }
        rows.add(java.util.Objects.requireNonNull(source), seen, count);
    }

    /// The report, once its end is reached; empty if nothing in it names a domain.
    Optional<AggregateReport> report(Optional<String> torn) {
        Optional<DomainName> about = DomainName.parse(domain);
        if (about.isEmpty()) {
            doubts.add(Doubt.NO_DOMAIN);
            about = DomainName.parse(from).map(org.whybounce.dns.PublicSuffixes::organisation);
        }
        if (about.isEmpty() || about.get().isRoot()) {
            return Optional.empty();
        }
        fromFileName();
        if (begin == 0) {
            doubts.add(Doubt.NO_TIME);
        }
        String by = reporter;
        if (by.isEmpty()) {
            doubts.add(Doubt.NO_REPORTER);
            by = contact.isEmpty() ? "unknown" : contact;
        }
        String name = id;
        if (name.isEmpty()) {
            doubts.add(Doubt.NO_ID);
            name = by + "!" + about.get() + "!" + begin + "!" + end;
        }
        AggregateReport.Head head =
                new AggregateReport.Head(by, contact, name, about.get(), begin, Math.max(begin, end), policy);
        return Optional.of(new AggregateReport(head, rows.build(), torn));
    }

    /// The name of the file tells the period too: `receiver!domain!begin!end.xml` (RFC 9990, section 3.5.2).
    private void fromFileName() {
        if (begin != 0) {
            return;
        }
        String[] parts = file.split("!", 6);
        for (int i = 0; i + 1 < parts.length; i++) {
            int dot = parts[i + 1].indexOf('.');
            String last = dot < 0 ? parts[i + 1] : parts[i + 1].substring(0, dot);
            if (Values.digits(parts[i]) && parts[i].length() == 10 && Values.digits(last) && last.length() == 10) {
                begin = Long.parseLong(parts[i]);
                end = Long.parseLong(last);
                return;
            }
        }
    }
}
