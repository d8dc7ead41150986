import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.whybounce.Whybounce;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.ZoneFile;
import org.whybounce.net.IpAddress;

/// Runs each example of docs/embedding.md once.
public final class Consumer {
    private static final String ZONE = """
            example.org. TXT "v=spf1 ip4:192.0.2.0/24 include:_spf.google.com -all"
            _spf.google.com. TXT "v=spf1 ip4:203.0.113.0/24 ~all"
            7.100.51.198.in-addr.arpa. PTR outbyoip7.zendesk.com.
            outbyoip7.zendesk.com. A 198.51.100.7
            mail.zendesk.com. TXT "v=spf1 ip4:198.51.100.0/25 ~all"
            """;

    private static final byte[] BOUNCE = ("550-5.7.26 The MAIL FROM domain [example.org] has an SPF record with a hard"
                    + " fail policy (-all) but it fails to pass SPF checks with the ip: [198.51.100.7]. - gsmtp")
            .getBytes(StandardCharsets.UTF_8);

    private Consumer() {}

    public static void main(String[] args) throws ZoneFile.Unreadable {
        DomainName domain = DomainName.of("example.org");
        try (Whybounce whybounce =
                Whybounce.builder().resolver(ZoneFile.parse("zone", ZONE)).build()) {
            System.out.println(new MailFilter(whybounce, "mx.example.net")
                    .fields("192.0.2.1", "jo@example.org", "mail.example.org")
                    .size());
            BounceMailbox mailbox = new BounceMailbox(whybounce);
            mailbox.read(BOUNCE);
            System.out.println(mailbox.counted());
            System.out.println(new SupportDesk(whybounce).answer(BOUNCE));
            System.out.println(new TableResolver(Map.of(domain, "v=spf1 -all")).result("192.0.2.1", "jo@example.org"));
            System.out.println(new FastSpf(whybounce).result(domain, IpAddress.of("192.0.2.1"), Instant.EPOCH));
        }
    }
}
