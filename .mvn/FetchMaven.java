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
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/// Unpacks the Maven that the wrapper's properties pin, after its checksum was compared:
/// `java FetchMaven.java PROPERTIES [HOME [ZIP]]`. Without a home it goes into the user's Maven folder; where that is,
/// is
/// printed. Without a file that somebody fetched already, it is read from `MVNW_REPOURL`, from the mirror in the user's
/// Maven settings, or from the properties' address, its makers' own. The JDK is all this needs: no unzip, no curl, the
/// same on Windows.
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
        String name = address.substring(address.lastIndexOf('/') + 1);
        Path home = args.length > 1
                ? Path.of(args[1])
                : user().resolve("wrapper")
                        .resolve("dists")
                        .resolve("whybounce")
                        .resolve(name.replace("-bin.zip", ""));
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
            String from = args.length > 2
                    ? Path.of(args[2]).toUri().toString()
                    : mirror().map(mirror -> inRepository(mirror, name)).orElse(address);
            var digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(URI.create(from).toURL().openStream(), digest);
                    OutputStream out = Files.newOutputStream(zip)) {
                in.transferTo(out);
            } catch (IOException e) {
                throw new IOException(
                        from + " cannot be read (" + e.getClass().getSimpleName()
                                + "); set MVNW_REPOURL to a Maven repository, or install Maven: any version fetches the pinned one",
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

    /// The user's Maven folder, in which ./build looks too.
    private static Path user() {
        String given = System.getenv("MAVEN_USER_HOME");
        return given == null || given.isBlank() ? Path.of(System.getProperty("user.home"), ".m2") : Path.of(given);
    }

    private static String inRepository(String repository, String name) {
        String version = name.replace("apache-maven-", "").replace("-bin.zip", "");
        return repository.replaceAll("/+$", "") + "/org/apache/maven/apache-maven/" + version + "/" + name;
    }

    /// The repository that stands in for the central one on this machine, if the user says so anywhere.
    private static Optional<String> mirror() {
        String given = System.getenv("MVNW_REPOURL");
        if (given != null && !given.isBlank()) {
            return Optional.of(given);
        }
        Path settings = user().resolve("settings.xml");
        if (!Files.isReadable(settings)) {
            return Optional.empty();
        }
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            NodeList mirrors =
                    factory.newDocumentBuilder().parse(settings.toFile()).getElementsByTagName("mirror");
            for (int i = 0; i < mirrors.getLength(); i++) {
                var mirror = (Element) mirrors.item(i);
                List<String> of = List.of(text(mirror, "mirrorOf").split("[,\\s]+"));
                boolean central = of.contains("*") || of.contains("external:*") || of.contains("central");
                if (central && !of.contains("!central") && text(mirror, "url").startsWith("http")) {
                    return Optional.of(text(mirror, "url"));
                }
            }
        } catch (IOException | ParserConfigurationException | SAXException e) {
            System.err.println(settings + " cannot be read as Maven's settings; going on without them.");
        }
        return Optional.empty();
    }

    private static String text(Element mirror, String name) {
        NodeList found = mirror.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
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
