package org.whybounce.spf;

import java.util.List;
import java.util.Optional;
import org.whybounce.dns.DomainName;
import org.whybounce.spf.record.SyntaxError;

/// Why a record cannot be evaluated, for good until someone changes it.
public sealed interface PermError {
    /// The domain whose record is at fault.
    DomainName at();

    /// The word for this kind of error in JSON: `too-many-lookups`, `too-many-voids`, `syntax`, `several-records`,
    /// `include-without-record`, `loop`, `macro`.
    String kind();

    /// The term that could not be evaluated, as it is written; empty where the error is the whole record's.
    Optional<String> term();

    /// @param text   the record
    /// @param errors all syntax errors of the record, at least one
    record Syntax(DomainName at, String text, List<SyntaxError> errors) implements PermError {
        @Override
        public String kind() {
            return errors.stream().allMatch(error -> error.problem().macro()) ? "macro" : "syntax";
        }

        @Override
        public Optional<String> term() {
            return Optional.of(errors.getFirst().term().of(text));
        }
    }

    /// @param texts the records, more than one
    record SeveralRecords(DomainName at, List<String> texts) implements PermError {
        @Override
        public String kind() {
            return "several-records";
        }

        @Override
        public Optional<String> term() {
            return Optional.empty();
        }
    }

    /// @param crossing the term that is one too many
    /// @param loop     the domain that is entered again on its own way, if that is what uses the lookups up
    record TooManyLookups(DomainName at, String crossing, int limit, Optional<DomainName> loop) implements PermError {
        @Override
        public String kind() {
            return loop.isPresent() ? "loop" : "too-many-lookups";
        }

        @Override
        public Optional<String> term() {
            return Optional.of(crossing);
        }
    }

    record TooManyVoidLookups(DomainName at, String crossing, int limit) implements PermError {
        @Override
        public String kind() {
            return "too-many-voids";
        }

        @Override
        public Optional<String> term() {
            return Optional.of(crossing);
        }
    }

    /// An `mx` with more names than may be looked up.
    record TooManyMailHosts(DomainName at, String by, int hosts, int limit) implements PermError {
        @Override
        public String kind() {
            return "too-many-lookups";
        }

        @Override
        public Optional<String> term() {
            return Optional.of(by);
        }
    }

    /// @param target the domain that has no record, or no domain at all after its macros were expanded
    record IncludeWithoutRecord(DomainName at, String by, String target) implements PermError {
        @Override
        public String kind() {
            return "include-without-record";
        }

        @Override
        public Optional<String> term() {
            return Optional.of(by);
        }
    }

    /// @param target the domain that has no record, or no domain at all after its macros were expanded
    record RedirectWithoutRecord(DomainName at, String by, String target) implements PermError {
        @Override
        public String kind() {
            return "include-without-record";
        }

        @Override
        public Optional<String> term() {
            return Optional.of(by);
        }
    }
}
