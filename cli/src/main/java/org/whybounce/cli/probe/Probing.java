package org.whybounce.cli.probe;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.whybounce.check.look.Mail;
import org.whybounce.check.look.Notes;
import org.whybounce.check.report.Area;
import org.whybounce.check.report.AreaReport;
import org.whybounce.check.report.CheckCode;
import org.whybounce.check.report.CheckLimits;
import org.whybounce.check.report.Standing;
import org.whybounce.dns.Answer;
import org.whybounce.dns.Asker;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.net.IpAddress;
import org.whybounce.text.Visible;

/// What only a connection shows: the MTA-STS policy, the mail hosts' certificates, and whether TLSA records fit them.
public final class Probing {
    /// Mail hosts that are connected to; a domain with more has them in one house.
    private static final int MOST_HOSTS = 5;

    private final Asker dns;
    private final DomainName domain;
    private final Reach reach;
    private final Notes notes = new Notes(Area.PROBE);

    Probing(Resolver resolver, DomainName domain, Reach reach) {
        this.dns = new Asker(resolver);
        this.domain = domain;
        this.reach = reach;
    }

    /// Connects to public addresses only.
    public static AreaReport of(Resolver resolver, DomainName domain) {
        return new Probing(resolver, domain, Reach.PUBLIC).report();
    }

    AreaReport report() {
        Mail mail = Mail.of(dns, domain, CheckLimits.DEFAULT);
        List<Mail.Host> hosts = mail.hosts().stream().limit(MOST_HOSTS).toList();
        boolean enforced = policy(mail);
        List<StartTls.Outcome> outcomes = hosts(hosts);
        int secured = 0;
        for (int i = 0; i < hosts.size(); i++) {
            secured += outcomes.get(i) instanceof StartTls.Outcome.Secured ? 1 : 0;
            host(hosts.get(i).name(), outcomes.get(i), enforced);
        }
        return notes.report(
                hosts.isEmpty()
                        ? "No mail host to connect to."
                        : secured + " of " + hosts.size() + " mail hosts showed a certificate.",
                secured > 0 ? Standing.OK : Standing.NOT_ASKED);
    }

    /// Whether the policy has senders refuse to deliver without a valid certificate.
    private boolean policy(Mail mail) {
        Optional<DomainName> record = domain.child("_mta-sts");
        Optional<DomainName> at = domain.child("mta-sts");
        boolean announced = record.isPresent()
                && dns.ask(new Question(record.get(), RecordType.TXT)).recordsOrNone().stream()
                        .anyMatch(each -> each instanceof ResourceRecord.Txt txt
                                && txt.text().startsWith("v=STSv1"));
        if (!announced || at.isEmpty()) {
            return false;
        }
        DomainName host = at.get();
        Mail.Host addresses = new Mail.Host(
                host, dns.ask(new Question(host, RecordType.A)), dns.ask(new Question(host, RecordType.AAAA)));
        Optional<IpAddress> address = addresses.addresses().stream().findFirst();
        if (address.isEmpty()) {
            return false;
        }
        PolicyFile policy = PolicyFile.fetch(reach, host, address.get());
        if (!policy.problem().isEmpty()) {
            notes.find(
                    CheckCode.PROBE_STS_UNUSABLE,
                    host,
                    "Senders cannot use the MTA-STS policy at https://" + host + "/.well-known/mta-sts.txt: "
                            + policy.problem() + ".",
                    "Serve the policy at https://" + host + "/.well-known/mta-sts.txt, or delete the record at "
                            + record.get() + ".");
            return false;
        }
        notes.find(
                CheckCode.PROBE_STS_READ,
                host,
                "The MTA-STS policy says mode " + policy.mode() + ", mx "
                        + Visible.line(String.join(", ", policy.mx()), 100) + ", max_age " + policy.maxAge() + ".");
        boolean enforced = policy.mode().equals("enforce");
        for (ResourceRecord.Mx mx : mail.records()) {
            if (!policy.mode().equals("none") && !policy.lists(mx.host())) {
                notes.find(
                        enforced ? CheckCode.PROBE_STS_NOT_LISTED : CheckCode.PROBE_STS_NOT_LISTED_YET,
                        mx.host(),
                        "The MTA-STS policy does not list the mail host " + mx.host()
                                + (enforced
                                        ? ": senders that use MTA-STS do not deliver to it."
                                        : "; with mode enforce, senders would not deliver to it."),
                        "Add mx: " + mx.host() + " to the policy at https://" + host
                                + "/.well-known/mta-sts.txt and change id= in the record.");
            }
        }
        return enforced;
    }

    private List<StartTls.Outcome> hosts(List<Mail.Host> hosts) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<StartTls.Outcome>> running = new ArrayList<>();
            for (Mail.Host host : hosts) {
                Optional<IpAddress> address = host.addresses().stream().findFirst();
                running.add(threads.submit(() -> address.isEmpty()
                        ? new StartTls.Outcome.NotReached("it has no address")
                        : StartTls.of(reach, host.name(), address.get())));
            }
            List<StartTls.Outcome> outcomes = new ArrayList<>();
            for (Future<StartTls.Outcome> each : running) {
                outcomes.add(each.get());
            }
            return outcomes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the probe was cancelled", e);
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug.getCause());
        }
    }

    private void host(DomainName host, StartTls.Outcome outcome, boolean enforced) {
        switch (outcome) {
            case StartTls.Outcome.NotReached(String why) ->
                notes.find(
                        CheckCode.PROBE_NOT_REACHED,
                        host,
                        host + " was not reached from here (" + why + "); many networks let nobody out to port 25.");
            case StartTls.Outcome.NotOffered _ ->
                notes.find(
                        CheckCode.PROBE_TLS_NONE,
                        host,
                        host + " does not offer STARTTLS: mail to it travels unencrypted.",
                        "Give the mail host " + host + " a certificate and switch STARTTLS on.");
            case StartTls.Outcome.HandshakeFailed(String why) ->
                notes.find(
                        CheckCode.PROBE_TLS_FAILED,
                        host,
                        host + " offers STARTTLS, and the TLS handshake fails: " + why + ".",
                        "See to the certificate and the TLS versions of " + host + ".");
            case StartTls.Outcome.Secured(String protocol, Reach.Shown shown) ->
                secured(host, protocol, shown, enforced);
        }
    }

    private void secured(DomainName host, String protocol, Reach.Shown shown, boolean enforced) {
        X509Certificate leaf = shown.chain().getFirst();
        String fault = !shown.distrust().isEmpty()
                ? shown.distrust()
                : HostNames.names(leaf, host) ? "" : "it is for another name";
        if (fault.isEmpty()) {
            notes.find(
                    CheckCode.PROBE_TLS_READ,
                    host,
                    host + " speaks " + protocol + " with a valid certificate until " + Reach.day(leaf.getNotAfter())
                            + ".");
        } else {
            notes.find(
                    enforced ? CheckCode.PROBE_TLS_REFUSED : CheckCode.PROBE_TLS_CERTIFICATE,
                    host,
                    "The certificate of " + host + " is not valid: " + fault + ". "
                            + (enforced
                                    ? "Senders that use MTA-STS do not deliver to it."
                                    : "Most senders deliver all the same; those that insist do not."),
                    "Give " + host + " a certificate for its own name.");
        }
        host.child("_25._tcp").ifPresent(at -> {
            if (dns.ask(new Question(at, RecordType.TLSA)) instanceof Answer.Found found) {
                boolean fits = found.records().stream().anyMatch(record -> fits(record, shown.chain()));
                notes.find(
                        fits ? CheckCode.PROBE_DANE_FITS : CheckCode.PROBE_DANE_MISMATCH,
                        at,
                        fits
                                ? "A TLSA record at " + at + " fits the certificate."
                                : "No TLSA record at " + at + " fits the certificate that " + host
                                        + " shows: senders that use DANE do not deliver to it.",
                        fits ? "" : "Publish the hash of the present key at " + at + " (3 1 1).");
            }
        });
    }

    /// RFC 6698, section 2.1; RFC 7672, section 3.1: the certificate itself (3), or one above it (2).
    static boolean fits(ResourceRecord record, List<X509Certificate> chain) {
        if (!(record instanceof ResourceRecord.Other other) || other.data().length() < 4) {
            return false;
        }
        byte[] data = other.data().getBytes(StandardCharsets.ISO_8859_1);
        List<X509Certificate> candidates = switch (data[0]) {
            case 3 -> chain.subList(0, 1);
            case 2 -> chain;
            default -> List.of();
        };
        byte[] wanted = java.util.Arrays.copyOfRange(data, 3, data.length);
        return candidates.stream().anyMatch(certificate -> MessageDigest.isEqual(wanted, seen(data, certificate)));
    }

    private static byte[] seen(byte[] tlsa, X509Certificate certificate) {
        try {
            byte[] all = tlsa[1] == 0
                    ? certificate.getEncoded()
                    : certificate.getPublicKey().getEncoded();
            return switch (tlsa[2]) {
                case 0 -> all;
                case 1 -> MessageDigest.getInstance("SHA-256").digest(all);
                case 2 -> MessageDigest.getInstance("SHA-512").digest(all);
                default -> new byte[0];
            };
        } catch (GeneralSecurityException e) {
            return new byte[0];
        }
    }
}
