package org.whybounce.web;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.whybounce.cause.KnownFacts;
import org.whybounce.check.report.CheckOptions;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.net.IpAddress;
import org.whybounce.row.DomainRow;
import org.whybounce.sender.DomainTally;
import org.whybounce.web.bulk.BulkLimits;
import org.whybounce.words.json.JsonDocument;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What the site asks of the core: a paste or a domain in, the JSON document of CONTRACT out. Pages and API
/// show the
/// same
/// document, so that nothing on a page is missing in the API and nothing is worked out twice.
public interface Engine extends AutoCloseable {
    /// What a check answers: the JSON document, as a tree for pages and as bytes for programs. Each form is
    /// made from
    /// the other when it is first asked for.
    final class Answer {
        private static final JsonMapper JSON = new JsonMapper();

        private final String text;
        private final Supplier<@Nullable JsonNode> tree;
        private @Nullable JsonNode document;
        private byte @Nullable [] json;
        private final String cause;
        private final int packedTree;

        /// @param text     the paste as it was decoded; spans in the document count in it. Empty where nothing
        ///                 was
        ///                 pasted
        /// @param document what `--json` prints
        /// @param tree     makes the document of `spf show` for the pictures of a page; null if there is none
        Answer(String text, ObjectNode document, Supplier<@Nullable JsonNode> tree) {
            this.text = text;
            this.document = document;
            this.tree = tree;
            String named = document.path("verdict").path("cause").asString("none");
            this.cause = named.isEmpty() ? "none" : named;
            this.packedTree = 0;
        }

        Answer(String text, ObjectNode document) {
            this(text, document, () -> null);
        }

        private Answer(byte[] json, byte @Nullable [] tree, String cause) {
            this.text = "";
            this.json = json;
            this.tree = () -> tree == null ? null : JSON.readTree(tree);
            this.cause = cause;
            this.packedTree = tree == null ? 0 : tree.length;
        }

        /// The same as bytes alone, a tenth of the memory, for keeping.
        Answer packed() {
            JsonNode shown = tree.get();
            return new Answer(json(), shown == null ? null : JsonDocument.bytes(shown), cause);
        }

        /// Bytes of memory that it takes once it is packed.
        int weight() {
            return json().length + packedTree;
        }

        /// The code of the cause it names; `none` where it names none.
        String cause() {
            return cause;
        }

        /// The same with the text it was made from, which what is kept does not hold.
        Answer with(String text) {
            return new Answer(text, (ObjectNode) document(), this::tree);
        }

        public JsonNode tree() {
            JsonNode shown = tree.get();
            return shown == null ? JSON.createObjectNode() : shown;
        }

        public String text() {
            return text;
        }

        public JsonNode document() {
            JsonNode tree = document;
            return tree != null ? tree : JSON.readTree(json());
        }

        /// The very bytes that the command line prints.
        public byte[] json() {
            byte[] bytes = json;
            if (bytes == null) {
                String shown = document == null ? "" : JsonDocument.pretty(document);
                bytes = shown.getBytes(StandardCharsets.UTF_8);
                json = bytes;
            }
            return bytes;
        }
    }

    /// The answer to one message of an assistant (Model Context Protocol); an empty document where it wants none.
    Answer assistant(byte[] message);

    /// @param known facts that the person gave besides the paste
    /// @param zone  master-file text that DNS is taken from; empty for the server's own DNS
    Answer explain(byte[] pasted, Known known, String zone, Watch watch);

    /// @param boundary the hop at which the mail came into the reader's hands, by number or name; empty to find
    ///                 it out
    Answer headers(byte[] pasted, Optional<String> boundary, Watch watch);

    Answer check(DomainName domain, CheckOptions options, Watch watch);

    /// Who sends as one domain, of reports that are kept: one entry of `domains` in the answer to reports.
    ///
    /// @param confirmed senders that a person said are theirs
    Answer senders(DomainTally tally, List<String> confirmed, Watch watch);

    /// DMARC reports, as they come or packed, joined with what DNS says now.
    Answer reports(byte[] packed, Optional<DomainName> only, Watch watch);

    Answer spfShow(DomainName domain, Watch watch);

    /// The body is the JSON object of the request, as the OpenAPI document has it.
    Answer spfEval(JsonNode request, Watch watch);

    Answer spfFix(JsonNode request, Watch watch);

    /// What many domains publish, each row handed on when it is there. Its document holds `limits`, in words.
    Answer rows(Rows rows);

    /// What is asked about many domains.
    ///
    /// @param unasked takes each domain that a limit of ours left unasked
    record Rows(List<DomainName> names, BulkLimits limits, Taker taker, Consumer<DomainName> unasked) {
        public Rows {
            names = List.copyOf(names);
        }

        /// Takes each row, and says whether to go on. Called by several threads at once.
        @FunctionalInterface
        interface Taker {
            boolean take(DomainRow row);
        }
    }

    /// The domains, if the paste is a list of them and nothing else; asks no DNS.
    List<DomainName> domainsIn(byte[] pasted);

    /// Whether a change that was advised has been made.
    Answer seen(DoneQuery asked, Watch watch);

    /// What a service asks of a domain, and how that stands.
    ///
    /// @param key the service's name as a part of an address
    Answer service(String key, DomainName domain, Watch watch);

    /// The record of a domain without some of its terms.
    ///
    /// @param kept whether the terms named are those that stay, rather than those that go
    Answer plan(DomainName domain, Set<String> terms, boolean kept, Watch watch);

    /// The domain, if the paste is a domain and nothing else; asks no DNS.
    Optional<DomainName> domainIn(byte[] pasted);

    @Override
    void close();

    /// Told of every DNS question before it is asked.
    @FunctionalInterface
    interface Watch {
        /// Whether to go on; false when the person has left, so that an abandoned check asks nothing more.
        boolean asks(Question question);

        Watch NONE = question -> true;
    }

    /// Makes the engine of a server: its DNS as the settings say, each question reported to the observer.
    @FunctionalInterface
    interface Maker {
        Engine make(Settings settings, Observer observer) throws Settings.Unusable;
    }

    /// Told of every DNS question that was answered, for the metrics.
    @FunctionalInterface
    interface Observer {
        void answered(String answer, Duration took);
    }

    /// Facts given beside a paste.
    record Known(String ip, String mailFrom, String helo, String fromDomain) {
        public static final Known NOTHING = new Known("", "", "", "");

        /// Which of them cannot be read, in a sentence; empty if all can.
        String wrong() {
            Known readable = readable();
            return !readable.ip().equals(ip)
                    ? "That is no IPv4 or IPv6 address, such as 192.0.2.25."
                    : !readable.mailFrom().equals(mailFrom)
                            ? "That is no envelope sender, such as bounce@example.org."
                            : !readable.helo().equals(helo)
                                    ? "That is no host name, such as mail.example.org."
                                    : readable.fromDomain().equals(fromDomain)
                                            ? ""
                                            : "That is no domain, such as example.org.";
        }

        /// The same without those that cannot be read.
        Known readable() {
            return new Known(
                    IpAddress.parse(ip).isPresent() ? ip : "",
                    KnownFacts.sender(mailFrom).isPresent() ? mailFrom : "",
                    DomainName.parse(helo).isPresent() ? helo : "",
                    DomainName.parse(fromDomain).isPresent() ? fromDomain : "");
        }
    }

    /// A request that cannot be answered, with a sentence for the person; it is the answer's only other form.
    final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Unusable(String message) {
            super(message, null, false, false);
        }
    }
}
