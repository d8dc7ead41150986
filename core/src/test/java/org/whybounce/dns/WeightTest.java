package org.whybounce.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.whybounce.net.IpAddress;

/// What answers weigh, and that caches and budgets count that and not their number.
class WeightTest {
    private static final DomainName NAME = DomainName.of("example.org");

    @Test
    void stringsLaidEndToEndAreTheSameStrings() {
        List<String> strings = List.of("v=spf1 ", "", "ip4:192.0.2.1", " -all");
        ResourceRecord.Txt txt = new ResourceRecord.Txt(NAME, 60, strings);
        assertThat(txt.strings()).isEqualTo(strings);
        assertThat(strings).isEqualTo(txt.strings());
        assertThat(txt.strings().hashCode()).isEqualTo(strings.hashCode());
        assertThat(txt.text()).isEqualTo("v=spf1 ip4:192.0.2.1 -all");
        assertThat(txt).isEqualTo(new ResourceRecord.Txt(NAME, 60, txt.strings()));
    }

    @Test
    void aThousandAnswersTakeNoMoreHeapThanTheyWeigh() {
        within(i -> new Answer.Found(
                List.of(new ResourceRecord.Txt(DomainName.of("t" + i + ".example.org"), 60, ones(300))), 60));
        within(i -> new Answer.Found(
                List.of(new ResourceRecord.Txt(
                        DomainName.of("t" + i + ".example.org"),
                        60,
                        List.of("v=spf1 ip4:192.0.2." + i % 250 + " -all"))),
                60));
        within(i -> new Answer.Found(addresses(20, i), 60));
        within(i -> new Answer.NoAnswer(Answer.Failure.SERVFAIL, "SERVFAIL from 192.0.2." + i));
    }

    /// Not above what the heap says, and not more than three times below it: else the cache would be far smaller than
    /// its room. What tests before have left may be freed while this one counts, so it counts again then.
    private static void within(IntFunction<Answer> make) {
        assertThat(make.apply(0)).isNotNull();
        long weight = 0;
        long heap = 0;
        for (int attempt = 0; attempt < 5; attempt++) {
            List<Answer> held = new ArrayList<>(COUNT);
            long before = used();
            weight = 0;
            for (int i = 0; i < COUNT; i++) {
                Answer answer = make.apply(i);
                weight += Weight.of(answer);
                held.add(answer);
            }
            heap = used() - before;
            assertThat(held).hasSize(COUNT);
            if (heap < weight + SLACK && heap > weight / 4 - SLACK) {
                return;
            }
        }
        assertThat(heap).isLessThan(weight + SLACK).isGreaterThan(weight / 4 - SLACK);
    }

    private static final int COUNT = 4_000;

    private static final int SLACK = 256 * 1024;

    private static List<ResourceRecord> addresses(int count, int seed) {
        List<ResourceRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(new ResourceRecord.A(
                    DomainName.of("a" + seed + ".example.org"), 60, IpAddress.v4(seed * 1000L + i)));
        }
        return records;
    }

    private static List<String> ones(int count) {
        return new ArrayList<>(Collections.nCopies(count, "x"));
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void largeAnswersOfOneByteStringsDoNotFillTheCache() {
        long room = 2L << 20;
        Limits limits =
                new Limits(Duration.ofSeconds(1), 1, Duration.ofSeconds(1), Duration.ofSeconds(1), 10_000, room, 1);
        CachingResolver cache = new CachingResolver(
                question -> new Answer.Found(
                        List.of(new ResourceRecord.Txt(
                                question.name(), 3600, ones(question.name().labelCount() > 2 ? 31_000 : 3_000))),
                        3600),
                limits);
        for (int i = 0; i < 500; i++) {
            cache.ask(new Question(DomainName.of("n" + i + ".test"), RecordType.TXT));
            cache.ask(new Question(DomainName.of("n" + i + ".big.test"), RecordType.TXT));
        }
        assertThat(cache.weight()).isLessThanOrEqualTo(room).isGreaterThan(room / 2);
        DomainName large = DomainName.of("n499.big.test");
        assertThat(Weight.of(cache.ask(new Question(large, RecordType.TXT)))).isLessThan(100_000);
    }

    @Test
    void oneCheckHoldsFourMebibytesWhateverItAsks() {
        BudgetResolver budget = new BudgetResolver(
                question -> new Answer.Found(List.of(new ResourceRecord.Txt(question.name(), 60, ones(31_000))), 60),
                10_000,
                Deadline.in(Duration.ofMinutes(1)));
        int answered = 0;
        for (int i = 0; i < 200; i++) {
            answered +=
                    budget.ask(new Question(DomainName.of("n" + i + ".test"), RecordType.TXT)) instanceof Answer.Found
                            ? 1
                            : 0;
        }
        assertThat(answered).isBetween(40, 50);
        assertThat(budget.refused()).isEqualTo(200 - answered);
    }

    @Test
    void manyChecksShareOneRoomAndEachIsSureOfALittle() {
        AnswerRoom room = new AnswerRoom(1 << 20);
        Resolver large =
                question -> new Answer.Found(List.of(new ResourceRecord.Txt(question.name(), 60, ones(31_000))), 60);
        List<BudgetResolver> checks = new ArrayList<>();
        int answered = 0;
        for (int c = 0; c < 20; c++) {
            BudgetResolver budget =
                    new BudgetResolver(large, 150, Deadline.in(Duration.ofMinutes(1)), Optional.of(room));
            checks.add(budget);
            int mine = 0;
            for (int i = 0; i < 50; i++) {
                mine += budget.ask(new Question(DomainName.of("n" + i + ".test"), RecordType.TXT))
                                instanceof Answer.Found
                        ? 1
                        : 0;
            }
            assertThat(mine).isGreaterThanOrEqualTo(2);
            answered += mine;
        }
        assertThat(answered).isLessThan(20 * 4 + 12);
        checks.forEach(BudgetResolver::close);
        assertThat(room.left()).isEqualTo(1 << 20);
    }
}
