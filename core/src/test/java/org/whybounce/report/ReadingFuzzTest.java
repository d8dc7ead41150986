package org.whybounce.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Damaged input: reading never throws, ends soon, and either counts every row or tells.
class ReadingFuzzTest {
    private static final int ROUNDS = Integer.getInteger("fuzz.count", 400);

    @Test
    void nothingIsLostInSilence() throws IOException {
        Random random = new Random(20260601);
        List<byte[]> seeds = List.of(
                Xml.good().bytes(),
                ProducersFaultsTest.gz(Xml.good().bytes()),
                ProducersFaultsTest.zip(Xml.good().bytes()),
                ProducersFaultsTest.mail(ProducersFaultsTest.gz(Xml.good().bytes()), "application/gzip"));
        int whole = 0;
        for (int i = 0; i < ROUNDS; i++) {
            byte[] input = seeds.get(i % seeds.size()).clone();
            for (int hits = random.nextInt(1, 6); hits > 0; hits--) {
                input[random.nextInt(input.length)] = (byte) random.nextInt(256);
            }
            int round = i;
            ProducersFaultsTest.Read read =
                    assertTimeout(Duration.ofSeconds(10), () -> ProducersFaultsTest.read(input));
            whole += read.pile().records() == 3 ? 1 : 0;
            assertThat(read.pile().records() == 3 || read.told())
                    .as("round %d", round)
                    .isTrue();
        }
        // A reader that refuses everything would pass the test above.
        assertThat(whole).isGreaterThan(ROUNDS / 50);
    }
}
