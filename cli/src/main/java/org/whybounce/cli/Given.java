package org.whybounce.cli;

import java.util.Optional;
import java.util.function.Function;
import org.whybounce.net.IpAddress;
import org.whybounce.text.Visible;

/// Reads what a person gives with an option; what makes no sense is answered with what the option wants.
final class Given {
    static final String ADDRESS = "an IPv4 or IPv6 address";

    private Given() {}

    static IpAddress address(String option, String text) throws Unusable {
        return read(option, text, ADDRESS, IpAddress::parse);
    }

    static int number(String option, String text, int least, int most) throws Unusable {
        return read(option, text, "a number from " + least + " to " + most, given -> whole(given, least, most));
    }

    private static Optional<Integer> whole(String text, int least, int most) {
        try {
            return Optional.of(Integer.parseInt(text)).filter(number -> number >= least && number <= most);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /// Empty if the option was not given.
    static <T> Optional<T> value(
            String option, Optional<String> text, String wants, Function<String, Optional<T>> parse) throws Unusable {
        return text.isEmpty() ? Optional.empty() : Optional.of(read(option, text.get(), wants, parse));
    }

    private static <T> T read(String option, String text, String wants, Function<String, Optional<T>> parse)
            throws Unusable {
        return parse.apply(text.strip())
                .orElseThrow(
                        () -> new Unusable(option + " wants " + wants + ", not '" + Visible.line(text, 100) + "'"));
    }
}
