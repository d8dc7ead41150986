package org.whybounce.bounce;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.whybounce.net.IpAddress;
import org.whybounce.spf.Identity;
import org.whybounce.text.Claim;

/// What a refusal's sentence itself tells.
///
/// @param readings      strongest first; empty if nothing was recognised
/// @param outvoted      the readings that do not count, with why
/// @param ip            the client address that the receiver names
/// @param maskedIp      an address that stands there masked or cannot be one (`203.0.113.x`, `300.1.2.3`)
/// @param checkedDomain the domain that was evaluated, or the domain of the address that was
/// @param checkedAddress the address that was evaluated
/// @param fromDomain    the domain of the visible From, where the words name it (refusals over DMARC)
/// @param identity      which identity was evaluated, where the words tell
/// @param results       stated results by method: `spf`, `dkim`, `dmarc`, `arc`
/// @param listName      a block list named
/// @param providerCode  a code of the provider's own, such as `AS(201806281)` or `IB508`
/// @param links         shown, never followed
/// @param senderText    text that may be the sender domain's own `exp=` explanation, and so is nobody's word
public record Wording(
        List<Reading> readings,
        List<Outvoted> outvoted,
        Optional<Claim<IpAddress>> ip,
        Optional<Claim<String>> maskedIp,
        Optional<Claim<String>> checkedDomain,
        Optional<Claim<String>> checkedAddress,
        Optional<Claim<String>> fromDomain,
        Optional<Claim<Identity>> identity,
        Map<String, Claim<String>> results,
        Optional<Claim<String>> listName,
        Optional<Claim<String>> providerCode,
        List<Claim<String>> links,
        Optional<Claim<String>> senderText) {

    /// The same with the client's address, told outside of the sentence.
    public Wording withIp(Claim<IpAddress> client) {
        return with(readings, Optional.of(client));
    }

    /// With one more reading at the end, unless the words themselves say the same.
    public Wording withHint(Reading hint) {
        if (readings.stream().anyMatch(reading -> reading.meaning() == hint.meaning())) {
            return this;
        }
        List<Reading> more = new ArrayList<>(readings);
        more.add(hint);
        return with(List.copyOf(more), ip);
    }

    /// Of a mail that is still tried: what it met was a fault that may pass; its time has not run out.
    public Wording underway() {
        boolean expired = readings.stream().anyMatch(reading -> reading.meaning() == Meaning.SYSTEM_EXPIRED);
        return !expired
                ? this
                : with(
                        readings.stream()
                                .map(reading -> reading.meaning() == Meaning.SYSTEM_EXPIRED
                                        ? new Reading(
                                                Meaning.SYSTEM_TEMPORARY,
                                                reading.strength(),
                                                reading.reason(),
                                                reading.phrase(),
                                                reading.span())
                                        : reading)
                                .toList(),
                        ip);
    }

    private Wording with(List<Reading> others, Optional<Claim<IpAddress>> client) {
        return new Wording(
                others,
                outvoted,
                client,
                maskedIp,
                checkedDomain,
                checkedAddress,
                fromDomain,
                identity,
                results,
                listName,
                providerCode,
                links,
                senderText);
    }

    public static final Wording NOTHING = new Wording(
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty());
}
