package org.whybounce.bench;

import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Resolver;
import org.whybounce.net.IpAddress;
import org.whybounce.spf.SpfEvaluator;
import org.whybounce.spf.SpfQuestion;
import org.whybounce.spf.tree.CompiledSpf;
import org.whybounce.spf.tree.SpfTree;

/// The compiled form asked for many addresses, half of them near the listed ranges. The record `mix` is not among them:
/// its macro stands before most of its ranges, so that the compiled form sends nearly every address to the evaluator.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CompiledBenchmark {
    private static final int ADDRESSES = 1_024;

    /// Which record.
    @Param({"simple", "big"})
    public String zone = "";

    private IpAddress[] addresses = {};
    private CompiledSpf compiled = CompiledSpf.of(SpfTree.of(Zones.simple().resolver(), DomainName.of(Zones.TOP)))
            .orElseThrow();

    /// Makes the zone and asserts for every address that the compiled form answers as the evaluator does.
    @Setup
    public void setUp() {
        Resolver resolver = Zones.of(zone).resolver();
        compiled =
                CompiledSpf.of(SpfTree.of(resolver, DomainName.of(Zones.TOP))).orElseThrow();
        SpfEvaluator evaluator = new SpfEvaluator(resolver);
        Random random = new Random(7208);
        addresses = new IpAddress[ADDRESSES];
        for (int i = 0; i < ADDRESSES; i++) {
            addresses[i] = i % 2 == 0
                    ? IpAddress.v4(random.nextLong() & 0xffff_ffffL)
                    : IpAddress.v4(0xc000_0100L + random.nextInt(1_024));
            Optional<CompiledSpf.Verdict> verdict = compiled.verdict(addresses[i]);
            SpfQuestion question = SpfQuestion.mailFrom(addresses[i], "someone@" + Zones.TOP, "mail.example.net");
            if (verdict.isEmpty()
                    || verdict.get().result() != evaluator.evaluate(question).result()) {
                throw new IllegalStateException(addresses[i] + ": " + verdict);
            }
        }
    }

    /// One address.
    @Benchmark
    @OperationsPerInvocation(ADDRESSES)
    public void compiled(Blackhole hole) {
        for (IpAddress address : addresses) {
            hole.consume(compiled.verdict(address));
        }
    }
}
