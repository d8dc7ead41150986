package org.whybounce.bounce.phrase;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.whybounce.bounce.Claims;
import org.whybounce.bounce.Meaning;
import org.whybounce.bounce.Refusal;
import org.whybounce.bounce.form.BounceReader;
import org.whybounce.intake.Intake;

class DialectsTest {
    private static final BounceReader READER = new BounceReader(Phrasebook.standard());
    private static final Dialects DIALECTS = Dialects.standard();

    private static Claims read(String text) {
        return READER.read(new Intake().read(text));
    }

    @ParameterizedTest
    @EnumSource(Meaning.class)
    void every_meaning_has_a_name_in_every_dialect(Meaning meaning) {
        for (String dialect : Dialects.names()) {
            assertThat(DIALECTS.as(dialect, meaning))
                    .as(dialect)
                    .hasValueSatisfying(name -> assertThat(name).isNotBlank());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            550 5.7.23 SPF authentication failed                             | authfailure   | AuthenticationFailed | policy-related
            550 5.1.1 <a@example.net> User unknown                           | userunknown   | InvalidRecipient     | bad-mailbox
            552 5.2.2 Mailbox full                                           | mailboxfull   | QuotaIssues          | quota-issues
            554 5.7.1 Relay access denied                                    | norelaying    | RelayDenied          | relaying-issues
            554 5.7.1 Client host [192.0.2.7] blocked using zen.spamhaus.org | blocked       | SpamBlock            | spam-related
            550 5.7.25 cannot find your reverse hostname, [192.0.2.7]        | requireptr    | DNSFailure           | policy-related
            550 5.7.1 Message contains a virus                               | virusdetected | VirusRelated         | virus-related
            550 5.1.8 Domain of sender address does not exist                | rejected      | InvalidSender        | invalid-sender
            """)
    void a_refusal_is_named_as_each_tool_names_it(String text, String sisimai, String kumomta, String powermta) {
        Refusal refusal = read(text).refusals().getFirst();
        assertThat(DIALECTS.as("sisimai", refusal)).contains(sisimai);
        assertThat(DIALECTS.as("kumomta", refusal)).contains(kumomta);
        assertThat(DIALECTS.as("PowerMTA", refusal)).contains(powermta);
    }

    @Test
    void an_automatic_reply_and_a_complaint_have_names_too() {
        Claims away = read("""
                From: a@example.net
                To: b@example.org
                Subject: Out of office: x
                Auto-Submitted: auto-replied

                I am away.
                """);
        assertThat(DIALECTS.aside("sisimai", away)).contains("vacation");
        assertThat(DIALECTS.aside("kumomta", away)).contains("AutoReply");
        Claims complaint = read("{\"notificationType\":\"Complaint\",\"complaint\":{\"complainedRecipients\":"
                + "[{\"emailAddress\":\"a@example.net\"}]}}");
        assertThat(DIALECTS.aside("sisimai", complaint)).contains("feedback");
    }

    @Test
    void there_is_no_other_dialect() {
        Refusal refusal = read("550 5.1.1 User unknown").refusals().getFirst();
        assertThat(DIALECTS.as("klingon", refusal)).isEmpty();
    }
}
