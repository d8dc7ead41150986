package org.whybounce.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.whybounce.dns.DomainName;

/// What `explain` and `headers` are given: a file, `-` for standard input, or the text itself.
final class PasteArgument {
    /// Bytes read at the most: an uploaded mail's limit, and one more so that the reader sees that there was more.
    static final int MOST_BYTES = 10 * 1024 * 1024 + 1;

    private static final Pattern REPLY = Pattern.compile("[245][0-9]{2}([ -].*)?");
    private static final Pattern DOMAIN = Pattern.compile("[^\\s/:@]+\\.[^\\s/:@]*[^\\s/:@0-9.][^\\s/:@]*\\.?");

    private PasteArgument() {}

    static byte[] read(Optional<String> given) throws Unusable {
        String argument = given.orElse("-");
        if (argument.isBlank()) {
            throw new Unusable("the text is empty: give a file, or the bounce itself in quotes");
        }
        try {
            if (argument.equals("-")) {
                if (given.isEmpty() && "true".equals(System.getProperty("whybounce.keyboard"))) {
                    System.err.println("Paste the bounce, then press Ctrl-D on a line of its own:");
                }
                return limited(System.in);
            }
            @Nullable Path file = file(argument);
            if (file != null && Files.isDirectory(file)) {
                throw new Unusable(argument + " is a folder: name a file");
            }
            if (file != null && Files.exists(file)) {
                try (InputStream in = Files.newInputStream(file)) {
                    return limited(in);
                }
            }
        } catch (IOException e) {
            throw new Unusable((argument.equals("-") ? "standard input" : argument) + " cannot be read: "
                    + (e instanceof AccessDeniedException ? "no permission" : "an error on the disk"));
        }
        if (readsAsText(argument)) {
            return argument.getBytes(StandardCharsets.UTF_8);
        }
        throw new Unusable("there is no file " + argument
                + ", and it does not read as a domain, an SPF record or a refusal; put a text in quotes or pipe it in");
    }

    /// The folder that is given, if it is one.
    static Optional<Path> folder(Optional<String> given) {
        return given.flatMap(PasteArgument::existing).filter(Files::isDirectory);
    }

    /// The file or folder of this name, if there is one.
    static Optional<Path> existing(String argument) {
        return argument.equals("-") || argument.isBlank()
                ? Optional.empty()
                : Optional.ofNullable(file(argument)).filter(Files::exists);
    }

    /// Several files or folders, each of which must be there.
    static List<Path> files(List<String> arguments) throws Unusable {
        List<Path> files = new ArrayList<>();
        for (String argument : arguments) {
            files.add(existing(argument)
                    .orElseThrow(() -> new Unusable("there is no file " + argument
                            + "; of several arguments each must be a file or a folder, and a text stands in quotes")));
        }
        return files;
    }

    private static byte[] limited(InputStream in) throws IOException {
        return in.readNBytes(MOST_BYTES);
    }

    private static @Nullable Path file(String argument) {
        try {
            return Path.of(argument);
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /// Whether `explain` could do something with it.
    static boolean reads(String argument) {
        @Nullable Path file = file(argument);
        return readsAsText(argument) || file != null && Files.exists(file);
    }

    /// Whether an argument that is no file is plainly the text itself.
    private static boolean readsAsText(String argument) {
        String text = argument.strip();
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith("v=spf1")
                || lower.startsWith("\"v=spf1")
                || REPLY.matcher(text).matches()) {
            return true;
        }
        if (text.indexOf(' ') > 0 && text.length() > 20) {
            return true;
        }
        return DOMAIN.matcher(text).matches()
                && !lower.endsWith(".eml")
                && !lower.endsWith(".txt")
                && !lower.endsWith(".msg")
                && DomainName.parse(text).isPresent();
    }
}
