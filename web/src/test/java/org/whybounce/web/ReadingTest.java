package org.whybounce.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.whybounce.bounce.EnhancedStatus;
import org.whybounce.check.report.CheckCode;
import org.whybounce.dkim.DkimNotice;
import org.whybounce.headers.HeaderCode;
import org.whybounce.spf.finding.SpfCode;
import org.whybounce.spf.record.SpfParser;
import org.whybounce.spf.record.SpfRecord;
import org.whybounce.web.guide.Guide;
import org.whybounce.web.guide.Library;

/// What there is to read: complete, correct records, no dead link, titles and descriptions that a search can
/// show.
class ReadingTest {
    private static final List<String> FORM = List.of(
            "## Problem",
            "## Symptoms",
            "## What it means",
            "## Causes",
            "## Diagnose",
            "## Checklist",
            "## When to escalate",
            "## Related");
    private static final Pattern LINK = Pattern.compile("(?:href|src|action)=\"(/[^\"#?]*)[^\"]*\"");
    private static final Pattern TITLE = Pattern.compile("<title>([^<]*)</title>");
    private static final Pattern DESCRIPTION = Pattern.compile("<meta name=\"description\" content=\"([^\"]*)\">");
    private static final Pattern CANONICAL = Pattern.compile("<link rel=\"canonical\" href=\"([^\"]*)\">");

    private final Library library = Library.read();

    @Test
    void guidesHaveTheForm() {
        assertThat(library.guides().all()).hasSizeGreaterThan(20);
        for (Guide guide : library.guides().all()) {
            if (guide.group().equals("This site")) {
                continue;
            }
            int at = 0;
            for (String heading : FORM) {
                int found = guide.markdown().indexOf(heading + "\n", at);
                assertThat(found).as(guide.slug() + ": " + heading).isPositive();
                at = found;
            }
        }
    }

    @Test
    void everyRecordInThemParses() {
        int records = 0;
        for (Guide guide : pages()) {
            for (String line : guide.markdown().lines().toList()) {
                String record = line.strip();
                if (line.startsWith("    ") && record.startsWith("v=spf1")) {
                    records++;
                    assertThat(SpfParser.parse(record))
                            .as(guide.slug() + ": " + record)
                            .isInstanceOf(SpfRecord.class);
                }
            }
        }
        assertThat(records).isGreaterThan(10);
    }

    @Test
    void everyFindingHasAPage() {
        Stream.of(
                        Stream.of(SpfCode.values()).map(SpfCode::code),
                        Stream.of(CheckCode.values()).map(CheckCode::code),
                        Stream.of(HeaderCode.values()).map(HeaderCode::code),
                        Stream.of(DkimNotice.Kind.values()).map(kind -> new DkimNotice(kind, "").code()))
                .flatMap(codes -> codes)
                .forEach(code -> assertThat(library.finding(code)).as(code).isPresent());
    }

    @Test
    void everyCodeOfTheRegistryHasAPage() {
        for (String code :
                List.of("0.0", "1.1", "2.2", "4.4", "7.0", "7.1", "7.23", "7.24", "7.25", "7.26", "7.27", "7.30")) {
            assertThat(library.codes().find("5." + code)).as(code).isPresent();
            assertThat(EnhancedStatus.parse("5." + code)).isPresent();
        }
    }

    @Test
    void noLinkIsDead() throws Exception {
        Settings settings = Served.settings();
        Settings known = new Settings(
                settings.address(),
                0,
                List.of(),
                List.of("127.0.0.1:1"),
                "",
                "",
                "",
                List.of(),
                "https://bounce.example.org",
                List.of(),
                false,
                settings.limits());
        try (Served served = new Served(known)) {
            String sitemap = Served.text(served.get("/sitemap.xml"));
            List<String> paths = new ArrayList<>();
            Matcher location = Pattern.compile("<loc>https://bounce.example.org([^<]*)</loc>")
                    .matcher(sitemap);
            while (location.find()) {
                paths.add(location.group(1));
            }
            assertThat(paths).hasSizeGreaterThan(200).contains("/", "/guides", "/guides/550-5-7-1-spf", "/codes/7.26");
            assertThat(Served.text(served.get("/robots.txt"))).contains("https://bounce.example.org/sitemap.xml");

            Set<String> links = new TreeSet<>();
            Set<String> titles = new HashSet<>();
            for (String path : paths) {
                HttpResponse<byte[]> response = served.get(path, "Accept", "text/html");
                assertThat(response.statusCode()).as(path).isEqualTo(200);
                String page = Served.text(response);
                assertThat(titles.add(one(TITLE, page))).as("title of " + path).isTrue();
                assertThat(one(DESCRIPTION, page).length())
                        .as("description of " + path)
                        .isBetween(20, 200);
                assertThat(one(CANONICAL, page)).isEqualTo("https://bounce.example.org" + path);
                Matcher link = LINK.matcher(page);
                while (link.find()) {
                    links.add(link.group(1));
                }
            }
            links.removeAll(paths);
            links.removeAll(List.of("/explain", "/headers"));
            for (String link : links) {
                assertThat(served.get(link, "Accept", "text/html").statusCode())
                        .as(link)
                        .isEqualTo(200);
            }
        }
    }

    private List<Guide> pages() {
        List<Guide> pages = new ArrayList<>(library.guides().all());
        pages.addAll(library.vendors());
        pages.addAll(library.findings());
        return pages;
    }

    private static String one(Pattern pattern, String page) {
        Matcher matcher = pattern.matcher(page);
        assertThat(matcher.find()).as(pattern.pattern()).isTrue();
        return matcher.group(1);
    }
}
