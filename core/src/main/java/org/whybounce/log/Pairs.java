package org.whybounce.log;

import java.util.HashMap;
import java.util.Map;

/// `key=value` and `key = "value"`, one behind the other. A value without quotes ends where the system's separator
/// stands.
final class Pairs {
    private Pairs() {}

    private static final int MOST = 200;

    static Map<String, String> of(String text, int from, String separator) {
        Map<String, String> pairs = new HashMap<>();
        int at = from;
        while (at < text.length() && pairs.size() < MOST) {
            int equals = text.indexOf('=', at);
            if (equals < 0) {
                break;
            }
            int keyEnd = equals;
            while (keyEnd > at && text.charAt(keyEnd - 1) == ' ') {
                keyEnd--;
            }
            int key = keyEnd;
            while (key > at && (Line.letter(text.charAt(key - 1)) || "_-.".indexOf(text.charAt(key - 1)) >= 0)) {
                key--;
            }
            int value = equals + 1;
            while (value < text.length() && text.charAt(value) == ' ' && !separator.equals(" ")) {
                value++;
            }
            boolean quoted = value < text.length() && text.charAt(value) == '"';
            int end = quoted ? quote(text, value + 1) : text.indexOf(separator, value);
            int stop = end < 0 ? text.length() : end;
            if (key < keyEnd) {
                String found = quoted
                        ? text.substring(value + 1, stop).replace("\\\"", "\"")
                        : text.substring(value, stop).strip();
                pairs.putIfAbsent(text.substring(key, keyEnd), found);
            }
            at = quoted ? stop + 1 : stop + separator.length();
        }
        return pairs;
    }

    private static int quote(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at, text.length());
    }
}
