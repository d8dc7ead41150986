package org.whybounce.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// The forms in which people paste what the DNS answered them.
class AnswerReaderTest {
    private static List<String> read(String text) {
        return AnswerReader.read(text).answers().stream()
                .map(answer -> answer.owner().map(Object::toString).orElse("-") + " " + answer.what() + " "
                        + answer.type() + " " + answer.data())
                .toList();
    }

    @Test
    void everyFormTellsNameAndRecord() {
        String record = "v=spf1 mx -all";
        List<String> forms = List.of(
                "$ dig +short txt example.org\n\"v=spf1 mx -all\"\n",
                "example.org.\t300\tIN\tTXT\t\"v=spf1 \" \"mx -all\"\n",
                "example.org descriptive text \"v=spf1 mx -all\"\n",
                "example.org\ttext = \"v=spf1 mx -all\"\n",
                "example.org     text =\n\n        \"v=spf1 mx \"\n        \"-all\"\n",
                "Name    : example.org\nType    : TXT\nStrings : {v=spf1 mx\n          -all}\n",
                "example.org    TXT    3600  Answer     {v=spf1 mx -all}\n",
                "{\"name\":\"example.org.\",\"type\":16,\"data\":\"\\\"v=spf1 mx -all\\\"\"}\n",
                "TXT\texample.org\tv=spf1 mx -all\t3600\n",
                "The record of example.org is v=spf1 mx -all.\n");
        for (String form : forms) {
            assertThat(read(form)).as(form).containsExactly("example.org RECORD TXT " + record);
        }
    }

    @Test
    void twoRecordsAreTwo() {
        assertThat(read("example.org\ttext = \"v=spf1 mx -all\"\nexample.org\ttext = \"v=spf1 a ~all\"\n"))
                .containsExactly("example.org RECORD TXT v=spf1 mx -all", "example.org RECORD TXT v=spf1 a ~all");
    }

    @Test
    void whatIsNotThereIsTold() {
        assertThat(read("** server can't find gone.example: NXDOMAIN\n"))
                .containsExactly("gone.example NO_SUCH_NAME TXT ");
    }

    @Test
    void addressesAndExchangersCount() {
        assertThat(
                        read(
                                "mail.example.org has address 192.0.2.1\nexample.org mail is handled by 10 mail.example.org.\n"))
                .containsExactly("mail.example.org RECORD A 192.0.2.1", "example.org RECORD MX mail.example.org");
    }

    @Test
    void aSentenceAboutAHostIsNoAnswer() {
        assertThat(read("host your mail at example.net and dig into it\n")).isEmpty();
        assertThat(read("I send with example.net by way of a relay that wants v=spf1 mx -all\n"))
                .containsExactly("- RECORD TXT v=spf1 mx -all");
    }
}
