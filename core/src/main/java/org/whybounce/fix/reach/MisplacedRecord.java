package org.whybounce.fix.reach;

import java.util.List;
import java.util.Optional;
import org.whybounce.dns.DomainName;

/// A record that stands where no receiver looks for it: of the obsolete type SPF, or at a name that people take
/// for the place of such records, or at the domain's name twice over, as some DNS panels make of a full name.
///
/// @param texts the record
/// @param words where it stands, in words
record MisplacedRecord(List<String> texts, String words) {
    private static final List<String> LABELS = List.of("_spf", "spf", "www");

    static Optional<MisplacedRecord> of(ReachReader reader, DomainName domain) {
        List<String> obsolete = reader.obsolete(domain);
        if (!obsolete.isEmpty()) {
            return Optional.of(new MisplacedRecord(
                    obsolete,
                    "the record of type SPF became one of type TXT: nobody reads that type any more (RFC 7208, section"
                            + " 3.1)"));
        }
        for (String label : LABELS) {
            Optional<MisplacedRecord> found = domain.child(label).flatMap(name -> at(reader, domain, name));
            if (found.isPresent()) {
                return found;
            }
        }
        return DomainName.parse(domain + "." + domain).flatMap(name -> at(reader, domain, name));
    }

    /// A record at the name that lets somebody send: one that refuses all is most likely meant for the name itself.
    private static Optional<MisplacedRecord> at(ReachReader reader, DomainName domain, DomainName name) {
        List<String> texts = reader.records(name);
        return texts.size() == 1
                        && !reader.read(domain, texts.getFirst()).passes().isEmpty()
                ? Optional.of(new MisplacedRecord(
                        texts,
                        "the record at " + name + " belongs at " + domain + " itself: no receiver looks for it there"))
                : Optional.empty();
    }
}
