package org.whybounce.cli.many;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.whybounce.Explanation;
import org.whybounce.tally.Case;
import org.whybounce.tally.CaseVerdict;
import org.whybounce.tally.Cases;
import org.whybounce.tally.Refused;
import org.whybounce.tally.Totals;
import org.whybounce.words.json.JsonDocument;
import org.whybounce.words.json.RefusalRowJson;
import org.whybounce.words.text.ExplanationText;
import org.whybounce.words.text.Paper;
import org.whybounce.words.text.RefusalCsv;
import org.whybounce.words.text.TotalsText;

/// Explains many refusals and prints them: one row each as JSON Lines or CSV, or the table and the diagnoses.
public final class ManyRefusals implements Counting.Rows {
    /// How rows are printed.
    public enum Format {
        TABLE,
        CSV,
        JSONL
    }

    /// @param cases     how many distinct cases are diagnosed
    /// @param diagnoses how many diagnoses are printed in full behind the table
    /// @param mask      hides addresses where that was asked for
    /// @param progress  says how far the run is; does nothing where no one watches
    public record Settings(
            Format format,
            int cases,
            int diagnoses,
            Paper paper,
            UnaryOperator<String> mask,
            Consumer<String> progress,
            Keeping keeping) {}

    /// Takes what is to be kept of the refusals.
    public interface Keeping {
        Keeping NOTHING = new Keeping() {
            @Override
            public void explained(Refused refused, CaseVerdict verdict, Explanation explanation) {}

            @Override
            public void row(Refused refused, CaseVerdict verdict) {}

            @Override
            public long finish() {
                return 0;
            }
        };

        /// Before the rows of its case.
        void explained(Refused refused, CaseVerdict verdict, Explanation explanation);

        void row(Refused refused, CaseVerdict verdict);

        /// All is there; says how many were kept.
        long finish();
    }

    /// Diagnoses printed where nothing else is asked for: what a person reads at a sitting.
    public static final int DIAGNOSES = 10;

    /// Full texts that are kept until the end; some 4 KB each.
    private static final int MOST_TEXTS = 1_000;

    public static final int MOST_CASES = Cases.MOST;

    private record Topic(String cause, String domain) {}

    private final Settings settings;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Counting counting;
    private final Map<Topic, String> texts = new LinkedHashMap<>();

    public ManyRefusals(Function<byte[], Explanation> explain, Settings settings, PrintWriter out, PrintWriter err) {
        this.settings = settings;
        this.out = out;
        this.err = err;
        this.counting = new Counting(explain, settings.cases(), this);
    }

    public int files(List<Path> paths) {
        return finish(counting.run(opening -> paths.forEach(opening::path)));
    }

    public int stream(String name, InputStream in) {
        return finish(counting.run(opening -> {
            counting.file(name);
            try {
                opening.stream(name, in, 0);
            } catch (IOException e) {
                counting.unread(name, "it could not be read to its end");
            }
        }));
    }

    private int finish(Totals totals) {
        settings.progress().accept("");
        switch (settings.format()) {
            case TABLE -> {
                out.print(settings.mask().apply(TotalsText.of(totals, settings.paper())));
                diagnoses(totals);
            }
            case JSONL -> out.print(settings.mask().apply(JsonDocument.line(RefusalRowJson.sums(totals))));
            case CSV -> {
                if (totals.groups().isEmpty()) {
                    out.print(RefusalCsv.HEADER);
                }
                err.println(TotalsText.sentence(totals));
                totals.unread().forEach(one -> err.println("not read: " + one.source() + ": " + one.why()));
                totals.limits().forEach(err::println);
            }
        }
        long kept = settings.keeping().finish();
        if (kept > 0) {
            err.println("%,d refusals were kept beside the reports, with addresses masked.".formatted(kept));
        }
        out.flush();
        err.flush();
        return totals.exitStatus();
    }

    /// The diagnoses of what was refused most, one for each cause of a domain.
    private void diagnoses(Totals totals) {
        Map<Topic, Long> counts = new LinkedHashMap<>();
        totals.groups()
                .forEach(group -> counts.merge(
                        new Topic(group.verdict().label(), group.key().domain()), group.count(), Long::sum));
        List<Map.Entry<Topic, Long>> most = counts.entrySet().stream()
                .sorted(Map.Entry.<Topic, Long>comparingByValue().reversed())
                .toList();
        int shown = 0;
        for (Map.Entry<Topic, Long> one : most) {
            String text = texts.get(one.getKey());
            if (shown >= settings.diagnoses() || text == null) {
                continue;
            }
            shown++;
            out.print("\n" + "=".repeat(76) + "\n" + one.getKey().cause() + ", "
                    + (one.getKey().domain().isEmpty()
                            ? "no domain"
                            : settings.mask()
                                    .apply(org.whybounce.text.Visible.line(
                                            one.getKey().domain(), 80)))
                    + ": " + one.getValue() + (one.getValue() == 1 ? " refusal" : " refusals")
                    + ", of which this is one:\n\n");
            out.print(settings.mask().apply(text));
        }
        if (shown < most.size()) {
            out.print("\n" + shown + " of " + most.size() + " diagnoses are shown, those of most refusals"
                    + "; --diagnoses N shows more. The table holds all.\n");
        }
    }

    @Override
    public void row(Refused refused, Case one, CaseVerdict verdict) {
        settings.keeping().row(refused, verdict);
        switch (settings.format()) {
            case TABLE -> {
                // Counted; the table comes at the end.
            }
            case JSONL ->
                out.print(settings.mask().apply(JsonDocument.line(RefusalRowJson.row(refused, one, verdict))));
            case CSV -> {
                if (!headed) {
                    headed = true;
                    out.print(RefusalCsv.HEADER);
                }
                out.print(settings.mask().apply(RefusalCsv.row(refused, one, verdict)));
            }
        }
    }

    private boolean headed;

    @Override
    public void progress(long lines, long mails, long refusals) {
        String read = lines > 0 ? "%,d lines".formatted(lines) : "%,d mails".formatted(mails);
        settings.progress().accept(read + " read, " + "%,d refusals".formatted(refusals));
    }

    @Override
    public void explained(Refused refused, CaseVerdict verdict, Explanation explanation) {
        settings.keeping().explained(refused, verdict, explanation);
        if (settings.format() != Format.TABLE) {
            return;
        }
        String domain = Totals.domain(refused, verdict);
        synchronized (texts) {
            if (texts.size() < MOST_TEXTS) {
                texts.computeIfAbsent(
                        new Topic(verdict.label(), domain),
                        _ -> ExplanationText.of(explanation, settings.paper(), false));
            }
        }
    }
}
