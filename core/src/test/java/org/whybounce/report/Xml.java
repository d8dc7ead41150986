package org.whybounce.report;

import java.nio.charset.StandardCharsets;

/// Reports as receivers write them, for tests.
public final class Xml {
    private final StringBuilder records = new StringBuilder();
    private String head = head("receiver.example", "id-1", "example.org", "1780272000", "1780358399");

    public static String head(String reporter, String id, String domain, String begin, String end) {
        return "<report_metadata><org_name>" + reporter + "</org_name><email>dmarc@" + reporter
                + "</email><report_id>" + id + "</report_id><date_range><begin>" + begin + "</begin><end>" + end
                + "</end></date_range></report_metadata><policy_published><domain>" + domain
                + "</domain><adkim>r</adkim><aspf>r</aspf><p>none</p></policy_published>";
    }

    public Xml with(String newHead) {
        head = newHead;
        return this;
    }

    /// A record as it stands.
    public Xml raw(String record) {
        records.append(record);
        return this;
    }

    /// @param results what stands in auth_results
    public Xml row(String ip, String count, boolean dkim, boolean spf, String from, String results) {
        return raw("<record><row><source_ip>" + ip + "</source_ip><count>" + count
                + "</count><policy_evaluated><disposition>none</disposition><dkim>" + (dkim ? "pass" : "fail")
                + "</dkim><spf>" + (spf ? "pass" : "fail") + "</spf></policy_evaluated></row><identifiers>"
                + "<header_from>" + from + "</header_from></identifiers><auth_results>" + results
                + "</auth_results></record>\n");
    }

    public static String spf(String domain, String result) {
        return "<spf><domain>" + domain + "</domain><scope>mfrom</scope><result>" + result + "</result></spf>";
    }

    public static String dkim(String domain, String selector, String result) {
        return "<dkim><domain>" + domain + "</domain><selector>" + selector + "</selector><result>" + result
                + "</result></dkim>";
    }

    /// Three good rows of 10, 20 and 30 messages.
    public static Xml good() {
        return new Xml()
                .row(
                        "192.0.2.1",
                        "10",
                        true,
                        true,
                        "example.org",
                        spf("example.org", "pass") + dkim("example.org", "s1", "pass"))
                .row(
                        "192.0.2.2",
                        "20",
                        true,
                        true,
                        "example.org",
                        spf("example.org", "pass") + dkim("example.org", "s1", "pass"))
                .row("2001:db8::3", "30", false, false, "example.org", spf("example.org", "fail"));
    }

    public String body() {
        return "<feedback>" + head + records + "</feedback>";
    }

    @Override
    public String toString() {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + body();
    }

    public byte[] bytes() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }
}
