package org.whybounce.vendor;

/// A vendor recognised by one trace.
///
/// @param what the trace itself, as it was seen
public record Recognised(Vendor vendor, By by, String what) {
    /// The kinds of trace, the weightiest first. A header field stays in a mail that someone else passes on, and a
    /// selector may be used by anybody, so these two come last and never decide alone who connected.
    public enum By {
        RELAY_POOL("its relay pool holds the address"),
        INCLUDE("its include lists the address"),
        PTR("the address's reverse name is"),
        RETURN_PATH("the return-path is"),
        HELO("it greeted as"),
        DKIM_DOMAIN("a signature is by"),
        HEADER("it writes the header field"),
        SELECTOR("a signature uses the selector");

        private final String words;

        By(String words) {
            this.words = words;
        }

        /// Whether the trace tells who the connecting host is; the others tell who made the message.
        public boolean aboutTheHost() {
            return switch (this) {
                case RELAY_POOL, INCLUDE, PTR, HELO -> true;
                case RETURN_PATH, DKIM_DOMAIN, HEADER, SELECTOR -> false;
            };
        }
    }

    public String words() {
        return by.words + " " + what;
    }
}
