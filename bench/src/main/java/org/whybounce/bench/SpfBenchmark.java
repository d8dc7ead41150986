package org.whybounce.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.james.jspf.impl.SPF;
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
import org.whybounce.spf.SpfLimits;
import org.whybounce.spf.SpfQuestion;
import org.whybounce.spf.record.SpfParser;
import org.whybounce.spf.record.SpfResult;
import org.whybounce.spf.record.SpfSyntax;

/// One evaluation of each of the three records, in each way that there is.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SpfBenchmark {
    private static final String SENDER = "someone@" + Zones.TOP;
    private static final String HELO = "mail.example.net";

    /// Which record.
    @Param({"simple", "big", "mix"})
    public String zone = "";

    private String ip = "";
    private SpfQuestion question = SpfQuestion.helo(IpAddress.v4(0), "");
    private SpfEvaluator anew = new SpfEvaluator(asked -> {
        throw new IllegalStateException("not set up");
    });
    private SpfEvaluator kept = anew;
    private SPF jspf = new SPF(new JspfNames(Map.of()));

    /// Makes the zone and asserts that every way says pass.
    @Setup
    public void setUp() {
        Zones zones = Zones.of(zone);
        ip = zones.client();
        question = SpfQuestion.mailFrom(IpAddress.of(ip), SENDER, HELO);
        anew = new SpfEvaluator(zones.resolver());
        Map<String, SpfSyntax> parsed = new HashMap<>();
        kept = new SpfEvaluator(
                zones.resolver(), SpfLimits.RFC7208, text -> parsed.computeIfAbsent(text, SpfParser::parse));
        jspf = new SPF(new JspfNames(zones.texts()));
        if (evaluate().result() != SpfResult.PASS
                || evaluateParsedKept().result() != SpfResult.PASS
                || explain().result() != SpfResult.PASS
                || !jspf().equals("pass")) {
            throw new IllegalStateException("not all ways say pass for " + zone + ": jSPF says " + jspf());
        }
    }

    /// Without steps, every record parsed anew.
    @Benchmark
    public Evaluation evaluate() {
        return anew.evaluate(question);
    }

    /// Without steps, parsed records kept.
    @Benchmark
    public Evaluation evaluateParsedKept() {
        return kept.evaluate(question);
    }

    /// With all steps, every record parsed anew.
    @Benchmark
    public Evaluation explain() {
        return anew.explain(question);
    }

    /// jSPF, which parses every record anew.
    @Benchmark
    public String jspf() {
        return jspf.checkSPF(ip, SENDER, HELO).getResult();
    }
}
