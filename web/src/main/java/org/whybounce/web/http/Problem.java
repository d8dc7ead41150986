package org.whybounce.web.http;

import java.util.Map;
import org.whybounce.words.json.JsonDocument;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Why a request was not answered as asked (RFC 9457). What the client sent is never repeated in it.
///
/// @param retryAfter seconds after which the same request may succeed; 0 where waiting does not help
public record Problem(int status, String title, String detail, int retryAfter) {
    private static final ObjectMapper JSON = new JsonMapper();

    /// The URI fragment by which programs tell problems apart, one for each status that is used.
    private static final Map<Integer, String> KINDS = Map.of(
            400, "unusable-request",
            403, "forbidden",
            404, "not-found",
            405, "method-not-allowed",
            408, "too-slow",
            413, "too-large",
            415, "unsupported-media-type",
            429, "too-many-requests",
            500, "fault",
            503, "overloaded");

    public static Problem unusable(String detail) {
        return new Problem(400, "The request cannot be used", detail, 0);
    }

    public static Problem notFound() {
        return new Problem(404, "There is no such page", "Nothing lives at this address.", 0);
    }

    public static Problem wrongMethod(String allowed) {
        return new Problem(405, "Method not allowed", "At this address there is only " + allowed + ".", 0);
    }

    /// The answer to a browser that asks on behalf of another site's page; a developer reads it in the network's log.
    public static Problem otherSite() {
        return new Problem(
                403,
                "Not from another site's page",
                "Pages of other sites may not call this server. Call it from your own server, or have its operator name"
                        + " your origin with --cors-origin.",
                0);
    }

    public static Problem tooSlow() {
        return new Problem(408, "Too slow", "The body took too long to arrive and was not waited for.", 0);
    }

    public static Problem tooLarge(int most) {
        return new Problem(
                413,
                "Too large",
                "At most " + most / 1024 + " KiB are read. The bounce text or the headers alone are enough.",
                0);
    }

    public static Problem tooMany(int retryAfter) {
        return new Problem(
                429,
                "Too many checks",
                "Your network has used its checks for this minute. Try again in " + retryAfter + " s.",
                retryAfter);
    }

    public static Problem tooManyShares() {
        return new Problem(
                429, "Too many reports", "Your network has shared enough reports for this hour. Try again later.", 600);
    }

    public static Problem overloaded() {
        return new Problem(503, "Busy", "Too many checks are running. Try again in a few seconds.", 3);
    }

    public static Problem unavailable(String detail) {
        return new Problem(503, "Not available", detail, 5);
    }

    public static Problem fault() {
        return new Problem(
                500, "A fault of whybounce itself", "Nothing was stored. Trying again may help; please report it.", 0);
    }

    public byte[] json() {
        ObjectNode node = JSON.createObjectNode();
        node.put("type", "/problems#" + KINDS.getOrDefault(status, "problem"));
        node.put("title", title);
        node.put("status", status);
        node.put("detail", detail);
        return JsonDocument.bytes(node);
    }
}
