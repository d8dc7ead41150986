package org.whybounce.dns.wire;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.whybounce.dns.Deadline;
import org.whybounce.net.IpAddress;

/// Questions over TCP (RFC 7766) and TLS (RFC 7858), one connection each: they are rare.
///
/// A server that sends one byte a second keeps every read time-out from ringing. So a second thread sleeps until the
/// deadline and then closes the socket, which ends any read, write or handshake at once.
final class Streams {
    private final Semaphore connections;
    private final RandomIds random = new RandomIds();

    Streams(int mostConnections) {
        connections = new Semaphore(mostConnections);
    }

    Heard ask(InetSocketAddress server, Query query, Deadline deadline) {
        return ask(server, "", query, deadline);
    }

    /// Over TLS; the server's certificate must hold the name, or the address, given.
    Heard askTls(Server.Tls server, Query query, Deadline deadline) {
        return ask(server.address(), server.name(), query, deadline);
    }

    private Heard ask(InetSocketAddress server, String tlsName, Query query, Deadline deadline) {
        try {
            if (!connections.tryAcquire(Math.max(0, deadline.left()), TimeUnit.NANOSECONDS)) {
                return new Heard.Silence();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Heard.Cancelled();
        }
        try (Socket socket = new Socket()) {
            Thread watch = Thread.ofVirtual().start(() -> closeAt(deadline, socket));
            try {
                socket.setTcpNoDelay(true);
                socket.connect(server, deadline.leftMillis());
                socket.setSoTimeout(deadline.leftMillis());
                return tlsName.isEmpty() ? talk(socket, query) : talk(secured(socket, server, tlsName), query);
            } finally {
                watch.interrupt();
            }
        } catch (IOException | IllegalArgumentException e) {
            if (Thread.currentThread().isInterrupted()) {
                return new Heard.Cancelled();
            }
            return deadline.passed() || e instanceof SocketTimeoutException
                    ? new Heard.Silence()
                    : new Heard.Unreachable(
                            e instanceof ConnectException ? "nothing listens there" : String.valueOf(e.getMessage()));
        } finally {
            connections.release();
        }
    }

    private static void closeAt(Deadline deadline, Socket socket) {
        try {
            Thread.sleep(Duration.ofNanos(Math.max(0, deadline.left())));
            socket.close();
        } catch (InterruptedException | IOException answered) {
            Thread.currentThread().interrupt();
        }
    }

    private static SSLSocket secured(Socket socket, InetSocketAddress server, String name) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket secured = (SSLSocket) factory.createSocket(socket, name, server.getPort(), true);
        SSLParameters parameters = secured.getSSLParameters();
        // RFC 7858 leaves the profile to the client; RFC 8310, section 8.1, is the strict one: the name must fit.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setApplicationProtocols(new String[] {"dot"});
        if (IpAddress.parse(name).isEmpty()) {
            parameters.setServerNames(List.of(new SNIHostName(name)));
        }
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    /// RFC 1035, section 4.2.2: each message behind its length in two bytes. What answers something else is skipped.
    private Heard talk(Socket socket, Query query) throws IOException {
        int id = random.next();
        byte[] message = query.bytes(id);
        byte[] framed = new byte[message.length + 2];
        framed[0] = (byte) (message.length >>> 8);
        framed[1] = (byte) message.length;
        System.arraycopy(message, 0, framed, 2, message.length);
        socket.getOutputStream().write(framed);
        DataInputStream in = new DataInputStream(socket.getInputStream());
        for (int strays = 0; strays < 16; strays++) {
            byte[] answer = new byte[in.readUnsignedShort()];
            in.readFully(answer);
            if (answer.length >= Query.HEADER && Query.id(answer) == id && query.answeredBy(answer)) {
                return new Heard.Message(answer);
            }
        }
        return new Heard.Unreachable("it answers other questions than the one asked");
    }
}
