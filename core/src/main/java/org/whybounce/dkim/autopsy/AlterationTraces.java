package org.whybounce.dkim.autopsy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.whybounce.message.RawMessage;

/// Traces of programs that alter mail in ways that cannot be undone, since what they replaced is gone: rewritten
/// links,
/// notes, renamed attachments. They are named as a suspicion only.
final class AlterationTraces {
    /// Text that is searched; what rewrites links does so everywhere.
    private static final int MOST_TEXT = 512 * 1024;

    /// Hosts of links that were rewritten, as their makers document them: Proofpoint URL Defense, Microsoft Safe
    /// Links,
    /// Mimecast, Barracuda, Cisco, Symantec, Trend Micro, Sophos, FireEye, Avanan.
    private static final List<List<String>> LINKS = List.of(
            List.of("urldefense.proofpoint.com/", "links rewritten by Proofpoint"),
            List.of("urldefense.com/", "links rewritten by Proofpoint"),
            List.of("urldefense.us/", "links rewritten by Proofpoint"),
            List.of("safelinks.protection.outlook.com", "links rewritten by Microsoft Safe Links"),
            List.of(".mimecast.com/s/", "links rewritten by Mimecast"),
            List.of(".mimecastprotect.com/", "links rewritten by Mimecast"),
            List.of("linkprotect.cudasvc.com", "links rewritten by Barracuda"),
            List.of("secure-web.cisco.com", "links rewritten by Cisco"),
            List.of("clicktime.symantec.com", "links rewritten by Symantec"),
            List.of(".trendmicro.com/wis/", "links rewritten by Trend Micro"),
            List.of(".protection.sophos.com", "links rewritten by Sophos"),
            List.of("protect.fireeye.com", "links rewritten by FireEye"),
            List.of("url.avanan.click", "links rewritten by Avanan"));

    /// The note of an attachment has its name two lines below.
    private static final int LINES_NEAR = 6;

    private static final int MOST_NAMES = 5;

    private static final int LONGEST_NAME = 60;

    private static final List<List<String>> WORDS = List.of(
            List.of("originated from outside", "a warning about external mail in the body"),
            List.of("external email", "a warning about external mail in the body"),
            List.of("you don't often get email from", "a safety tip of Microsoft 365 in the body"),
            List.of("checked for viruses by", "an anti-virus note in the body"),
            List.of("scanned for viruses", "an anti-virus note in the body"),
            List.of("you received this message because you are subscribed", "a list's footer in the body"),
            List.of("to unsubscribe from this list", "a list's footer in the body"),
            List.of("mailman/listinfo", "a list's footer in the body"),
            List.of("attachment was scrubbed", "list software took an attachment out"),
            List.of("attachment has been removed", "an attachment was taken out"),
            List.of("attachment was removed", "an attachment was taken out"),
            List.of("attachments have been removed", "attachments were taken out"),
            List.of("removed attachment", "an attachment was taken out"),
            List.of("attachment has been blocked", "an attachment was taken out"),
            List.of("attachment blocked", "an attachment was taken out"),
            List.of("attachment was deleted", "an attachment was taken out"),
            List.of("potentially dangerous attachment", "an attachment was taken out"),
            List.of("virus-warning.txt", "an attachment was taken out by an anti-virus program"),
            List.of("viruswarning.txt", "an attachment was taken out by an anti-virus program"),
            List.of("safe attachments", "an attachment was held back by Microsoft's Safe Attachments"),
            List.of("confidentiality notice", "a legal notice in the body"));

    private static final List<List<String>> FIELDS = List.of(
            List.of("List-Id", "it came through a mailing list"),
            List.of("List-Post", "it came through a mailing list"),
            List.of("X-Mailman-Version", "it came through Mailman"),
            List.of("X-BeenThere", "it came through a mailing list"),
            List.of("Mailing-list", "it came through a mailing list"),
            List.of("X-Google-Group-Id", "it came through Google Groups"),
            List.of("X-Proofpoint-Virus-Version", "it went through Proofpoint"),
            List.of("X-Mimecast-Spam-Score", "it went through Mimecast"),
            List.of("X-Barracuda-Connect", "it went through Barracuda"),
            List.of("X-IronPort-AV", "it went through a Cisco gateway"),
            List.of("X-Content-Filtered-By", "list software took parts out"),
            List.of("X-Antivirus", "an anti-virus program has handled it"),
            List.of("X-MS-Exchange-Transport-Rules-Loop", "a transport rule of Exchange has handled it"));

    private AlterationTraces() {}

    static List<String> of(RawMessage message, List<String> lines) {
        List<String> traces = new ArrayList<>();
        for (List<String> field : FIELDS) {
            if (!message.all(field.getFirst()).isEmpty()) {
                add(traces, field.getLast());
            }
        }
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            if (text.length() > MOST_TEXT) {
                break;
            }
            boolean soft = line.endsWith("=");
            text.append(soft ? line.substring(0, line.length() - 1) : line + " ");
        }
        String lower = text.toString().toLowerCase(Locale.ROOT);
        for (List<String> link : LINKS) {
            if (lower.contains(link.getFirst())) {
                add(traces, link.getLast());
            }
        }
        for (List<String> words : WORDS) {
            if (lower.contains(words.getFirst())) {
                add(traces, words.getLast());
            }
        }
        if (lower.contains("attachment was scrubbed")) {
            removed(lines).forEach(name -> add(traces, "the attachment \"" + name + "\" was taken out"));
        }
        return traces;
    }

    /// Names of attachments that Mailman took out: `Name: report.pdf`, below the note that it did.
    private static List<String> removed(List<String> lines) {
        List<String> names = new ArrayList<>();
        int near = 0;
        for (String line : lines) {
            near = line.toLowerCase(Locale.ROOT).contains("attachment was scrubbed") ? LINES_NEAR : near - 1;
            if (near > 0 && line.startsWith("Name: ") && names.size() < MOST_NAMES) {
                String name = line.substring("Name: ".length()).strip();
                names.add(name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name);
            }
        }
        return names;
    }

    private static void add(List<String> traces, String trace) {
        if (!traces.contains(trace)) {
            traces.add(trace);
        }
    }
}
