package org.whybounce.check.area;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.whybounce.check.look.DomainLookups;
import org.whybounce.check.look.Mail;
import org.whybounce.check.look.Notes;
import org.whybounce.check.report.Area;
import org.whybounce.check.report.AreaReport;
import org.whybounce.check.report.CheckCode;
import org.whybounce.check.report.Standing;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.net.IpAddress;

/// MX: whether mail, bounces and replies included, finds its way to the domain.
public final class MxCheck implements Check {
    @Override
    public AreaReport of(DomainLookups look) {
        Notes notes = new Notes(Area.MX);
        Mail mail = look.mail();
        notes.saw(mail.answer());
        mail.hosts().forEach(host -> {
            notes.saw(host.v4());
            notes.saw(host.v6());
        });
        switch (mail.answer()) {
            case Answer.Failed failed -> notes.unanswered(CheckCode.MX_DNS, look.domain, "MX " + look.domain, failed);
            case Answer.NoSuchName _ ->
                notes.find(
                        CheckCode.DOMAIN_NONE,
                        look.domain,
                        look.domain + " does not exist in the DNS.",
                        "See whether the name is spelled right and the registration is paid.");
            case Answer.NoData _ -> without(look, mail, notes);
            case Answer.Found _ -> records(look, mail, notes);
        }
        return notes.report(fine(look, mail), mail.nullMx() || !mail.hosts().isEmpty() ? Standing.OK : Standing.ABSENT);
    }

    private static String fine(DomainLookups look, Mail mail) {
        if (mail.nullMx()) {
            return "A null MX says that " + look.domain + " takes no mail.";
        }
        if (mail.implicit()) {
            return mail.hosts().stream().allMatch(host -> host.addresses().isEmpty())
                    ? "There is no MX record and no address: no mail is taken."
                    : "There is no MX record; mail goes to the address of " + look.domain + ".";
        }
        int hosts = mail.hosts().size();
        return hosts == 0
                ? "No mail host."
                : "Mail goes to " + mail.hosts().getFirst().name()
                        + (hosts == 1 ? "." : " and " + (hosts - 1) + " more.");
    }

    /// RFC 5321, section 5.1: without an MX record the domain's own address is the mail host.
    private static void without(DomainLookups look, Mail mail, Notes notes) {
        Mail.Host self = mail.hosts().getFirst();
        if (self.unanswered()) {
            notes.unknown();
            notes.find(
                    CheckCode.MX_DNS, look.domain, "The DNS did not answer for the addresses of " + look.domain + ".");
        } else if (look.sendsNothing()) {
            notes.find(
                    CheckCode.MX_NULL_ADVISED,
                    look.domain,
                    look.domain + " sends nothing and has no MX record; a null MX says that it takes no mail either"
                            + " (RFC 7505).",
                    "Publish at " + look.domain + ", type MX:\n0 .");
        } else if (self.addresses().isEmpty()) {
            notes.find(
                    CheckCode.MX_NONE,
                    look.domain,
                    look.domain + " has no MX record and no address: nothing can be delivered to it, and some receivers"
                            + " refuse senders that cannot be answered.",
                    "Publish an MX record, or a null MX (0 .) if it takes no mail.");
        } else {
            notes.find(
                    CheckCode.MX_IMPLICIT,
                    look.domain,
                    "There is no MX record; mail goes to the address of " + look.domain
                            + ", which is often a web server.",
                    "Publish an MX record that names the mail host.");
        }
    }

    private static void records(DomainLookups look, Mail mail, Notes notes) {
        if (mail.nullMx()) {
            notes.find(CheckCode.MX_NULL, look.domain, "A null MX (RFC 7505): " + look.domain + " takes no mail.");
            if (look.tree().root().record().isPresent() && !look.sendsNothing()) {
                notes.find(
                        CheckCode.MX_NULL_YET_SENDS,
                        look.domain,
                        "The null MX says that no mail is taken, but SPF lists senders; some receivers refuse mail that"
                                + " cannot be answered (RFC 7505, section 4.2).",
                        "Publish a real MX record, or let SPF say \"v=spf1 -all\".");
            }
            return;
        }
        Set<DomainName> names = new HashSet<>();
        for (ResourceRecord.Mx record : mail.records()) {
            if (record.host().isRoot()) {
                notes.find(
                        CheckCode.MX_NULL_BESIDE,
                        look.domain,
                        "A null MX stands beside other MX records, which contradicts them (RFC 7505, section 3).",
                        "Delete the MX record whose host is a single dot.");
            } else if (!names.add(record.host())) {
                notes.find(CheckCode.MX_DUPLICATE, record.host(), record.host() + " is named by two MX records.");
            }
        }
        if (names.size() > look.limits.mailHosts()) {
            notes.find(
                    CheckCode.MX_MANY,
                    look.domain,
                    names.size() + " mail hosts; only the first " + look.limits.mailHosts() + " were looked at.");
        }
        boolean reachable = false;
        boolean open = false;
        for (Mail.Host host : mail.hosts()) {
            reachable |= host(host, notes);
            open |= host.unanswered();
        }
        if (reachable && mail.hosts().stream().allMatch(host -> host.v6().empty())) {
            notes.find(
                    CheckCode.MX_IPV4_ONLY,
                    look.domain,
                    "No mail host of " + look.domain
                            + " has an IPv6 address; senders that have IPv6 only cannot deliver to it.");
        }
        if (!reachable && !open && !mail.hosts().isEmpty()) {
            notes.find(
                    CheckCode.MX_UNREACHABLE,
                    look.domain,
                    "None of the mail hosts of " + look.domain + " has a public address: nothing can be delivered.",
                    "Point the MX record of " + look.domain + " at a host with an A or AAAA record.");
        }
    }

    /// Whether the host can be reached from outside.
    private static boolean host(Mail.Host host, Notes notes) {
        DomainName name = host.name();
        if (IpAddress.parse(name.toString()).isPresent()) {
            notes.find(
                    CheckCode.MX_LITERAL,
                    name,
                    "An MX record names the address " + name + " as if it were a host name; it has to name a host.",
                    "Give the address a name with an A record, and name that in the MX record.");
            return false;
        }
        if (host.unanswered()) {
            notes.unknown();
            notes.find(CheckCode.MX_DNS, name, "The DNS did not answer for the addresses of " + name + ".");
            return false;
        }
        List<IpAddress> addresses = host.addresses();
        if (addresses.isEmpty()) {
            notes.find(
                    CheckCode.MX_NO_ADDRESS,
                    name,
                    "The mail host " + name
                            + (host.v4() instanceof Answer.NoSuchName
                                    ? " does not exist."
                                    : " has neither an A nor an AAAA record."),
                    "Give " + name + " an address or delete its MX record.");
            return false;
        }
        if (host.alias()) {
            notes.find(
                    CheckCode.MX_ALIAS,
                    name,
                    "The mail host " + name + " is a CNAME, which some servers do not follow (RFC 2181, section 10.3).",
                    "Let the MX record name the target of " + name + " itself.");
        }
        boolean reachable = false;
        for (IpAddress address : addresses) {
            if (address.scope().publiclySeen()) {
                reachable = true;
            } else {
                notes.find(
                        CheckCode.MX_PRIVATE,
                        name,
                        "The mail host " + name + " has the address " + address + ", "
                                + address.scope().words() + ", which nobody outside can reach.",
                        "Take " + address + " out of the public records of " + name + ".");
            }
        }
        return reachable;
    }
}
