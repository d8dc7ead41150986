package org.whybounce.dmarc;

import java.util.List;
import java.util.Optional;
import org.whybounce.dns.DomainName;

/// One DMARC policy record.
///
/// @param at         the domain it speaks for, without `_dmarc`
/// @param text       the record
/// @param p          for the domain itself
/// @param sp         for its subdomains
/// @param np         for its subdomains that do not exist
/// @param strictDkim `adkim=s`
/// @param strictSpf  `aspf=s`
/// @param testing    `t=y`
/// @param psd        whether the domain is a public suffix, where the record says
/// @param rua        where aggregate reports go
/// @param ruf        where failure reports go
/// @param invalid    policy tags whose value is none of the three, by name
/// @param faults     what was meant and has no effect because it is misspelt or stands twice, a sentence each
/// @param remarks    what was ignored and why, a sentence each
public record DmarcRecord(
        DomainName at,
        String text,
        Optional<DmarcPolicy> p,
        Optional<DmarcPolicy> sp,
        Optional<DmarcPolicy> np,
        boolean strictDkim,
        boolean strictSpf,
        boolean testing,
        Psd psd,
        List<ReportUri> rua,
        List<ReportUri> ruf,
        List<String> invalid,
        List<String> faults,
        List<String> remarks) {
    public DmarcRecord {
        rua = List.copyOf(rua);
        ruf = List.copyOf(ruf);
        invalid = List.copyOf(invalid);
        faults = List.copyOf(faults);
        remarks = List.copyOf(remarks);
    }

    /// The `psd` tag (RFC 9989, section 4.7).
    public enum Psd {
        /// `y`: a public suffix, under which others register.
        YES,
        /// `n`: an organisational domain, whatever stands above it.
        NO,
        /// `u`, or no tag: the tree walk decides.
        UNDECIDED
    }

    /// A mail address that wants reports.
    ///
    /// @param uri         as it stands
    /// @param destination the domain of the address
    public record ReportUri(String uri, DomainName destination) {}

    /// Which tag of this record speaks for a domain below it, and what it asks.
    ///
    /// @param exists whether the domain exists in the DNS
    public Requested forSubdomain(boolean exists) {
        if (!exists && (np.isPresent() || invalid.contains("np"))) {
            return requested("np", np);
        }
        return sp.isPresent() || invalid.contains("sp") ? requested("sp", sp) : forDomain();
    }

    /// What the record asks for its own domain.
    public Requested forDomain() {
        return requested("p", p);
    }

    /// RFC 9989, section 4.10.1: a record without a valid `p`, or with an `sp` or `np` that is not valid, is read as
    /// `p=none` if it asks for aggregate reports, and is void if it does not.
    private Requested requested(String tag, Optional<DmarcPolicy> policy) {
        boolean sound = p.isPresent() && invalid.isEmpty();
        if (sound) {
            return new Requested(tag, policy);
        }
        return new Requested("p", rua.isEmpty() ? Optional.empty() : Optional.of(DmarcPolicy.NONE));
    }

    /// @param tag    p, sp or np
    /// @param policy empty if the record is void for this domain
    public record Requested(String tag, Optional<DmarcPolicy> policy) {}
}
