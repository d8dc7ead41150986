package org.whybounce.cli;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import org.whybounce.Explanation;
import org.whybounce.SendersOf;
import org.whybounce.cause.Diagnosis;
import org.whybounce.cause.Fact;
import org.whybounce.cli.many.ManyRefusals;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Resolver;
import org.whybounce.net.IpAddress;
import org.whybounce.report.ReportStore;
import org.whybounce.report.ReportStores;
import org.whybounce.sender.Confirmed;
import org.whybounce.sender.DomainTally;
import org.whybounce.sender.SenderGroup;
import org.whybounce.sender.Senders;
import org.whybounce.sender.SingleMail;
import org.whybounce.tally.CaseVerdict;
import org.whybounce.tally.Refused;
import org.whybounce.vendor.VendorDirectory;
import org.whybounce.words.json.ExplanationJson;
import org.whybounce.words.json.JsonDocument;
import org.whybounce.words.text.ReportsText;

/// Bounces and reports together: what the kept reports know of a source that was refused, and, where a person asked for
/// it, the refusal kept beside them. Addresses are masked before anything is kept.
final class KeptRefusals implements ManyRefusals.Keeping, AutoCloseable {
    private record Topic(String label, String domain, String by) {}

    private final ReportStore store;
    private final boolean keep;
    private final Clock clock = Clock.systemUTC();
    private final Map<Topic, SingleMail> explained = new HashMap<>();
    private final Map<SingleMail, Long> counts = new HashMap<>();

    private KeptRefusals(ReportStore store, boolean keep) {
        this.store = store;
        this.keep = keep;
    }

    static KeptRefusals open(String url, boolean keep) throws Unusable {
        ReportStores stores = ServiceLoader.load(ReportStores.class)
                .findFirst()
                .orElseThrow(() -> new Unusable("this whybounce comes without a store, so --db is not there"));
        if (!url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:postgresql:")) {
            throw new Unusable(
                    "--db is a JDBC address of H2 or PostgreSQL, such as jdbc:h2:file:./reports, not " + url);
        }
        try {
            return new KeptRefusals(
                    stores.open(url, environment("WHYBOUNCE_DB_USER"), environment("WHYBOUNCE_DB_PASSWORD")), keep);
        } catch (ReportStore.Unavailable trouble) {
            throw new Unusable(String.valueOf(trouble.getMessage()));
        }
    }

    private static String environment(String name) {
        String value = System.getenv(name);
        return value == null ? "" : value;
    }

    /// The refusal as it may be kept; empty where it names no source or no domain, or where nothing was refused.
    private static Optional<SingleMail> mail(Explanation shown, long day) {
        Optional<DomainName> domain = shown.file()
                .fromDomain()
                .map(Fact::value)
                .or(() -> shown.file().checkedDomain().map(Fact::value));
        Optional<IpAddress> ip = shown.file().ip().map(Fact::value);
        if (domain.isEmpty() || ip.isEmpty() || shown.diagnosis() instanceof Diagnosis.NoRefusal) {
            return Optional.empty();
        }
        var node = ExplanationJson.node(shown);
        var facts = node.path("facts");
        String by = facts.path("refusedBy").asString("");
        String words = facts.path("diagnosticText").asString("");
        String envelope = shown.file()
                .mailFrom()
                .map(Fact::value)
                .flatMap(address -> DomainName.parse(address.substring(address.lastIndexOf('@') + 1)))
                .or(() -> shown.file().checkedDomain().map(Fact::value))
                .map(DomainName::toString)
                .orElse("");
        List<String> sources = JsonDocument.sources(shown.pasted().text(), node);
        return Optional.of(new SingleMail(
                domain.get(),
                SingleMail.Kind.REFUSAL,
                ip.get(),
                day,
                by.isEmpty() ? facts.path("provider").asString("unknown") : by,
                envelope,
                node.path("verdict").path("cause").asString(""),
                cut(JsonDocument.redacted(words.strip(), sources)),
                1));
    }

    /// The store keeps so much; what makes two refusals one is what is kept of them.
    private static String cut(String words) {
        String line = words.replace('\n', ' ').replace('\r', ' ').replace('\t', ' ');
        return line.length() <= 400 ? line : line.substring(0, 400);
    }

    /// Keeps the refusal that was explained, if that was asked for; says whether it did.
    Optional<String> keep(Explanation shown) {
        if (!keep) {
            return Optional.empty();
        }
        Optional<SingleMail> mail = mail(shown, LocalDate.now(clock).toEpochDay());
        mail.ifPresent(store::note);
        return Optional.of(
                mail.isPresent()
                        ? "Kept, with addresses masked, as a refusal of mail from "
                                + mail.get().source() + " as " + mail.get().domain() + "."
                        : "Not kept: the text does not tell both the source's address and the domain.");
    }

    /// What the kept reports know of the source.
    List<String> known(Explanation shown, Resolver dns) {
        Optional<IpAddress> ip = shown.file().ip().map(Fact::value);
        Set<DomainName> domains = new LinkedHashSet<>();
        shown.file().fromDomain().map(Fact::value).ifPresent(domains::add);
        shown.file().checkedDomain().map(Fact::value).ifPresent(domains::add);
        List<String> words = new ArrayList<>();
        if (ip.isEmpty()) {
            return words;
        }
        VendorDirectory vendors = VendorDirectory.builtIn();
        for (DomainName domain : domains) {
            DomainTally tally = store.tallies(Optional.of(domain), 0).get(domain);
            if (tally != null) {
                Senders senders = new SendersOf(dns, vendors).of(tally, Confirmed.of(store.confirmed(domain), vendors));
                words.add(words(senders, ip.get()));
            }
        }
        return words;
    }

    private static String words(Senders senders, IpAddress ip) {
        for (SenderGroup sender : senders.sources()) {
            for (SenderGroup.Address address : sender.addresses()) {
                if (address.ip().equals(ip)) {
                    return "The kept reports know " + ip + " as " + sender.name() + ", "
                            + sender.kind().word() + " (" + sender.kind().words() + "): "
                            + ReportsText.number(address.messages()) + " messages as " + senders.domain() + " from "
                            + LocalDate.ofEpochDay(sender.firstDay()) + " to "
                            + LocalDate.ofEpochDay(sender.lastDay()) + ", of which "
                            + ReportsText.number(address.passing()) + " passed DMARC. "
                            + String.join(" ", address.evidence());
                }
            }
        }
        return "The kept reports show no mail from " + ip + " as " + senders.domain() + ".";
    }

    @Override
    public void explained(Refused refused, CaseVerdict verdict, Explanation explanation) {
        if (keep) {
            mail(explanation, 0).ifPresent(mail -> {
                synchronized (explained) {
                    explained.putIfAbsent(topic(refused, verdict), mail);
                }
            });
        }
    }

    private static Topic topic(Refused refused, CaseVerdict verdict) {
        return new Topic(verdict.label(), refused.domain(), refused.receiver());
    }

    @Override
    public void row(Refused refused, CaseVerdict verdict) {
        SingleMail like;
        synchronized (explained) {
            like = explained.get(topic(refused, verdict));
        }
        if (!keep || like == null) {
            return;
        }
        IpAddress ip = IpAddress.parse(refused.ip()).orElse(like.source());
        counts.merge(
                new SingleMail(
                        like.domain(),
                        like.kind(),
                        ip,
                        LogDay.of(refused.date(), LocalDate.now(clock)),
                        like.reporter(),
                        like.envelope(),
                        like.cause(),
                        like.words(),
                        1),
                1L,
                Long::sum);
    }

    /// How many refusals were kept.
    @Override
    public long finish() {
        long sum = 0;
        for (Map.Entry<SingleMail, Long> each : counts.entrySet()) {
            store.note(each.getKey().times(each.getValue()));
            sum += each.getValue();
        }
        store.keep();
        return sum;
    }

    @Override
    public void close() {
        store.close();
    }
}
