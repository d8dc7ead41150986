import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;

/// Unpacks the Maven that the wrapper's properties pin, after its checksum was compared:
/// `java FetchMaven.java PROPERTIES [HOME [ZIP]]`. Without a home it goes into the user's Maven folder; where that is,
/// is
/// printed. Without a file that somebody fetched already, it is read from the
/// properties' address, or from `MVNW_REPOURL`. The JDK is all this needs: no unzip, no curl, the same on Windows.
final class FetchMaven {
    public static void main(String[] args) throws Exception {
        try {
            fetch(args);
        } catch (IOException e) {
            System.err.println("Maven could not be fetched: " + e.getMessage());
            System.exit(2);
        }
    }

    private static void fetch(String[] args) throws Exception {
        var pinned = new Properties();
        try (InputStream in = Files.newInputStream(Path.of(args[0]))) {
            pinned.load(in);
        }
        String address = pinned.getProperty("distributionUrl");
        Path home = args.length > 1 ? Path.of(args[1]) : home(address);
        if (args.length == 1) {
            System.out.println(home);
        }
        if (Files.exists(home.resolve("bin"))) {
            return;
        }
        Files.createDirectories(home.toAbsolutePath().getParent());
        Path work = Files.createTempDirectory(home.toAbsolutePath().getParent(), ".fetching");
        try {
            Path zip = work.resolve("maven.zip");
            String from = args.length > 2 ? Path.of(args[2]).toUri().toString() : address(address);
            var digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(URI.create(from).toURL().openStream(), digest);
                    OutputStream out = Files.newOutputStream(zip)) {
                in.transferTo(out);
            } catch (IOException e) {
                throw new IOException(
                        from + " cannot be read (" + e.getClass().getSimpleName()
                                + "); set MVNW_REPOURL to a mirror of Maven Central, or put a mvn on the PATH",
                        e);
            }
            String expected = pinned.getProperty("distributionSha256Sum");
            if (!HexFormat.of().formatHex(digest.digest()).equals(expected)) {
                throw new IOException(
                        "what " + from + " delivers is not the pinned one, its SHA-256 is not " + expected);
            }
            move(unpack(zip, work), home);
        } finally {
            delete(work);
        }
    }

    /// The folder that ./build looks in too.
    private static Path home(String address) {
        String user = System.getenv("MAVEN_USER_HOME");
        Path maven = user == null || user.isBlank() ? Path.of(System.getProperty("user.home"), ".m2") : Path.of(user);
        String name = address.substring(address.lastIndexOf('/') + 1).replace("-bin.zip", "");
        return maven.resolve("wrapper").resolve("dists").resolve("whybounce").resolve(name);
    }

    private static String address(String pinned) {
        String mirror = System.getenv("MVNW_REPOURL");
        return mirror == null || mirror.isBlank()
                ? pinned
                : mirror + pinned.substring(pinned.indexOf("/org/apache/maven/"));
    }

    private static Path unpack(Path zip, Path into) throws IOException {
        Path top = into.resolve("unpacked");
        try (var in = new ZipInputStream(Files.newInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path target = top.resolve(entry.getName()).normalize();
                if (!target.startsWith(top)) {
                    throw new IOException("leads out of its folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(in, target);
                    if (target.getParent().endsWith("bin")) {
                        target.toFile().setExecutable(true, false);
                    }
                }
            }
        }
        try (Stream<Path> folders = Files.list(top)) {
            return folders.findFirst().orElseThrow();
        }
    }

    /// Two starts at once fetch twice, and the first to be done wins.
    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to);
        } catch (FileSystemException e) {
            if (!Files.exists(to.resolve("bin"))) {
                throw e;
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        }
    }
}
