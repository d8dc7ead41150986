package org.whybounce.report;

import java.util.List;

/// Fetches reports from the mailbox in which they arrive. The core opens no connection itself; what can is found on the
/// class path as a service, as [ReportStores] is.
public interface ReportMailboxes {
    /// One mail as it lies there.
    @SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
    record Mail(String name, byte[] bytes) {}

    /// Takes some mails. They are marked as read once this returns, so what they hold has to be kept by then.
    @FunctionalInterface
    interface Taking {
        void take(List<Mail> mails);
    }

    /// The mailbox cannot be reached, or does not let us in; the message says which, without any secret.
    final class Unreachable extends Exception {
        private static final long serialVersionUID = 1;

        public Unreachable(String message, Throwable cause) {
            super(message, cause);
        }

        public Unreachable(String message) {
            super(message);
        }
    }

    /// What came of one look.
    ///
    /// @param mails  read and marked
    /// @param large  larger than any report: left as they are
    record Looked(int mails, int large) {}

    /// Hands on every mail that is not marked as read. Nothing is ever deleted or moved.
    ///
    /// @param url `imaps://user@host/folder`, or `imap://` for a host that offers STARTTLS
    Looked look(String url, String password, Taking taking) throws Unreachable;
}
