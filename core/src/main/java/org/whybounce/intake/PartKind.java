package org.whybounce.intake;

import java.util.Locale;

/// What one part of a paste is, as the JSON's `parts` name it.
public enum PartKind {
    MAIL,
    DELIVERY_REPORT,
    SMTP_REPLY,
    LOG_LINE,
    EVENT,
    HEADERS,
    DNS_ANSWER,
    SPF_RECORD,
    DMARC_RECORD,
    DKIM_KEY,
    FILTER_REPORT,
    TOOL_REPORT,
    SPF_LINK,
    CODE,
    DOMAINS,
    ADDRESS,
    PROSE;

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
