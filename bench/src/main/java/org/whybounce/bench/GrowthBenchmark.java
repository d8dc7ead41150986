package org.whybounce.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.whybounce.net.IpAddress;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.SpfEvaluator;
import org.whybounce.spf.SpfQuestion;
import org.whybounce.spf.record.SpfResult;

/// How the cost grows with what the record holds. The last range matches.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class GrowthBenchmark {
    /// Includes and ranges of the record.
    @Param({"1x40", "2x40", "4x40", "6x40", "8x40", "10x40", "8x10", "8x100", "8x1000", "8x10000"})
    public String shape = "";

    private SpfQuestion question = SpfQuestion.helo(IpAddress.v4(0), "");
    private SpfEvaluator evaluator = new SpfEvaluator(asked -> {
        throw new IllegalStateException("not set up");
    });

    /// Makes the zone.
    @Setup
    public void setUp() {
        String[] parts = shape.split("x");
        Zones zones = Zones.tree(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        evaluator = new SpfEvaluator(zones.resolver());
        question = SpfQuestion.mailFrom(IpAddress.of(zones.client()), "someone@" + Zones.TOP, "mail.example.net");
        if (evaluate().result() != SpfResult.PASS) {
            throw new IllegalStateException("not a pass for " + shape);
        }
    }

    /// Without steps, every record parsed anew.
    @Benchmark
    public Evaluation evaluate() {
        return evaluator.evaluate(question);
    }
}
