package org.whybounce.check.look;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.whybounce.budget.CpuTime;
import org.whybounce.check.report.Authorities;
import org.whybounce.dns.Deadline;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.dns.wire.Reply;
import org.whybounce.dns.wire.Server;
import org.whybounce.dns.wire.WireResolver.Told;

/// What one name server of a domain says by itself.
///
/// @param host   its name, as the NS record has it; its address where it was named by hand
/// @param serial the serial of the zone it holds
/// @param texts  for each name asked, the TXT records it holds, sorted; a name is not there if it did not answer
/// @param told   what it said to the question for the SOA record
public record ServerAnswer(
        String host, Server server, Optional<Long> serial, Map<DomainName, List<String>> texts, Told told) {
    /// A server to ask.
    public record Target(String host, Server server) {}

    /// Asks all servers at once.
    ///
    /// @param names whose TXT records are wanted
    public static List<ServerAnswer> of(
            Authorities authorities, List<Target> targets, DomainName zone, List<DomainName> names, Deadline deadline) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ServerAnswer>> running = new ArrayList<>();
            for (Target target : targets) {
                Callable<ServerAnswer> ask = () -> one(authorities, target, zone, names, deadline);
                running.add(threads.submit(ask));
            }
            List<ServerAnswer> answers = new ArrayList<>();
            try (var _ = CpuTime.waiting()) {
                for (Future<ServerAnswer> each : running) {
                    answers.add(each.get());
                }
            }
            return answers;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the check was cancelled", e);
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug.getCause());
        }
    }

    private static ServerAnswer one(
            Authorities authorities, Target target, DomainName zone, List<DomainName> names, Deadline deadline) {
        Told soa = authorities.asker().askAt(target.server(), new Question(zone, RecordType.SOA), deadline);
        Optional<Long> serial = Optional.empty();
        if (soa instanceof Told.Said(Reply reply)) {
            for (ResourceRecord record : reply.answers()) {
                if (record instanceof ResourceRecord.Soa held) {
                    serial = Optional.of(held.serial());
                }
            }
        }
        Map<DomainName, List<String>> texts = new LinkedHashMap<>();
        if (soa instanceof Told.Said) {
            for (DomainName name : names) {
                Told told = authorities.asker().askAt(target.server(), new Question(name, RecordType.TXT), deadline);
                if (told instanceof Told.Said(Reply reply)
                        && (reply.rcode() == Reply.NOERROR || reply.rcode() == Reply.NXDOMAIN)
                        && reply.authoritative()) {
                    texts.put(name, texts(reply, name));
                }
            }
        }
        return new ServerAnswer(target.host(), target.server(), serial, texts, soa);
    }

    /// The TXT records at the name itself; of a CNAME, which leads to other servers, its target.
    private static List<String> texts(Reply reply, DomainName name) {
        List<String> texts = new ArrayList<>();
        for (ResourceRecord record : reply.answers()) {
            if (!record.owner().equals(name)) {
                continue;
            }
            if (record instanceof ResourceRecord.Txt txt) {
                texts.add(txt.text());
            } else if (record instanceof ResourceRecord.Cname alias) {
                texts.add("CNAME " + alias.target());
            }
        }
        texts.sort(String::compareTo);
        return List.copyOf(texts);
    }

    /// Whether it answers for the zone as one of its own servers.
    public boolean authoritative() {
        return told instanceof Told.Said(Reply reply)
                && reply.rcode() == Reply.NOERROR
                && (reply.authoritative() || serial.isPresent() && !texts.isEmpty());
    }

    @Override
    public String toString() {
        String at = server.toString();
        return host.equals(at) ? host : host + " (" + at + ")";
    }
}
