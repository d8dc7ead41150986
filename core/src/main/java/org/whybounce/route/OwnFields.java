package org.whybounce.route;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.whybounce.message.MessageEvidence;
import org.whybounce.message.field.HeaderField;
import org.whybounce.message.results.AuthenticationResults;
import org.whybounce.message.results.AuthenticationResults.Kind;
import org.whybounce.message.results.AuthenticationResults.MethodResult;
import org.whybounce.text.Claim;

/// Results that stand directly below a Received field and bear the name of the server that wrote it.
///
/// Servers write at the top (RFC 5321, section 4.4), but milters insert below the Received field of their own
/// server, and Google writes there too. Whoever sends can put such a field first of all into the message: it
/// is the receiver's only if the receiver takes out what comes in under its name (RFC 8601, section 5). That
/// is known of a system in `mail-systems.txt` (`Results: below`), which writes one field of each name,
/// without anything between; or the whole block of fields that it writes there stands there ([OwnBlock]). Of
/// others the first result of each method is the receiver's if anybody's: it is
/// asserted, and overrules nothing.
final class OwnFields {
    enum Standing {
        /// The writer is known to write here, and to take out what came in.
        PROVEN,
        /// It bears the writer's name, and no field above it states the same.
        NAMED,
        /// It bears the writer's name, and states again what a field above it states.
        AGAIN
    }

    /// @param at where the field begins
    record Own(int at, Standing standing) {}

    private OwnFields() {}

    /// The fields below the Received field of a hop and above the next that bear the name of its writer.
    static List<Own> below(MessageEvidence message, Chain chain, int index) {
        List<Own> own = new ArrayList<>();
        String system = chain.bySystem(index);
        if (system.isEmpty()) {
            return own;
        }
        int from = chain.start(index);
        int end = index + 1 < chain.size() ? chain.start(index + 1) : Integer.MAX_VALUE;
        boolean writesBelow = chain.systems()
                .system(chain.by(index))
                .filter(MailSystems.MailSystem::resultsBelow)
                .isPresent();
        Set<Integer> block = block(message, chain, index, end);
        Set<String> stated = stated(message, chain, index);
        boolean adjacent = writesBelow;
        boolean results = false;
        for (HeaderField field : message.headers().fields()) {
            int at = field.span().start();
            if (at <= from || at >= end) {
                continue;
            }
            String name = field.name().toLowerCase(Locale.ROOT);
            boolean isSpf = name.equals("received-spf");
            if (!isSpf && !name.equals("authentication-results")) {
                adjacent = false;
                continue;
            }
            if (!chain.identity(writer(message, field)).equals(system)) {
                adjacent = false;
                continue;
            }
            Set<String> methods = methods(message, field, isSpf);
            boolean again = methods.stream().anyMatch(stated::contains);
            adjacent &= !results;
            // Google writes Received-SPF first, then one Authentication-Results.
            if (block.contains(at)) {
                stated.addAll(methods);
                own.add(new Own(at, Standing.PROVEN));
                continue;
            }
            Standing standing =
                    again ? Standing.AGAIN : adjacent ? Standing.PROVEN : writesBelow ? Standing.AGAIN : Standing.NAMED;
            if (standing != Standing.AGAIN) {
                stated.addAll(methods);
            }
            results |= !isSpf;
            own.add(new Own(at, standing));
        }
        return own;
    }

    /// The results that stand in the block which the system writes below its Received field.
    private static Set<Integer> block(MessageEvidence message, Chain chain, int index, int end) {
        Optional<OwnBlock> block = chain.systems()
                .system(chain.by(index))
                .map(MailSystems.MailSystem::block)
                .filter(each -> !each.parts().isEmpty());
        if (block.isEmpty()) {
            return Set.of();
        }
        List<HeaderField> below = message.headers().fields().stream()
                .filter(field -> field.span().start() > chain.start(index)
                        && field.span().start() < end)
                .toList();
        return block.get().results(message, below, chain.by(index));
    }

    /// What the writer states above its Received field already; a result there leaves no room for another below.
    private static Set<String> stated(MessageEvidence message, Chain chain, int index) {
        Set<String> stated = new HashSet<>();
        int end = chain.start(index);
        int from = index == 0 ? -1 : chain.start(index - 1);
        for (AuthenticationResults field : message.results()) {
            int at = field.field().span().start();
            boolean here = at > from && at < end && field.kind() == Kind.OWN;
            if (here
                    && field.authservId()
                            .map(Claim::value)
                            .map(chain::identity)
                            .filter(chain.bySystem(index)::equals)
                            .isPresent()) {
                field.results().forEach(result -> stated.add(key(result)));
            }
        }
        return stated;
    }

    private static Set<String> methods(MessageEvidence message, HeaderField field, boolean isSpf) {
        Set<String> methods = new HashSet<>();
        if (isSpf) {
            methods.add("received-spf "
                    + message.receivedSpf().stream()
                            .filter(each -> each.field().equals(field))
                            .flatMap(each -> each.identity().map(Claim::value).stream())
                            .findFirst()
                            .orElse(""));
            return methods;
        }
        for (AuthenticationResults each : message.results()) {
            if (each.field().span().start() == field.span().start()) {
                each.results().forEach(result -> methods.add(key(result)));
            }
        }
        return methods;
    }

    /// Every signature has a result of its own; of the other methods there is one.
    private static String key(MethodResult result) {
        return result.method().equals("dkim")
                ? "dkim "
                        + result.property("header.d", "header.i")
                                .map(Claim::value)
                                .orElse("")
                : result.method();
    }

    /// Whose result a field claims to be, empty where it does not tell.
    static String writer(MessageEvidence message, HeaderField field) {
        int at = field.span().start();
        Optional<String> found = field.is("Received-SPF")
                ? message.receivedSpf().stream()
                        .filter(each -> each.field().span().start() == at)
                        .flatMap(each -> each.writer().stream())
                        .findFirst()
                : message.results().stream()
                        .filter(each -> each.field().span().start() == at)
                        .flatMap(each -> each.authservId().map(Claim::value).stream())
                        .findFirst();
        return found.orElse("");
    }
}
