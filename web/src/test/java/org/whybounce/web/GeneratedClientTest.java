package org.whybounce.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A client made from the OpenAPI document compiles, and reads what the server answers to the last word: each property
/// is asked for, and a word that is in none of the document's closed lists fails.
class GeneratedClientTest {
    private static final JsonMapper JSON = new JsonMapper();

    private static Served served;
    private static Class<?> type;
    private static Object client;
    private static @Nullable URLClassLoader loader;

    @TempDir
    static Path folder;

    @BeforeAll
    static void make() throws Exception {
        Path example = Served.ROOT.resolve("examples/new-sending-service");
        served = new Served(Served.settings(example.resolve("zone.txt")));
        JsonNode api = JSON.readTree(served.get("/api/openapi.json").body());
        String source = new ClientSource(api, GeneratedClientTest::file).source();
        Path java = Files.writeString(folder.resolve("Client.java"), source);
        var compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> told = new DiagnosticCollector<>();
        try (var files = compiler.getStandardFileManager(told, null, StandardCharsets.UTF_8)) {
            boolean compiled = compiler.getTask(
                            null,
                            files,
                            told,
                            List.of(
                                    "-proc:none",
                                    "-d",
                                    folder.toString(),
                                    "-cp",
                                    System.getProperty("java.class.path")),
                            null,
                            files.getJavaFileObjects(java))
                    .call();
            assertThat(compiled).as(told.getDiagnostics().toString()).isTrue();
        }
        URLClassLoader made =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, GeneratedClientTest.class.getClassLoader());
        loader = made;
        type = made.loadClass("Client");
        client = type.getConstructor(String.class).newInstance(served.url());
    }

    @AfterAll
    static void stop() throws Exception {
        if (loader != null) {
            loader.close();
        }
        served.close();
    }

    private static JsonNode file(String path) {
        try {
            return JSON.readTree(served.get(path).body());
        } catch (Exception e) {
            throw new AssertionError(path, e);
        }
    }

    private static @Nullable Object ask(String operation, @Nullable Object... arguments) throws Exception {
        Method method = Arrays.stream(type.getMethods())
                .filter(each -> each.getName().equals(operation))
                .findFirst()
                .orElseThrow();
        return method.invoke(client, arguments);
    }

    /// Reads all that it holds.
    private static int read(@Nullable Object value) throws Exception {
        int count = 1;
        if (value instanceof List<?> list) {
            for (Object each : list) {
                count += read(each);
            }
        } else if (value instanceof Record) {
            for (Method accessor : value.getClass().getDeclaredMethods()) {
                boolean own = Arrays.stream(value.getClass().getRecordComponents())
                        .map(RecordComponent::getAccessor)
                        .noneMatch(accessor::equals);
                if (own
                        && java.lang.reflect.Modifier.isPublic(accessor.getModifiers())
                        && accessor.getParameterCount() == 0
                        && !List.of("toString", "hashCode").contains(accessor.getName())) {
                    count += read(accessor.invoke(value));
                }
            }
        }
        return count;
    }

    private static @Nullable Object of(@Nullable Object value, String accessor) throws Exception {
        return value == null ? null : value.getClass().getMethod(accessor).invoke(value);
    }

    @Test
    void everyOperationIsAMethod() {
        assertThat(Arrays.stream(type.getDeclaredMethods()).map(Method::getName))
                .contains(
                        "explain", "headers", "check", "spfShow", "spfEval", "spfFix", "reports", "bulk", "code",
                        "vendors");
    }

    @Test
    void everyExampleIsReadWhole() throws Exception {
        try (var examples = Files.list(Served.ROOT.resolve("examples"))) {
            for (Path example : examples.sorted().toList()) {
                try (var files = Files.list(example)) {
                    Path paste = files.filter(
                                    file -> file.getFileName().toString().matches("(pasted|bounce)\\.(txt|eml)"))
                            .findFirst()
                            .orElseThrow();
                    Object answer = ask("explain", null, null, null, null, "text/plain", Files.readAllBytes(paste));
                    assertThat(of(answer, "schema")).as(example.toString()).isNotNull();
                    assertThat(read(answer)).as(example.toString()).isGreaterThan(50);
                }
            }
        }
    }

    @Test
    void theOtherAnswersToo() throws Exception {
        assertThat(read(ask("check", "example.org", null, null))).isGreaterThan(20);
        assertThat(read(ask("spfShow", "example.org"))).isGreaterThan(10);
        assertThat(read(ask("code", "5.7.26"))).isGreaterThan(1);
        assertThat(read(ask("vendors", "brevo"))).isGreaterThan(1);
        assertThat(read(ask("headers", null, "text/plain", """
                Received: from a.example (a.example [192.0.2.1]) by mx.b.example; Tue, 17 Nov 2026 09:12:43 +0000
                From: a@example.org
                """.getBytes(StandardCharsets.UTF_8))))
                .isGreaterThan(20);
        assertThat(read(ask(
                        "spfEval",
                        "application/json",
                        "{\"ip\":\"192.0.2.1\",\"mailFrom\":\"a@example.org\"}".getBytes(StandardCharsets.UTF_8))))
                .isGreaterThan(5);
        assertThat(read(ask(
                        "spfFix",
                        "application/json",
                        "{\"domain\":\"example.org\",\"add\":[\"ip4:192.0.2.9\"]}".getBytes(StandardCharsets.UTF_8))))
                .isGreaterThan(5);
        Object bulk = ask("bulk", "text/plain", "example.org\nexample.net".getBytes(StandardCharsets.UTF_8));
        assertThat(of(bulk, "done")).isEqualTo(true);
        assertThat(read(bulk)).isGreaterThan(20);
    }
}
