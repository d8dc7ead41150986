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
import org.whybounce.dns.DomainName;
import org.whybounce.net.IpAddress;
import org.whybounce.spf.CompiledSpf;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.SpfEvaluator;
import org.whybounce.spf.SpfQuestion;
import org.whybounce.spf.SpfResult;
import org.whybounce.spf.SpfTree;

/// How the cost grows with what the record holds. The last range matches.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class GrowthBenchmark {
    /// Includes and ranges of the record.
    @Param({"1x40", "2x40", "4x40", "6x40", "8x40", "10x40", "0x10", "0x100", "0x1000", "0x10000"})
    public String shape = "";

    private SpfQuestion question = SpfQuestion.helo(IpAddress.v4(0), "");
    private SpfEvaluator evaluator = new SpfEvaluator(asked -> {
        throw new IllegalStateException("not set up");
    });
    private CompiledSpf compiled = CompiledSpf.of(SpfTree.of(Zones.simple().resolver(), DomainName.of(Zones.TOP)))
            .orElseThrow();

    /// Makes the zone.
    @Setup
    public void setUp() {
        String[] parts = shape.split("x");
        Zones zones = Zones.tree(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        evaluator = new SpfEvaluator(zones.resolver());
        question = SpfQuestion.mailFrom(IpAddress.of(zones.client()), "someone@" + Zones.TOP, "mail.example.net");
        compiled = CompiledSpf.of(SpfTree.of(zones.resolver(), DomainName.of(Zones.TOP)))
                .orElseThrow();
        if (evaluate().result() != SpfResult.PASS) {
            throw new IllegalStateException("not a pass for " + shape);
        }
    }

    /// Without steps, every record parsed anew.
    @Benchmark
    public Evaluation evaluate() {
        return evaluator.evaluate(question);
    }

    /// The compiled form asked for one address.
    @Benchmark
    public Object compiled() {
        return compiled.verdict(question.ip());
    }
}
