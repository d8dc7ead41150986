package org.whybounce.cli;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.whybounce.net.IpAddress;
import org.whybounce.text.Visible;

/// Reads what a person gives with an option; what makes no sense is answered with what the option wants.
final class Given {
    static final String ADDRESS = "an IPv4 or IPv6 address";

    private Given() {}

    static IpAddress address(String option, String text) throws Unusable {
        return read(option, text, ADDRESS, IpAddress::parse);
    }

    /// Empty if the option was not given.
    static <T> Optional<T> value(
            String option, @Nullable String text, String wants, Function<String, Optional<T>> parse) throws Unusable {
        return text == null ? Optional.empty() : Optional.of(read(option, text, wants, parse));
    }

    private static <T> T read(String option, String text, String wants, Function<String, Optional<T>> parse)
            throws Unusable {
        return parse.apply(text.strip())
                .orElseThrow(
                        () -> new Unusable(option + " wants " + wants + ", not '" + Visible.line(text, 100) + "'"));
    }
}
