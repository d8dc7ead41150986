package org.whybounce.spf;

import org.whybounce.dns.DomainName;
import org.whybounce.net.IpAddress;
import org.whybounce.net.IpPrefix;

/// Something close to an evaluation that would have passed: what a person who reads "fail" should look at first. It is
/// a fact, not an advice; whether the address is to be listed only its owner knows.
public sealed interface NearMiss {
    /// The word for its kind in JSON.
    String kind();

    /// What is close by, as one sentence without its full stop. Names and terms in it come from outside.
    String words();

    /// A range beside the address is listed.
    ///
    /// @param listed the listed range
    /// @param within the smallest block that holds both
    /// @param at     where the term stands
    record Neighbour(IpAddress ip, IpPrefix listed, IpPrefix within, DomainName at, String term) implements NearMiss {
        @Override
        public String kind() {
            return "neighbour-range";
        }

        @Override
        public String words() {
            String where = within.length() >= (ip.v4() ? 16 : 32) ? "in the same " + within : "right beside it";
            return ip + " is not listed, but " + listed + " " + where + " is, by " + term + " in the record of " + at;
        }
    }

    /// The host has an address of the other family, which passes.
    record OtherFamily(IpAddress ip, DomainName host, IpAddress other, DomainName at, String term) implements NearMiss {
        @Override
        public String kind() {
            return "other-family";
        }

        @Override
        public String words() {
            return "the " + family(other) + " address " + other + " of " + host + " is listed, by " + term
                    + " in the record of " + at + "; its " + family(ip) + " address " + ip + " is not";
        }
    }

    /// The record passes no address of this family at all, and some of the other.
    record FamilyWithoutRange(IpAddress ip, DomainName domain) implements NearMiss {
        @Override
        public String kind() {
            return "family-without-range";
        }

        @Override
        public String words() {
            return "the record of " + domain + " lists no " + family(ip) + " address at all, only " + other(ip)
                    + " ones";
        }
    }

    /// A known sending service's include lists the address and is not in the record.
    record AbsentInclude(IpAddress ip, String vendor, DomainName include, DomainName domain) implements NearMiss {
        @Override
        public String kind() {
            return "absent-include";
        }

        @Override
        public String words() {
            return include + " of " + vendor + " lists " + ip + ", and the record of " + domain
                    + " does not include it";
        }
    }

    /// The record of another name of the same owner lists the address: a subdomain, or the domain above.
    ///
    /// @param below whether `at` lies below the domain evaluated; otherwise above it
    record RelatedDomain(IpAddress ip, DomainName domain, DomainName at, String term, boolean below)
            implements NearMiss {
        @Override
        public String kind() {
            return below ? "subdomain-lists-it" : "parent-lists-it";
        }

        @Override
        public String words() {
            return "the record of " + at + " lists " + ip + ", by " + term + "; mail from " + domain
                    + " is judged by the record of " + domain + " alone";
        }
    }

    /// The record lists the address in a place that the evaluation did not come to.
    ///
    /// @param why what ended the evaluation before, as the second half of a sentence
    record NotReached(IpAddress ip, DomainName at, String term, String why) implements NearMiss {
        @Override
        public String kind() {
            return "not-reached";
        }

        @Override
        public String words() {
            return term + " in the record of " + at + " lists " + ip + ", but " + why;
        }
    }

    /// A record that lists the address stands where no receiver looks for it.
    ///
    /// @param why what is wrong with its place, as the second half of a sentence
    record RecordElsewhere(IpAddress ip, DomainName at, String why) implements NearMiss {
        @Override
        public String kind() {
            return "record-elsewhere";
        }

        @Override
        public String words() {
            return "a record that lists " + ip + " stands at " + at + ", but " + why;
        }
    }

    private static String family(IpAddress ip) {
        return ip.v4() ? "IPv4" : "IPv6";
    }

    private static String other(IpAddress ip) {
        return ip.v4() ? "IPv6" : "IPv4";
    }
}
