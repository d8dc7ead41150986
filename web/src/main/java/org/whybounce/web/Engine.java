package org.whybounce.web;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What the site asks of the core: a paste or a domain in, the JSON document of CONTRACT out. Pages and API show the
/// same
/// document, so that nothing on a page is missing in the API and nothing is worked out twice.
public interface Engine extends AutoCloseable {
    /// What a check answers: the JSON document, as a tree for pages and as bytes for programs. Each form is made from
    /// the other when it is first asked for.
    final class Answer {
        private static final JsonMapper JSON = new JsonMapper();

        private final String text;
        private @Nullable JsonNode document;
        private byte @Nullable [] json;

        /// @param text     the paste as it was decoded; spans in the document count in it. Empty where nothing was
        ///                 pasted
        /// @param document what `--json` prints
        Answer(String text, ObjectNode document) {
            this.text = text;
            this.document = document;
        }

        private Answer(byte[] json) {
            this.text = "";
            this.json = json;
        }

        /// The same as bytes alone, a tenth of the memory, for keeping.
        Answer packed() {
            return new Answer(json());
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
                String shown = document == null ? "" : document.toPrettyString() + "\n";
                bytes = shown.getBytes(StandardCharsets.UTF_8);
                json = bytes;
            }
            return bytes;
        }
    }

    /// @param known facts that the person gave besides the paste, empty strings where not given
    Answer explain(byte[] pasted, Known known, Watch watch);

    Answer headers(byte[] pasted, Watch watch);

    Answer check(DomainName domain, Watch watch);

    Answer spfShow(DomainName domain, Watch watch);

    /// The body is the JSON object of the request, as the OpenAPI document has it.
    Answer spfEval(JsonNode request, Watch watch);

    Answer spfFix(JsonNode request, Watch watch);

    /// A recognised kind, from the text alone; asks no DNS.
    String recognise(byte[] pasted);

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
    }

    /// A request that cannot be answered, with a sentence for the person; it is the answer's only other form.
    final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Unusable(String message) {
            super(message, null, false, false);
        }
    }

    /// A request for something that this version cannot do.
    final class Absent extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Absent(String message) {
            super(message, null, false, false);
        }
    }
}
