package org.whybounce.web;

import org.whybounce.dns.Question;
import tools.jackson.databind.JsonNode;

/// What the site asks of the core: a paste or a domain in, the JSON document of CONTRACT out. Pages and API show the
/// same
/// document, so that nothing on a page is missing in the API and nothing is worked out twice.
public interface Engine {
    /// @param text     the paste as it was decoded; spans in the document count in it. Empty where nothing was pasted
    /// @param document what `--json` prints
    record Answer(String text, JsonNode document) {}

    /// @param known facts that the person gave besides the paste, empty strings where not given
    Answer explain(byte[] pasted, Known known, Watch watch);

    Answer headers(byte[] pasted, Watch watch);

    /// `domain` is a domain name, or not: then the document says so.
    Answer check(String domain, Watch watch);

    Answer spfShow(String domain, Watch watch);

    /// The body is the JSON object of the request, as the OpenAPI document has it.
    Answer spfEval(JsonNode request, Watch watch);

    Answer spfFix(JsonNode request, Watch watch);

    /// A recognised kind, from the text alone; asks no DNS.
    String recognise(byte[] pasted);

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
        void answered(String answer, java.time.Duration took);
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
}
