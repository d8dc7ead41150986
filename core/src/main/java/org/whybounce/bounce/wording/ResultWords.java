package org.whybounce.bounce.wording;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.whybounce.bounce.raw.Lexicon;
import org.whybounce.text.Span;
import org.whybounce.text.WordList;

/// What a refusal states of the methods, by one grammar:
///
/// ```
/// result = method ("=" | ":") value            spf=fail, Spf= Pass, SPF: softfail
///        | method between* failing              SPF check failed, DKIM = did not pass, SPF softfail
/// ```
/// A pass counts only behind a sign: "neither SPF nor DKIM pass" holds the same words.
/// `knowledge/words/wording.txt` holds the words.
record ResultWords(String folded) {
    /// @param result as it stands there, or `fail` for "did not pass"
    record Said(String result, Span place) {}

    private static final List<String> SIGNED = List.of("spf", "dkim", "dmarc", "arc");
    private static final List<String> VALUES = WordList.of("wording", "result words: values");
    private static final List<String> METHODS = List.of("spf", "dkim", "dmarc");

    private static final List<String> BETWEEN = WordList.of("wording", "result words: between");

    private static final List<String> RESULTS = WordList.of("wording", "result words: results");

    private static final List<String> NOT_PASSED = WordList.of("wording", "result words: not passed");

    private static final int MOST_TRIES = 32;
    private static final int MOST_WORDS = 4;
    private static final int FURTHEST = 200;

    Map<String, Said> all() {
        Map<String, Said> found = new HashMap<>();
        for (String method : METHODS) {
            int at = folded.indexOf(method);
            for (int tries = 0; at >= 0 && tries < MOST_TRIES; tries++) {
                int end = at + method.length();
                if (word(at, end) && !conditional(at)) {
                    behind(method, end, found);
                }
                at = folded.indexOf(method, end);
            }
        }
        listed(found);
        signed(found);
        return found;
    }

    /// `spf=fail`, `Spf= Pass , Dkim= Fail`, `SPF: fail`. A value behind a sign goes before words.
    private void signed(Map<String, Said> found) {
        for (String method : SIGNED) {
            int at = folded.indexOf(method);
            boolean told = false;
            for (int tries = 0; at >= 0 && !told && tries < MOST_TRIES; tries++) {
                int i = blanks(at + method.length());
                boolean word = at == 0 || !Lexicon.alnum(folded.charAt(at - 1));
                if (word && i < folded.length() && (folded.charAt(i) == '=' || folded.charAt(i) == ':')) {
                    int from = blanks(i + 1);
                    int end = from;
                    while (end < folded.length() && (Lexicon.alnum(folded.charAt(end)) || folded.charAt(end) == '-')) {
                        end++;
                    }
                    String value = folded.substring(from, end);
                    if (VALUES.contains(value)) {
                        found.put(method, new Said(value, new Span(from, end)));
                        told = true;
                    }
                }
                at = folded.indexOf(method, at + 1);
            }
        }
    }

    private int blanks(int from) {
        int at = from;
        while (at < folded.length() && folded.charAt(at) == ' ') {
            at++;
        }
        return at;
    }

    private boolean word(int at, int end) {
        return (at == 0 || !Lexicon.alnum(folded.charAt(at - 1)) && ".-_/@".indexOf(folded.charAt(at - 1)) < 0)
                && end < folded.length()
                && folded.charAt(end) == ' ';
    }

    /// "if SPF fails", "no SPF failure": nothing is told.
    private boolean conditional(int at) {
        String before = folded.substring(Math.max(0, at - 12), at);
        return List.of("if ", "if the ", "when ", "no ", "not ", "whether ", "unless ", "nor ", "or ", "that ").stream()
                .anyMatch(before::endsWith);
    }

    private void behind(String method, int from, Map<String, Said> found) {
        int at = from;
        for (int words = 0; words < MOST_WORDS; words++) {
            while (at < folded.length() && folded.charAt(at) == ' ') {
                at++;
            }
            for (String not : NOT_PASSED) {
                if (!method.equals("spf") && folded.startsWith(not, at)) {
                    found.putIfAbsent(method, new Said("fail", new Span(at, at + not.length())));
                    return;
                }
            }
            int end = at;
            while (end < folded.length() && end - at < 20 && folded.charAt(end) > ' ' && !stop(folded.charAt(end))) {
                end++;
            }
            String said = folded.substring(at, end);
            // "SPF check failed: softfail": what a failed check came to is told by the sentence as a whole.
            if (method.equals("spf")
                    && said.startsWith("fail")
                    && !(words == 0 && said.equals("fail") && !otherResult())) {
                return;
            }
            if (RESULTS.contains(said)) {
                String result = said.equals("fails") ? "fail" : said;
                found.putIfAbsent(method, new Said(result, new Span(at, end)));
                return;
            }
            if (!BETWEEN.contains(said)) {
                return;
            }
            at = end;
        }
    }

    private boolean otherResult() {
        return List.of("soft", "permerror", "temperror", "neutral", "error").stream()
                .anyMatch(folded::contains);
    }

    private static boolean stop(char c) {
        return ".,;:()[]\"'!".indexOf(c) >= 0;
    }

    /// Gmail's list, "SPF [example.org] with ip: [192.0.2.1] = did not pass": the method named last before it.
    private void listed(Map<String, Said> found) {
        String not = "= did not pass";
        int at = folded.indexOf(not);
        for (int tries = 0; at >= 0 && tries < MOST_TRIES; tries++) {
            int spf = folded.lastIndexOf("spf ", at);
            int dkim = folded.lastIndexOf("dkim ", at);
            int nearest = Math.max(spf, dkim);
            if (nearest >= 0 && at - nearest < FURTHEST) {
                Span place = new Span(at + 2, at + not.length());
                found.putIfAbsent(nearest == spf ? "spf" : "dkim", new Said("fail", place));
            }
            at = folded.indexOf(not, at + 1);
        }
    }
}
