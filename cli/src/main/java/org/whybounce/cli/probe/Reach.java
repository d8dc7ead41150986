package org.whybounce.cli.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.whybounce.dns.DomainName;
import org.whybounce.net.IpAddress;

/// How far a probe may reach.
///
/// @param may    addresses that may be connected to
/// @param smtp   the port of mail hosts
/// @param https  the port of the policy host
/// @param roots  whom certificates are checked against; null for those of this Java
/// @param within everything that one host may take, whatever it sends and however slowly
record Reach(
        Predicate<IpAddress> may,
        int smtp,
        int https,
        @Nullable KeyStore roots,
        Duration within) {
    /// Public addresses and the usual ports. Ten seconds: a mail host may greet late on purpose, to try spammers.
    static final Reach PUBLIC =
            new Reach(address -> address.scope().publiclySeen(), 25, 443, null, Duration.ofSeconds(10));

    /// A certificate that a server showed.
    ///
    /// @param distrust why nobody need believe it; empty if an authority vouches for it
    record Shown(List<X509Certificate> chain, String distrust) {}

    /// What is done with a connection before its time is up.
    interface Talk<T> {
        T with(Socket socket) throws IOException;
    }

    /// Connects to the one address that was looked up and checked; nothing is resolved a second time.
    <T> T connect(IpAddress address, int port, Talk<T> talk) throws IOException {
        if (!may.test(address)) {
            throw new IOException(address + " is not a public address");
        }
        try (Socket socket = new Socket()) {
            Thread end = Thread.ofVirtual().start(() -> end(socket));
            try {
                int patience = (int) within.toMillis();
                socket.connect(new InetSocketAddress(InetAddress.getByName(address.toString()), port), patience);
                socket.setSoTimeout(patience);
                return talk.with(socket);
            } finally {
                end.interrupt();
            }
        }
    }

    private void end(Socket late) {
        try {
            Thread.sleep(within);
            late.close();
        } catch (InterruptedException | IOException done) {
            Thread.currentThread().interrupt();
        }
    }

    /// TLS over a connection, with whatever certificate comes: it is what is asked for.
    SSLSocket secure(Socket plain, DomainName host, List<Shown> shown) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Noting(judge(), shown)}, null);
            SSLSocket socket =
                    (SSLSocket) context.getSocketFactory().createSocket(plain, host.toString(), plain.getPort(), true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(host.toString())));
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("no TLS: " + e.getMessage(), e);
        }
    }

    private X509TrustManager judge() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(roots);
        for (TrustManager each : factory.getTrustManagers()) {
            if (each instanceof X509TrustManager judge) {
                return judge;
            }
        }
        throw new GeneralSecurityException("this Java has no certificate authorities");
    }

    /// Keeps the certificates and what the authorities say, and goes on.
    private static final class Noting extends X509ExtendedTrustManager {
        private final X509TrustManager judge;
        private final List<Shown> shown;

        Noting(X509TrustManager judge, List<Shown> shown) {
            this.judge = judge;
            this.shown = shown;
        }

        private void note(X509Certificate[] chain, String type) {
            String distrust = "";
            try {
                judge.checkServerTrusted(chain, type);
            } catch (CertificateException e) {
                distrust = "no certificate authority that this machine knows vouches for it";
                try {
                    chain[0].checkValidity();
                } catch (CertificateException dates) {
                    distrust = "it is valid from " + day(chain[0].getNotBefore()) + " to " + day(chain[0].getNotAfter())
                            + " only";
                }
            }
            shown.add(new Shown(List.of(chain), distrust));
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
            note(chain, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            note(chain, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            note(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return judge.getAcceptedIssuers();
        }
    }

    static String day(java.util.Date date) {
        return date.toInstant().toString().substring(0, 10);
    }
}
