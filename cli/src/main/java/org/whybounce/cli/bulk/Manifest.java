package org.whybounce.cli.bulk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a run has done, line by line in `manifest.jsonl`. A line is written after its file stands under its name and on
/// the disk; a half line at the end, which a kill leaves, is cut off.
final class Manifest {
    /// @param names     checksum of the domains that went into it
    /// @param temporary rows that hold a temporary error
    /// @param again     whether those were asked again
    record Chunk(int number, String file, int rows, long bytes, long names, int temporary, boolean again) {
        private String line() {
            return "{\"chunk\":" + number + ",\"file\":\"" + file + "\",\"rows\":" + rows + ",\"bytes\":" + bytes
                    + ",\"names\":" + names + ",\"temporary\":" + temporary + ",\"again\":" + again + "}\n";
        }
    }

    static final String SCHEMA = "whybounce.bulk/1";

    private final Path folder;
    private final Path file;
    private final Map<Integer, Chunk> chunks = new HashMap<>();
    private Optional<String> format = Optional.empty();
    private boolean finished;

    private Manifest(Path folder) {
        this.folder = folder;
        this.file = folder.resolve("manifest.jsonl");
    }

    static Manifest read(Path folder) throws IOException {
        Manifest manifest = new Manifest(folder);
        if (!Files.exists(manifest.file)) {
            return manifest;
        }
        byte[] bytes = Files.readAllBytes(manifest.file);
        int whole = bytes.length;
        while (whole > 0 && bytes[whole - 1] != '\n') {
            whole--;
        }
        if (whole < bytes.length) {
            try (FileChannel channel = FileChannel.open(manifest.file, StandardOpenOption.WRITE)) {
                channel.truncate(whole);
            }
        }
        JsonMapper mapper = JsonMapper.builder().build();
        new String(bytes, 0, whole, StandardCharsets.UTF_8)
                .lines()
                .forEach(line -> manifest.take(mapper.readTree(line)));
        manifest.chunks.values().removeIf(chunk -> !manifest.stands(chunk));
        return manifest;
    }

    private void take(JsonNode line) {
        if (line.has("format")) {
            format = Optional.of(line.get("format").asString());
        } else if (line.has("finished")) {
            finished = true;
        } else {
            Chunk chunk = new Chunk(
                    line.get("chunk").asInt(),
                    line.get("file").asString(),
                    line.get("rows").asInt(),
                    line.get("bytes").asLong(),
                    line.get("names").asLong(),
                    line.get("temporary").asInt(),
                    line.get("again").asBoolean());
            chunks.put(chunk.number(), chunk);
        }
    }

    private boolean stands(Chunk chunk) {
        try {
            return Files.size(folder.resolve(chunk.file())) == chunk.bytes();
        } catch (IOException gone) {
            return false;
        }
    }

    boolean begun() {
        return format.isPresent();
    }

    boolean finished() {
        return finished;
    }

    Optional<String> format() {
        return format;
    }

    @Nullable
    Chunk chunk(int number) {
        return chunks.get(number);
    }

    /// Whether any chunk holds rows without an answer.
    boolean temporary() {
        return chunks.values().stream().anyMatch(chunk -> chunk.temporary() > 0);
    }

    int size() {
        return chunks.size();
    }

    void begin(String asFormat) throws IOException {
        append("{\"schema\":\"" + SCHEMA + "\",\"format\":\"" + asFormat + "\",\"chunk_rows\":" + BulkRun.CHUNK
                + "}\n");
        format = Optional.of(asFormat);
    }

    void done(Chunk chunk) throws IOException {
        append(chunk.line());
        chunks.put(chunk.number(), chunk);
    }

    void finish(long rows) throws IOException {
        append("{\"finished\":true,\"rows\":" + rows + "}\n");
    }

    private void append(String line) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
    }

    /// Writes a file beside its name and renames it: whoever sees the name sees the whole.
    static void whole(Path file, byte[] bytes) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".part");
        try (FileChannel channel = FileChannel.open(
                beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer all = ByteBuffer.wrap(bytes);
            while (all.hasRemaining()) {
                channel.write(all);
            }
            channel.force(true);
        }
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
