package org.whybounce.intent;

import java.util.List;
import java.util.Optional;
import org.whybounce.dns.DomainName;

/// What is known of the names in a record.
public interface Names {
    /// Whether something stands at a name.
    enum Standing {
        YES,
        NO,
        /// The DNS did not answer, or was not asked.
        UNKNOWN
    }

    /// Whether an SPF record stands at the name.
    Standing record(DomainName name);

    /// Whether the name has an address.
    Standing host(DomainName name);

    /// Whether the name has a mail host.
    Standing mail(DomainName name);

    /// The include that a sending service documents, where a name is nearly that.
    List<Service> services(DomainName name);

    /// Whether the name lies in the domain of a sending service.
    boolean sends(DomainName name);

    /// The include of the service that people call by this word.
    Optional<Service> called(String word);

    /// The name at which the record stands; empty where that is not known.
    Optional<DomainName> at();

    /// @param service its name
    /// @param include what it documents, where a record stands
    record Service(String service, DomainName include) {}

    /// Nothing is known: a record is read by its grammar alone.
    Names NONE = new Names() {
        @Override
        public Standing record(DomainName name) {
            return Standing.UNKNOWN;
        }

        @Override
        public Standing host(DomainName name) {
            return Standing.UNKNOWN;
        }

        @Override
        public Standing mail(DomainName name) {
            return Standing.UNKNOWN;
        }

        @Override
        public List<Service> services(DomainName name) {
            return List.of();
        }

        @Override
        public boolean sends(DomainName name) {
            return false;
        }

        @Override
        public Optional<Service> called(String word) {
            return Optional.empty();
        }

        @Override
        public Optional<DomainName> at() {
            return Optional.empty();
        }
    };
}
