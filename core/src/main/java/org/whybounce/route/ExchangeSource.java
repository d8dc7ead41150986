package org.whybounce.route;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.whybounce.message.MessageEvidence;
import org.whybounce.message.field.HeaderField;
import org.whybounce.text.Claim;

/// Exchange's own word on which of its servers took a message in. A server takes the field out of what strangers
/// bring (the header firewall) and then names itself; only from a server of its organisation does it keep it. So
/// where a hop that Exchange wrote stands above a field that names an earlier writer, the two are of one
/// organisation.
///
/// https://learn.microsoft.com/en-us/exchange/header-firewall-exchange-2013-help
final class ExchangeSource {
    private static final String FIELD = "X-MS-Exchange-Organization-AuthSource";

    private ExchangeSource() {}

    /// Whether the writer of a hop names one of the earlier writers.
    static boolean below(MessageEvidence message, Chain chain, int index) {
        boolean exchange = chain.hop(index)
                .with()
                .map(Claim::value)
                .filter(with -> with.startsWith("Microsoft SMTP"))
                .isPresent();
        List<HeaderField> named = message.headers().all(FIELD);
        if (!exchange || chain.bySystem(index).equals("Microsoft 365")) {
            return false;
        }
        Set<String> sources = named.stream().map(field -> label(field.value())).collect(Collectors.toSet());
        return !sources.contains(writer(chain, index))
                && IntStream.range(index + 1, chain.size()).anyMatch(i -> sources.contains(writer(chain, i)));
    }

    private static String writer(Chain chain, int index) {
        return label(chain.hop(index).by().map(Claim::value).orElse(""));
    }

    private static String label(String host) {
        String name = host.strip().toLowerCase(Locale.ROOT);
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }
}
