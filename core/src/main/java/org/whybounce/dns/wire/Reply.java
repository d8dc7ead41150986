package org.whybounce.dns.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.dns.WireRecords;
import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Section;

/// One server's message, read but not yet judged.
///
/// @param rcode              the response code, extended by EDNS where present
/// @param authoritative      the AA bit
/// @param truncated          the TC bit
/// @param recursionAvailable the RA bit
/// @param authenticated      the AD bit: the resolver says that DNSSEC held (RFC 6840, section 5.8)
/// @param signed             an RRSIG stands in the answer
/// @param trouble            the extended error in words (RFC 8914), empty if none came
public record Reply(
        int rcode,
        boolean authoritative,
        boolean truncated,
        boolean recursionAvailable,
        boolean authenticated,
        boolean signed,
        List<ResourceRecord> answers,
        List<ResourceRecord> authority,
        List<ResourceRecord> additional,
        String trouble) {
    public static final int NOERROR = 0;
    public static final int FORMERR = 1;
    public static final int SERVFAIL = 2;
    public static final int NXDOMAIN = 3;
    public static final int NOTIMP = 4;
    public static final int REFUSED = 5;
    public static final int BADVERS = 16;

    /// Reads a message; empty if it is none. Records of other classes than IN, and of types nobody here asks for, are
    /// left out; a name that does not fit [DomainName] makes the whole message unusable, since to leave its record
    /// out
    /// could turn an answer into "there is none".
    static Optional<Reply> read(byte[] wire) {
        try {
            Message message = new Message(wire);
            OPTRecord opt = message.getOPT();
            List<ResourceRecord> answers = new ArrayList<>();
            boolean signed = false;
            for (org.xbill.DNS.Record record : message.getSection(Section.ANSWER)) {
                if (record.getDClass() != DClass.IN) {
                    continue;
                }
                Optional<ResourceRecord> ours = WireRecords.convert(record);
                if (ours.isEmpty() && WireRecords.known(record.getType())) {
                    return Optional.empty();
                }
                signed |= record.getType() == RecordType.RRSIG.number();
                ours.ifPresent(answers::add);
            }
            return Optional.of(new Reply(
                    message.getRcode(),
                    message.getHeader().getFlag(Flags.AA),
                    message.getHeader().getFlag(Flags.TC),
                    message.getHeader().getFlag(Flags.RA),
                    message.getHeader().getFlag(Flags.AD),
                    signed,
                    answers,
                    section(message, Section.AUTHORITY),
                    section(message, Section.ADDITIONAL),
                    opt == null ? "" : trouble(opt)));
        } catch (IOException | RuntimeException malformed) {
            return Optional.empty();
        }
    }

    private static List<ResourceRecord> section(Message message, int section) {
        List<ResourceRecord> records = new ArrayList<>();
        for (org.xbill.DNS.Record record : message.getSection(section)) {
            if (record.getDClass() == DClass.IN) {
                WireRecords.convert(record).ifPresent(records::add);
            }
        }
        return records;
    }

    private static String trouble(OPTRecord opt) {
        for (EDNSOption option : opt.getOptions()) {
            if (option instanceof ExtendedErrorCodeOption error) {
                String text = error.getText() == null ? "" : error.getText().strip();
                String name = ExtendedErrorCodeOption.text(error.getErrorCode()).replace('_', ' ');
                return text.isEmpty() ? name : name + ": " + (text.length() > 200 ? text.substring(0, 200) : text);
            }
        }
        return "";
    }

    /// The response code's name (RFC 1035, section 4.1.1; RFC 6895, section 2.3).
    public String rcodeName() {
        return switch (rcode) {
            case NOERROR -> "NOERROR";
            case FORMERR -> "FORMERR";
            case SERVFAIL -> "SERVFAIL";
            case NXDOMAIN -> "NXDOMAIN";
            case NOTIMP -> "NOTIMP";
            case REFUSED -> "REFUSED";
            case BADVERS -> "BADVERS";
            default -> "RCODE" + rcode;
        };
    }
}
