package org.whybounce.cause;

import java.util.Optional;
import java.util.OptionalInt;
import org.whybounce.bounce.Meaning;
import org.whybounce.dns.DomainName;
import org.whybounce.net.IpAddress;

/// Why the mail was refused. Codes, sides and the numbers of the four causes that guides to 550 5.7.1 speak of are
/// those
/// of the catalogue in docs/causes.md.
public sealed interface Cause {
    String code();

    Side side();

    /// Whether a change in the sender's DNS can mend it.
    boolean dnsCanFix();

    /// A finer kind, such as `too-many-lookups`.
    default Optional<String> kind() {
        return Optional.empty();
    }

    /// 1 to 4 for the four causes that a 550 5.7.1 guide names.
    default OptionalInt seed() {
        return OptionalInt.empty();
    }

    /// The record is sound; the address is a sending service or host that it does not list.
    ///
    /// @param owner whose the domain is, where the sender does not keep its record: a mailbox provider or a service
    record SenderNotListed(
            DomainName domain,
            IpAddress ip,
            Optional<String> vendor,
            boolean onlyOtherFamilyListed,
            Optional<String> owner)
            implements Cause {
        @Override
        public String code() {
            return "spf.sender-not-listed";
        }

        @Override
        public Optional<String> kind() {
            return owner.isPresent()
                    ? Optional.of("domain-not-owned")
                    : onlyOtherFamilyListed ? Optional.of("other-family") : Optional.empty();
        }

        @Override
        public OptionalInt seed() {
            return OptionalInt.of(1);
        }

        @Override
        public Side side() {
            return owner.isPresent() ? Side.SENDER_HOST : Side.SENDER_DNS;
        }

        @Override
        public boolean dnsCanFix() {
            return owner.isEmpty();
        }
    }

    /// The domain evaluated is not the one the person looks at, and that one's record fails.
    ///
    /// @param ownDomain whether the evaluated domain is the sender's own (a subdomain, say), not a vendor's
    record AnotherDomainChecked(
            DomainName checked, DomainName from, IpAddress ip, Optional<String> vendor, boolean ownDomain)
            implements Cause {
        @Override
        public String code() {
            return "spf.another-domain-checked";
        }

        @Override
        public OptionalInt seed() {
            return OptionalInt.of(2);
        }

        @Override
        public Side side() {
            return ownDomain ? Side.SENDER_DNS : Side.SENDER_SERVICE;
        }

        @Override
        public boolean dnsCanFix() {
            return ownDomain;
        }
    }

    /// The record does not evaluate.
    record RecordBroken(DomainName domain, Optional<String> kind) implements Cause {
        @Override
        public String code() {
            return "spf.record-broken";
        }

        @Override
        public OptionalInt seed() {
            return OptionalInt.of(3);
        }

        @Override
        public Side side() {
            return Side.SENDER_DNS;
        }

        @Override
        public boolean dnsCanFix() {
            return true;
        }
    }

    /// Authorised at the first hop, sent on from a forwarder's address.
    record Forwarded(DomainName domain, Optional<IpAddress> ip, String forwarder) implements Cause {
        @Override
        public String code() {
            return "spf.forwarded";
        }

        @Override
        public OptionalInt seed() {
            return OptionalInt.of(4);
        }

        @Override
        public Side side() {
            return Side.FORWARDER;
        }

        @Override
        public boolean dnsCanFix() {
            return false;
        }
    }

    /// Nothing is published, and the receiver demands it.
    record NoRecord(DomainName domain, Optional<IpAddress> ip) implements Cause {
        @Override
        public String code() {
            return "spf.no-record";
        }

        @Override
        public Side side() {
            return Side.SENDER_DNS;
        }

        @Override
        public boolean dnsCanFix() {
            return true;
        }
    }

    /// The HELO identity failed, not MAIL FROM.
    record HeloFailed(DomainName helo, Optional<IpAddress> ip) implements Cause {
        @Override
        public String code() {
            return "spf.helo";
        }

        @Override
        public Side side() {
            return Side.SENDER_HOST;
        }

        @Override
        public boolean dnsCanFix() {
            return true;
        }
    }

    /// The domain's name servers did not answer.
    record DnsTrouble(DomainName domain) implements Cause {
        @Override
        public String code() {
            return "spf.dns-trouble";
        }

        @Override
        public Side side() {
            return Side.SENDER_DNS;
        }

        @Override
        public boolean dnsCanFix() {
            return false;
        }
    }

    /// The receiver evaluated a private or its own address, or misread otherwise.
    record ReceiverFault(IpAddress ip, String why) implements Cause {
        @Override
        public String code() {
            return "spf.receiver-fault";
        }

        @Override
        public Side side() {
            return Side.RECEIVER;
        }

        @Override
        public boolean dnsCanFix() {
            return false;
        }
    }

    /// Sent through a vendor's relay pool that no record is meant to list.
    record VendorPool(String vendor, IpAddress ip) implements Cause {
        @Override
        public String code() {
            return "spf.vendor-pool";
        }

        @Override
        public Side side() {
            return Side.SENDER_SERVICE;
        }

        @Override
        public boolean dnsCanFix() {
            return false;
        }
    }

    /// DMARC of the From domain refused it.
    ///
    /// @param kind no-alignment, dkim-broken, forwarded, list, from-not-owned, no-dkim
    record DmarcPolicy(Optional<DomainName> from, Optional<String> kind, Side side) implements Cause {
        @Override
        public String code() {
            return "dmarc.policy";
        }

        @Override
        public boolean dnsCanFix() {
            return side == Side.SENDER_DNS;
        }
    }

    /// The record is right and the address authorised now, and the mail was still refused.
    record LocalPolicy(DomainName domain, IpAddress ip) implements Cause {
        @Override
        public String code() {
            return "receiver.local-policy";
        }

        @Override
        public Side side() {
            return Side.RECEIVER;
        }

        @Override
        public boolean dnsCanFix() {
            return false;
        }
    }

    /// A cause that the receiver's own words establish: user unknown, a block list, relaying denied, and the like.
    record AsStated(Meaning meaning, Side side) implements Cause {
        @Override
        public String code() {
            return meaning.code();
        }

        @Override
        public boolean dnsCanFix() {
            return switch (meaning) {
                case AUTH_NONE, AUTH_REQUIREMENTS, DKIM_BROKEN, HOST_SENDER_DOMAIN_DNS -> true;
                default -> false;
            };
        }
    }
}
