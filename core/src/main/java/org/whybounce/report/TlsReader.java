package org.whybounce.report;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.dns.DomainName;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads reports on TLS (RFC 8460, section 4.4). They hold names of mail hosts and numbers, no people; of the addresses
/// in
/// them nothing is taken.
final class TlsReader {
    /// Bytes of one report; the largest hold some thousand failures in 1 MiB.
    private static final int LARGEST = 16 << 20;

    /// Failures that are kept of one policy.
    private static final int FAILURES = 200;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(ReportLimits.DEPTH)
                            .maxNumberLength(20)
                            .build())
                    .build())
            .build();

    private TlsReader() {}

    static List<TlsReport> read(InputStream json) throws IOException {
        byte[] bytes = json.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw new Unreadable("it is JSON of more than " + (LARGEST >> 20) + " MiB, larger than any report on TLS");
        }
        JsonNode report;
        try {
            report = JSON.readTree(bytes);
        } catch (JacksonException broken) {
            throw new Unreadable("it is JSON that is damaged or cut off");
        }
        if (report == null || !report.path("policies").isArray()) {
            throw new Unreadable("it is JSON, but no report on TLS (RFC 8460): it has no policies");
        }
        long begin = time(report, "start-datetime");
        long end = Math.max(begin, time(report, "end-datetime"));
        List<TlsReport> reports = new ArrayList<>();
        for (JsonNode each : report.path("policies")) {
            Optional<DomainName> domain =
                    DomainName.parse(each.path("policy").path("policy-domain").asString(""));
            if (domain.isEmpty() || domain.get().isRoot()) {
                continue;
            }
            List<TlsReport.Failure> failures = new ArrayList<>();
            for (JsonNode failure : each.path("failure-details")) {
                if (failures.size() < FAILURES) {
                    failures.add(new TlsReport.Failure(
                            cut(failure.path("result-type").asString("")),
                            cut(failure.path("receiving-mx-hostname").asString("")),
                            count(failure.path("failed-session-count"))));
                }
            }
            JsonNode summary = each.path("summary");
            reports.add(new TlsReport(
                    cut(report.path("organization-name").asString("unknown")),
                    cut(report.path("report-id").asString("")),
                    domain.get(),
                    begin,
                    end,
                    cut(each.path("policy").path("policy-type").asString("")),
                    count(summary.path("total-successful-session-count")),
                    count(summary.path("total-failure-session-count")),
                    failures));
        }
        if (reports.isEmpty()) {
            throw new Unreadable("the report on TLS names no domain");
        }
        return reports;
    }

    private static long time(JsonNode report, String name) {
        return Values.time(report.path("date-range").path(name).asString("")).orElse(0);
    }

    /// Some write numbers as text.
    private static long count(JsonNode number) {
        return number.isNumber()
                ? Math.max(0, number.asLong(0))
                : Values.count(number.asString("0")).orElse(0);
    }

    private static String cut(String text) {
        return text.length() <= 255 ? text : text.substring(0, 255);
    }
}
