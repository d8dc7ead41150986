package org.whybounce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CodeCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        return Main.run(
                args,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void a_code_is_told_with_who_means_something_else() {
        assertThat(run("code", "5.7.23")).isZero();
        assertThat(out()).contains("SPF validation failed", "RFC 7372", "Gmail: 4.7.23: reverse DNS");
        assertThat(out().lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
    }

    @Test
    void both_codes_of_a_refusal_may_be_given() {
        assertThat(run("code", "550 5.7.1")).isZero();
        assertThat(out()).contains("550", "5.7.1", "Delivery not authorized");
    }

    @Test
    void json_tells_the_same() {
        assertThat(run("code", "--json", "x.7.26")).isZero();
        JsonNode node = new JsonMapper().readTree(out());
        assertThat(node.path("schema").asString()).isEqualTo("whybounce.code/1");
        JsonNode code = node.path("codes").get(0);
        assertThat(code.path("code").asString()).isEqualTo("x.7.26");
        assertThat(code.path("known").asBoolean()).isTrue();
        assertThat(code.path("uses").size()).isGreaterThan(1);
    }

    @Test
    void what_is_no_code_is_said_in_one_line() {
        assertThat(run("code", "5.7")).isEqualTo(ExitStatus.UNUSABLE);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("'5.7' is no code")
                .hasLineCount(1);
        assertThat(out()).isEmpty();
    }

    @Test
    void an_unknown_code_is_said_to_be_unknown() {
        assertThat(run("code", "5.8.77")).isZero();
        assertThat(out()).contains("not in the registry");
    }

    @Test
    void explain_as_prints_one_line_of_another_tools_name() {
        assertThat(run("explain", "--as", "sisimai", "550 5.7.23 SPF authentication failed"))
                .isEqualTo(ExitStatus.WRONG);
        assertThat(out()).isEqualTo("authfailure" + System.lineSeparator());
    }

    @Test
    void explain_as_knows_three_tools() {
        assertThat(run("explain", "--as", "other", "550 5.7.23 SPF authentication failed"))
                .isEqualTo(ExitStatus.UNUSABLE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("sisimai, kumomta, powermta");
    }
}
