package org.whybounce.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.RecordType;
import org.whybounce.net.IpAddress;
import org.whybounce.text.Span;
import org.whybounce.text.WordList;

/// Reads the DNS answers of a paste: `dig` long and short, `nslookup` of Unix and Windows, `host`, PowerShell's
/// `Resolve-DnsName`, the JSON of DNS over HTTPS, zone lines, the rows of a panel. All of them show a name, a
/// type and data; where the name stands apart from the data (a question above, `Name : ...`, a command), the
/// last one seen counts.
final class AnswerReader {
    /// Lines of a paste looked at; a zone that is longer is a file for `--zone`.
    private static final int MOST_LINES = 5_000;

    private static final Set<String> TOOLS = Set.copyOf(WordList.of("intake", "answer reader: tools"));

    private final String text;
    private final List<PastedAnswer> answers = new ArrayList<>();
    private final List<Span> lines = new ArrayList<>();
    private Optional<DomainName> name = Optional.empty();
    private RecordType asked = RecordType.TXT;
    private boolean nslookup;
    private boolean open;

    private AnswerReader(String text) {
        this.text = text;
    }

    /// @param answers what the paste shows of the DNS
    /// @param lines   the lines that are a look-up's output and nothing else
    record Found(List<PastedAnswer> answers, List<Span> lines) {}

    static Found read(String text) {
        AnswerReader reader = new AnswerReader(text);
        int at = 0;
        for (int i = 0; i < MOST_LINES && at < text.length(); i++) {
            int end = text.indexOf('\n', at);
            end = end < 0 ? text.length() : end;
            reader.line(at, end);
            at = end + 1;
        }
        return new Found(List.copyOf(reader.answers), List.copyOf(reader.lines));
    }

    private void line(int start, int end) {
        int from = start;
        while (from < end && (text.charAt(from) <= ' ' || text.charAt(from) == '|')) {
            from++;
        }
        String line = text.substring(from, end).strip();
        if (line.isEmpty()) {
            return;
        }
        if (!answers.isEmpty() && start < answers.getLast().span().end()) {
            lines.add(new Span(start, end));
            return;
        }
        String lower = line.toLowerCase(Locale.ROOT);
        boolean told =
                command(lower) || comment(line, lower) || heading(line, lower) || nothing(line, lower, from, end);
        boolean records = records(start, end);
        boolean addresses = !told && !records && data(line, lower, from, end);
        if (told || addresses || records && output(lower)) {
            open = true;
            lines.add(new Span(start, end));
        } else if (!records && !(open && line.startsWith("\""))) {
            open = false;
        } else if (open) {
            lines.add(new Span(start, end));
        }
    }

    /// `$ dig txt example.org +short`, `C:\> nslookup -type=txt example.org`, `> example.org` inside nslookup.
    private boolean command(String lower) {
        if (lower.length() > LONGEST_COMMAND) {
            return false;
        }
        String rest = lower;
        int prompt =
                rest.indexOf('>') >= 0 && (rest.startsWith("ps ") || rest.startsWith("c:")) ? rest.indexOf('>') + 1 : 0;
        rest = rest.substring(prompt).strip();
        boolean angle = rest.startsWith("> ") || rest.startsWith(">");
        while (!rest.isEmpty() && "$#>%".indexOf(rest.charAt(0)) >= 0) {
            rest = rest.substring(1).strip();
        }
        int space = rest.indexOf(' ');
        String first = space < 0 ? rest : rest.substring(0, space);
        if (!TOOLS.contains(first)) {
            int dollar = rest.indexOf("$ ");
            int hash = rest.indexOf("# ");
            int shell = dollar > 0 && dollar < LONGEST_PROMPT ? dollar : hash > 0 && hash < LONGEST_PROMPT ? hash : -1;
            if (shell > 0 && rest.lastIndexOf('@', shell) >= 0) {
                return command(rest.substring(shell + 2));
            }
            return angle && nslookup && inNslookup(rest);
        }
        if (space < 0) {
            nslookup |= first.equals("nslookup");
            return first.equals("nslookup");
        }
        // "host" and "dog" begin sentences, too; a command names a domain and hardly anything else.
        String[] words = rest.substring(space + 1).strip().split(" ", MOST_WORDS + 1);
        Optional<DomainName> found = Optional.empty();
        RecordType type = first.equals("dig") ? RecordType.A : asked;
        int plain = 0;
        for (String word : words) {
            Optional<RecordType> one = typeOf(word);
            if (one.isPresent()) {
                type = one.get();
            } else if (!word.isEmpty() && "@+-|".indexOf(word.charAt(0)) < 0) {
                plain++;
                found = found.or(() -> domain(word));
            }
        }
        if (words.length > MOST_WORDS || plain > 3) {
            return false;
        }
        nslookup = first.equals("nslookup");
        if (found.isEmpty() && !nslookup) {
            return false;
        }
        name = found;
        asked = type;
        return true;
    }

    /// A command with its prompt; a line of 300,000 prompts is none, and is not cut prompt by prompt.
    private static final int LONGEST_COMMAND = 1_000;

    private static final int LONGEST_PROMPT = 60;
    private static final int MOST_WORDS = 8;

    private boolean inNslookup(String rest) {
        if (rest.startsWith("set ")) {
            typeOf(rest.substring(4)).ifPresent(type -> asked = type);
            return true;
        }
        Optional<DomainName> found = domain(rest);
        found.ifPresent(one -> name = found);
        return found.isPresent() || rest.startsWith("server ") || rest.equals("exit");
    }

    /// The lines beginning with a semicolon in dig's answer; among them the question.
    private boolean comment(String line, String lower) {
        if (!lower.startsWith(";")) {
            return false;
        }
        if (lower.startsWith("; <<>> dig")) {
            String[] words = lower.split(" ", MOST_WORDS * 2);
            for (String word : words) {
                typeOf(word).ifPresent(type -> asked = type);
                domain(word).ifPresent(found -> name = Optional.of(found));
            }
            return true;
        }
        String[] words = line.substring(1).strip().split("[ \t]+", 4);
        if (words.length >= 2 && line.charAt(1) != ';') {
            Optional<DomainName> found = domain(words[0]);
            Optional<RecordType> type = typeOf(words[words.length - 1]);
            if (found.isPresent() && type.isPresent()) {
                name = found;
                asked = type.get();
            }
        }
        if (lower.contains("status: nxdomain") && name.isPresent()) {
            absent(name, PastedAnswer.What.NO_SUCH_NAME, new Span(0, 0));
        }
        return true;
    }

    /// What stands around answers and names what they are about.
    private boolean heading(String line, String lower) {
        if (lower.startsWith("non-authoritative answer") || lower.startsWith("authoritative answers can be found")) {
            return true;
        }
        if (nslookup && (lower.startsWith("server:") || lower.startsWith("address:") && !nameTold)) {
            nameTold = false;
            return true;
        }
        if (lower.startsWith("----") && lower.indexOf(' ') > 0
                || lower.startsWith("name ") && lower.contains(" type ")) {
            return true;
        }
        if (lower.startsWith("\"domain\"") || lower.startsWith("{ \"domain\"") || lower.startsWith("{\"domain\"")) {
            jsonName(lower, "\"domain\"");
            return false;
        }
        int colon = line.indexOf(':');
        String label = colon < 0 ? "" : lower.substring(0, colon).strip();
        switch (label) {
            case "name", "domain", "domain name", "host", "hostname" -> {
                Optional<DomainName> found = domain(line.substring(colon + 1).strip());
                if (found.isPresent()) {
                    name = found;
                    nameTold = label.equals("name");
                    return label.equals("name");
                }
                return false;
            }
            case "querytype", "section", "ttl", "type" -> {
                return name.isPresent() && line.length() < 40;
            }
            default -> {}
        }
        if (lower.endsWith("text =")) {
            Optional<DomainName> found =
                    domain(lower.substring(0, lower.length() - 6).strip());
            if (found.isPresent()) {
                name = found;
                return true;
            }
        }
        return false;
    }

    private boolean nameTold;

    private void jsonName(String lower, String key) {
        int at = lower.indexOf(key);
        int colon = at < 0 ? -1 : lower.indexOf(':', at);
        int quote = colon < 0 ? -1 : lower.indexOf('"', colon);
        int close = quote < 0 ? -1 : lower.indexOf('"', quote + 1);
        if (close > 0) {
            Optional<DomainName> found = domain(lower.substring(quote + 1, close));
            if (found.isPresent()) {
                name = found;
            }
        }
    }

    private static final List<String> NOT_FOUND =
            List.of("can't find ", "cannot find ", "konnte nicht gefunden werden", "host ");

    /// `** server can't find example.org: NXDOMAIN`, `Host example.org not found: 3(NXDOMAIN)`,
    /// `Resolve-DnsName : example.org : DNS name does not exist`.
    private boolean nothing(String line, String lower, int from, int end) {
        boolean gone = lower.contains("nxdomain")
                || lower.contains("non-existent domain")
                || lower.contains("dns name does not exist");
        boolean empty = lower.contains("has no txt record")
                || lower.contains("no answer")
                || lower.contains("has no spf record") && lower.startsWith("host");
        if (!gone && !(empty && (lower.startsWith("***") || lower.contains("has no txt")))) {
            return false;
        }
        for (String lead : NOT_FOUND) {
            int at = lower.indexOf(lead);
            if (at >= 0) {
                String[] words = line.substring(Math.min(line.length(), at + lead.length()))
                        .strip()
                        .split("[ :]+", 3);
                Optional<DomainName> found = domain(words[0]);
                if (found.isPresent()) {
                    absent(
                            found,
                            gone ? PastedAnswer.What.NO_SUCH_NAME : PastedAnswer.What.NO_DATA,
                            new Span(from, end));
                    return true;
                }
            }
        }
        if (lower.startsWith("resolve-dnsname :")) {
            String[] words = line.substring(17).strip().split(" ", 2);
            absent(domain(words[0]), PastedAnswer.What.NO_SUCH_NAME, new Span(from, end));
            return true;
        }
        return false;
    }

    private void absent(Optional<DomainName> owner, PastedAnswer.What what, Span span) {
        owner.ifPresent(name -> answers.add(new PastedAnswer(owner, asked, what, "", span)));
    }

    /// Every record that begins in the line with its version: SPF and DMARC.
    private boolean records(int start, int end) {
        boolean any = false;
        int at = version(start, end);
        while (at >= 0) {
            PolicyText record = PolicyText.read(text, at);
            Optional<DomainName> owner = owner(start, at);
            answers.add(
                    new PastedAnswer(owner, RecordType.TXT, PastedAnswer.What.RECORD, record.text(), record.span()));
            any = true;
            at = version(Math.max(record.span().end(), at + 1), end);
        }
        return any;
    }

    private int version(int start, int end) {
        for (int i = start; i + 6 <= end; i++) {
            char c = text.charAt(i);
            if ((c == 'v' || c == 'V')
                    && (text.regionMatches(true, i, "v=spf1", 0, 6) && !wordGoesOn(i + 6)
                            || text.regionMatches(true, i, "v=dmarc1", 0, 8))
                    && !inLink(i)) {
                return i;
            }
        }
        return -1;
    }

    private boolean wordGoesOn(int at) {
        return at < text.length() && Character.isLetterOrDigit(text.charAt(at));
    }

    private boolean inLink(int at) {
        return at > 0 && (Character.isLetterOrDigit(text.charAt(at - 1)) || "?&%/".indexOf(text.charAt(at - 1)) >= 0);
    }

    /// The name in front of a record: in its own line, or the last that was asked for.
    private Optional<DomainName> owner(int start, int at) {
        String before =
                text.substring(start, at).replace('"', ' ').replace('{', ' ').strip();
        int json = Math.max(before.lastIndexOf("name"), before.lastIndexOf("domain"));
        if (json >= 0 && before.indexOf(':', json) > 0) {
            String[] words = before.substring(json).split("[ :,]+", 3);
            Optional<DomainName> found = words.length > 1 ? domain(words[1]) : Optional.empty();
            if (found.isPresent()) {
                return found;
            }
        }
        String[] words = before.split("[ \t\u00a0]+", MOST_BEFORE + 1);
        if (words.length > MOST_BEFORE) {
            return Optional.empty();
        }
        Optional<DomainName> found = Optional.empty();
        for (String word : words) {
            String plain = word.toLowerCase(Locale.ROOT);
            Optional<DomainName> one = domain(word);
            if (one.isPresent()) {
                found = one;
            } else if (!found.isEmpty() && !BETWEEN.contains(plain) && !number(plain)) {
                // "example.org sends by way of a host with v=spf1 ...": no owner.
                found = Optional.empty();
            }
        }
        boolean apex = words.length > 0 && before.indexOf('@') >= 0;
        return found.isPresent() || apex || prose(words) ? found : name;
    }

    private static final int MOST_BEFORE = 12;

    /// What may stand between a name and its record.
    private static final Set<String> BETWEEN = Set.of(
            "in",
            "txt",
            "spf",
            "=",
            "text",
            "descriptive",
            "answer",
            "is",
            "has",
            ":",
            "record",
            "(",
            "the",
            "|",
            "->",
            "-");

    private static boolean prose(String[] words) {
        int other = 0;
        for (String word : words) {
            String plain = word.toLowerCase(Locale.ROOT);
            if (!plain.isEmpty() && !BETWEEN.contains(plain) && !number(plain) && !plain.endsWith(":")) {
                other++;
            }
        }
        return other > 2;
    }

    /// Whether a line with a record in it is a look-up's output: the name, the type or nothing stand before it.
    private boolean output(String lower) {
        int at = Math.max(lower.indexOf("v=spf1"), lower.indexOf("v=dmarc1"));
        String before = at < 0 ? lower : lower.substring(0, at);
        return before.contains("\ttxt")
                || before.contains(" txt ")
                || before.contains("text =")
                || before.contains("descriptive text")
                || before.contains("strings")
                || before.startsWith("txt")
                || before.isEmpty()
                || before.equals("\"");
    }

    /// Addresses and exchangers, which `a` and `mx` of a pasted record lead to.
    private boolean data(String line, String lower, int from, int end) {
        String[] words = line.split("[ \t]+", MOST_BEFORE);
        if (words.length < 2) {
            return false;
        }
        Span span = new Span(from, end);
        Optional<DomainName> owner = domain(words[0]);
        if (nameTold && lower.startsWith("address") && name.isPresent()) {
            return address(name.get(), words[words.length - 1], span);
        }
        if (owner.isEmpty()) {
            return false;
        }
        if (lower.contains(" has address ")
                || lower.contains(" has ipv6 address ")
                || lower.contains("internet address =")) {
            return address(owner.get(), words[words.length - 1], span);
        }
        if (lower.contains(" mail is handled by ") || lower.contains("mail exchanger =")) {
            return exchanger(owner.get(), words, span);
        }
        for (int i = 1; i < words.length - 1 && i <= 3; i++) {
            Optional<RecordType> type = typeOf(words[i]);
            if (type.isEmpty()) {
                if (!number(words[i]) && !words[i].equalsIgnoreCase("in")) {
                    return false;
                }
                continue;
            }
            return switch (type.get()) {
                case A, AAAA -> address(owner.get(), words[i + 1], span);
                case MX -> exchanger(owner.get(), words, span);
                case TXT, SPF -> true;
                default -> i > 1;
            };
        }
        return false;
    }

    private boolean address(DomainName owner, String word, Span span) {
        Optional<IpAddress> ip = IpAddress.parse(word);
        ip.ifPresent(one -> answers.add(new PastedAnswer(
                Optional.of(owner),
                one.v4() ? RecordType.A : RecordType.AAAA,
                PastedAnswer.What.RECORD,
                one.toString(),
                span)));
        return ip.isPresent();
    }

    private boolean exchanger(DomainName owner, String[] words, Span span) {
        Optional<DomainName> host = domain(words[words.length - 1]);
        host.ifPresent(one -> answers.add(
                new PastedAnswer(Optional.of(owner), RecordType.MX, PastedAnswer.What.RECORD, one.toString(), span)));
        return host.isPresent();
    }

    private static boolean number(String word) {
        return !word.isEmpty() && word.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static Optional<RecordType> typeOf(String word) {
        String plain = word.toLowerCase(Locale.ROOT);
        int equals = Math.max(plain.lastIndexOf('='), plain.lastIndexOf('-'));
        plain = plain.substring(equals + 1);
        for (RecordType type : RecordType.values()) {
            if (type.name().toLowerCase(Locale.ROOT).equals(plain)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /// A name of two labels or more whose last one is no number.
    static Optional<DomainName> domain(String word) {
        int from = 0;
        int to = word.length();
        while (from < to && "<\"'`(*[".indexOf(word.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && ">\"'`),;:*]?!".indexOf(word.charAt(to - 1)) >= 0) {
            to--;
        }
        String plain = word.substring(from, to);
        if (plain.length() > DomainName.LONGEST_NAME + 1 || plain.indexOf('.') <= 0 || plain.indexOf('@') >= 0) {
            return Optional.empty();
        }
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (!(Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_')) {
                return Optional.empty();
            }
        }
        return DomainName.parse(plain)
                .filter(name -> name.labelCount() > 1)
                .filter(name -> Character.isLetter(name.labels().getLast().charAt(0)));
    }
}
