package org.whybounce.dmarc;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.whybounce.message.field.TagList;
import org.whybounce.message.field.TagList.Tag;

/// What is odd about the tags of a DMARC record, beside their values: misspelt, unknown, twice. Receivers pass over
/// what they do not know (RFC 9989, section 4.7), so nobody but us tells.
final class TagRemarks {
    /// RFC 9989, section 4.7, and those of RFC 7489 that are gone.
    private static final List<String> KNOWN =
            List.of("v", "p", "sp", "np", "rua", "ruf", "adkim", "aspf", "fo", "psd", "t", "pct", "rf", "ri");

    private TagRemarks() {}

    /// @param faults  what was meant and has no effect, a sentence each
    /// @param remarks what has no effect and harms nothing
    static void find(TagList tags, List<String> faults, List<String> remarks) {
        Set<String> seen = new HashSet<>();
        for (Tag tag : tags.tags()) {
            String name = tag.name();
            if (!seen.add(name)) {
                faults.add("the tag " + shown(name) + "= stands twice: some receivers take the first, others ignore the"
                        + " whole record");
            } else if (!KNOWN.contains(name)) {
                Optional<String> meant = nearest(name.toLowerCase(Locale.ROOT), KNOWN, tags);
                if (meant.isPresent()) {
                    faults.add(shown(name) + "= is no tag, so receivers pass over it; " + meant.get()
                            + "= was probably meant");
                } else {
                    remarks.add(shown(name) + "= is no tag of DMARC, and receivers pass over it");
                }
            }
        }
        failureOptions(tags, remarks);
    }

    /// RFC 9991, section 3: `fo` is a list of 0, 1, d and s, and counts only beside `ruf`.
    private static void failureOptions(TagList tags, List<String> remarks) {
        Optional<String> options = tags.compact("fo");
        if (options.isEmpty()) {
            return;
        }
        for (String option : options.get().split(":", 20)) {
            if (!List.of("0", "1", "d", "s").contains(option.toLowerCase(Locale.ROOT))) {
                remarks.add(
                        "fo=" + shown(options.get()) + " holds something that is none of 0, 1, d, s, and is ignored");
                return;
            }
        }
        if (tags.tag("ruf").isEmpty()) {
            remarks.add("fo= has no effect without ruf=");
        }
    }

    /// The known word that is one slip of a key away: one letter more, less or other, or two in the wrong order. Of the
    /// tags one that the record has already was hardly meant again.
    static Optional<String> nearest(String word, List<String> known, TagList tags) {
        if (word.length() < 2) {
            return known.contains(word) && tags.tag(word).isEmpty() ? Optional.of(word) : Optional.empty();
        }
        List<String> near = new ArrayList<>();
        for (String candidate : known) {
            if (candidate.equals(word)) {
                return tags.tag(candidate).isEmpty() ? Optional.of(candidate) : Optional.empty();
            }
            if (candidate.length() > 1 && tags.tag(candidate).isEmpty() && slip(word, candidate)) {
                near.add(candidate);
            }
        }
        // A swap of letters is the likelier slip than another letter.
        return near.stream()
                .filter(candidate -> sorted(candidate).equals(sorted(word)))
                .findFirst()
                .or(() -> near.stream().findFirst());
    }

    private static String sorted(String word) {
        char[] letters = word.toCharArray();
        java.util.Arrays.sort(letters);
        return new String(letters);
    }

    /// Whether one edit makes `one` of `other`; two letters that changed places are one edit.
    static boolean slip(String one, String other) {
        if (Math.abs(one.length() - other.length()) > 1) {
            return false;
        }
        int start = 0;
        int shorter = Math.min(one.length(), other.length());
        while (start < shorter && one.charAt(start) == other.charAt(start)) {
            start++;
        }
        int end = 0;
        while (end < shorter - start && one.charAt(one.length() - 1 - end) == other.charAt(other.length() - 1 - end)) {
            end++;
        }
        int left = one.length() - start - end;
        int right = other.length() - start - end;
        return left <= 1 && right <= 1
                || left == 2
                        && right == 2
                        && one.charAt(start) == other.charAt(start + 1)
                        && one.charAt(start + 1) == other.charAt(start);
    }

    static String shown(String value) {
        return value.length() <= 40 ? value : value.substring(0, 40) + "...";
    }
}
