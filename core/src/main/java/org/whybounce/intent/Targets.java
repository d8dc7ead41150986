package org.whybounce.intent;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.PublicSuffixes;
import org.whybounce.intent.Names.Standing;
import org.whybounce.intent.WordReading.Alternative;

/// Decides what a name in a damaged term was to be: by what the DNS holds there, and by the services known.
final class Targets {
    private final Names names;

    Targets(Names names) {
        this.names = names;
    }

    /// The name in a text that may be a web address, a mail address or stand in brackets; empty where there is none.
    static Optional<DomainName> name(String written) {
        String value = written.toLowerCase(Locale.ROOT);
        int scheme = value.indexOf("//");
        value = scheme >= 0 && scheme < 8 ? value.substring(scheme + 2) : value;
        value = value.substring(value.lastIndexOf('@') + 1);
        int from = 0;
        int to = value.length();
        while (from < to && "<([{:;=.,/@*".indexOf(value.charAt(from)) >= 0) {
            from++;
        }
        int slash = value.indexOf('/', from);
        to = slash >= 0 ? slash : to;
        while (to > from && ">)]}:;=.,/".indexOf(value.charAt(to - 1)) >= 0) {
            to--;
        }
        String bare = value.substring(from, to).replace(',', '.').replace("..", ".");
        return DomainName.parse(bare)
                .filter(name -> bare.indexOf('.') > 0
                        && bare.indexOf(':') < 0
                        && !numbers(bare)
                        && topLabel(bare.substring(bare.lastIndexOf('.') + 1)))
                .filter(name -> Syntax.sound("a:" + bare));
    }

    /// Whether a text is somebody's mail address, which names more than a domain.
    static boolean mailbox(String written) {
        int at = written.indexOf('@');
        return at > 0 && !written.substring(0, at).equalsIgnoreCase("www") && written.indexOf('/') < 0;
    }

    /// Whether it begins as an IPv4 address does.
    private static boolean numbers(String name) {
        String[] labels = name.split("\\.");
        return labels.length >= 4
                && List.of(labels).subList(0, 3).stream()
                        .allMatch(label -> label.chars().allMatch(c -> c >= '0' && c <= '9'));
    }

    private static boolean topLabel(String label) {
        return label.length() >= 2 && label.chars().anyMatch(c -> c >= 'a' && c <= 'z');
    }

    /// A term whose mechanism is plain, and whose name may not be.
    WordReading known(String was, String qualifier, String name, DomainName target, String because) {
        String term = qualifier + Syntax.with(name, target.toString());
        if (name.equals("exp") || name.equals("exists") || name.equals("ptr")) {
            return new WordReading.Meant(was, term, because);
        }
        boolean record = name.equals("include") || name.equals("redirect");
        Standing standing = record ? names.record(target) : name.equals("mx") ? names.mail(target) : names.host(target);
        if (standing != Standing.NO) {
            return new WordReading.Meant(was, term, because);
        }
        return record
                ? instead(was, qualifier, name, target).orElseGet(() -> without(was, target))
                : new WordReading.Meant(was, term, because);
    }

    /// A name without a record. A service's own or nearly the domain's own stood for somebody who sends: that it may
    /// go,
    /// its keeper has to say.
    WordReading without(String was, DomainName target) {
        String word = was.strip();
        String sign = !word.isEmpty() && "+-~?".indexOf(word.charAt(0)) >= 0 ? word.substring(0, 1) : "";
        List<Alternative> alternatives = new ArrayList<>();
        alternatives.add(new Alternative("nobody sends by it any more", ""));
        if (names.host(target) == Standing.YES) {
            alternatives.add(new Alternative("the host " + target + " sends", sign + "a:" + target));
        }
        if (names.mail(target) == Standing.YES) {
            alternatives.add(new Alternative("the mail hosts of " + target + " send", sign + "mx:" + target));
        }
        boolean cut = word.endsWith("..") || word.endsWith("…");
        boolean refuses = !sign.isEmpty() && !sign.equals("+");
        return cut
                        || refuses
                        || alternatives.size() > 1
                        || names.sends(target)
                        || ownNear(target).isPresent()
                ? new WordReading.Unclear(was, alternatives)
                : new WordReading.LeftOut(was, "no SPF record stands at " + target);
    }

    /// What a name without a record was to be: a service's own include, or a name of the domain misspelt.
    Optional<WordReading> instead(String was, String qualifier, String name, DomainName target) {
        List<Names.Service> services = names.services(target);
        if (services.size() == 1) {
            Names.Service service = services.getFirst();
            return Optional.of(new WordReading.Meant(
                    was,
                    qualifier + Syntax.with(name, service.include().toString()),
                    "no SPF record stands at " + target + ", and " + service.service() + " documents "
                            + service.include()));
        }
        if (services.size() > 1) {
            List<Alternative> alternatives = new ArrayList<>();
            services.forEach(service -> alternatives.add(new Alternative(
                    service.service() + " was meant",
                    qualifier + Syntax.with(name, service.include().toString()))));
            alternatives.add(new Alternative("it is not needed", ""));
            return Optional.of(new WordReading.Unclear(was, alternatives));
        }
        return ownNear(target)
                .filter(near -> names.record(near) == Standing.YES)
                .map(near -> new WordReading.Meant(
                        was,
                        qualifier + Syntax.with(name, near.toString()),
                        "no SPF record stands at " + target + ", and one stands at " + near));
    }

    /// The same name below the domain itself, where its end is the domain's name misspelt.
    Optional<DomainName> ownNear(DomainName target) {
        Optional<String> own = names.at().flatMap(PublicSuffixes::registrable).map(DomainName::toString);
        if (own.isEmpty()) {
            return Optional.empty();
        }
        String[] labels = target.toString().split("\\.");
        int count = own.get().split("\\.").length;
        if (labels.length < count) {
            return Optional.empty();
        }
        String end = String.join(".", List.of(labels).subList(labels.length - count, labels.length));
        String start = String.join(".", List.of(labels).subList(0, labels.length - count));
        return !end.equals(own.get()) && Spelling.near(end, own.get(), 2)
                ? DomainName.parse(start.isEmpty() ? own.get() : start + "." + own.get())
                : Optional.empty();
    }

    /// A name without a mechanism, or behind one that cannot be read: what the DNS holds there decides.
    WordReading bare(String was, String qualifier, DomainName target) {
        if (names.at().filter(target::equals).isPresent()) {
            return new WordReading.Unclear(
                    was,
                    List.of(
                            new Alternative("it is not needed", ""),
                            new Alternative("the host " + target + " sends", qualifier + "a")));
        }
        List<Alternative> live = new ArrayList<>();
        String because = "";
        if (names.record(target) == Standing.YES) {
            live.add(new Alternative(
                    "those whom the SPF record of " + target + " lists send", qualifier + "include:" + target));
            because = "an SPF record stands at " + target;
        }
        if (names.host(target) == Standing.YES) {
            live.add(new Alternative("the host " + target + " sends", qualifier + "a:" + target));
            because = "a host stands at " + target + ", and no SPF record";
        }
        if (live.isEmpty() && names.mail(target) == Standing.YES) {
            live.add(new Alternative("the mail hosts of " + target + " send", qualifier + "mx:" + target));
            because = "only mail hosts stand at " + target;
        }
        if (live.size() == 1) {
            return new WordReading.Meant(was, live.getFirst().terms(), because);
        }
        if (live.isEmpty()) {
            Optional<WordReading> instead = instead(was, qualifier, "include", target);
            if (instead.isPresent()) {
                return instead.get();
            }
            if (names.record(target) == Standing.UNKNOWN) {
                live.add(new Alternative("it names an SPF record", qualifier + "include:" + target));
                live.add(new Alternative("it names a host", qualifier + "a:" + target));
            }
        }
        live.add(new Alternative("it is not needed", ""));
        return new WordReading.Unclear(was, live);
    }
}
