package org.whybounce.bounce.wording;

import java.util.List;
import org.whybounce.bounce.raw.Lexicon;
import org.whybounce.text.Span;
import org.whybounce.text.WordList;

/// Whether an address in a refusal is the refusing server's and not the client's: "host: mx.example.net
/// (192.0.2.1) reason: 550", "serveur distant mx.example.net (192.0.2.1) a répondu", "192.0.2.1:25". To take it
/// for the client's would publish the receiver's address in the sender's record.
final class ServerAddress {
    private static final List<String> BEFORE = WordList.of("wording", "server address: before");
    private static final List<String> BEHIND = WordList.of("wording", "server address: behind");
    private static final List<String> TALKED_TO = WordList.of("wording", "server address: talked to");
    private static final List<String> ANSWERED = WordList.of("wording", "server address: answered");
    private static final List<String> CLIENTS = WordList.of("wording", "server address: clients");

    /// The ports that servers listen on.
    private static final List<String> PORTS = List.of("25", "465", "587");

    private ServerAddress() {}

    static boolean is(String folded, Span address) {
        if (listening(folded, address.end()) || ofClientSession(folded, address) || spokenWith(folded, address)) {
            return true;
        }
        int at = back(folded, address.start(), "[('\"<");
        boolean bracket = at < address.start();
        at = back(folded, at, " ");
        int name = at;
        while (name > 0 && part(folded.charAt(name - 1))) {
            name--;
        }
        boolean named = name < at && FactReader.looksLikeDomain(folded.substring(name, at));
        String before = word(folded, named ? name : at);
        if (CLIENTS.contains(before)) {
            return false;
        }
        boolean asked = BEFORE.contains(before) || BEFORE.contains(before + "=");
        if (named && bracket) {
            return asked || answers(folded, address.end());
        }
        // A bare address: only what answers is a server, "host 192.0.2.1 said"; "host 192.0.2.1 is not allowed" is
        // none.
        return asked && answers(folded, address.end()) || folded.startsWith(";{ip=", address.start() - 5);
    }

    /// "Giving up on 192.0.2.1.", "192.0.2.1 does not like recipient.": the one who reports talked to it.
    private static boolean spokenWith(String folded, Span address) {
        int at = back(folded, address.start(), "[('\"<");
        String before = folded.substring(Math.max(0, at - NEAR), at);
        return TALKED_TO.stream().anyMatch(before::endsWith)
                || ANSWERED.stream().anyMatch(words -> folded.startsWith(words, address.end()));
    }

    /// `'192.0.2.1', host: 'mx.example.net', port: 25`, `192.0.2.1:25`, `192.0.2.1 port 25`.
    private static boolean listening(String folded, int end) {
        int at = end;
        int stop = Math.min(folded.length(), end + NEAR);
        int port = folded.indexOf("port", at, stop);
        if (port >= 0) {
            at = port + 4;
        } else if (at >= stop || ":]'\"".indexOf(folded.charAt(at)) < 0) {
            return false;
        }
        while (at < stop && ":]'\"= ".indexOf(folded.charAt(at)) >= 0) {
            at++;
        }
        int number = at;
        while (at < folded.length() && Lexicon.digit(folded.charAt(at))) {
            at++;
        }
        return (port >= 0 || number > end && folded.charAt(number - 1) == ':')
                && PORTS.contains(folded.substring(number, at));
    }

    private static final int NEAR = 48;

    /// hMailServer's line of a session in which it was the client: `"SMTPC" ... "192.0.2.1" "RECEIVED: 550
    /// ..."`.
    private static boolean ofClientSession(String folded, Span address) {
        int end = address.end();
        return (folded.startsWith("\" \"received:", end) || folded.startsWith("\" \"sent:", end))
                && folded.lastIndexOf("smtpc", address.start()) >= 0;
    }

    private static boolean answers(String folded, int end) {
        int at = end;
        while (at < folded.length() && ")]'\"> ,:".indexOf(folded.charAt(at)) >= 0) {
            at++;
        }
        int from = at;
        return BEHIND.stream().anyMatch(word -> folded.startsWith(word, from));
    }

    private static int back(String folded, int from, String marks) {
        int at = from;
        while (at > 0 && from - at < 3 && marks.indexOf(folded.charAt(at - 1)) >= 0) {
            at--;
        }
        return at;
    }

    /// The word in front, its colon or sign with it.
    private static String word(String folded, int end) {
        int at = back(folded, end, " (<'\"");
        int from = at;
        while (from > 0 && at - from < 40 && " ([<{;,'\"".indexOf(folded.charAt(from - 1)) < 0) {
            from--;
        }
        return folded.substring(from, at);
    }

    private static boolean part(char c) {
        return Lexicon.alnum(c) || c == '.' || c == '-' || c == '_';
    }
}
