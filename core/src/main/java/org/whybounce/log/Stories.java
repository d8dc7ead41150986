package org.whybounce.log;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.whybounce.text.Claim;

/// The messages under way: what their lines stated so far, and the lines themselves. Bounded, the longest
/// unheard-of goes
/// first, so that a log of any length is read in the same memory.
final class Stories {
    /// Messages remembered at once; at the most some 40 MB, usually a tenth of it.
    private static final int MOST = 10_000;

    /// Lines of a message that are kept for whoever explains its refusal.
    private static final int MOST_LINES = 8;

    private static final int LONGEST_LINE = 500;

    private static final class Story {
        final Map<LogFact, Claim<String>> facts = new EnumMap<>(LogFact.class);
        final List<String> lines = new ArrayList<>(4);
    }

    private final Map<String, Story> stories = new LinkedHashMap<>(1024, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Story> eldest) {
            return size() > MOST;
        }
    };

    LogReading.Told joined(LogReading.Told told) {
        Event event = told.event();
        if (event.story().isEmpty()) {
            return told;
        }
        Story story = stories.computeIfAbsent(event.story(), _ -> new Story());
        if (!event.outcome().refusal()) {
            event.facts().forEach(story.facts::putIfAbsent);
            keep(story, told.text());
            return told;
        }
        EnumMap<LogFact, Claim<String>> facts = new EnumMap<>(LogFact.class);
        facts.putAll(event.facts());
        for (Map.Entry<LogFact, Claim<String>> entry : story.facts.entrySet()) {
            if (completes(entry.getKey(), event.role())) {
                // The place is one of another line.
                facts.putIfAbsent(entry.getKey(), new Claim<>(entry.getValue().value(), null));
            }
        }
        List<String> context = List.copyOf(story.lines);
        event.facts().forEach(story.facts::putIfAbsent);
        keep(story, told.text());
        return new LogReading.Told(
                told.number(),
                told.text(),
                new Event(event.system(), event.role(), event.outcome(), event.story(), facts),
                context);
    }

    /// Where our server was the client, whoever gave it the mail is not the client that was refused.
    private static boolean completes(LogFact fact, Role role) {
        return switch (fact) {
            case MAIL_FROM, RECIPIENT, QUEUE_ID -> true;
            case CLIENT_IP, HELO -> role != Role.CLIENT;
            case DATE, ORIGINAL_RECIPIENT, PEER, CODE, STATUS, WORDS, CATEGORY -> false;
        };
    }

    private static void keep(Story story, String line) {
        if (story.lines.size() >= MOST_LINES) {
            story.lines.remove(MOST_LINES / 2);
        }
        story.lines.add(line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line);
    }

    /// More sessions than a busy server has open at once.
    private static final int MOST_OPEN = 4_000;

    /// A set that forgets its oldest: ids of sessions under way.
    static java.util.Set<String> open() {
        return java.util.Collections.newSetFromMap(new java.util.LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(java.util.Map.Entry<String, Boolean> eldest) {
                return size() > MOST_OPEN;
            }
        });
    }
}
