package org.whybounce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Answers and help are as wide as the terminal, between a floor and a ceiling; what is to be copied is never broken.
class ColumnsTest {
    private static final Path EXAMPLE =
            Path.of(System.getProperty("whybounce.root", ".."), "examples", "new-sending-service");

    private static final List<String[]> CALLS = List.of(
            new String[] {"--help"},
            new String[] {"help", "explain"},
            new String[] {"spf", "fix", "--help"},
            new String[] {"code", "5.7.1", "550"},
            new String[] {"explain", "--verbose", "--zone", "ZONE", "BOUNCE"},
            new String[] {"headers", "--zone", "ZONE", "BOUNCE"},
            new String[] {"check", "--verbose", "--zone", "ZONE", "example.org"},
            new String[] {"spf", "show", "--zone", "ZONE", "example.org"},
            new String[] {"spf", "eval", "--zone", "ZONE", "--ip", "198.51.100.7", "--mail-from", "ann@example.org"});

    @AfterEach
    void asItWas() {
        System.clearProperty("whybounce.columns");
    }

    @ParameterizedTest
    @CsvSource({"80,80", "60,60", "7,60", "100,100", "120,120", "500,120", "wide,80", "0,80", "-3,80", "'',80"})
    void aLineEndsWhereTheTerminalDoes(String columns, int width) {
        int widest = 0;
        for (String[] call : CALLS) {
            System.setProperty("whybounce.columns", columns);
            List<String> flowing = run(call).lines().filter(ColumnsTest::flows).toList();
            assertThat(flowing)
                    .as(String.join(" ", call))
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
            widest = Math.max(
                    widest, flowing.stream().mapToInt(String::length).max().orElse(0));
        }
        assertThat(widest).as("the width is used").isGreaterThan(width - 12);
    }

    /// The words are the same at every width; only where lines end differs.
    @ParameterizedTest
    @CsvSource({"60", "120"})
    void nothingIsLostOnANarrowTerminal(String columns) {
        for (String[] call : CALLS) {
            System.clearProperty("whybounce.columns");
            String ordinary = run(call);
            System.setProperty("whybounce.columns", columns);
            if (!call[0].equals("check")) {
                assertThat(words(run(call))).as(String.join(" ", call)).isEqualTo(words(ordinary));
            }
        }
    }

    private static String words(String text) {
        return text.replaceAll("\\s+", "");
    }

    /// Records, commands and the rows of a tree are copied or read across, and stay whole.
    private static boolean flows(String line) {
        return !line.contains("v=spf1") && !line.startsWith("  whybounce ") && !line.contains("include:");
    }

    private static String run(String... call) {
        String[] args = call.clone();
        for (int i = 0; i < args.length; i++) {
            args[i] = args[i].equals("ZONE")
                    ? EXAMPLE.resolve("zone.txt").toString()
                    : args[i].equals("BOUNCE") ? EXAMPLE.resolve("bounce.eml").toString() : args[i];
        }
        return MainTest.run(args).out();
    }
}
