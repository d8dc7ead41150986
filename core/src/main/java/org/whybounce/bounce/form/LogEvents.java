package org.whybounce.bounce.form;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whybounce.bounce.Action;
import org.whybounce.bounce.EnhancedStatus;
import org.whybounce.bounce.raw.Lexicon;
import org.whybounce.bounce.raw.Part;
import org.whybounce.log.Event;
import org.whybounce.log.LogFact;
import org.whybounce.log.LogReading;
import org.whybounce.log.Outcome;
import org.whybounce.log.Role;
import org.whybounce.text.Claim;
import org.whybounce.text.Span;

/// A log's events as refusals: each line that refused or put off, completed by the lines of its message. Where nothing
/// was
/// refused, what was delivered.
final class LogEvents {
    private final Part part;
    private final List<Integer> starts = new ArrayList<>();
    private final List<Draft> refused = new ArrayList<>();
    private final List<Draft> arrived = new ArrayList<>();
    private final List<Draft> found = new ArrayList<>();
    private final Map<String, Draft> stories = new HashMap<>();
    private final IdentityHashMap<Draft, String> storyOf = new IdentityHashMap<>();
    private boolean known;

    LogEvents(Part part) {
        this.part = part;
    }

    List<Draft> read(List<Span> lines) {
        LogReading reading = new LogReading(this::take);
        for (Span line : lines) {
            starts.add(line.start());
            reading.line(line.of(part.text()));
        }
        reading.end();
        refused.forEach(this::complete);
        if (!refused.isEmpty() || !arrived.isEmpty()) {
            return refused.isEmpty() ? arrived : refused;
        }
        // What one server of several said, or what a daemon found, is all there is.
        return found.isEmpty() ? found : List.of(found.getFirst());
    }

    /// In a paste the line that tells the sender may stand behind the one that refuses.
    private void complete(Draft draft) {
        Draft story = stories.get(storyOf.getOrDefault(draft, ""));
        if (story != null) {
            draft.recipient = draft.recipient.or(() -> story.recipient);
            draft.envelopeFrom = draft.envelopeFrom.or(() -> story.envelopeFrom);
            if (draft.remoteMta.isEmpty()) {
                draft.helo = draft.helo.or(() -> story.helo);
                draft.ip = draft.ip.or(() -> story.ip);
            }
        }
    }

    /// Whether any line was one of a mail system that is known here.
    boolean known() {
        return known;
    }

    private void take(LogReading.Told told) {
        Event event = told.event();
        known |= event.outcome() != Outcome.OTHER;
        int start = starts.get((int) told.number() - 1);
        if (event.outcome() == Outcome.DELIVERED) {
            Draft draft = facts(event, start);
            draft.action = Optional.of(new Claim<>(
                    Action.DELIVERED, part.span(start, start + told.text().length())));
            arrived.add(draft);
        } else if (event.outcome().refusal() && refused.size() < DsnReader.MOST_RECIPIENTS) {
            Draft draft = facts(event, start);
            words(draft, event, start);
            draft.stage = Stages.in(part, start, start + told.text().length());
            draft.passing = Optional.of(event.outcome() == Outcome.DEFERRED);
            if (event.outcome() == Outcome.DEFERRED) {
                if (event.role() == Role.CLIENT) {
                    draft.action = Optional.of(new Claim<>(
                            Action.DELAYED, part.span(start, start + told.text().length())));
                }
            }
            storyOf.put(draft, event.story());
            refused.add(draft);
        } else if (event.outcome() == Outcome.READ) {
            Draft draft = facts(event, start);
            if (!event.story().isEmpty()) {
                stories.putIfAbsent(event.story(), draft);
            }
            if (event.fact(LogFact.WORDS).isPresent()) {
                words(draft, event, start);
                draft.stage = Stages.in(part, start, start + told.text().length());
                found.add(draft);
            }
        }
    }

    private Draft facts(Event event, int start) {
        Draft draft = new Draft(part);
        draft.logged = true;
        draft.date = event.fact(LogFact.DATE).map(claim -> placed(claim, start));
        draft.queueId = event.fact(LogFact.QUEUE_ID).map(claim -> placed(claim, start));
        draft.envelopeFrom = event.fact(LogFact.MAIL_FROM).map(claim -> placed(claim, start));
        draft.recipient = event.fact(LogFact.RECIPIENT).map(claim -> placed(claim, start));
        draft.original = event.fact(LogFact.ORIGINAL_RECIPIENT).map(claim -> placed(claim, start));
        draft.helo = event.fact(LogFact.HELO).map(claim -> placed(claim, start));
        draft.ip = event.fact(LogFact.CLIENT_IP).map(claim -> placed(claim, start));
        draft.remoteMta = event.fact(LogFact.PEER).map(claim -> placed(claim, start));
        draft.category = event.fact(LogFact.CATEGORY).map(claim -> placed(claim, start));
        draft.status = event.fact(LogFact.STATUS)
                .flatMap(claim ->
                        EnhancedStatus.parse(claim.value()).map(code -> new Claim<>(code, place(claim.span(), start))));
        draft.reply = event.fact(LogFact.CODE)
                .filter(claim -> claim.value().length() == 3 && Lexicon.replyAt(claim.value(), 0, 3))
                .map(claim -> new Claim<>(Integer.parseInt(claim.value()), place(claim.span(), start)));
        return draft;
    }

    /// The refusal's words where they stand; words that had to be decoded are a part of their own.
    private void words(Draft draft, Event event, int start) {
        Claim<String> words = event.fact(LogFact.WORDS).orElse(new Claim<>("", null));
        if (words.span() == null
                || !words.value().equals(words.span().shifted(start).of(part.text()))) {
            draft.part = new Part("text/plain", words.value(), -1);
            draft.text = new Span(0, words.value().length());
        } else {
            draft.text = words.span().shifted(start);
        }
    }

    private Claim<String> placed(Claim<String> claim, int start) {
        return new Claim<>(claim.value(), place(claim.span(), start));
    }

    private @Nullable Span place(@Nullable Span span, int start) {
        return span == null ? null : part.span(start + span.start(), start + span.end());
    }
}
