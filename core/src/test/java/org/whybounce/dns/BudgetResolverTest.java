package org.whybounce.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.whybounce.net.IpAddress;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.SpfEvaluator;
import org.whybounce.spf.SpfQuestion;
import org.whybounce.spf.record.SpfResult;

/// A limit of ours is a limit of ours, and never what the servers did.
class BudgetResolverTest {
    private static final Question QUESTION = new Question(DomainName.of("example.org"), RecordType.TXT);

    /// As silent as long as it is waited for.
    private static Resolver silent(Deadline until) {
        return question -> {
            while (!until.passed()) {
                Thread.onSpinWait();
            }
            return new Answer.NoAnswer(Answer.Failure.TIMEOUT, "");
        };
    }

    @Test
    void aSilenceThatOurOwnTimeCutsShortIsNoFaultOfTheServers() {
        Deadline soon = Deadline.in(Duration.ofMillis(30));
        assertThat(new BudgetResolver(silent(soon), 10, soon).ask(QUESTION)).isInstanceOf(Answer.NotAsked.class);
    }

    @Test
    void aSilenceWithinOurTimeIs() {
        Deadline soon = Deadline.in(Duration.ofMillis(30));
        assertThat(new BudgetResolver(silent(soon), 10, Deadline.in(Duration.ofHours(1))).ask(QUESTION))
                .isInstanceOf(Answer.NoAnswer.class);
    }

    @Test
    void anEvaluationTellsTheTwoApart() throws ZoneFile.Unreadable {
        ZoneFile zone = ZoneFile.parse("zone", """
            example.org. IN TXT "v=spf1 include:a.example.org include:silent.example.org -all"
            a.example.org. IN TXT "v=spf1 ip4:192.0.2.0/24 -all"
            ;@ timeout silent.example.org TXT
            """);
        SpfQuestion asked =
                SpfQuestion.mailFrom(IpAddress.of("203.0.113.9"), "someone@example.org", "mail.example.org");
        Evaluation servers = new SpfEvaluator(zone).evaluate(asked);
        assertThat(servers.result()).isEqualTo(SpfResult.TEMPERROR);
        assertThat(servers.serversFailed()).isPresent();
        assertThat(servers.unasked()).isEmpty();
        Evaluation ours =
                new SpfEvaluator(new BudgetResolver(zone, 1, Deadline.in(Duration.ofHours(1)))).evaluate(asked);
        assertThat(ours.result()).isEqualTo(SpfResult.TEMPERROR);
        assertThat(ours.unasked()).isPresent();
        assertThat(ours.serversFailed()).isEmpty();
    }
}
