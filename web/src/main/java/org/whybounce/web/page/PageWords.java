package org.whybounce.web.page;

import java.util.List;

/// Sentences that name the command line's options or commands, in the words of a page: a visitor has fields and links.
final class PageWords {
    private PageWords() {}

    private record Said(String there, String here) {}

    private static final List<Said> SENTENCES = List.of(
            new Said("and add --selector.", "and give it in the field at the end of this page."),
            new Said("give those that send with --ip.", "give those that send at the end of this page."),
            new Said(
                    "Give the addresses that send with --ip.", "Give the addresses that send at the end of this page."),
            new Said(
                    "run this where DNS works, or name a resolver (--dns HOST) or a zone file (--zone FILE).",
                    "try again in some minutes: this server got no answer from the DNS."),
            new Said(
                    "run it again with more time (--timeout SECONDS), or where the DNS answers faster.",
                    "try again: the DNS was slow, and what it has answered by now is remembered."),
            new Said(
                    "The bulk check reads it: whybounce check - takes one domain a line.",
                    "The check of many domains reads it."),
            new Said(
                    ": 'whybounce check' of the domain shows what is missing.",
                    ". Email Check shows what is missing."));

    private static final List<String> COMMANDS =
            List.of("'whybounce ", "‘whybounce ", "whybounce spf ", "whybounce check ");

    /// The same text, or a text without the command line's words.
    static String of(String text) {
        if (text.indexOf("--") < 0 && text.indexOf("whybounce") < 0) {
            return text;
        }
        String words = text;
        for (Said said : SENTENCES) {
            words = words.replace(said.there(), said.here());
        }
        return withoutCommands(withoutOptions(words)).strip();
    }

    /// `in your server's log (--ip takes it).`: what stands in such brackets is for the terminal alone.
    private static String withoutOptions(String text) {
        String words = text;
        int open = words.indexOf(" (--");
        while (open >= 0) {
            int close = words.indexOf(')', open);
            if (close < 0) {
                return words;
            }
            words = words.substring(0, open) + words.substring(close + 1);
            open = words.indexOf(" (--", open);
        }
        return words;
    }

    /// A command with what it shows is a clause or a sentence of its own: it goes, from its first word to the full
    /// stop.
    private static String withoutCommands(String text) {
        String words = text;
        for (String command : COMMANDS) {
            int at = words.indexOf(command);
            while (at >= 0) {
                int end = words.indexOf(". ", at);
                String rest = end < 0 ? "" : words.substring(end + 2);
                String before = words.substring(0, at).strip();
                boolean clause = before.endsWith(":") || before.endsWith(",");
                String kept = clause ? before.substring(0, before.length() - 1) + "." : before;
                words = (kept + " " + rest).strip();
                at = words.indexOf(command);
            }
        }
        return words;
    }
}
