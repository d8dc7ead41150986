package org.whybounce.report;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.whybounce.sender.RowStatement;

/// Reads aggregate reports as a stream of XML events: RFC 7489, appendix C, and RFC 9990, section 3.1, in any
/// namespace, with the elements in any order and with unknown ones passed over.
///
/// A document is read to its end before its report is handed on, so that a report counts as a whole or, where its end
/// is missing, is known to be torn.
final class AggregateReader {
    /// Where in a report the parser stands.
    private enum Place {
        OUTSIDE,
        REPORT,
        /// Around the records, as some producers write.
        RECORDS,
        METADATA,
        PERIOD,
        POLICY,
        RECORD,
        ROW,
        EVALUATED,
        REASON,
        IDENTIFIERS,
        RESULTS,
        SPF,
        DKIM,
        /// Below an element that means nothing here.
        UNKNOWN
    }

    private static final XMLInputFactory FACTORY = factory();

    private final ReadLog log;
    private final int most;
    private int records;
    private final ReportSink sink;
    private final Taking taking;
    private final RowText row = new RowText();
    private final RowReading reading = new RowReading();
    private char[] text = new char[256];
    private int length;

    /// What becomes of the reports.
    interface Taking {
        void took(ReportSink.Took took, AggregateReport report, String file);
    }

    /// @param most records of one input
    AggregateReader(int most, ReadLog log, ReportSink sink, Taking taking) {
        this.most = most;
        this.log = log;
        this.sink = sink;
        this.taking = taking;
    }

    /// The next input begins.
    void begin() {
        records = 0;
    }

    /// A factory is slow to make and safe to share once it is set up. Nothing outside the stream is ever read.
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing outside the file is read");
        });
        return factory;
    }

    /// Reads all documents of one stream.
    ///
    /// @param file where it comes from, for what is told
    void read(XmlRepair xml, String file) throws IOException {
        Document document = new Document(file);
        String foreign = "";
        boolean any = false;
        try {
            XMLStreamReader parser = FACTORY.createXMLStreamReader(xml);
            Place[] places = new Place[ReportLimits.DEPTH + 1];
            int depth = 0;
            places[0] = Place.OUTSIDE;
            while (parser.hasNext()) {
                switch (parser.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        String name = plain(parser.getLocalName());
                        if (depth == ReportLimits.DEPTH) {
                            throw new Unreadable("its elements are nested more than " + ReportLimits.DEPTH + " deep");
                        }
                        Place place = enter(places[depth], name, document);
                        if (depth == 1 && place == Place.UNKNOWN) {
                            foreign = parser.getLocalName();
                        }
                        if (place == Place.REPORT) {
                            any = true;
                            document = new Document(file);
                            document.open = true;
                        }
                        places[++depth] = place;
                        length = 0;
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                        characters(parser);
                    case XMLStreamConstants.END_ELEMENT -> {
                        Place place = places[depth--];
                        leave(place, places[depth], plain(parser.getLocalName()), document);
                        if (place == Place.REPORT) {
                            hand(document, Optional.empty());
                        }
                        length = 0;
                    }
                    default -> {}
                }
            }
        } catch (XMLStreamException broken) {
            if (broken.getNestedException() instanceof IOException io) {
                throw io;
            }
            String why = xml.torn().orElseGet(() -> "it is no well-formed XML from here on: " + reason(broken));
            if (document.open && document.rows.size() > 0) {
                log.skipped(
                        file,
                        document.records + 1,
                        why + "; the " + document.rows.size() + " records before it were read");
                hand(document, Optional.of(why));
            } else if (any && !document.open) {
                log.skipped(file, 0, "what follows the report cannot be read: " + why);
            } else {
                throw new Unreadable(foreign.isEmpty() ? why : foreign(foreign));
            }
            return;
        }
        if (any) {
            xml.torn().ifPresent(why -> log.repaired(file, why + "; the report in it is whole"));
        }
        xml.repairs().forEach(repair -> log.repaired(file, repair.words()));
        if (!any) {
            throw new Unreadable(xml.torn().orElse(foreign.isEmpty() ? "there is no report in it" : foreign(foreign)));
        }
    }

    private static String foreign(String name) {
        return "it is no DMARC report: its outermost element is <" + name + ">, not <feedback>";
    }

    /// The parser's message without the place, which counts characters of our own making.
    private static String reason(XMLStreamException broken) {
        String message = String.valueOf(broken.getMessage());
        int at = message.indexOf("Message: ");
        String words = at < 0 ? message : message.substring(at + "Message: ".length());
        return words.replace(XmlRepair.ROOT, "end of file").replace('\n', ' ');
    }

    private void characters(XMLStreamReader parser) {
        int count = parser.getTextLength();
        if (length + count > ReportLimits.VALUE) {
            count = Math.max(0, ReportLimits.VALUE - length);
        }
        if (length + count > text.length) {
            text = java.util.Arrays.copyOf(text, Math.max(text.length * 2, length + count));
        }
        System.arraycopy(parser.getTextCharacters(), parser.getTextStart(), text, length, count);
        length += count;
    }

    private static String plain(String name) {
        int colon = name.lastIndexOf(':');
        return colon < 0 ? name : name.substring(colon + 1);
    }

    private Place enter(Place above, String name, Document document) {
        return switch (above) {
            case OUTSIDE ->
                switch (name) {
                    case XmlRepair.ROOT -> Place.OUTSIDE;
                    case "feedback" -> Place.REPORT;
                    default -> name.equalsIgnoreCase("feedback") ? Place.REPORT : Place.UNKNOWN;
                };
            case REPORT, RECORDS ->
                switch (name) {
                    case "record" -> {
                        document.begin(reading);
                        row.clear();
                        yield Place.RECORD;
                    }
                    case "report_metadata" -> Place.METADATA;
                    case "policy_published" -> Place.POLICY;
                    case "records" -> Place.RECORDS;
                    default -> Place.UNKNOWN;
                };
            case METADATA -> name.equals("date_range") ? Place.PERIOD : Place.METADATA;
            case RECORD ->
                switch (name) {
                    case "row" -> Place.ROW;
                    case "identifiers", "identities" -> Place.IDENTIFIERS;
                    case "auth_results" -> Place.RESULTS;
                    default -> Place.RECORD;
                };
            case ROW -> name.equals("policy_evaluated") ? Place.EVALUATED : Place.ROW;
            case EVALUATED -> name.equals("reason") ? Place.REASON : Place.EVALUATED;
            case RESULTS ->
                switch (name) {
                    case "spf" -> {
                        row.open(RowText.Field.NEW_SPF);
                        yield Place.SPF;
                    }
                    case "dkim" -> {
                        row.open(RowText.Field.NEW_DKIM);
                        yield Place.DKIM;
                    }
                    default -> Place.UNKNOWN;
                };
            case PERIOD, POLICY, REASON, IDENTIFIERS, SPF, DKIM, UNKNOWN -> above;
        };
    }

    private void leave(Place place, Place above, String name, Document document) throws Unreadable {
        if (place == Place.RECORD && above != Place.RECORD) {
            record(document);
            return;
        }
        if (place != above) {
            return;
        }
        switch (above) {
            case METADATA -> {
                switch (name) {
                    case "org_name" -> document.reporter = value();
                    case "email" -> document.contact = value();
                    case "report_id" -> document.id = value();
                    default -> {}
                }
            }
            case PERIOD -> {
                switch (name) {
                    case "begin" -> document.begin = time(document);
                    case "end" -> document.end = time(document);
                    default -> {}
                }
            }
            case POLICY -> {
                switch (name) {
                    case "domain" -> document.domain = RowReading.name(value());
                    case "p" -> document.policy = value().toLowerCase(Locale.ROOT);
                    case "aspf" -> document.strictSpf = value().equalsIgnoreCase("s");
                    case "adkim" -> document.strictDkim = value().equalsIgnoreCase("s");
                    default -> {}
                }
            }
            case ROW -> {
                switch (name) {
                    case "source_ip" -> document.address(text, length);
                    case "count" -> document.count(text, length);
                    default -> {}
                }
            }
            case EVALUATED -> {
                switch (name) {
                    case "disposition" -> put(RowText.Field.DISPOSITION);
                    case "dkim" -> put(RowText.Field.POLICY_DKIM);
                    case "spf" -> put(RowText.Field.POLICY_SPF);
                    default -> {}
                }
            }
            case REASON -> {
                if (name.equals("type")) {
                    put(RowText.Field.REASON);
                }
            }
            case IDENTIFIERS -> {
                switch (name) {
                    case "header_from" -> put(RowText.Field.HEADER_FROM);
                    case "envelope_from" -> put(RowText.Field.ENVELOPE_FROM);
                    default -> {}
                }
            }
            case SPF -> {
                switch (name) {
                    case "domain" -> put(RowText.Field.SPF_DOMAIN);
                    case "scope" -> put(RowText.Field.SPF_SCOPE);
                    case "result" -> put(RowText.Field.SPF_RESULT);
                    default -> {}
                }
            }
            case DKIM -> {
                switch (name) {
                    case "domain" -> put(RowText.Field.DKIM_DOMAIN);
                    case "selector" -> put(RowText.Field.DKIM_SELECTOR);
                    case "result" -> put(RowText.Field.DKIM_RESULT);
                    default -> {}
                }
            }
            case OUTSIDE, REPORT, RECORDS, RECORD, RESULTS, UNKNOWN -> {}
        }
    }

    private String value() {
        return new String(text, 0, length).strip();
    }

    private void put(RowText.Field field) {
        row.put(field, text, 0, length);
    }

    private long time(Document document) {
        String word = value();
        OptionalLong time = Values.time(word);
        if (time.isEmpty()) {
            return 0;
        }
        if (!Values.digits(word)) {
            document.doubts.add(Doubt.DATES);
        } else if (word.length() > 11) {
            document.doubts.add(Doubt.MILLISECONDS);
        }
        return time.getAsLong();
    }

    /// The record that ends here becomes a row, or is skipped with the reason.
    private void record(Document document) throws Unreadable {
        document.records++;
        if (++records > most) {
            throw new Unreadable("it has more than " + most + " records, the most that are taken from one input here");
        }
        Optional<String> fault = document.fault();
        if (fault.isPresent()) {
            log.skipped(document.file, document.records, fault.get());
        } else {
            RowStatement seen = row.seen(reading);
            if (seen.spf().isEmpty() && seen.dkim().isEmpty()) {
                document.doubts.add(Doubt.NO_RESULTS);
            }
            if (reading.computed()) {
                document.doubts.add(Doubt.COMPUTED);
            }
            if (row.cut()) {
                document.doubts.add(Doubt.LONG_ROWS);
            }
            document.row(seen);
        }
        document.clear();
    }

    private void hand(Document document, Optional<String> torn) {
        Optional<AggregateReport> report = document.report(torn);
        if (report.isEmpty()) {
            log.refused(document.file, "the report names no domain");
            return;
        }
        document.open = false;
        document.doubts.forEach(doubt -> log.repaired(document.file, doubt.words()));
        taking.took(sink.take(report.get()), report.get(), document.file);
    }
}
