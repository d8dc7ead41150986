package org.whybounce.check.report;

/// The parts of an Email Check, in the order in which they are shown.
public enum Area {
    SPF("spf", "SPF"),
    DMARC("dmarc", "DMARC"),
    DKIM("dkim", "DKIM"),
    MX("mx", "MX"),
    REVERSE("reverse-dns", "Reverse DNS"),
    TRANSPORT("transport", "MTA-STS, TLS"),
    BIMI("bimi", "BIMI"),
    DNSSEC("dnssec", "DNSSEC"),
    SERVERS("name-servers", "Name servers"),
    SERVICES("services", "Services"),
    PROBE("probe", "Probe");

    private final String word;
    private final String title;

    Area(String word, String title) {
        this.word = word;
        this.title = title;
    }

    /// The word in JSON.
    public String word() {
        return word;
    }

    public String title() {
        return title;
    }
}
