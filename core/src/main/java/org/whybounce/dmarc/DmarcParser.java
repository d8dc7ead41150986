package org.whybounce.dmarc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.whybounce.dmarc.DmarcRecord.Psd;
import org.whybounce.dmarc.DmarcRecord.ReportUri;
import org.whybounce.dns.DomainName;
import org.whybounce.message.field.Mailbox;
import org.whybounce.message.field.TagList;
import org.whybounce.message.field.TagList.Tag;

/// Reads a DMARC record. Only the version decides whether a text is one; every other mistake falls back to a default
/// and leaves a remark (RFC 9989, sections 4.7 and 4.8).
public final class DmarcParser {
    /// More report addresses than any record has; the rest is counted in a remark.
    private static final int MOST_URIS = 50;

    private static final int SURE_URIS = 2;

    private final DomainName at;
    private final List<String> invalid = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    private DmarcParser(DomainName at) {
        this.at = at;
    }

    /// Empty if the text is no DMARC record: its first tag must be `v=DMARC1`, spelled exactly so.
    public static Optional<DmarcRecord> parse(DomainName at, String text) {
        // A record is a few hundred bytes; the DNS could hold 64 KiB, the tag list bounds the work.
        TagList tags = TagList.read(text);
        if (tags.tags().isEmpty()) {
            return Optional.empty();
        }
        Tag version = tags.tags().getFirst();
        boolean is = version.name().equals("v") && version.value().equals("DMARC1") && text.startsWith("v");
        return is ? Optional.of(new DmarcParser(at).record(text, tags)) : Optional.empty();
    }

    private DmarcRecord record(String text, TagList tags) {
        tags.problem()
                .filter(problem -> !problem.endsWith("= twice"))
                .ifPresent(problem -> remarks.add("the record holds " + problem + ", which is passed over"));
        TagRemarks.find(tags, faults, remarks);
        Optional<DmarcPolicy> p = policy(tags, "p");
        Optional<DmarcPolicy> sp = policy(tags, "sp");
        Optional<DmarcPolicy> np = policy(tags, "np");
        if (tags.tag("p").isEmpty()) {
            remarks.add(
                    "there is no p=: with rua= it counts as p=none, without it receivers ignore the record; those that"
                            + " still follow RFC 7489 do the same");
        } else if (!tags.tags().get(1).name().equals("p")) {
            remarks.add("p= is not the second tag, which receivers that still follow RFC 7489 ask for");
        }
        for (String gone : List.of("pct", "rf", "ri")) {
            if (tags.tag(gone).isPresent()) {
                remarks.add(gone + "= no longer exists since RFC 9989 and is ignored");
            }
        }
        return new DmarcRecord(
                at,
                text,
                p,
                sp,
                np,
                letter(tags, "adkim", "r", "s").equals("s"),
                letter(tags, "aspf", "r", "s").equals("s"),
                letter(tags, "t", "n", "y").equals("y"),
                psd(tags),
                uris(tags, "rua"),
                uris(tags, "ruf"),
                invalid,
                faults,
                remarks);
    }

    private Optional<DmarcPolicy> policy(TagList tags, String name) {
        Optional<String> value = tags.value(name);
        Optional<DmarcPolicy> policy = value.flatMap(DmarcPolicy::parse);
        if (value.isPresent() && policy.isEmpty()) {
            invalid.add(name);
            String meant = nearestPolicy(value.get())
                    .map(word -> "; " + word + " was probably meant")
                    .orElse("");
            remarks.add(name + "=" + shortened(value.get()) + " is none of none, quarantine, reject" + meant);
        }
        return policy;
    }

    /// The policy that a misspelt word was meant as: up to two slips away.
    private static Optional<String> nearestPolicy(String value) {
        String word = value.toLowerCase(Locale.ROOT);
        for (String policy : List.of("none", "quarantine", "reject")) {
            if (TagRemarks.slip(word, policy)
                    || word.length() > 2 && (policy.startsWith(word) || word.startsWith(policy))) {
                return Optional.of(policy);
            }
        }
        return word.startsWith("q") && word.length() > 5 ? Optional.of("quarantine") : Optional.empty();
    }

    /// One of two letters, the first by default.
    private String letter(TagList tags, String name, String normal, String other) {
        String value = tags.value(name).orElse(normal).toLowerCase(Locale.ROOT);
        if (!value.equals(normal) && !value.equals(other)) {
            remarks.add(name + "=" + shortened(value) + " is neither " + normal + " nor " + other + ", so " + normal
                    + " holds");
        }
        return value.equals(other) ? other : normal;
    }

    private Psd psd(TagList tags) {
        String value = tags.value("psd").orElse("u").toLowerCase(Locale.ROOT);
        return switch (value) {
            case "y" -> Psd.YES;
            case "n" -> Psd.NO;
            case "u" -> Psd.UNDECIDED;
            default -> {
                remarks.add("psd=" + shortened(value) + " is none of y, n, u, so u holds");
                yield Psd.UNDECIDED;
            }
        };
    }

    private List<ReportUri> uris(TagList tags, String name) {
        List<ReportUri> uris = new ArrayList<>();
        for (String part : tags.value(name).orElse("").split(",")) {
            String uri = part.strip();
            if (uri.isEmpty()) {
                continue;
            }
            if (uris.size() == MOST_URIS) {
                remarks.add(name + "= holds more than " + MOST_URIS + " addresses; the rest is left out");
                break;
            }
            // An address may end in a size limit (`!10m`), which RFC 9990 has reporters ignore.
            int size = uri.indexOf('!');
            String plain = size > 0 ? uri.substring(0, size) : uri;
            if (size > 0) {
                remarks.add("the size limit " + shortened(uri.substring(size)) + " in " + name
                        + "= is ignored since RFC 9990");
            }
            Optional<DomainName> destination = plain.toLowerCase(Locale.ROOT).startsWith("mailto:")
                    ? Mailbox.parse(plain.substring("mailto:".length())).flatMap(Mailbox::domainName)
                    : Optional.empty();
            if (destination.isPresent()) {
                uris.add(new ReportUri(plain, destination.get()));
            } else {
                boolean bare = Mailbox.parse(plain).flatMap(Mailbox::domainName).isPresent();
                faults.add(
                        bare
                                ? name + "=" + shortened(uri) + " lacks mailto: in front of the address, so receivers"
                                        + " send no report there"
                                : name + "= holds " + shortened(uri)
                                        + ", which is no mailto: address, so receivers send no report there");
            }
        }
        // RFC 7489, section 6.2, had receivers support two; more may be cut off.
        if (uris.size() > SURE_URIS) {
            remarks.add(name + "= names " + uris.size() + " addresses; receivers must only support two");
        }
        return uris;
    }

    private static String shortened(String value) {
        return value.length() <= 40 ? value : value.substring(0, 40) + "...";
    }
}
