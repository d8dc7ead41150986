package org.whybounce.spf.record;

/// What a matching mechanism says (RFC 7208, section 4.6.2).
public enum Qualifier {
    PASS('+', SpfResult.PASS),
    FAIL('-', SpfResult.FAIL),
    SOFTFAIL('~', SpfResult.SOFTFAIL),
    NEUTRAL('?', SpfResult.NEUTRAL);

    private final char sign;
    private final SpfResult result;

    Qualifier(char sign, SpfResult result) {
        this.sign = sign;
        this.result = result;
    }

    public char sign() {
        return sign;
    }

    public SpfResult result() {
        return result;
    }
}
