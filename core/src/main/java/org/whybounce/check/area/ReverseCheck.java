package org.whybounce.check.area;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.whybounce.check.look.DomainLookups;
import org.whybounce.check.look.Mail;
import org.whybounce.check.look.Notes;
import org.whybounce.check.look.ReverseDns;
import org.whybounce.check.report.Area;
import org.whybounce.check.report.AreaReport;
import org.whybounce.check.report.CheckCode;
import org.whybounce.check.report.Standing;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.net.IpAddress;

/// Reverse DNS with forward confirmation, of the addresses that send and of the mail hosts, which often send too.
public final class ReverseCheck implements Check {
    @Override
    public AreaReport of(DomainLookups look) {
        Notes notes = new Notes(Area.REVERSE);
        Map<IpAddress, DomainName> hosts = new LinkedHashMap<>();
        for (Mail.Host host : look.mail().hosts()) {
            if (look.mail().implicit()) {
                break;
            }
            host.addresses().stream()
                    .filter(ip -> ip.scope().publiclySeen())
                    .limit(look.limits.addresses())
                    .forEach(ip -> hosts.putIfAbsent(ip, host.name()));
        }
        Set<IpAddress> all = new LinkedHashSet<>(look.options.senders());
        all.addAll(hosts.keySet());
        Map<IpAddress, ReverseDns> names = ReverseDns.of(look.dns, List.copyOf(all), look.limits);
        names.values().forEach(name -> {
            notes.saw(name.answer());
            name.confirmed().ifPresent(back -> notes.saw(look.dns.ask(Question.addressesLike(name.ip(), back))));
        });
        for (IpAddress ip : look.options.senders()) {
            sender(ip, reverse(names, ip), notes);
        }
        hosts.forEach((ip, host) -> {
            if (!look.options.senders().contains(ip)) {
                host(ip, host, reverse(names, ip), notes);
            }
        });
        return notes.report(fine(look, names), all.isEmpty() ? Standing.NOT_ASKED : Standing.OK);
    }

    private static ReverseDns reverse(Map<IpAddress, ReverseDns> names, IpAddress ip) {
        ReverseDns name = names.get(ip);
        if (name == null) {
            throw new IllegalStateException("not asked for: " + ip);
        }
        return name;
    }

    private static String fine(DomainLookups look, Map<IpAddress, ReverseDns> names) {
        if (names.isEmpty()) {
            return "Give the addresses that send with --ip.";
        }
        List<IpAddress> senders = look.options.senders();
        long good = names.values().stream()
                .filter(name -> name.confirmed().isPresent())
                .count();
        String of = names.size() == 1 ? "1 address" : names.size() + " addresses";
        return (good == names.size()
                        ? "Confirmed for " + of
                        : "Not confirmed for " + (names.size() == 1 ? of : names.size() - good + " of " + of))
                + (senders.isEmpty() ? " of the mail hosts; give those that send with --ip." : ".");
    }

    private static void sender(IpAddress ip, ReverseDns name, Notes notes) {
        if (!ip.scope().publiclySeen()) {
            notes.find(
                    CheckCode.PTR_SENDER_PRIVATE,
                    ip,
                    ip + " is " + ip.scope().words() + ", so no receiver outside ever sees it.",
                    "Give the public address that receivers see.");
            return;
        }
        if (unknown(ip, name, notes)) {
            return;
        }
        if (name.names().isEmpty()) {
            notes.find(
                    CheckCode.PTR_SENDER_NONE,
                    ip,
                    ip + " has no reverse name (PTR), and large receivers refuse senders without one.",
                    "Ask whoever gave you the address to set PTR " + name(ip) + " to the host's name.");
        } else if (name.confirmed().isEmpty()) {
            notes.find(
                    CheckCode.PTR_SENDER_UNCONFIRMED,
                    ip,
                    "The reverse name of " + ip + ", " + name.names().getFirst()
                            + ", does not lead back to it; large receivers refuse such senders.",
                    "Publish at " + name.names().getFirst() + ", type " + (ip.v6() ? "AAAA" : "A") + ":\n" + ip);
        } else if (ReverseDns.generic(ip, name.confirmed().get())) {
            notes.find(
                    CheckCode.PTR_SENDER_GENERIC,
                    ip,
                    "The reverse name of " + ip + ", " + name.confirmed().get()
                            + ", looks like that of a dial-up line, which some receivers refuse.",
                    "Ask whoever gave you the address to set PTR to the host's own name.");
        }
    }

    private static void host(IpAddress ip, DomainName host, ReverseDns name, Notes notes) {
        if (unknown(ip, name, notes)) {
            return;
        }
        if (name.names().isEmpty()) {
            notes.find(
                    CheckCode.PTR_MX_NONE,
                    ip,
                    "The mail host " + host + " (" + ip + ") has no reverse name, which it needs if it also sends.");
        } else if (name.confirmed().isEmpty()) {
            notes.find(
                    CheckCode.PTR_MX_UNCONFIRMED,
                    ip,
                    "The reverse name of the mail host " + host + " (" + ip + "), "
                            + name.names().getFirst()
                            + ", does not lead back to it, which it has to if it also sends.");
        }
    }

    private static boolean unknown(IpAddress ip, ReverseDns name, Notes notes) {
        if (name.answer() instanceof Answer.Failed failed) {
            notes.unanswered(CheckCode.PTR_DNS, name(ip), "PTR " + name(ip), failed);
            return true;
        }
        if (name.confirmed().isEmpty() && !name.forward()) {
            notes.unknown();
            notes.find(CheckCode.PTR_DNS, ip, "The DNS did not answer for the reverse name of " + ip + ".");
            return true;
        }
        return false;
    }

    private static String name(IpAddress ip) {
        return ip.reverseName();
    }
}
