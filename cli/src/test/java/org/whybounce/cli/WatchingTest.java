package org.whybounce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.whybounce.check.look.Spread;
import org.whybounce.check.report.Authorities;
import org.whybounce.check.report.CheckLimits;
import org.whybounce.dns.Answer;
import org.whybounce.dns.Deadline;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.dns.wire.Reply;
import org.whybounce.dns.wire.Server;
import org.whybounce.dns.wire.ServerAsker;
import org.whybounce.dns.wire.WireResolver.Told;

/// The wait for a change: it ends when the change is everywhere, when the time is over, and says so.
@Timeout(60)
class WatchingTest {
    private static final DomainName NAME = DomainName.of("example.org");
    private static final String OLD = "v=spf1 -all";
    private static final String NEW = "v=spf1 ip4:192.0.2.1 -all";

    /// Answers as the servers do at each look; the resolver is asked once a look.
    private record Changing(IntFunction<String> resolver, IntFunction<String> server, AtomicInteger looks)
            implements ServerAsker {
        @Override
        public Told askAt(Server at, Question question, Deadline deadline) {
            return said(question, server.apply(looks.get()));
        }

        @Override
        public Told askThrough(Question question, boolean unchecked, Deadline deadline) {
            return said(question, resolver.apply(looks.getAndIncrement()));
        }

        private static Told said(Question question, String text) {
            if (text.isEmpty()) {
                return new Told.Nothing(Answer.Failure.TIMEOUT, "");
            }
            ResourceRecord record = question.type() == RecordType.SOA
                    ? new ResourceRecord.Soa(NAME, 60, NAME, 1, 60)
                    : new ResourceRecord.Txt(NAME, 60, List.of(text));
            return new Told.Said(
                    new Reply(0, true, false, true, false, false, List.of(record), List.of(), List.of(), ""));
        }
    }

    private record Ended(int status, String out) {}

    private static Ended watch(Optional<String> wanted, Duration longest, boolean json, ServerAsker asker) {
        Server server = Server.parse("192.0.2.53").orElseThrow();
        Spread spread = Spread.of(
                question -> new Answer.NoData(60), Authorities.of(asker, List.of(server)), NAME, CheckLimits.DEFAULT);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = new Watching(
                        spread,
                        wanted,
                        new Watching.Pace(Duration.ofMillis(1), longest),
                        json,
                        new PrintWriter(out),
                        new Progress(new PrintWriter(err), false))
                .run();
        assertThat(err.toString()).isEmpty();
        return new Ended(status, out.toString());
    }

    private static Changing changing(int serverAt, int resolverAt) {
        return new Changing(
                look -> look >= resolverAt ? NEW : OLD, look -> look >= serverAt ? NEW : OLD, new AtomicInteger());
    }

    @Test
    void itEndsWhenTheRecordIsEverywhere() {
        Ended ended = watch(Optional.of(NEW), Duration.ofMinutes(1), false, changing(2, 4));
        assertThat(ended.status()).isEqualTo(ExitStatus.NOTHING_WRONG);
        assertThat(ended.out())
                .contains("1 name server of example.org")
                .contains("old       resolver, which may keep it for 60 s more")
                .contains("new       192.0.2.53")
                .contains("Visible everywhere");
    }

    @Test
    void anyChangeIsWaitedForWithoutARecord() {
        Ended ended = watch(Optional.empty(), Duration.ofMinutes(1), false, changing(2, 3));
        assertThat(ended.status()).isEqualTo(ExitStatus.NOTHING_WRONG);
        assertThat(ended.out()).contains("Waiting for a change");
    }

    @Test
    void itGivesUpInTime() {
        Ended ended = watch(Optional.of(NEW), Duration.ofMillis(50), false, changing(0, Integer.MAX_VALUE));
        assertThat(ended.status()).isEqualTo(ExitStatus.WRONG);
        assertThat(ended.out()).contains("Not visible everywhere").contains("--wait");
    }

    @Test
    void whereNobodyAnswersItCannotBeTold() {
        Ended ended = watch(
                Optional.of(NEW),
                Duration.ofMillis(20),
                false,
                new Changing(look -> "", look -> "", new AtomicInteger()));
        assertThat(ended.status()).isEqualTo(ExitStatus.NO_DNS);
        assertThat(ended.out()).contains("cannot be told").contains("timed out");
    }

    /// However the wait ends.
    @Test
    void jsonIsBySchema() throws IOException {
        Schema schema;
        try (InputStream in = WatchingTest.class.getResourceAsStream("/org/whybounce/schema/watch-1.json")) {
            schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
        }
        Changing never = new Changing(look -> OLD, look -> OLD, new AtomicInteger());
        Changing silent = new Changing(look -> "", look -> "", new AtomicInteger());
        for (Ended ended : List.of(
                watch(Optional.of(NEW), Duration.ofMinutes(1), true, changing(0, 0)),
                watch(Optional.empty(), Duration.ofMillis(20), true, never),
                watch(Optional.of(NEW), Duration.ofMillis(20), true, silent))) {
            assertThat(schema.validate(ended.out(), InputFormat.JSON)).isEmpty();
        }
    }

    @Test
    void jsonIsOneDocument() {
        Ended ended = watch(Optional.of(NEW), Duration.ofMinutes(1), true, changing(0, 0));
        var node = tools.jackson.databind.json.JsonMapper.builder().build().readTree(ended.out());
        assertThat(node.get("schema").asString()).isEqualTo("whybounce.watch/1");
        assertThat(node.get("visible").asBoolean()).isTrue();
        assertThat(node.get("places")).hasSize(2);
    }
}
