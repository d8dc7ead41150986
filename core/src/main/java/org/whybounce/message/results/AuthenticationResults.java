package org.whybounce.message.results;

import java.util.List;
import java.util.Optional;
import org.whybounce.message.field.HeaderField;
import org.whybounce.net.IpAddress;
import org.whybounce.text.Claim;
import org.whybounce.text.Span;

/// An Authentication-Results field (RFC 8601), its ARC sibling (RFC 8617, section 4.1.1) or a copy under another name,
/// as far as it can be understood.
///
/// @param field      the field itself
/// @param kind       which of them
/// @param authservId who says so; many writers leave it out
/// @param instance   `i=` of the ARC set, 0 for the others
/// @param results    one for each method, in the order they stand
/// @param leftovers  words that belong to nothing understood, kept as they stand
/// @param none       whether the field says that nothing was checked (`none`)
public record AuthenticationResults(
        HeaderField field,
        Kind kind,
        Optional<Claim<String>> authservId,
        int instance,
        List<MethodResult> results,
        List<Claim<String>> leftovers,
        boolean none) {
    /// More results, and more properties of one, than any server writes into a field.
    public static final int MOST_RESULTS = 100;

    public AuthenticationResults {
        results = List.copyOf(results);
        leftovers = List.copyOf(leftovers);
    }

    /// Under which name the field stands.
    public enum Kind {
        /// Authentication-Results itself.
        OWN,
        /// ARC-Authentication-Results: what an earlier hop saw, sealed by it.
        ARC,
        /// A copy that a gateway moved out of the way: Authentication-Results-Original, X-Original-..., Old-...
        ORIGINAL,
        /// A row of the table that web mail shows above an original (`SPF: PASS with IP 192.0.2.1`).
        SUMMARY
    }

    /// One method's result.
    ///
    /// @param method     lower case: spf, dkim, dmarc, arc, iprev, compauth ...
    /// @param result     lower case, as it stands otherwise
    /// @param reason     of `reason=`
    /// @param properties `smtp.mailfrom=...` and the like, keys in lower case
    /// @param comments   without their parentheses
    /// @param ip         the address that a comment names ("designates 192.0.2.1 as permitted sender")
    /// @param span       the whole result in the paste
    public record MethodResult(
            String method,
            Claim<String> result,
            Optional<Claim<String>> reason,
            List<Property> properties,
            List<Claim<String>> comments,
            Optional<Claim<IpAddress>> ip,
            Span span) {
        public MethodResult {
            properties = List.copyOf(properties);
            comments = List.copyOf(comments);
        }

        /// The first property of one of these keys.
        public Optional<Claim<String>> property(String... keys) {
            for (String key : keys) {
                for (Property property : properties) {
                    if (property.key().equals(key)) {
                        return Optional.of(property.value());
                    }
                }
            }
            return Optional.empty();
        }
    }

    /// @param key   `smtp.mailfrom`, lower case; a writer's own key without a dot stands as it is
    /// @param value as it stands, quotes taken off
    public record Property(String key, Claim<String> value) {}

    /// Whether at least one result was understood, or the field says that there is none.
    public boolean structured() {
        return none || !results.isEmpty();
    }

    public Optional<MethodResult> first(String method) {
        return results.stream().filter(result -> result.method().equals(method)).findFirst();
    }

    /// Reads a field of any of the kinds; never fails, at worst everything is left over.
    public static AuthenticationResults read(HeaderField field, Kind kind) {
        return new AuthenticationResultsReader(field, kind).read();
    }
}
