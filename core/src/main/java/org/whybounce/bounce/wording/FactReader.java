package org.whybounce.bounce.wording;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.whybounce.bounce.BlockList;
import org.whybounce.bounce.Meaning;
import org.whybounce.bounce.Outvoted;
import org.whybounce.bounce.Reading;
import org.whybounce.bounce.Rejected;
import org.whybounce.bounce.Wording;
import org.whybounce.bounce.phrase.ProviderCode;
import org.whybounce.bounce.phrase.Sentence;
import org.whybounce.bounce.raw.FlatText;
import org.whybounce.bounce.raw.Lexicon;
import org.whybounce.bounce.raw.Part;
import org.whybounce.dns.DomainName;
import org.whybounce.net.IpAddress;
import org.whybounce.spf.Identity;
import org.whybounce.text.Claim;
import org.whybounce.text.Span;
import org.whybounce.text.WordList;

/// The facts in one refusal's sentence: from the placeholders of the texts that matched first, then from what
/// can be known by its own form: a link of the openspf kind, an address behind "ip", a stated result.
final class FactReader {
    private final FlatText flat;
    private final Part part;
    private final String text;
    private final String folded;
    private Optional<Claim<IpAddress>> ip = Optional.empty();
    private Optional<Claim<String>> maskedIp = Optional.empty();
    private Optional<Claim<String>> domain = Optional.empty();
    private Optional<Claim<String>> address = Optional.empty();
    private Optional<Claim<String>> fromDomain = Optional.empty();
    private Optional<Claim<Identity>> identity = Optional.empty();
    private Optional<Claim<String>> listName = Optional.empty();
    private Optional<Claim<String>> providerCode = Optional.empty();
    private Optional<Claim<String>> senderText = Optional.empty();
    private final Map<String, Claim<String>> results = new HashMap<>();
    private final List<Claim<String>> links = new ArrayList<>();

    private final List<Span> clauses;

    /// @param clauses those that say something of SPF
    FactReader(FlatText flat, Part part, List<Span> clauses) {
        this.clauses = clauses;
        this.flat = flat;
        this.part = part;
        this.text = flat.toString();
        this.folded = flat.folded();
    }

    private @Nullable Span span(int start, int end) {
        Span place = flat.place(start, end);
        return part.span(place.start(), place.end());
    }

    void take(Sentence.Match match) {
        for (Sentence.Value value : match.values()) {
            int start = value.place().start();
            int end = value.place().end();
            while (start < end && "<[(\"'".indexOf(text.charAt(start)) >= 0) {
                start++;
            }
            while (end > start && ">])\"',;:.".indexOf(text.charAt(end - 1)) >= 0) {
                end--;
            }
            if (start == end) {
                continue;
            }
            String found = text.substring(start, end);
            Claim<String> claim = new Claim<>(found, span(start, end));
            switch (value.slot()) {
                case IP -> address(found, start, end);
                case CHECKED_DOMAIN -> {
                    if (domain.isEmpty() && looksLikeDomain(found)) {
                        domain = Optional.of(claim);
                    }
                }
                case FROM_DOMAIN -> {
                    if (fromDomain.isEmpty() && looksLikeDomain(found)) {
                        fromDomain = Optional.of(claim);
                    }
                }
                case CHECKED_ADDRESS -> checkedAddress(found, start, end);
                case LIST -> listName = listName.or(() -> Optional.of(claim));
                case CODE -> providerCode = providerCode.or(() -> Optional.of(claim));
                case RESULT -> results.putIfAbsent("spf", new Claim<>(result(found), claim.span()));
                case SENDER_TEXT -> senderText = senderText.or(() -> Optional.of(claim));
                case HELO -> {
                    if (identity.isEmpty() && domain.isEmpty() && looksLikeDomain(found)) {
                        domain = Optional.of(claim);
                        identity = Optional.of(new Claim<>(Identity.HELO, claim.span()));
                    }
                }
                case DOMAIN, ADDRESS, RECIPIENT, HOST, URL, NUMBER, WORD, ANY -> {}
            }
        }
        match.sentence().listName().ifPresent(name -> {
            if (listName.isEmpty()) {
                listName = Optional.of(new Claim<>(
                        name, span(match.place().start(), match.place().end())));
            }
        });
    }

    private void checkedAddress(String found, int start, int end) {
        if (address.isEmpty() && found.indexOf('@') >= 0) {
            address = Optional.of(new Claim<>(found, span(start, end)));
        }
        String name = found.substring(found.lastIndexOf('@') + 1);
        if (domain.isEmpty() && looksLikeDomain(name)) {
            domain = Optional.of(new Claim<>(name, span(end - name.length(), end)));
        }
    }

    private void address(String found, int start, int end) {
        Optional<IpAddress> parsed = IpAddress.parse(found);
        if (parsed.isPresent()) {
            if (ip.isEmpty()) {
                ip = Optional.of(new Claim<>(parsed.get(), span(start, end)));
            }
        } else if (maskedIp.isEmpty() && masked(found)) {
            maskedIp = Optional.of(new Claim<>(found, span(start, end)));
        }
    }

    /// What people and tools put in an address's place.
    private static final Set<String> BLANKS = Set.copyOf(WordList.of("wording", "fact reader: blanks"));

    /// `203.0.113.x`, `x.x.x.x`, `300.1.2.3`: four pieces, digits and letters that stand for digits.
    static boolean masked(String found) {
        if (BLANKS.contains(found.toLowerCase(Locale.ROOT))) {
            return true;
        }
        String[] pieces = found.split("\\.", 6);
        if (pieces.length != 4) {
            return false;
        }
        for (String piece : pieces) {
            if (piece.isEmpty() || piece.length() > 3) {
                return false;
            }
            for (int i = 0; i < piece.length(); i++) {
                if ("0123456789xX*#nN?".indexOf(piece.charAt(i)) < 0) {
                    return false;
                }
            }
        }
        return true;
    }

    static boolean looksLikeDomain(String name) {
        return name.indexOf('.') > 0
                && IpAddress.parse(name).isEmpty()
                && !masked(name)
                && DomainName.parse(name).isPresent()
                && name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_');
    }

    static String result(String word) {
        String lower = word.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
        return switch (lower) {
            case "hardfail", "failed", "failure" -> "fail";
            case "softfailed" -> "softfail";
            case "error", "tempfail" -> "temperror";
            case "unknown" -> "permerror";
            case "passed" -> "pass";
            default -> lower;
        };
    }

    Wording wording(List<Reading> readings, List<Outvoted> outvoted) {
        OpenSpfLink.find(text).ifPresent(this::take);
        new ResultWords(folded)
                .all()
                .forEach((method, said) -> results.putIfAbsent(
                        method,
                        new Claim<>(
                                result(said.result()),
                                span(said.place().start(), said.place().end()))));
        nearby(readings);
        clientAddress(readings);
        if (fromDomain.isEmpty()) {
            fromDomain = FromDomain.find(folded, readings)
                    .map(place -> new Claim<>(place.of(text), span(place.start(), place.end())));
        }
        links();
        explanation();
        code();
        list();
        return new Wording(
                List.copyOf(readings),
                outvoted,
                ip,
                maskedIp,
                domain,
                address,
                fromDomain,
                identity,
                Map.copyOf(results),
                listName,
                providerCode,
                List.copyOf(links),
                senderText);
    }

    /// Who was checked, in words that no known text has; only where SPF itself is named.
    private void nearby(List<Reading> readings) {
        if (readings.isEmpty() || !readings.getFirst().meaning().namesSpf()) {
            return;
        }
        if (ip.isEmpty()) {
            Nearby.client(folded).ifPresent(place -> address(place.of(text), place.start(), place.end()));
        }
        if (ip.isEmpty() && maskedIp.isEmpty()) {
            blank();
        }
        if (domain.isEmpty()) {
            Rejected.find(folded).ifPresent(this::take);
        }
        // What the clause on SPF names goes before what stands elsewhere: "your mail for a@b: SPF: c does not permit
        // ...".
        for (Span clause : clauses) {
            String words = only(clause);
            // "SPF fail (HELO): mail.example.org does not designate": a host's name, and no sender's domain.
            boolean helo = words.contains("(helo)") || words.contains("spf helo") || words.contains("helo identity");
            if (domain.isEmpty() && !helo) {
                Nearby.checked(words)
                        .or(() -> SoleName.find(words))
                        .ifPresent(place -> checkedAddress(place.of(text), place.start(), place.end()));
            }
        }
        if (domain.isEmpty() && !folded.contains("(helo)")) {
            Nearby.checked(folded).ifPresent(place -> checkedAddress(place.of(text), place.start(), place.end()));
        }
        if (domain.isEmpty() && readings.getFirst().strength() != Reading.Strength.HINT) {
            SoleName.find(folded).ifPresent(place -> checkedAddress(place.of(text), place.start(), place.end()));
        }
    }

    /// The folded text with nothing but one clause, at its place.
    private String only(Span clause) {
        return " ".repeat(clause.start()) + clause.of(folded) + " ".repeat(folded.length() - clause.end());
    }

    private static final int MOST_WORDS = 400;

    /// A word that stands where the client's address should: `300.2.3.4`, `x.x.x.x`, `[redacted]`.
    private void blank() {
        int at = 0;
        for (int words = 0; at < folded.length() && words < MOST_WORDS; words++) {
            while (at < folded.length() && folded.charAt(at) == ' ') {
                at++;
            }
            int end = at;
            while (end < folded.length() && folded.charAt(end) > ' ') {
                end++;
            }
            int start = at;
            int stop = end;
            while (start < stop && "<[('\"".indexOf(folded.charAt(start)) >= 0) {
                start++;
            }
            while (stop > start && ">])'\",.;:".indexOf(folded.charAt(stop - 1)) >= 0) {
                stop--;
            }
            boolean bracketed = start > at && stop < end && "<[".indexOf(folded.charAt(start - 1)) >= 0;
            String word = folded.substring(start, stop);
            if ((bracketed || word.indexOf('.') > 0)
                    && masked(word)
                    && IpAddress.parse(word).isEmpty()) {
                // The brackets show that it is no name.
                int from = bracketed ? start - 1 : start;
                int to = bracketed ? stop + 1 : stop;
                maskedIp = Optional.of(new Claim<>(text.substring(from, to), span(from, to)));
                return;
            }
            at = end;
        }
    }

    /// Postfix names whom it refused in front of its words.
    private void take(Rejected rejected) {
        Span place = rejected.place();
        switch (rejected.kind()) {
            case SENDER -> checkedAddress(place.of(text), place.start(), place.end());
            case HELO -> {
                if (looksLikeDomain(place.of(text))) {
                    domain = Optional.of(new Claim<>(place.of(text), span(place.start(), place.end())));
                    identity = identity.or(
                            () -> Optional.of(new Claim<>(Identity.HELO, span(place.start(), place.end()))));
                }
            }
            case CLIENT -> {
                if (rejected.ip().isPresent()) {
                    Span client = rejected.ip().get();
                    address(client.of(text), client.start(), client.end());
                }
            }
            case RECIPIENT -> {}
        }
    }

    private void take(OpenSpfLink link) {
        link.ip().ifPresent(place -> address(OpenSpfLink.decoded(place.of(text)), place.start(), place.end()));
        link.id().ifPresent(place -> {
            String id = OpenSpfLink.decoded(place.of(text));
            if (id.indexOf('@') >= 0) {
                address = Optional.of(new Claim<>(id, span(place.start(), place.end())));
            }
            String name = id.substring(id.lastIndexOf('@') + 1);
            if (looksLikeDomain(name)) {
                domain = Optional.of(new Claim<>(name, span(place.start(), place.end())));
            }
        });
        link.scope().ifPresent(place -> {
            String scope = place.of(text).toLowerCase(Locale.ROOT);
            Identity which = scope.equals("helo") ? Identity.HELO : Identity.MFROM;
            identity = Optional.of(new Claim<>(which, span(place.start(), place.end())));
        });
    }

    private static final List<String> CLIENT_LEADS = WordList.of("wording", "fact reader: client leads");

    /// An address that the words give to the client, or the only one there.
    private void clientAddress(List<Reading> readings) {
        if (ip.isPresent() || readings.isEmpty()) {
            return;
        }
        for (String lead : CLIENT_LEADS) {
            int at = folded.indexOf(lead);
            for (int tries = 0; at >= 0 && tries < 32; tries++) {
                int start = at + lead.length();
                while (start < folded.length() && "[(<\"' ".indexOf(folded.charAt(start)) >= 0) {
                    start++;
                }
                int end = start;
                while (end < folded.length()
                        && end - start < 46
                        && (Character.digit(folded.charAt(end), 16) >= 0 || ".:x*".indexOf(folded.charAt(end)) >= 0)) {
                    end++;
                }
                while (end > start && (folded.charAt(end - 1) == '.' || folded.charAt(end - 1) == ':')) {
                    end--;
                }
                boolean ends = end == folded.length() || !Lexicon.alnum(folded.charAt(end));
                // "host mx.example.net [192.0.2.1]: 550" and "host mx[192.0.2.1] said:" are the refusing server.
                boolean server = end + 1 < folded.length()
                        && folded.charAt(end) == ']'
                        && (folded.startsWith("]:", end) && !portBehind(end + 2) || folded.startsWith("] said", end));
                server |= ofServer(start) || ServerAddress.is(folded, new Span(start, end));
                if (ends && !server && end - start >= 3) {
                    address(text.substring(start, end), start, end);
                    if (ip.isPresent()) {
                        return;
                    }
                }
                at = folded.indexOf(lead, at + 1);
            }
        }
        if (ABOUT_THE_CLIENT.contains(readings.getFirst().meaning())) {
            Nearby.client(folded).ifPresent(place -> address(place.of(text), place.start(), place.end()));
        }
    }

    /// What is said of the client alone: the one address in such words is its.
    private static final Set<Meaning> ABOUT_THE_CLIENT = EnumSet.of(
            Meaning.REPUTATION_IP,
            Meaning.REPUTATION_BLOCKLIST,
            Meaning.HOST_PTR,
            Meaning.HOST_DYNAMIC_IP,
            Meaning.RATE_GREYLISTED);

    private static final List<String> SERVERS = WordList.of("wording", "fact reader: servers");

    /// "when sending to mx.example.net (192.0.2.1)": the address of the server that a host name in front of it
    /// names.
    private boolean ofServer(int start) {
        int from = Math.max(0, start - 280);
        for (String lead : SERVERS) {
            int at = folded.lastIndexOf(lead, start - lead.length());
            if (at < from) {
                continue;
            }
            int name = at + lead.length();
            int end = name;
            while (end < start && folded.charAt(end) > ' ' && folded.charAt(end) != '[' && folded.charAt(end) != '(') {
                end++;
            }
            boolean next = folded.substring(end, start).chars().allMatch(c -> " [(".indexOf(c) >= 0);
            if (next) {
                return true;
            }
        }
        return false;
    }

    /// `[192.0.2.1]:34032` is a client's address with its port.
    private boolean portBehind(int at) {
        return at < folded.length() && Lexicon.digit(folded.charAt(at));
    }

    private static final int MOST_LINKS = 20;

    private void links() {
        int at = folded.indexOf("http");
        while (at >= 0 && links.size() < MOST_LINKS) {
            if (folded.startsWith("http://", at) || folded.startsWith("https://", at)) {
                int end = at;
                while (end < text.length() && text.charAt(end) > ' ' && "<>\"".indexOf(text.charAt(end)) < 0) {
                    end++;
                }
                while (end > at && ".,;:)]'".indexOf(text.charAt(end - 1)) >= 0) {
                    end--;
                }
                links.add(new Claim<>(text.substring(at, end), span(at, end)));
                at = end - 1;
            }
            at = folded.indexOf("http", at + 1);
        }
    }

    private static final List<String> EXPLAINS = List.of(" explains: ", " explains:");

    /// RFC 7208, section 6.2: what follows "The domain X explains:" is the sender domain's own text, nobody's
    /// word.
    private void explanation() {
        if (senderText.isPresent()) {
            return;
        }
        for (String lead : EXPLAINS) {
            int at = folded.indexOf(lead);
            if (at >= 0 && at + lead.length() < text.length()) {
                int start = at + lead.length();
                senderText = Optional.of(new Claim<>(text.substring(start), span(start, text.length())));
                return;
            }
        }
    }

    /// `AS(201806281)`, `(AS3150)`, `S3140`, `IB508`, `OFR_506`, `[TSS04]`, `LPN007_510`, `SC-001`.
    private void code() {
        if (providerCode.isEmpty()) {
            ProviderCode.find(text)
                    .ifPresent(place ->
                            providerCode = Optional.of(new Claim<>(place.of(text), span(place.start(), place.end()))));
        }
    }

    private void list() {
        if (listName.isEmpty()) {
            BlockList.find(folded)
                    .ifPresent(found -> listName = Optional.of(new Claim<>(
                            found.name(),
                            span(found.place().start(), found.place().end()))));
        }
    }
}
