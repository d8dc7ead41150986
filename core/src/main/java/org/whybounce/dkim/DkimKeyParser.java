package org.whybounce.dkim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.whybounce.message.field.TagList;

/// Reads a key record (RFC 6376, section 3.6.1).
public final class DkimKeyParser {
    /// A record of 16,384 bit takes 3 KiB; what is longer is no key.
    static final int LONGEST = 16 * 1024;

    private static final int MOST_LISTED = 50;

    private DkimKeyParser() {}

    public static KeyReading parse(String text) {
        if (text.length() > LONGEST) {
            return new KeyReading.NotAKey(text, "is longer than any key");
        }
        TagList tags = TagList.read(text);
        Optional<String> version = tags.value("v");
        // RFC 6376, section 3.6.1: another version is discarded, and v= must come first.
        if (version.isPresent() && !version.get().equals("DKIM1")) {
            return new KeyReading.NotAKey(text, "says v=" + shortened(version.get()) + " where DKIM1 is meant");
        }
        Optional<String> key = tags.compact("p");
        if (key.isEmpty()) {
            return new KeyReading.NotAKey(text, "holds no p=, which is the key");
        }
        if (tags.problem().isPresent()) {
            return new KeyReading.NotAKey(
                    text, "breaks the grammar: " + tags.problem().get());
        }
        if (version.isPresent() && !tags.tags().getFirst().name().equals("v")) {
            return new KeyReading.NotAKey(text, "has v= at another place than the first");
        }
        List<String> remarks = new ArrayList<>();
        if (version.isEmpty()) {
            remarks.add("there is no v=DKIM1, which is recommended");
        }
        if (tags.tag("g").isPresent()) {
            remarks.add("g= no longer exists since RFC 6376 and is ignored");
        }
        String type = tags.value("k").orElse("rsa");
        List<String> services = list(tags, "s");
        return new DkimKeyRecord(
                text,
                version,
                type,
                KeyDecoder.decode(type, key.get()),
                list(tags, "h"),
                services.isEmpty() ? List.of("*") : services,
                list(tags, "t"),
                tags.value("n"),
                remarks);
    }

    /// A list with colons between; unknown members are to be ignored by whoever looks.
    private static List<String> list(TagList tags, String name) {
        List<String> members = new ArrayList<>();
        for (String member : tags.value(name).orElse("").split(":", MOST_LISTED)) {
            String word = member.strip().toLowerCase(Locale.ROOT);
            if (!word.isEmpty()) {
                members.add(word);
            }
        }
        return members;
    }

    public static String shortened(String value) {
        return value.length() <= 40 ? value : value.substring(0, 40) + "...";
    }
}
