package org.whybounce.store.mailbox;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.search.FlagTerm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.whybounce.report.ReportMailboxes;

/// Reads what is unread, and marks it once it is kept. A program that is killed in between finds it unread again, and
/// the store counts it once.
public final class ImapMailboxes implements ReportMailboxes {
    /// Mails that are kept and marked together: their reports are one transaction.
    private static final int TOGETHER = 50;

    /// Bytes of mail held at a time.
    private static final long HELD = 32L << 20;

    /// Bytes of one mail; reports of the largest receivers stay below 10 MiB.
    private static final int LARGEST = 64 << 20;

    /// Milliseconds to connect, and without a byte from the server.
    private static final int CONNECT = 20_000;

    private static final int SILENCE = 60_000;

    // Of tests: whom to trust beside the usual authorities.
    private final @Nullable SSLSocketFactory trusting;

    public ImapMailboxes() {
        this(null);
    }

    ImapMailboxes(@Nullable SSLSocketFactory trusting) {
        this.trusting = trusting;
    }

    @Override
    public Looked look(String url, String password, Taking taking) throws Unreachable {
        MailboxAddress at = MailboxAddress.of(url);
        if (password.isEmpty()) {
            throw new Unreachable("the mailbox needs a password: WHYBOUNCE_MAILBOX_PASSWORD, or a file");
        }
        try (Store store = Session.getInstance(properties(at)).getStore(at.protocol())) {
            store.connect(at.host(), at.port(), at.user(), password);
            Folder folder = store.getFolder(at.folder());
            if (!folder.exists()) {
                throw new Unreachable(
                        "the mailbox of " + at.user() + " at " + at.host() + " has no folder " + at.folder());
            }
            folder.open(Folder.READ_WRITE);
            try {
                return unread(at, folder, taking);
            } finally {
                // false: what somebody else marked as deleted stays as well.
                folder.close(false);
            }
        } catch (AuthenticationFailedException e) {
            throw new Unreachable(at.host() + " does not accept the name and password of " + at.user(), e);
        } catch (MessagingException e) {
            throw new Unreachable(
                    "the mailbox at " + at.host() + " cannot be used ("
                            + innermost(e).getClass().getSimpleName() + ")",
                    e);
        }
    }

    private static Throwable innermost(Throwable trouble) {
        Throwable last = trouble;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return last;
    }

    private Properties properties(MailboxAddress at) {
        Properties properties = new Properties();
        String prefix = "mail." + at.protocol() + ".";
        properties.put(prefix + "connectiontimeout", "" + CONNECT);
        properties.put(prefix + "timeout", "" + SILENCE);
        properties.put(prefix + "writetimeout", "" + SILENCE);
        properties.put(prefix + "ssl.checkserveridentity", "true");
        properties.put(prefix + "starttls.enable", "true");
        properties.put(prefix + "starttls.required", "true");
        // Without it reading a mail would mark it, before it is kept.
        properties.put(prefix + "peek", "true");
        properties.put(prefix + "fetchsize", "" + (1 << 20));
        if (trusting != null) {
            properties.put(prefix + "ssl.socketFactory", trusting);
        }
        return properties;
    }

    private static Looked unread(MailboxAddress at, Folder folder, Taking taking) throws MessagingException {
        Message[] found = folder.search(new FlagTerm(new Flags(Flags.Flag.SEEN), false));
        List<Mail> mails = new ArrayList<>();
        List<Message> read = new ArrayList<>();
        int marked = 0;
        int large = 0;
        long held = 0;
        for (Message message : found) {
            if (message.getSize() > LARGEST) {
                large++;
                continue;
            }
            byte[] bytes = bytes(message);
            mails.add(new Mail(at.folder() + "/" + message.getMessageNumber(), bytes));
            read.add(message);
            held += bytes.length;
            if (mails.size() == TOGETHER || held > HELD) {
                marked += mark(folder, mails, read, taking);
                held = 0;
            }
        }
        marked += mark(folder, mails, read, taking);
        return new Looked(marked, large);
    }

    private static int mark(Folder folder, List<Mail> mails, List<Message> read, Taking taking)
            throws MessagingException {
        if (mails.isEmpty()) {
            return 0;
        }
        taking.take(List.copyOf(mails));
        folder.setFlags(read.toArray(new Message[0]), new Flags(Flags.Flag.SEEN), true);
        int count = mails.size();
        mails.clear();
        read.clear();
        return count;
    }

    private static byte[] bytes(Message message) throws MessagingException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(Math.max(1024, message.getSize()));
        try {
            message.writeTo(out);
        } catch (IOException e) {
            throw new MessagingException("a mail cannot be read to its end", e);
        }
        return out.toByteArray();
    }
}
