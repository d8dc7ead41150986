package org.whybounce.headers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whybounce.message.MessageEvidence;
import org.whybounce.message.results.AuthenticationResults;
import org.whybounce.message.results.AuthenticationResults.MethodResult;
import org.whybounce.message.results.ReceivedSpf;
import org.whybounce.net.IpAddress;
import org.whybounce.route.Route;
import org.whybounce.route.Trust;
import org.whybounce.spf.record.SpfResult;
import org.whybounce.text.Claim;
import org.whybounce.text.Span;

/// A result that a header states.
///
/// @param method lower case
/// @param result lower case, as it stands
/// @param field  the header's name
/// @param who    who says so, where the header tells
/// @param domain the domain that it is about: of MAIL FROM or HELO, `header.d`, `header.from`
/// @param ip     the address that it is about
/// @param reason in brackets or `reason=`, as it stands
/// @param span   its place in the paste
public record StatedResult(
        String method,
        String result,
        String field,
        Optional<String> who,
        Optional<String> domain,
        Optional<IpAddress> ip,
        Optional<String> reason,
        Trust trust,
        int fieldStart,
        @Nullable Span span) {

    /// More results than anybody reads; the topmost ones are the receiver's.
    private static final int MOST = 300;

    /// Every result of a message, from the top.
    public static List<StatedResult> all(MessageEvidence message, Route way) {
        List<StatedResult> all = new ArrayList<>();
        for (AuthenticationResults field : message.results()) {
            if (all.size() >= MOST) {
                break;
            }
            int at = field.field().span().start();
            for (MethodResult result : field.results()) {
                all.add(new StatedResult(
                        result.method(),
                        result.result().value(),
                        field.field().name(),
                        field.authservId().map(Claim::value),
                        domain(result),
                        result.ip().map(Claim::value),
                        reason(result),
                        way.trustAt(at),
                        at,
                        result.span()));
            }
        }
        for (ReceivedSpf field : message.receivedSpf()) {
            int at = field.field().span().start();
            field.result()
                    .ifPresent(result -> all.add(new StatedResult(
                            "spf",
                            result.value(),
                            field.field().name(),
                            field.writer(),
                            field.envelopeFrom().map(Claim::value).map(StatedResult::domainOf),
                            field.clientIp().map(Claim::value),
                            field.comment().map(Claim::value),
                            way.trustAt(at),
                            at,
                            result.span())));
        }
        return all;
    }

    /// Of a signature the comment tells why it fails; other methods' comments are long, and said elsewhere.
    private static Optional<String> reason(MethodResult result) {
        boolean failed =
                result.method().equals("dkim") && !result.result().value().equals("pass");
        return result.reason()
                .or(() -> failed ? result.comments().stream().findFirst() : Optional.empty())
                .map(Claim::value);
    }

    private static Optional<String> domain(MethodResult result) {
        return switch (result.method()) {
            case "spf", "spf-mfrom", "spf-helo" ->
                result.property("smtp.mailfrom", "smtp.mail", "smtp.mfrom", "smtp.helo")
                        .map(Claim::value)
                        .filter(value -> !value.isEmpty() && !value.equals("<>"))
                        .or(() -> result.property("smtp.helo").map(Claim::value))
                        .map(StatedResult::domainOf);
            case "dkim" ->
                result.property("header.d", "header.i", "d").map(Claim::value).map(StatedResult::domainOf);
            default ->
                result.property("header.from", "from", "header.d")
                        .map(Claim::value)
                        .map(StatedResult::domainOf);
        };
    }

    /// The domain of an address, or the text itself; Microsoft adds the receiver's behind a semicolon.
    private static String domainOf(String text) {
        String address = text.startsWith("<") && text.endsWith(">") ? text.substring(1, text.length() - 1) : text;
        return address.substring(address.lastIndexOf('@') + 1);
    }

    /// The word of RFC 7208 that a writer means: `hardfail` is fail, `bestguesspass` is none that the RFC knows.
    public Optional<SpfResult> spfResult() {
        return switch (result) {
            case "pass" -> Optional.of(SpfResult.PASS);
            case "fail", "hardfail" -> Optional.of(SpfResult.FAIL);
            case "softfail" -> Optional.of(SpfResult.SOFTFAIL);
            case "neutral" -> Optional.of(SpfResult.NEUTRAL);
            case "none" -> Optional.of(SpfResult.NONE);
            case "temperror", "error", "timeout" -> Optional.of(SpfResult.TEMPERROR);
            case "permerror", "unknown", "invalid" -> Optional.of(SpfResult.PERMERROR);
            default -> Optional.empty();
        };
    }
}
