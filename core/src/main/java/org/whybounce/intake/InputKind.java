package org.whybounce.intake;

import java.util.Locale;

/// What was pasted, as the `input.kind` of the JSON names it.
public enum InputKind {
    DSN,
    BOUNCE_TEXT,
    SMTP_REPLY,
    LOG_LINE,
    HEADERS,
    MESSAGE,
    DOMAIN,
    SPF_RECORD,
    WEBHOOK,
    DNS_ANSWER,
    FILTER_REPORT,
    TOOL_REPORT,
    CODE,
    DOMAINS,
    PROSE,
    UNKNOWN;

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
