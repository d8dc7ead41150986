package org.whybounce.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/// Runs all benchmarks and prints the tables of `docs/benchmarks.md`. Arguments are JMH's own and override what stands
/// here.
public final class Bench {
    private static final List<String> WAYS = List.of("evaluate", "evaluateParsedKept", "explain", "compiled", "jspf");

    private Bench() {}

    /// @param args options of JMH
    public static void main(String[] args) throws RunnerException, CommandLineOptionException {
        CommandLineOptions given = new CommandLineOptions(args);
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .parent(given)
                        .include(given.getIncludes().isEmpty() ? "org.whybounce.bench.*" : "^$")
                        .forks(given.getForkCount().orElse(1))
                        .warmupIterations(given.getWarmupIterations().orElse(3))
                        .warmupTime(given.getWarmupTime().orElse(TimeValue.seconds(1)))
                        .measurementIterations(given.getMeasurementIterations().orElse(3))
                        .measurementTime(given.getMeasurementTime().orElse(TimeValue.seconds(1)))
                        .addProfiler(CpuTime.class)
                        .addProfiler(GCProfiler.class)
                        .jvmArgs("-Xmx1g", "-XX:+UseSerialGC")
                        .build())
                .run();
        Map<String, Row> rows = new HashMap<>();
        for (RunResult result : results) {
            String way = result.getParams().getBenchmark();
            way = way.substring(way.lastIndexOf('.') + 1);
            String record = result.getParams().getParam("zone");
            String key = way + " " + (record == null ? result.getParams().getParam("shape") : record);
            rows.put(key, new Row(second(result, CpuTime.LABEL), second(result, "gc.alloc.rate.norm")));
        }
        print(rows);
    }

    private record Row(double nanos, double bytes) {
        String perSecond() {
            return String.format(Locale.ROOT, "%,.0f", 1e9 / nanos);
        }

        String cells() {
            return " " + String.format(Locale.ROOT, "%,.0f", nanos) + " | " + perSecond() + " | "
                    + String.format(Locale.ROOT, "%,.0f", bytes) + " |";
        }
    }

    private static double second(RunResult result, String label) {
        for (Map.Entry<String, Result> entry : result.getSecondaryResults().entrySet()) {
            if (entry.getKey().endsWith(label)) {
                return entry.getValue().getScore();
            }
        }
        return Double.NaN;
    }

    private static void print(Map<String, Row> rows) {
        System.out.println("\n| record | way | CPU ns | per CPU second | bytes |\n| --- | --- | ---: | ---: | ---: |");
        for (String record : List.of("simple", "big", "mix")) {
            for (String way : WAYS) {
                Row row = rows.get(way + " " + record);
                if (row != null) {
                    System.out.println("| " + record + " | " + way + " |" + row.cells());
                }
            }
            Row ours = rows.get("evaluate " + record);
            Row theirs = rows.get("jspf " + record);
            if (ours != null && theirs != null) {
                System.out.println("| " + record + " | evaluate : jspf | "
                        + String.format(Locale.ROOT, "%.1f times as fast", theirs.nanos() / ours.nanos()) + " | | |");
            }
        }
        System.out.println("\n| includes x ranges | CPU ns | per CPU second | bytes |\n| --- | ---: | ---: | ---: |");
        List<String> shapes = new ArrayList<>(
                List.of("1x40", "2x40", "4x40", "6x40", "8x40", "10x40", "8x10", "8x100", "8x1000", "8x10000"));
        for (String shape : shapes) {
            Row row = rows.get("evaluate " + shape);
            if (row != null) {
                System.out.println("| " + shape + " |" + row.cells());
            }
        }
    }
}
