package org.whybounce.cause.look;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.whybounce.dmarc.DmarcResult;
import org.whybounce.net.IpAddress;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.tree.SpfTree;

/// What the DNS shows now about the case: the other half beside what the text claims.
///
/// @param checked     the connecting address evaluated for the identity and domain that the receiver evaluated
/// @param anyAddress  where no address is known, the record evaluated for an address that nobody lists: a record that
/// is
///                    broken for it is broken for all
/// @param atFrom      the same address evaluated for the domain of the visible From, where that is another one
/// @param firstHop    the address of a hop before the connecting one that the checked domain authorises, or if none
/// does
///                    the first public one
/// @param otherFamily an address of the other family of the same host, evaluated likewise
/// @param tree        the whole record of the checked domain, whatever the address
/// @param dmarc       DMARC of the From domain with the identifiers that could be evaluated
/// @param service     the sending service that the connecting address belongs to
/// @param hostName    the host that connected, as its confirmed reverse DNS or the report names it
/// @param receiversOwn the refusing server's name where the address evaluated is its own
/// @param owner       whose the checked domain is, where that is a mailbox provider or a sending service and so not the
///                    sender's own
/// @param supposed    where the domain that was checked is not told, the domain of the visible From evaluated in its
///                    place: what would hold if it was that one
/// @param intermediary who may have sent the mail on: a host that nothing ties to the checked domain
/// @param customer    whether the DNS shows that the checked domain is a customer of the service: a key under the name
/// that
///                    the service gives, its mail hosts, or another name of it in the record
/// @param noDns       whether no name server could be reached at all
/// @param cut         whether a limit of ours left questions unasked: what was not found may be there
public record DnsEvidence(
        Optional<Evaluation> checked,
        Optional<Evaluation> anyAddress,
        Optional<Evaluation> atFrom,
        Optional<FirstHop> firstHop,
        Optional<Evaluation> otherFamily,
        Optional<SpfTree> tree,
        Optional<DmarcResult> dmarc,
        Optional<SendingService> service,
        Optional<String> hostName,
        Optional<String> receiversOwn,
        Optional<String> owner,
        Optional<Evaluation> supposed,
        Optional<Intermediary> intermediary,
        boolean customer,
        boolean noDns,
        boolean cut) {

    /// A hop before the connecting one.
    public record FirstHop(IpAddress ip, String host, Evaluation evaluation) {}

    /// Where nothing was asked.
    public static final DnsEvidence NOTHING = new DnsEvidence(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            false,
            false);

    DnsEvidence cutShort() {
        return new DnsEvidence(
                checked,
                anyAddress,
                atFrom,
                firstHop,
                otherFamily,
                tree,
                dmarc,
                service,
                hostName,
                receiversOwn,
                owner,
                supposed,
                intermediary,
                customer,
                noDns,
                true);
    }

    /// The evaluations made, in the order in which a person asks for them.
    public List<Evaluation> evaluations() {
        return Stream.of(checked, anyAddress, firstHop.map(FirstHop::evaluation), atFrom, otherFamily, supposed)
                .flatMap(Optional::stream)
                .toList();
    }
}
