package org.whybounce.dns.wire;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// A name server on loopback that does with each question what a test wants, right or wrong.
final class FalseServer implements AutoCloseable {
    /// How it answers datagrams: the packets to send back, in order, each a whole message.
    interface OverUdp {
        List<byte[]> answer(byte[] question);
    }

    /// How it answers a TCP connection, from accept to close.
    interface OverTcp {
        void talk(Socket socket, byte[] question) throws Exception;
    }

    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final InetSocketAddress address;
    final AtomicInteger datagrams = new AtomicInteger();
    final AtomicInteger connections = new AtomicInteger();

    private FalseServer(DatagramSocket udp, ServerSocket tcp) {
        this.udp = udp;
        this.tcp = tcp;
        this.address = (InetSocketAddress) udp.getLocalSocketAddress();
    }

    static FalseServer start(OverUdp overUdp, OverTcp overTcp) throws IOException {
        ServerSocket tcp = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        DatagramSocket udp = new DatagramSocket(tcp.getLocalPort(), InetAddress.getLoopbackAddress());
        FalseServer server = new FalseServer(udp, tcp);
        Thread.ofVirtual().start(() -> server.datagrams(overUdp));
        Thread.ofVirtual().start(() -> server.connections(overTcp));
        return server;
    }

    /// One datagram back for each, and the same bytes over TCP.
    static FalseServer answering(Function<byte[], byte[]> answer) throws IOException {
        return start(
                question -> List.of(answer.apply(question)),
                (socket, question) -> frame(socket, answer.apply(question)));
    }

    static void frame(Socket socket, byte[] message) throws IOException {
        byte[] framed = new byte[message.length + 2];
        framed[0] = (byte) (message.length >>> 8);
        framed[1] = (byte) message.length;
        System.arraycopy(message, 0, framed, 2, message.length);
        socket.getOutputStream().write(framed);
        socket.getOutputStream().flush();
    }

    Server address() {
        return new Server.Plain(address);
    }

    private void datagrams(OverUdp overUdp) {
        byte[] buffer = new byte[4096];
        while (true) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                udp.receive(packet);
                datagrams.incrementAndGet();
                for (byte[] answer : overUdp.answer(Arrays.copyOf(buffer, packet.getLength()))) {
                    udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connections(OverTcp overTcp) {
        while (true) {
            try {
                Socket socket = tcp.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> {
                    try (socket) {
                        DataInputStream in = new DataInputStream(socket.getInputStream());
                        byte[] question = new byte[in.readUnsignedShort()];
                        in.readFully(question);
                        overTcp.talk(socket, question);
                    } catch (Exception gone) {
                        return;
                    }
                });
            } catch (IOException closed) {
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        udp.close();
        tcp.close();
    }
}
