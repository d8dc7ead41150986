package org.whybounce.arc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.whybounce.dkim.DkimParser;
import org.whybounce.dkim.DkimSignature;
import org.whybounce.dkim.SignatureReading;
import org.whybounce.message.RawMessage;
import org.whybounce.message.field.RawField;
import org.whybounce.message.field.TagList;

/// Gathers the ARC sets of a message and holds them against the rules for their form (RFC 8617, sections 4 and 5.2).
public final class ArcReader {
    /// RFC 8617, section 4.2.1: a chain with more sets has failed.
    public static final int MOST_SETS = 50;

    static final String RESULTS = "ARC-Authentication-Results";
    static final String SIGNATURE = "ARC-Message-Signature";
    static final String SEAL = "ARC-Seal";

    private ArcReader() {}

    /// What breaks the chain; it never leaves this class.
    static final class Broken extends Exception {
        private static final long serialVersionUID = 1;

        Broken(String why) {
            super(why, null, false, false);
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }

    public static ArcChain read(RawMessage message) {
        List<RawField> results = message.all(RESULTS);
        List<RawField> signatures = message.all(SIGNATURE);
        List<RawField> seals = message.all(SEAL);
        if (results.isEmpty() && signatures.isEmpty() && seals.isEmpty()) {
            return new ArcChain.None();
        }
        try {
            return new ArcChain.Sets(sets(results, signatures, seals));
        } catch (Broken broken) {
            return new ArcChain.Broken(broken.why());
        }
    }

    private static List<ArcSet> sets(List<RawField> results, List<RawField> signatures, List<RawField> seals)
            throws Broken {
        int most = Math.max(results.size(), Math.max(signatures.size(), seals.size()));
        if (most > MOST_SETS) {
            throw new Broken("there are " + most + " ARC sets, and " + MOST_SETS + " are the most allowed");
        }
        Map<Integer, RawField> resultsBy = new TreeMap<>();
        for (RawField field : results) {
            put(resultsBy, resultsInstance(field), field, RESULTS);
        }
        Map<Integer, RawField> signaturesBy = new TreeMap<>();
        for (RawField field : signatures) {
            put(signaturesBy, instance(TagList.read(field.value()), SIGNATURE), field, SIGNATURE);
        }
        Map<Integer, RawField> sealsBy = new TreeMap<>();
        for (RawField field : seals) {
            put(sealsBy, instance(TagList.read(field.value()), SEAL), field, SEAL);
        }
        List<ArcSet> sets = new ArrayList<>();
        for (int i = 1; i <= most; i++) {
            RawField aar = whole(resultsBy, i, RESULTS, most);
            RawField ams = whole(signaturesBy, i, SIGNATURE, most);
            RawField as = whole(sealsBy, i, SEAL, most);
            DkimSignature signature = switch (DkimParser.parseArc(ams)) {
                case DkimSignature read -> read;
                case SignatureReading.Malformed broken -> throw signature(i, broken.why());
                case SignatureReading.Unsupported unknown -> throw signature(i, unknown.why());
            };
            ArcSeal seal = SealParser.parse(as, i);
            // RFC 8617, section 5.1.1: the first sealer found no chain, each later one a chain that was whole.
            ArcSeal.Validity validity = seal.validity();
            if (validity != ArcSeal.Validity.FAIL && (validity == ArcSeal.Validity.NONE) != (i == 1)) {
                throw new Broken("the seal with i=" + i + " says cv="
                        + validity.name().toLowerCase(Locale.ROOT) + ", which only "
                        + (i == 1 ? "later ones" : "the first") + " can say");
            }
            sets.add(new ArcSet(i, aar, signature, seal));
        }
        return sets;
    }

    private static Broken signature(int instance, String why) {
        return new Broken("the " + SIGNATURE + " with i=" + instance + " " + why);
    }

    private static void put(Map<Integer, RawField> fields, int instance, RawField field, String name) throws Broken {
        if (fields.put(instance, field) != null) {
            throw new Broken("two " + name + " fields say i=" + instance);
        }
    }

    private static RawField whole(Map<Integer, RawField> fields, int instance, String name, int sets) throws Broken {
        RawField field = fields.get(instance);
        if (field == null) {
            throw new Broken((sets == 1 ? "there is one ARC set" : "there are " + sets + " ARC sets") + ", but no "
                    + name + " with i=" + instance);
        }
        return field;
    }

    static int instance(TagList tags, String name) throws Broken {
        if (tags.problem().isPresent()) {
            throw new Broken("an " + name + " breaks the grammar: it holds "
                    + tags.problem().get());
        }
        return number(tags.value("i").orElse(""), name);
    }

    private static int number(String digits, String name) throws Broken {
        int number = TagList.number(digits, MOST_SETS);
        if (number == 0) {
            throw new Broken("an " + name + " has no i= from 1 to " + MOST_SETS);
        }
        return number;
    }

    /// RFC 8617, section 4.1.1: `i=` and a semicolon stand before all else.
    private static int resultsInstance(RawField field) throws Broken {
        String value = field.value();
        int semicolon = value.indexOf(';');
        String first = semicolon < 0 ? "" : value.substring(0, semicolon).strip();
        int equals = first.indexOf('=');
        if (equals < 0 || !first.substring(0, equals).strip().equals("i")) {
            throw new Broken("an " + RESULTS + " does not begin with i= and a number");
        }
        return number(first.substring(equals + 1).strip(), RESULTS);
    }
}
