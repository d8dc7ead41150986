package org.whybounce.mcp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whybounce.Explanation;
import org.whybounce.Whybounce;
import org.whybounce.bounce.phrase.AskedCode;
import org.whybounce.bounce.phrase.Codebook;
import org.whybounce.bounce.phrase.Phrasebook;
import org.whybounce.cause.KnownFacts;
import org.whybounce.check.report.CheckOptions;
import org.whybounce.check.report.CheckReport;
import org.whybounce.dns.DomainName;
import org.whybounce.fix.Wish;
import org.whybounce.fix.plan.RecordFix;
import org.whybounce.net.IpAddress;
import org.whybounce.spf.SpfQuestion;
import org.whybounce.words.json.CheckJson;
import org.whybounce.words.json.CodeJson;
import org.whybounce.words.json.ExplanationJson;
import org.whybounce.words.json.SpfEvalJson;
import org.whybounce.words.json.SpfFixJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What each tool does with its arguments.
final class Tools {
    /// More wishes than a record has lookups for.
    private static final int MOST_WISHES = 20;

    private final Whybounce whybounce;
    private final Codebook codes;
    private final Phrasebook phrases;

    Tools(Whybounce whybounce) {
        this(whybounce, Codebook.standard(), Phrasebook.standard());
    }

    private Tools(Whybounce whybounce, Codebook codes, Phrasebook phrases) {
        this.whybounce = whybounce;
        this.codes = codes;
        this.phrases = phrases;
    }

    Tools with(Whybounce other) {
        return new Tools(other, codes, phrases);
    }

    /// An argument that cannot be used; caught in [#call], so that reading arguments can stop anywhere.
    private static final class Wrong extends Exception {
        private static final long serialVersionUID = 1;

        Wrong(String why) {
            super(why);
        }
    }

    ToolAnswer call(Tool tool, JsonNode arguments) {
        try {
            return switch (tool.name()) {
                case "explain_bounce" -> explain(arguments);
                case "check_domain" -> check(arguments);
                case "eval_sender" -> evaluate(arguments);
                case "fix_spf" -> fix(arguments);
                case "code" -> code(arguments);
                default -> RecordSenders.of(whybounce, domain(arguments));
            };
        } catch (Wrong wrong) {
            return new ToolAnswer.Unusable(String.valueOf(wrong.getMessage()));
        }
    }

    private ToolAnswer explain(JsonNode arguments) throws Wrong {
        String text = text(arguments, "text")
                .orElseThrow(() -> new Wrong("'text' is missing: give the whole bounce as it was received"));
        KnownFacts known = new KnownFacts(
                ip(arguments),
                text(arguments, "mail_from").flatMap(KnownFacts::sender),
                text(arguments, "helo").flatMap(DomainName::parse),
                text(arguments, "from_domain").flatMap(DomainName::parse));
        Explanation why = whybounce.explain(text.getBytes(StandardCharsets.UTF_8), known);
        ObjectNode document = ExplanationJson.node(why);
        List<String> lines = new ArrayList<>();
        JsonNode verdict = document.path("verdict");
        lines.add(verdict.path("summary").asString(""));
        verdict.path("side").asStringOpt().ifPresent(side -> lines.add("Whose side: " + side + "."));
        document.path("missing")
                .forEach(missing -> lines.add("Missing: " + missing.path("ask").asString("")));
        return new ToolAnswer.Done(document, lines);
    }

    private ToolAnswer check(JsonNode arguments) throws Wrong {
        CheckReport report = whybounce.check(domain(arguments), CheckOptions.NONE);
        ObjectNode document = CheckJson.of(report);
        List<String> lines = new ArrayList<>(List.of(report.summary()));
        document.path("findings")
                .forEach(finding -> lines.add(finding.path("level").asString("") + ": "
                        + finding.path("text").asString("")));
        return new ToolAnswer.Done(document, lines);
    }

    private ToolAnswer evaluate(JsonNode arguments) throws Wrong {
        IpAddress address = ip(arguments).orElseThrow(() -> new Wrong("'ip' is missing: an IPv4 or IPv6 address"));
        @Nullable String mailFrom = text(arguments, "mail_from").orElse(null);
        @Nullable String helo = text(arguments, "helo").orElse(null);
        if (mailFrom == null && helo == null) {
            throw new Wrong("give 'mail_from', 'helo', or both");
        }
        ObjectNode document = SpfEvalJson.of(whybounce.trace(address, mailFrom, helo));
        List<String> lines = new ArrayList<>();
        document.path("evaluations")
                .forEach(one -> lines.add(one.path("identity").asString("") + ": "
                        + one.path("domain").asString("") + " gives " + address + " "
                        + one.path("result").asString("")
                        + one.path("matched")
                                .path("term")
                                .asStringOpt()
                                .map(term -> ", by " + term)
                                .orElse("") + "."));
        return new ToolAnswer.Done(document, lines);
    }

    private ToolAnswer fix(JsonNode arguments) throws Wrong {
        DomainName domain = domain(arguments);
        List<Wish> wishes = new ArrayList<>();
        for (JsonNode word : arguments.path("add")) {
            Wish wish = Wish.of(word.asString(""), whybounce.vendors());
            if (wish instanceof Wish.Unknown unknown) {
                throw new Wrong(unknown.words() + " " + Wish.FORMS);
            }
            wishes.add(wish);
        }
        if (wishes.size() > MOST_WISHES) {
            throw new Wrong("'add' may name " + MOST_WISHES + " things");
        }
        RecordFix fix = whybounce.fix(
                domain,
                wishes,
                arguments.path("lower_lookups").asBoolean(false),
                ip(arguments).map(ip -> SpfQuestion.mailFrom(ip, "postmaster@" + domain, domain.toString())));
        ObjectNode document = SpfFixJson.of(fix);
        List<String> lines = new ArrayList<>();
        if (document.path("fixes").isEmpty()) {
            lines.add("Nothing is to be changed at " + domain + ".");
        }
        return new ToolAnswer.Done(document, lines);
    }

    private ToolAnswer code(JsonNode arguments) throws Wrong {
        return switch (AskedCode.read(text(arguments, "code").orElse(""))) {
            case AskedCode.Read.None(String why) -> throw new Wrong(why);
            case AskedCode.Read.Codes(List<AskedCode> asked) -> {
                JsonNode document = JsonMapper.shared().readTree(CodeJson.of(asked, codes, phrases));
                List<String> lines = new ArrayList<>();
                for (JsonNode one : document.path("codes")) {
                    String code = one.path("code").asString("");
                    lines.add(
                            code + ": " + one.path("title").asString("not a code that the standards or we know") + ".");
                    one.path("uses")
                            .forEach(use -> lines.add(use.path("who").asString("") + ": "
                                    + use.path("says").asString("")));
                }
                yield new ToolAnswer.Done((ObjectNode) document, lines);
            }
        };
    }

    private static DomainName domain(JsonNode arguments) throws Wrong {
        return text(arguments, "domain")
                .flatMap(DomainName::parse)
                .filter(name -> name.labelCount() > 1)
                .orElseThrow(() -> new Wrong("'domain' is missing or no domain such as example.org"));
    }

    private static Optional<IpAddress> ip(JsonNode arguments) throws Wrong {
        Optional<String> given = text(arguments, "ip");
        Optional<IpAddress> address = given.flatMap(IpAddress::parse);
        if (given.isPresent() && address.isEmpty()) {
            throw new Wrong("'ip' is no IPv4 or IPv6 address");
        }
        return address;
    }

    private static Optional<String> text(JsonNode arguments, String name) {
        return arguments.path(name).asStringOpt().map(String::strip).filter(text -> !text.isEmpty());
    }
}
