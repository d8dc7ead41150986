package org.whybounce.web.operator;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.whybounce.report.ReportLimits;
import org.whybounce.report.ReportMailboxes;
import org.whybounce.report.ReportStore;
import org.whybounce.report.ReportsReader;

/// Looks now and then into the mailbox in which reports arrive, and keeps what is new.
public final class MailboxLook implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger("whybounce.mailbox");

    private final OperatorSettings.Mailbox mailbox;
    private final KeptReports kept;

    public MailboxLook(OperatorSettings.Mailbox mailbox, KeptReports kept) {
        this.mailbox = mailbox;
        this.kept = kept;
    }

    /// Never throws: a mailbox that is away is tried again the next time.
    @Override
    public void run() {
        try {
            ReportMailboxes mailboxes = ServiceLoader.load(ReportMailboxes.class)
                    .findFirst()
                    .orElseThrow(() -> new ReportMailboxes.Unreachable("this whybounce fetches from no mailbox"));
            ReportMailboxes.Looked looked = mailboxes.look(
                    mailbox.url(),
                    password(),
                    mails -> kept.change(store -> {
                        ReportsReader reader = new ReportsReader(ReportLimits.UPLOAD, store);
                        mails.forEach(mail -> reader.read(mail.name(), new ByteArrayInputStream(mail.bytes())));
                        return reader;
                    }));
            if (looked.mails() + looked.large() > 0) {
                LOG.info("{} mails with reports read, {} left as too large", looked.mails(), looked.large());
            }
        } catch (ReportMailboxes.Unreachable | ReportStore.Unavailable | UncheckedIOException trouble) {
            LOG.warn("{}", trouble.getMessage());
        }
    }

    /// Read anew each time, so that it can be changed while the server runs.
    private String password() {
        if (mailbox.passwordFile().isEmpty()) {
            return System.getenv().getOrDefault("WHYBOUNCE_MAILBOX_PASSWORD", "");
        }
        try (Stream<String> lines = Files.lines(Path.of(mailbox.passwordFile()))) {
            return lines.findFirst().orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException("the file with the mailbox's password cannot be read", e);
        }
    }
}
