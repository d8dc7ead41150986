package org.whybounce.log;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Proofpoint's filter: `filter_instance1[9]: rprt s=3ek4 m=1 mod=spf cmd=run rule=.. action=reject`. The line
/// that ends the
/// session repeats what was decided; it counts where no line before it did.
final class ProofpointLines implements Grammar {
    static final String NAME = "proofpoint";

    private final Set<String> refused = Stories.open();

    @Override
    public Optional<Event> read(Line line) {
        int mark = line.find("filter_instance");
        Line.Program process = mark < 0 ? null : line.process();
        // A console shows the lines without the process: `[2026-11-30 10:00:00.123 +0000] rprt s=2k1abc mod=spf ...`.
        int bare = line.find("] rprt s=");
        if (process == null && bare < 0) {
            return Optional.empty();
        }
        Map<String, String> pairs = Pairs.of(line.text(), process == null ? bare + 2 : process.said(), " ");
        String story = pairs.getOrDefault("s", "");
        String command = pairs.getOrDefault("cmd", "");
        String module = pairs.getOrDefault("mod", "");
        Noted noted = new Noted(line).value(LogFact.QUEUE_ID, story);
        switch (command) {
            case "env_from" -> noted.value(LogFact.MAIL_FROM, pairs.get("value"));
            case "env_rcpt" -> noted.value(LogFact.RECIPIENT, pairs.get("value"));
            case "connect" -> noted.value(LogFact.CLIENT_IP, pairs.get("ip"));
            case "disconnect" -> noted.value(LogFact.HELO, pairs.get("helo"));
            default -> {
                // Any other line states what its module found.
            }
        }
        String action = pairs.getOrDefault("action", "");
        boolean refuses = action.equals("reject") || action.equals("tempfail") || action.equals("retry");
        noted.value(LogFact.CLIENT_IP, pairs.get("ip")).value(LogFact.MAIL_FROM, pairs.get("from"));
        boolean told = refuses && !refused.add(story);
        if (!refuses || command.equals("disconnect") && told) {
            return Optional.of(noted.event(NAME, Role.SERVER, Outcome.READ, story));
        }
        String error = pairs.getOrDefault("error", "");
        String named = module.isEmpty() || module.equals("session") ? pairs.getOrDefault("module", module) : module;
        String words = error.isEmpty()
                ? named + " " + pairs.getOrDefault("rule", "") + " " + pairs.getOrDefault("result", "") + ": " + action
                : error;
        noted.value(LogFact.WORDS, words);
        return Optional.of(noted.refused(NAME, Role.SERVER, story, !action.equals("reject")));
    }
}
