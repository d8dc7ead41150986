package org.whybounce.bounce;

/// The SMTP command that was refused. A refusal at connect or HELO cannot be about MAIL FROM.
public enum Stage {
    CONNECT("on connecting"),
    HELO("at HELO"),
    STARTTLS("at STARTTLS"),
    AUTH("at AUTH"),
    MAIL_FROM("at MAIL FROM"),
    RCPT_TO("at RCPT TO"),
    DATA("at DATA"),
    END_OF_DATA("at the end of the data"),
    AFTER_ACCEPT("after the mail had been accepted");

    private final String words;

    Stage(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
