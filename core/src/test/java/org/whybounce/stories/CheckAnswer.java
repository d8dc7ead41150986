package org.whybounce.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.whybounce.check.EmailCheck;
import org.whybounce.check.report.CheckLimits;
import org.whybounce.check.report.CheckOptions;
import org.whybounce.check.report.CheckReport;
import org.whybounce.dns.DomainName;
import org.whybounce.finding.Finding;
import org.whybounce.net.IpAddress;
import org.whybounce.vendor.VendorDirectory;
import org.whybounce.words.json.CheckJson;
import org.whybounce.words.markdown.CheckMarkdown;
import org.whybounce.words.text.CheckText;
import tools.jackson.databind.node.ObjectNode;

/// What `check` says of one domain of a story.
public record CheckAnswer(
        EmailCheck check, DomainName domain, CheckOptions options, CheckReport report, ObjectNode node)
        implements StoryAnswer {
    private static final VendorDirectory VENDORS = VendorDirectory.builtIn();

    static CheckAnswer to(Story story, Story.Part part) {
        EmailCheck check = new EmailCheck(story.dns(), VENDORS, CheckLimits.DEFAULT);
        DomainName domain = DomainName.of(part.domain());
        CheckOptions options = new CheckOptions(
                part.every("selector"),
                part.every("ip").stream().map(IpAddress::of).toList());
        CheckReport report = check.check(domain, options);
        return new CheckAnswer(check, domain, options, report, CheckJson.of(report));
    }

    @Override
    public String text() {
        return CheckText.of(report, false, false);
    }

    @Override
    public String wholeText() {
        return CheckText.of(report, false, true);
    }

    @Override
    public String json() {
        return node.toString();
    }

    @Override
    public String schema() {
        return "check-1";
    }

    @Override
    public int screen() {
        return 40;
    }

    @Override
    public List<String> findings() {
        return report.findings().stream().map(Finding::code).toList();
    }

    @Override
    public List<String> records() {
        return Records.of(report.fixes());
    }

    @Override
    public boolean holds(SoftAssertions softly, Story.Line line) {
        switch (line.key()) {
            case "status" ->
                softly.assertThat(node.get("status").asString())
                        .as(domain + " status of " + findings())
                        .isEqualTo(line.value());
            case "verdict" ->
                softly.assertThat(report.areas().stream()
                                .map(area -> area.area().word() + " "
                                        + area.standing().word()))
                        .as(domain + " verdict")
                        .contains(line.value());
            default -> {
                return false;
            }
        }
        return true;
    }

    @Override
    public void always(SoftAssertions softly) {
        String markdown = CheckMarkdown.of(report);
        softly.assertThat(markdown).doesNotContain("\u001b").doesNotContain("\u202e");
        softly.assertThat(outsideCode(markdown))
                .doesNotContain("<script")
                .doesNotContain("<img")
                .doesNotContain("| a |");
        // The order of what ends first must not show.
        softly.assertThat(CheckText.of(check.check(domain, options), false, true))
                .as("the same again")
                .isEqualTo(wholeText());
    }

    /// What is no code block, inside which nothing is markup.
    public static String outsideCode(String markdown) {
        String outside = String.join(
                "\n", markdown.lines().filter(line -> !line.startsWith("    ")).toList());
        assertThat(outside).isNotEmpty();
        return outside;
    }
}
