package org.whybounce.mcp;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One tool as the assistant sees it.
///
/// @param arguments name, type (`string`, `boolean`, `strings`) and sentence of each
/// @param required  of them
record Tool(String name, String title, String says, List<Argument> arguments, List<String> required) {
    record Argument(String name, String type, String says) {}

    private static final List<Argument> FORM = List.of(
            new Argument("full", "boolean", "true: the whole document in place of the short form of at most 4 kB."),
            new Argument("redact", "boolean", "false: show mail addresses in full; they are masked otherwise."));

    private static final Argument DOMAIN = new Argument("domain", "string", "A domain such as example.org.");

    private static final String PROOF =
            " A record in it was proven by evaluating the failing mail again; where proven is" + " false, show none.";

    private static final List<Tool> ALL = List.of(
            new Tool(
                    "explain_bounce",
                    "Why did this mail bounce?",
                    "Reads a bounce, a refused line, a log line or headers and says which cause it has, whose side it"
                            + " is, and the change that fixes it." + PROOF,
                    List.of(
                            new Argument("text", "string", "The whole bounce as it was received, headers included."),
                            new Argument("ip", "string", "The address that connected, if it is known."),
                            new Argument("mail_from", "string", "The envelope sender, if it is known."),
                            new Argument("helo", "string", "The HELO name, if it is known."),
                            new Argument("from_domain", "string", "The domain of the visible From, if it is known.")),
                    List.of("text")),
            new Tool(
                    "check_domain",
                    "Check a domain's mail setup",
                    "SPF, DMARC, DKIM, MX, reverse DNS and more of one domain, with what is wrong." + PROOF,
                    List.of(DOMAIN),
                    List.of("domain")),
            new Tool(
                    "eval_sender",
                    "May this address send for this domain?",
                    "Evaluates SPF for one address and sender, step by step.",
                    List.of(
                            new Argument("ip", "string", "The address that connects."),
                            new Argument("mail_from", "string", "MAIL FROM; this or helo."),
                            new Argument("helo", "string", "The HELO name; evaluated by itself too.")),
                    List.of("ip")),
            new Tool(
                    "fix_spf",
                    "A proven change of an SPF record",
                    "Works out a change of a domain's SPF record: senders added, lookups lowered, defects repaired."
                            + PROOF,
                    List.of(
                            DOMAIN,
                            new Argument(
                                    "add",
                                    "strings",
                                    "What to authorise: a service's name, ip4: or ip6: range, include:, a: or mx:."),
                            new Argument("lower_lookups", "boolean", "true: need as few DNS lookups as possible."),
                            new Argument("ip", "string", "An address that has to pass with the change.")),
                    List.of("domain")),
            new Tool(
                    "code",
                    "What does this code mean?",
                    "What a reply code (550) or enhanced status code (5.7.1) means, and what providers mean by it.",
                    List.of(new Argument("code", "string", "550, 5.7.1, x.7.1, or both: 550 5.7.1.")),
                    List.of("code")),
            new Tool(
                    "senders_of",
                    "Who may send for this domain?",
                    "The sending services that a domain's SPF record authorises, and what each costs in lookups.",
                    List.of(DOMAIN),
                    List.of("domain")));

    static List<Tool> all() {
        return ALL;
    }

    static Optional<Tool> named(String name) {
        return ALL.stream().filter(tool -> tool.name().equals(name)).findFirst();
    }

    /// Its entry in `tools/list`.
    ObjectNode description() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("name", name).put("title", title).put("description", says);
        ObjectNode schema = node.putObject("inputSchema").put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        arguments.forEach(argument -> put(properties, argument));
        FORM.forEach(argument -> put(properties, argument));
        required.forEach(schema.putArray("required")::add);
        node.putObject("annotations")
                .put("readOnlyHint", true)
                .put("destructiveHint", false)
                .put("openWorldHint", !name.equals("code"));
        return node;
    }

    private static void put(ObjectNode properties, Argument argument) {
        ObjectNode node = properties.putObject(argument.name());
        if (argument.type().equals("strings")) {
            node.put("type", "array").putObject("items").put("type", "string");
        } else {
            node.put("type", argument.type());
        }
        node.put("description", argument.says());
    }
}
