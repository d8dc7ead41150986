package org.whybounce.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A report is shared only when asked for, without the people in it, and can be taken back. The canaries are
/// the people:
/// they must appear nowhere.
class SharingTest {
    private static final Path STORY = Served.ROOT.resolve("examples/new-sending-service");
    private static final List<String> CANARIES = List.of(
            "canary-sender", "canary.recipient", "canary+tag", "Canary Person", "canary-subject", "canary-quoted");
    private static final Logger OURS = Logger.getLogger("whybounce");
    private static final Pattern LINK = Pattern.compile("<pre id=\"link\">([^<]*)</pre>");
    private static final Pattern DELETE = Pattern.compile("<pre id=\"delete\">([^<]*)</pre>");

    @Test
    void leavesNoTraceOfPeopleInAnH2File(@TempDir Path folder) throws Exception {
        String db = "jdbc:h2:file:" + folder.resolve("shares").toAbsolutePath();
        List<String> logged;
        try (Served served = new Served(Served.withSharing(Served.settings(STORY.resolve("zone.txt")), db))) {
            logged = listening();
            sharesAndDeletes(served);
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                for (Charset charset : List.of(StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16LE)) {
                    clean(new String(bytes, charset), file.toString());
                }
            }
        }
        clean(String.join("\n", logged), "log");
        assertThat(String.join("\n", logged)).contains("/explain").doesNotContain("example.org", "198.51.100.7");
    }

    @Test
    void leavesNoTraceOfPeopleInPostgres() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            String db = postgres.getJdbcUrl("postgres", "postgres");
            Settings settings = Served.withSharing(Served.settings(STORY.resolve("zone.txt")), db);
            try (Served first = new Served(settings);
                    Served second = new Served(settings)) {
                String link = sharesAndDeletes(first);
                assertThat(second.get(link).statusCode()).isEqualTo(404);
                String path = share(first);
                assertThat(Served.text(second.get(path))).contains("198.51.100.7");
            }
            try (Connection connection = DriverManager.getConnection(db);
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT * FROM share")) {
                assertThat(rows.next()).isTrue();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    clean(String.valueOf(rows.getString(i)), "share");
                }
            }
        }
    }

    @Test
    void fortyPeopleInTwentyPlacesAreNowhereInAReport(@TempDir Path folder) throws Exception {
        Path canary = Served.ROOT.resolve("core/src/test/resources/org/whybounce/words/canary");
        Path zone = canary.resolve("zone.txt");
        List<String> forty = Files.readAllLines(canary.resolve("canaries.txt"));
        String db = "jdbc:h2:file:" + folder.resolve("shares").toAbsolutePath();
        String body = "text=" + URLEncoder.encode(Files.readString(canary.resolve("mail.eml")), StandardCharsets.UTF_8);
        try (Served served = new Served(Served.withSharing(Served.settings(zone), db))) {
            HttpResponse<byte[]> shared = form(served, "/share/confirm", body);
            assertThat(shared.statusCode()).isEqualTo(201);
            String report = Served.text(served.get(found(LINK, Served.text(shared))));
            assertThat(report).contains("example.org", "203.0.113.77");
            assertThat(report.toLowerCase(Locale.ROOT)).doesNotContain(forty);
        }
        try (var files = Files.walk(folder.resolve("."))) {
            for (Path file : files.filter(f -> f.toString().contains("shares") && Files.isRegularFile(f))
                    .toList()) {
                byte[] bytes = Files.readAllBytes(file);
                assertThat(new String(bytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT))
                        .doesNotContain(forty);
            }
        }
    }

    @Test
    void withoutItsDatabaseTheRestGoesOn() throws Exception {
        Settings settings =
                Served.withSharing(Served.settings(STORY.resolve("zone.txt")), "jdbc:postgresql://127.0.0.1:1/nothing");
        try (Served served = new Served(settings)) {
            assertThat(form(served, "/explain", paste()).statusCode()).isEqualTo(200);
            assertThat(form(served, "/share", paste()).statusCode()).isEqualTo(200);
            assertThat(form(served, "/share/confirm", paste()).statusCode()).isEqualTo(503);
            assertThat(Served.text(served.warmed().get("/ready")))
                    .contains("\"status\":\"UP\"", "\"sharing\":\"DOWN\"");
        }
    }

    private static String sharesAndDeletes(Served served) throws Exception {
        HttpResponse<byte[]> answer = form(served, "/explain", paste());
        assertThat(Served.text(answer)).contains("canary-sender").contains("Share a masked report");
        HttpResponse<byte[]> preview = form(served, "/share", paste());
        assertThat(preview.statusCode()).isEqualTo(200);
        String shown = Served.text(preview);
        // The form holds the paste; what others will see follows it.
        clean(shown.substring(shown.indexOf("<hr>")), "preview");

        HttpResponse<byte[]> shared = form(served, "/share/confirm", paste());
        assertThat(shared.statusCode()).isEqualTo(201);
        String page = Served.text(shared);
        clean(page, "shared");
        String link = found(LINK, page);
        String delete = found(DELETE, page);
        assertThat(link).matches("/r/[A-Za-z0-9_-]{22}");

        HttpResponse<byte[]> report = served.get(link);
        assertThat(report.statusCode()).isEqualTo(200);
        assertThat(report.headers().firstValue("Cache-Control")).hasValue("no-store");
        String text = Served.text(report);
        clean(text, "report");
        assertThat(text).contains("example.org", "198.51.100.7", "***@").contains("noindex");
        assertThat(served.get(link.substring(0, link.length() - 1)).statusCode())
                .isEqualTo(404);

        // Opening the link deletes nothing: a mail scanner would.
        assertThat(served.get(delete).statusCode()).isEqualTo(200);
        assertThat(served.get(link).statusCode()).isEqualTo(200);
        assertThat(form(served, link + "/delete/wrong", "").statusCode()).isEqualTo(404);
        assertThat(form(served, delete, "").statusCode()).isEqualTo(200);
        assertThat(served.get(link).statusCode()).isEqualTo(404);
        share(served);
        return link;
    }

    private static String share(Served served) throws Exception {
        return found(LINK, Served.text(form(served, "/share/confirm", paste())));
    }

    private static String found(Pattern pattern, String page) {
        Matcher matcher = pattern.matcher(page);
        assertThat(matcher.find()).as(page).isTrue();
        return matcher.group(1);
    }

    private static String paste() throws Exception {
        String mail = new String(ScenarioTest.pasted(STORY), StandardCharsets.UTF_8)
                .replace("support@example.org", "canary-sender@example.org")
                .replace("reader@gmail.example", "canary.recipient@gmail.example")
                .replace(
                        "From: ", "X-Note: \"canary-quoted\"@example.org, canary+tag@example.net\nFrom: Canary Person ")
                .replace("Subject: ", "Subject: canary-subject ");
        return "text=" + URLEncoder.encode(mail, StandardCharsets.UTF_8);
    }

    private static void clean(String text, String where) {
        for (String canary : CANARIES) {
            assertThat(text.contains(canary)).as(canary + " in " + where).isFalse();
        }
    }

    private static HttpResponse<byte[]> form(Served served, String path, String body) throws Exception {
        return served.post(
                path,
                "application/x-www-form-urlencoded",
                body.getBytes(StandardCharsets.US_ASCII),
                "Accept",
                "text/html");
    }

    private static List<String> listening() {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        OURS.addHandler(new Handler() {
            private final SimpleFormatter formatter = new SimpleFormatter();

            @Override
            public void publish(LogRecord log) {
                lines.add(formatter.format(log));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });
        return lines;
    }
}
