package org.whybounce.web.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/// Our own style sheet, script and icon, read once at the start. Their address holds a hash of their content,
/// so that
/// browsers may keep them for ever and still never show an old one.
public final class Assets {
    @SuppressWarnings("ArrayRecordComponent") // Read once at the start, never changed or compared.
    public record Asset(String type, byte[] bytes, String hash) {}

    private static final Map<String, String> TYPES = Map.of(
            "app.css", "text/css; charset=utf-8",
            "app.js", "text/javascript; charset=utf-8",
            "icon.svg", "image/svg+xml");

    private static final Map<String, Asset> ASSETS = Map.of(
            "app.css", read("app.css"),
            "app.js", read("app.js"),
            "icon.svg", read("icon.svg"));

    private Assets() {}

    public static Optional<Asset> find(String name) {
        return Optional.ofNullable(ASSETS.get(name));
    }

    /// The address of an asset, as pages link it.
    public static String link(String name) {
        Asset asset = ASSETS.get(name);
        return "/static/" + name + (asset == null ? "" : "?v=" + asset.hash());
    }

    private static Asset read(String name) {
        try (InputStream in = Assets.class.getResourceAsStream("/org/whybounce/web/static/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            byte[] bytes = in.readAllBytes();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new Asset(TYPES.getOrDefault(name, ""), bytes, HexFormat.of().formatHex(digest, 0, 6));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
