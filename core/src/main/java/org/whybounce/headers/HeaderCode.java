package org.whybounce.headers;

import java.util.Arrays;
import java.util.Optional;
import org.whybounce.finding.FindingCode;
import org.whybounce.finding.Severity;

/// The findings about headers. The codes are stable for ever.
public enum HeaderCode implements FindingCode {
    SPF_FAIL("HEADER_SPF/FAIL", Severity.ERROR),
    SPF_BROKEN("HEADER_SPF/PERMERROR", Severity.ERROR),
    SPF_SOFT("HEADER_SPF/NOT_PASSED", Severity.WARNING),
    SPF_HARMLESS("HEADER_SPF/NOT_NEEDED", Severity.NOTICE),
    SPF_STATED_FAIL("HEADER_SPF/STATED_FAIL", Severity.ERROR),
    SPF_DIFFERS("HEADER_SPF/DIFFERS", Severity.NOTICE),
    DMARC_FAIL("HEADER_DMARC/FAIL", Severity.ERROR),
    DMARC_FAIL_NONE("HEADER_DMARC/FAIL_POLICY_NONE", Severity.WARNING),
    DMARC_STATED_FAIL("HEADER_DMARC/STATED_FAIL", Severity.ERROR),
    DKIM_FAIL("HEADER_DKIM/FAIL", Severity.ERROR),
    DKIM_UNPROVEN("HEADER_DKIM/NOT_VERIFIED", Severity.NOTICE),
    DKIM_SINCE("HEADER_DKIM/ALTERED_SINCE", Severity.NOTICE),
    DKIM_STATED_FAIL("HEADER_DKIM/STATED_FAIL", Severity.WARNING),
    FORWARDED("HEADER_FORWARDED/SENT_ON", Severity.INFO),
    FORWARDING_BROKE_SPF("HEADER_FORWARDED/BROKE_SPF", Severity.ERROR),
    LOOKS_FORWARDED("HEADER_FORWARDED/LIKELY", Severity.NOTICE),
    GATEWAY_JUDGED("HEADER_RECEIVER/GATEWAY_JUDGED", Severity.WARNING),
    CHECKED_ITSELF("HEADER_RECEIVER/CHECKED_ITSELF", Severity.ERROR),
    FORGED_RESULT("HEADER_TRUST/FORGED_RESULT", Severity.WARNING),
    SEVERAL_FROM("HEADER_AMBIGUOUS/SEVERAL_FROM", Severity.ERROR),
    AMBIGUOUS("HEADER_AMBIGUOUS/OTHER", Severity.WARNING),
    COMPOSITE_FAIL("HEADER_FILTER/COMPAUTH_FAIL", Severity.WARNING),
    COMPOSITE("HEADER_FILTER/COMPAUTH", Severity.INFO),
    SPAM("HEADER_FILTER/SPAM", Severity.WARNING),
    CLOCK("HEADER_WAY/CLOCK", Severity.NOTICE),
    SLOW("HEADER_WAY/SLOW", Severity.NOTICE),
    NO_TLS("HEADER_WAY/NO_TLS", Severity.NOTICE),
    DAMAGED("HEADER_PASTE/DAMAGED", Severity.INFO);

    private final String code;
    private final Severity level;

    HeaderCode(String code, Severity level) {
        this.code = code;
        this.level = level;
    }

    @Override
    public String code() {
        return code;
    }

    /// The code that is written so.
    static Optional<HeaderCode> of(String written) {
        return Arrays.stream(values()).filter(code -> code.code.equals(written)).findFirst();
    }

    @Override
    public Severity level() {
        return level;
    }
}
