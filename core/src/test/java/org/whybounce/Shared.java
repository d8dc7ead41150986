package org.whybounce;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/// The public suites and corpora that lie beside the project, in `../shared`. A clone that stands alone skips what
/// needs
/// them, aloud; under CI (`CI=true`) their absence is a failure.
public final class Shared {
    private Shared() {}

    /// A file or folder of `../shared`, such as `suites/spf/rfc7208-tests.yml`.
    public static Path path(String relative) {
        Path path = Path.of(System.getProperty("whybounce.root", ".."))
                .toAbsolutePath()
                .normalize()
                .resolveSibling("shared")
                .resolve(relative);
        if (!Files.exists(path)) {
            if ("true".equals(System.getenv("CI"))) {
                Assertions.fail("under CI " + path + " must be there");
            }
            System.out.println("SKIPPED, not on this machine: ../shared/" + relative);
            Assumptions.abort("../shared/" + relative + " is not there");
        }
        return path;
    }
}
