package org.whybounce.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.whybounce.net.IpAddress;
import org.whybounce.sender.RowStatement;
import org.whybounce.sender.Sighting;
import org.whybounce.sender.Sightings;

/// Rows that are packed come back as they were.
class PackedRowsTest {
    private static RowStatement statement(boolean pass, String domain) {
        return new RowStatement(
                domain,
                pass ? Optional.empty() : Optional.of("a.example"),
                pass,
                false,
                "none",
                pass ? List.of() : List.of("forwarded", "mailing_list"),
                List.of(new RowStatement.Spf(domain, "", "pass")),
                pass
                        ? List.of()
                        : List.of(
                                new RowStatement.Dkim(domain, "", "fail"),
                                new RowStatement.Dkim("b.example", "s1", "pass")));
    }

    private static int number(List<RowStatement> numbers, RowStatement statement) {
        if (!numbers.contains(statement)) {
            numbers.add(statement);
        }
        return numbers.indexOf(statement);
    }

    @Test
    void rowsComeBackAsTheyWere() {
        Sightings.Builder builder = new Sightings.Builder();
        for (long count : new long[] {1, 127, 128, 16_384, 999_999_999}) {
            builder.add(IpAddress.of("192.0.2.255"), statement(count % 2 == 0, "x" + count + ".example"), count);
            builder.add(IpAddress.of("2001:db8::ff"), statement(false, "y.example"), count);
        }
        Sightings rows = builder.build();
        List<RowStatement> numbers = new ArrayList<>();
        byte[] packed = PackedRows.pack(rows, statement -> number(numbers, statement));
        Sightings back = PackedRows.unpack(packed, numbers::get);
        assertThat(back.fingerprint()).isEqualTo(rows.fingerprint());
        assertThat(back.messages()).isEqualTo(rows.messages());
    }

    @Test
    void aForgersManyAddressesAreFoldedAndNoMessageIsLost() {
        Sightings.Builder builder = new Sightings.Builder();
        RowStatement forged = statement(false, "example.org");
        for (int i = 0; i < 30_000; i++) {
            builder.add(IpAddress.v4(0x0a000000L + i), forged, 1);
        }
        builder.add(IpAddress.of("192.0.2.1"), statement(true, "example.org"), 1);
        Sightings rows = builder.build();
        List<RowStatement> numbers = new ArrayList<>();
        Sightings back =
                PackedRows.unpack(PackedRows.pack(rows, statement -> number(numbers, statement)), numbers::get);
        assertThat(back.messages()).isEqualTo(30_001);
        assertThat(back.size()).isEqualTo(30_000 / 256 + 2);
        List<Sighting> all = new ArrayList<>();
        back.forEach(new Sighting.Origin("", 0, 0), all::add);
        assertThat(all).anySatisfy(row -> assertThat(row.source()).isEqualTo(IpAddress.of("192.0.2.1")));
    }

    @Test
    void whatARowStatesComesBackFromItsText() {
        for (RowStatement each :
                List.of(statement(true, "example.org"), statement(false, "x.example"), statement(true, ""))) {
            assertThat(StatementText.read(StatementText.of(each))).isEqualTo(each);
        }
    }
}
