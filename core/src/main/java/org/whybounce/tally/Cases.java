package org.whybounce.tally;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.whybounce.log.Role;

/// Finds the case that a refusal belongs to. Two refusals are one case where nothing differs that a cause could depend
/// on:
/// the same words but for ids, counters and mail addresses, the same codes, the same sender's domain and receiver, and
/// the
/// same client where the words are about the client.
public final class Cases {
    /// Cases diagnosed in one run; each costs up to some hundred questions to the DNS and 1 KB of memory.
    public static final int MOST = 10_000;

    private final int most;
    private final Map<String, Case> cases = new ConcurrentHashMap<>();
    private final Map<String, Case> plain = new ConcurrentHashMap<>();

    /// All that are beyond the limit; their verdict is [CaseVerdict#NOT_DIAGNOSED].
    public static final Case BEYOND = new Case(0, "");

    public Cases() {
        this(MOST);
    }

    public Cases(int most) {
        this.most = most;
    }

    /// @param fresh whether the case was not seen before, so that it has to be diagnosed
    public record Found(Case one, boolean fresh) {}

    public Found of(Refused refused) {
        boolean client = refused.role() == Role.CLIENT || aboutClient(refused.words());
        String words = String.join(
                "\t",
                Skeleton.of(refused.words(), client),
                refused.role().name(),
                refused.code(),
                refused.status(),
                refused.receiver());
        Case known = plain.get(words);
        if (known != null) {
            return new Found(known, false);
        }
        String key = String.join(
                "\t",
                words,
                refused.domain(),
                client ? refused.ip() : "",
                aboutClient(refused.words()) ? refused.helo() : "");
        Case seen = cases.get(key);
        if (seen != null) {
            return new Found(seen, false);
        }
        if (cases.size() >= most) {
            return new Found(BEYOND, false);
        }
        Case fresh = new Case(cases.size() + 1, words);
        cases.put(key, fresh);
        return new Found(fresh, true);
    }

    /// Remembers a case's answer. Where the words alone decided, the same words from anybody have it too.
    public void answered(Case one, CaseVerdict verdict) {
        if (verdict.plain()) {
            plain.putIfAbsent(one.words(), one);
        }
    }

    public int size() {
        return cases.size();
    }

    /// Whether the words speak of what depends on who connected: its authorisation, its name.
    private static boolean aboutClient(String words) {
        String lower = words.toLowerCase(java.util.Locale.ROOT);
        for (String word : ABOUT_CLIENT) {
            if (lower.contains(word)) {
                return true;
            }
        }
        return false;
    }

    private static final String[] ABOUT_CLIENT = {
        "spf",
        "dmarc",
        "dkim",
        "authent",
        "helo",
        "ehlo",
        "ptr",
        "dns",
        "hostname",
        "host name",
        "not allowed to send",
        "permitted"
    };
}
