package org.whybounce.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.whybounce.web.page.Example;

/// The pages in a real browser: with and without script, by keyboard, on a phone, for people who cannot see
/// them.
/// Pictures of them lie in `target/screenshots` afterwards.
///
/// Needs Chromium, from Debian's package; where it is missing the tests are skipped, except where CI=true.
class BrowserTest {
    private static final List<String> FLAGS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private static final int PATIENCE_MILLIS = 30_000;

    private static final Path PICTURES = Path.of("target", "screenshots");

    private static Optional<Playwright> playwright = Optional.empty();
    private static Optional<Browser> browser = Optional.empty();
    private static Optional<Served> server = Optional.empty();

    private final List<String> complaints = new ArrayList<>();
    private final List<BrowserContext> contexts = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        Optional<Path> chromium = Stream.of(
                        System.getenv().getOrDefault("WHYBOUNCE_CHROMIUM", "/usr/bin/chromium"),
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        if (chromium.isEmpty() && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("no browser: apt-get install chromium, or set WHYBOUNCE_CHROMIUM");
        }
        if (chromium.isEmpty()) {
            System.err.println("SKIPPED: the pages were not looked at, since there is no Chromium here");
        }
        assumeTrue(chromium.isPresent(), "no Chromium here (apt-get install chromium, or set WHYBOUNCE_CHROMIUM)");
        Files.createDirectories(PICTURES);
        Playwright tool = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        playwright = Optional.of(tool);
        // What a page shall show is waited for, never looked at once: on a busy machine it comes late.
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        browser = Optional.of(tool.chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium.orElseThrow())
                        .setArgs(FLAGS)));
        Path examples = Served.ROOT.resolve("examples");
        server = Optional.of(new Served(Served.withSharing(
                Served.settings(
                        examples.resolve("new-sending-service/zone.txt"),
                        examples.resolve("too-many-lookups/zone.txt")),
                "jdbc:h2:mem:shares;DB_CLOSE_DELAY=-1")));
    }

    @AfterAll
    static void stop() {
        browser.ifPresent(Browser::close);
        playwright.ifPresent(Playwright::close);
        server.ifPresent(Served::close);
    }

    @AfterEach
    void nothingWasComplainedOf() {
        contexts.forEach(BrowserContext::close);
        assertThat(complaints).isEmpty();
    }

    @Test
    void everyExampleShowsItsCause() {
        Map<String, String> causes = Map.of(
                "new-sending-service", "spf.sender-not-listed",
                "too-many-lookups", "spf.record-broken",
                "forwarded-by-university", "spf.forwarded",
                "gmail-dmarc", "dmarc.policy",
                "block-list", "reputation.blocklist");
        for (Example example : Example.ALL) {
            Page page = page(new Browser.NewContextOptions().setViewportSize(1280, 900));
            page.navigate(url() + "/?example=" + example.slug());
            page.locator("button.go").click();
            page.waitForURL("**/explain");
            page.waitForSelector("#verdict");
            String text = page.locator("main").textContent();
            assertThat(text).contains("This is an example");
            if (causes.containsKey(example.slug())) {
                assertThat(text).as(example.slug()).contains(causes.get(example.slug()));
                assertThat(page.locator("mark").count()).as(example.slug()).isPositive();
            } else {
                assertThat(page.locator("#more, input[type=text]").count()).isPositive();
            }
            picture(page, "answer-" + example.slug());
            accessible(page, example.slug());
        }
    }

    @Test
    void theRecordIsCopied() {
        Page page = page(new Browser.NewContextOptions().setPermissions(List.of("clipboard-read", "clipboard-write")));
        page.navigate(url() + "/?example=new-sending-service");
        page.locator("button.go").click();
        page.waitForSelector("#verdict");
        page.locator(".record.new .copy").first().click();
        assertThat(page.locator(".record.new .copy").first()).hasText("Copied");
        assertThat(page.evaluate("navigator.clipboard.readText()"))
                .isEqualTo("v=spf1 include:_spf.google.com include:mail.zendesk.com -all");
    }

    @Test
    void isRecognisedWhileOneTypesAndAnsweredByKeyboardAlone() {
        Page page = page(new Browser.NewContextOptions());
        page.navigate(url() + "/");
        page.locator("body").press("Tab");
        assertThat(page.locator(".skip")).isFocused();
        page.keyboard().press("Enter");
        page.waitForURL("**/#main");
        for (int i = 0; i < 3 && !"text".equals(page.evaluate("document.activeElement.id")); i++) {
            page.keyboard().press("Tab");
        }
        page.keyboard().type("550 5.7.1 SPF fail for a@example.org");
        assertThat(page.locator(".reads")).containsText("example.org");
        assertThat(page.locator(".reads")).containsText("refusal line");
        List<String> types = new ArrayList<>();
        page.onResponse(response -> types.add(response.headers().getOrDefault("content-type", "")));
        page.keyboard().press("Control+Enter");
        page.waitForSelector("#verdict");
        assertThat(types).anyMatch(type -> type.startsWith("text/event-stream"));
        assertThat(page.locator("#verdict")).isFocused();
        // Back shows the box as it was left, Forward the answer.
        page.goBack();
        assertThat(page.locator("#text")).hasValue(Pattern.compile("^550 5\\.7\\.1 SPF fail"));
        page.goForward();
        page.waitForSelector("#verdict");
        // The one fact that is missing is asked for, and decides.
        page.locator("#fact-ip").fill("198.51.100.7");
        page.locator("#fact-ip").press("Enter");
        assertThat(page.locator("#verdict")).containsText("Zendesk is not yet allowed to send for example.org");
        assertThat(page.locator("main")).containsText("198.51.100.7");
        // The answer is still there after a reload, and after a link that was followed and left again.
        page.reload();
        assertThat(page.locator("#verdict")).containsText("Zendesk is not yet allowed");
        page.locator("footer a").first().click();
        page.waitForURL("**/privacy");
        page.goBack();
        assertThat(page.locator("#verdict")).containsText("Zendesk is not yet allowed");
    }

    @Test
    void aFactThatCannotBeReadIsSaidBesideItsField() {
        Page page = page(new Browser.NewContextOptions());
        ask(page, "550 5.7.1 SPF fail for a@example.org");
        page.locator("#fact-ip").fill("mail.example.org");
        page.locator("#fact-ip").press("Enter");
        assertThat(page.locator("[role=alert]")).containsText("IPv4 or IPv6");
    }

    @Test
    void aDomainLeadsToItsCheck() {
        Page page = page(new Browser.NewContextOptions());
        page.navigate(url() + "/");
        page.locator("#text").fill("example.com");
        page.locator("button.go").click();
        page.waitForURL("**/check/example.com");
        assertThat(page.locator("#verdict")).containsText("example.com");
        assertThat(page.locator("svg.space").first()).isVisible();
        page.locator("#domain").fill("example.org");
        page.locator("button.go").click();
        page.waitForURL("**/check/example.org");
        picture(page, "check");
    }

    @Test
    void worksWithoutScript() {
        Page page = page(new Browser.NewContextOptions().setJavaScriptEnabled(false));
        page.navigate(url() + "/?example=too-many-lookups");
        page.locator("button.go").click();
        assertThat(page.locator("#verdict")).containsText("10 DNS lookups");
        assertThat(page.locator(".copy:visible")).hasCount(0);
        picture(page, "without-script");
        page.navigate(url() + "/");
        page.locator("#text").fill("550 5.7.1 SPF fail for a@example.org");
        page.locator("button.go").click();
        page.locator("#fact-ip").fill("198.51.100.7");
        page.locator("button.go").click();
        assertThat(page.locator("#verdict")).containsText("Zendesk is not yet allowed to send for example.org");
        assertThat(page.locator("#why")).isVisible();
        page.navigate(url() + "/check");
        page.locator("#domain").fill("example.org");
        page.locator("button.go").click();
        page.waitForURL("**/check/example.org");
        page.navigate(url() + "/headers");
        page.locator("#text")
                .fill("From: a@example.org\nReceived: from x ([198.51.100.7]) by mx.example.net;"
                        + " Tue, 17 Nov 2026 09:12:44 +0000\n\n");
        page.locator("button.go").click();
        assertThat(page.locator(".hops .hop")).hasCount(1);
        picture(page, "headers-without-script");
        // One hop leaves nothing to choose; of two the reader says which server is theirs.
        assertThat(page.locator("#boundary")).hasCount(0);
        page.navigate(url() + "/headers");
        page.locator("#text")
                .fill("From: a@example.org\nReceived: from mx.example.net ([192.0.2.1]) by store.example.net;"
                        + " Tue, 17 Nov 2026 09:12:45 +0000\nReceived: from x ([198.51.100.7]) by mx.example.net;"
                        + " Tue, 17 Nov 2026 09:12:44 +0000\n\n");
        page.locator("button.go").click();
        assertThat(page.locator(".hops .hop")).hasCount(2);
        page.locator("#boundary").selectOption("2");
        page.locator(".boundary button").click();
        assertThat(page.locator("#boundary")).hasValue("2");
        picture(page, "headers-boundary-told");
    }

    @Test
    void sharesAndDeletes() {
        Page page = page(new Browser.NewContextOptions());
        page.navigate(url() + "/?example=new-sending-service");
        page.locator("button.go").click();
        page.waitForSelector("#verdict");
        page.locator("button[formaction='/share']").click();
        page.waitForSelector("text=Share this report?");
        picture(page, "share-preview");
        accessible(page, "share preview");
        page.locator("button.go").first().click();
        page.waitForSelector("#link");
        accessible(page, "shared");
        String link = page.locator("#link").innerText();
        String delete = page.locator("#delete").innerText();
        page.navigate(url() + link);
        assertThat(page.locator("main").innerText())
                .contains("198.51.100.7")
                .doesNotContain("support@")
                .doesNotContain("reader@");
        accessible(page, "report");
        picture(page, "shared-report");
        page.navigate(url() + delete);
        accessible(page, "delete");
        page.locator("button.go").click();
        assertThat(page.locator("h1")).hasText("Deleted");
        complaints.clear();
        page.navigate(url() + link);
        assertThat(page.locator("h1")).hasText("No such report");
        accessible(page, "no such report");
        // The browser itself notes the 404.
        complaints.clear();
    }

    @Test
    void everyKindOfPageIsAccessible() {
        Page page = page(new Browser.NewContextOptions());
        for (String path : List.of(
                "/",
                "/check",
                "/check/example.org",
                "/headers",
                "/guides",
                "/guides/550-5-7-1-spf",
                "/guides/microsoft-codes",
                "/codes",
                "/codes/7.26",
                "/findings",
                "/findings/SPF_LOOKUP_LIMIT/OVER",
                "/vendors",
                "/vendors?q=brevo&domain=example.org",
                "/vendors/brevo?domain=example.org",
                "/done?domain=example.org&ip=198.51.100.7&service=zendesk",
                "/why",
                "/why?s=mfrom;id=a%40example.org;ip=198.51.100.7;r=mx.example.net",
                "/plan/example.org",
                "/examples/too-many-lookups",
                "/examples/block-list",
                "/bulk",
                "/privacy",
                "/api",
                "/problems")) {
            page.navigate(url() + path);
            accessible(page, path);
        }
    }

    @Test
    void fitsPhonesInLightAndDarkAndPaper() {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            Page page = page(
                    new Browser.NewContextOptions().setViewportSize(390, 844).setColorScheme(scheme));
            String name = scheme.name().toLowerCase(java.util.Locale.ROOT);
            for (String path : List.of("/", "/check/example.org", "/headers", "/guides/550-5-7-1-spf", "/vendors")) {
                page.navigate(url() + path);
                fits(page, path);
            }
            page.navigate(url() + "/?example=new-sending-service");
            picture(page, "front-phone-" + name);
            page.locator("button.go").click();
            page.waitForSelector("#verdict");
            page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })");
            fits(page, "answer");
            accessible(page, "answer opened " + name);
            picture(page, "answer-phone-" + name);
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(page.locator("button:visible")).hasCount(0);
            picture(page, "answer-print-" + name);
        }
    }

    /// A postmaster's list: pasted, filled while one looks, narrowed, taken away, run again.
    @Test
    void manyDomainsFillATable() {
        Page page = page(new Browser.NewContextOptions().setViewportSize(360, 800));
        page.navigate(url() + "/bulk");
        fits(page, "/bulk");
        page.locator("#domains").fill("example.org\nexample.net\nno-such.example\n");
        page.locator("button.go").click();
        page.waitForSelector("#bulk[data-running=no]");
        assertThat(page.locator("table.bulk tbody tr")).hasCount(3);
        fits(page, "a table of domains");
        accessible(page, "a table of domains");
        assertThat(page.waitForDownload(
                                () -> page.locator("a[href$='rows.csv']").click())
                        .suggestedFilename())
                .endsWith(".csv");
        page.getByText("Check again and see what changed").click();
        page.waitForSelector("#bulk[data-running=no]");
        page.getByText("Changed (0)").click();
        assertThat(page.locator("#bulk")).containsText("Nothing changed since last time.");
        picture(page, "many-domains");
    }

    /// A mail that was saved out of Outlook is no text: it goes as the file that it is.
    @Test
    void aSavedOutlookMessageIsRead() {
        Page page = page(new Browser.NewContextOptions());
        page.navigate(url() + "/");
        page.locator("input[type=file]")
                .setInputFiles(Served.ROOT.resolve("core/src/test/resources/org/whybounce/file/ndr.msg"));
        assertThat(page.locator(".reads")).containsText("ndr.msg");
        page.locator("button.go").click();
        page.waitForSelector("#verdict");
        assertThat(page.locator("#verdict")).containsText("refused this mail");
    }

    /// A line about DMARC names no service: who names it gets its records in the third step.
    @Test
    void whoNamesTheServiceGetsItsRecords() {
        Page page = page(new Browser.NewContextOptions());
        ask(
                page,
                "550 5.7.26 Unauthenticated email from example.org is not accepted due to domain's DMARC policy."
                        + " Please contact the administrator of example.org domain if this was a legitimate mail.");
        page.locator("#which").fill("brevo");
        page.getByText("Find it").click();
        page.waitForURL("**/vendors/brevo?domain=example.org");
        assertThat(page.locator("main")).containsText("brevo1._domainkey.example.org");
    }

    /// What is read aloud comes in the order in which it is needed: verdict, what to do with the record, then why.
    @Test
    void isReadAloudInTheOrderOfNeed() {
        Page page = page(new Browser.NewContextOptions());
        page.navigate(url() + "/examples/new-sending-service");
        String read = page.locator("body").ariaSnapshot();
        List<String> order = List.of(
                "link \"To the content\"",
                "banner",
                "main",
                "[level=1]",
                "tab \"To do\"",
                "heading \"Replace the record");
        int at = -1;
        for (String part : order) {
            int next = read.indexOf(part, at + 1);
            assertThat(next).as(part + " in\n" + read).isGreaterThan(at);
            at = next;
        }
    }

    private void ask(Page page, String text) {
        page.navigate(url() + "/");
        page.locator("#text").fill(text);
        page.locator("button.go").click();
        page.waitForSelector("#verdict");
    }

    private Page page(Browser.NewContextOptions options) {
        BrowserContext context = browser.orElseThrow().newContext(options);
        contexts.add(context);
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        return page;
    }

    private static void accessible(Page page, String what) {
        assertThat(new AxeBuilder(page)
                        .analyze().getViolations().stream()
                                .map(rule -> rule.getId() + ": " + rule.getHelp() + " "
                                        + rule.getNodes().getFirst().getHtml())
                                .toList())
                .as(what)
                .isEmpty();
    }

    private static void fits(Page page, String what) {
        assertThat(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as(what)
                .isEqualTo(0);
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + ".png"))
                .setFullPage(true));
    }

    private static String url() {
        return server.orElseThrow().url();
    }
}
