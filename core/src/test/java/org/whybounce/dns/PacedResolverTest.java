package org.whybounce.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PacedResolverTest {
    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();
    private final PacedResolver paced = new PacedResolver(
            question -> {
                asked.incrementAndGet();
                return new Answer.NoData(60);
            },
            10,
            10,
            Duration.ofDays(1),
            now::get);

    private Answer ask(String name) {
        return paced.ask(new Question(DomainName.of(name), RecordType.TXT), Deadline.in(Duration.ZERO));
    }

    @Test
    void aFloodAboutOneDomainIsCutToItsRateAndOthersGoOn() {
        int answered = 0;
        for (int i = 0; i < 100; i++) {
            answered += ask("host" + i + ".example.org") instanceof Answer.NoData ? 1 : 0;
        }
        assertThat(answered).isEqualTo(10);
        assertThat(asked).hasValue(10);
        assertThat(ask("example.net")).isInstanceOf(Answer.NoData.class);
        now.addAndGet(Duration.ofMillis(500).toNanos());
        answered = 0;
        for (int i = 0; i < 100; i++) {
            answered += ask("again" + i + ".example.org") instanceof Answer.NoData ? 1 : 0;
        }
        assertThat(answered).isEqualTo(5);
    }

    @Test
    void whatOneCheckAsksMayGoOutAtOnceAndThenTheRateHolds() {
        PacedResolver wide =
                new PacedResolver(question -> new Answer.NoData(60), 20, 200, Duration.ofDays(1), now::get);
        int answered = 0;
        for (int i = 0; i < 300; i++) {
            answered += wide.ask(
                                    new Question(DomainName.of("host" + i + ".example.org"), RecordType.TXT),
                                    Deadline.in(Duration.ZERO))
                            instanceof Answer.NoData
                    ? 1
                    : 0;
        }
        assertThat(answered).isEqualTo(200);
    }

    @Test
    void reverseNamesSharePaceByNetworkOnly() {
        for (int i = 0; i < 10; i++) {
            assertThat(ask(i + ".2.0.192.in-addr.arpa")).isInstanceOf(Answer.NoData.class);
        }
        assertThat(ask("10.2.0.192.in-addr.arpa")).isInstanceOf(Answer.Failed.class);
        assertThat(ask("1.3.0.192.in-addr.arpa")).isInstanceOf(Answer.NoData.class);
    }

    @Test
    void aLongQueueIsNotWaitedFor() {
        PacedResolver short3 =
                new PacedResolver(question -> new Answer.NoData(60), 20, 1, Duration.ofMillis(100), now::get);
        int answered = 0;
        for (int i = 0; i < 10; i++) {
            Answer answer = short3.ask(
                    new Question(DomainName.of("host" + i + ".example.org"), RecordType.TXT),
                    Deadline.in(Duration.ofSeconds(10)));
            answered += answer instanceof Answer.NoData ? 1 : 0;
        }
        assertThat(answered).as("the first, and two that wait 50 and 100 ms").isEqualTo(3);
    }
}
