package org.whybounce.spf.record;

import org.jspecify.annotations.Nullable;
import org.whybounce.net.IpPrefix;

/// A mechanism (RFC 7208, section 5). A `domain` of null means the current domain.
public sealed interface Mechanism {
    /// The name as the RFC writes it.
    String name();

    /// Whether it counts towards the limit of lookups (RFC 7208, section 4.6.4).
    boolean costsLookup();

    record All() implements Mechanism {
        static final All ALL = new All();

        @Override
        public String name() {
            return "all";
        }

        @Override
        public boolean costsLookup() {
            return false;
        }
    }

    record Include(MacroString domain) implements Mechanism {
        @Override
        public String name() {
            return "include";
        }

        @Override
        public boolean costsLookup() {
            return true;
        }
    }

    record A(@Nullable MacroString domain, int length4, int length6) implements Mechanism {
        @Override
        public String name() {
            return "a";
        }

        @Override
        public boolean costsLookup() {
            return true;
        }
    }

    record Mx(@Nullable MacroString domain, int length4, int length6) implements Mechanism {
        @Override
        public String name() {
            return "mx";
        }

        @Override
        public boolean costsLookup() {
            return true;
        }
    }

    record Ptr(@Nullable MacroString domain) implements Mechanism {
        @Override
        public String name() {
            return "ptr";
        }

        @Override
        public boolean costsLookup() {
            return true;
        }
    }

    record Ip4(IpPrefix range) implements Mechanism {
        @Override
        public String name() {
            return "ip4";
        }

        @Override
        public boolean costsLookup() {
            return false;
        }
    }

    /// The range is never an IPv4 one: a mapped address written here stays an IPv6 address that no client can have,
    /// since an IPv4-mapped client is an IPv4 one (RFC 7208, section 5).
    record Ip6(IpPrefix range) implements Mechanism {
        @Override
        public String name() {
            return "ip6";
        }

        @Override
        public boolean costsLookup() {
            return false;
        }
    }

    record Exists(MacroString domain) implements Mechanism {
        @Override
        public String name() {
            return "exists";
        }

        @Override
        public boolean costsLookup() {
            return true;
        }
    }
}
