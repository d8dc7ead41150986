package org.whybounce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static String after(boolean shown, int... statuses) {
        StringWriter err = new StringWriter();
        Progress progress = new Progress(new PrintWriter(err), shown);
        for (int status : statuses) {
            progress.checked(status);
        }
        progress.end();
        return err.toString();
    }

    @Test
    void theSumOfARunStaysOnTheTerminal() {
        assertThat(after(true, ExitStatus.WRONG, ExitStatus.NO_DNS, ExitStatus.NOTHING_WRONG))
                .endsWith("3 checked, 1 with errors, 1 without an answer." + System.lineSeparator());
    }

    @Test
    void nothingIsWrittenWhereThereIsNoTerminalOrNothingWasChecked() {
        assertThat(after(false, ExitStatus.WRONG)).isEmpty();
        assertThat(after(true)).isEmpty();
    }
}
