package org.whybounce.sender;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.whybounce.fix.Fix;

/// The way to `p=reject` in steps with dates, each with what to watch before the next.
public record Plan(List<Step> steps) {
    /// @param watch what has to hold before the next step; empty for the last
    public record Step(LocalDate day, String action, String watch) {}

    /// Days for receivers to report on a change: most report once a day, a day late.
    private static final int REPORTED = 3;

    /// Days under one policy before the next: two weeks have every kind of mail but the monthly in them.
    private static final int UNDER_POLICY = 14;

    public Plan {
        steps = List.copyOf(steps);
    }

    /// @param today the day on which the plan begins
    public static Plan of(Senders senders, LocalDate today) {
        List<Step> steps = new ArrayList<>();
        LocalDate day = today;
        Readiness readiness = senders.readiness();
        if (readiness.verdict() == Readiness.Verdict.TOO_LITTLE_DATA) {
            steps.add(new Step(
                    day,
                    "Collect reports for " + SenderLimits.PERIOD + " days or more before changing the policy.",
                    "reports of several receivers arrive every day"));
            return new Plan(steps);
        }
        for (Senders.Remedy remedy : senders.fixes()) {
            switch (remedy.fix()) {
                case Fix.Publish publish ->
                    steps.add(new Step(
                            day,
                            "Publish the SPF record at " + publish.edit().at() + ".",
                            remedy.covers().size() + " addresses pass SPF in the reports from " + day.plusDays(1)
                                    + " on"));
                case Fix.Ask ask ->
                    steps.add(new Step(day, ask.question(), "the answer leads to a record that is proven"));
                case Fix.Tell tell ->
                    steps.add(new Step(day, first(tell.text()), "its mail passes DKIM in the next reports"));
                case Fix.PublishNothing nothing ->
                    steps.add(new Step(day, first(nothing.text()), first(nothing.instead())));
            }
        }
        String unknown = senders.of(SenderClass.UNKNOWN).stream()
                .limit(3)
                .map(SenderGroup::name)
                .collect(Collectors.joining(", "));
        if (!unknown.isEmpty()) {
            steps.add(new Step(
                    day,
                    "Find out whose these are: " + unknown + ".",
                    "each is yours and passes, or is not yours and may be refused"));
        }
        if (!steps.isEmpty()) {
            day = day.plusDays(REPORTED + SenderLimits.PERIOD);
            steps.add(new Step(
                    day,
                    "Read the reports since again.",
                    "no more than " + Math.max(1, readiness.legitimateThen())
                            + " messages of your own fail in a like period"));
        }
        String policy = senders.policyNow();
        if (!policy.equals("reject")) {
            if (!policy.equals("quarantine")) {
                steps.add(new Step(
                        day,
                        "Ask for p=quarantine at _dmarc." + senders.domain() + ".",
                        "nobody misses mail; forwarded mail (" + readiness.forwarded()
                                + " messages of this period failed) lands in spam folders"));
                day = day.plusDays(UNDER_POLICY);
            }
            steps.add(new Step(
                    day,
                    "Ask for p=reject at _dmarc." + senders.domain() + ".",
                    "mail to lists and through forwarders that break your signature is refused from now on"));
        }
        return new Plan(steps);
    }

    private static String first(String text) {
        int end = text.indexOf(". ");
        return end < 0 ? text : text.substring(0, end + 1);
    }
}
