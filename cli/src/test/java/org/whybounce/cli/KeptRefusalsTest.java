package org.whybounce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class KeptRefusalsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);

    @Test
    void theDayOfALine() {
        assertThat(LogDay.of("2026-02-03T10:00:00+00:00", TODAY))
                .isEqualTo(LocalDate.of(2026, 2, 3).toEpochDay());
        assertThat(LogDay.of("Feb  3 10:00:00", TODAY))
                .isEqualTo(LocalDate.of(2026, 2, 3).toEpochDay());
        assertThat(LogDay.of("Dec 31 10:00:00", TODAY))
                .isEqualTo(LocalDate.of(2025, 12, 31).toEpochDay());
        for (String none : new String[] {"", "x", "Foo 99 1", "2026-99-99T", "Feb 30 1:1:1"}) {
            assertThat(LogDay.of(none, TODAY)).as(none).isEqualTo(TODAY.toEpochDay());
        }
    }
}
