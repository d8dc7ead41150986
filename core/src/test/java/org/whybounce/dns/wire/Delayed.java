package org.whybounce.dns.wire;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// A name server on loopback that is far away: each answer leaves so many milliseconds after its question came, and
/// many
/// may be on their way at once.
public final class Delayed implements AutoCloseable {
    private final DatagramSocket socket;

    private Delayed(DatagramSocket socket) {
        this.socket = socket;
    }

    public static Delayed start(ScheduledExecutorService later, int millis, Function<byte[], byte[]> answer)
            throws IOException {
        DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.setReceiveBufferSize(4 << 20);
        Delayed server = new Delayed(socket);
        Thread.ofPlatform().daemon().start(() -> server.serve(later, millis, answer));
        return server;
    }

    private void serve(ScheduledExecutorService later, int millis, Function<byte[], byte[]> answer) {
        byte[] buffer = new byte[4096];
        while (true) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
            } catch (IOException closed) {
                return;
            }
            byte[] question = Arrays.copyOf(buffer, packet.getLength());
            InetSocketAddress asker = (InetSocketAddress) packet.getSocketAddress();
            var _ = later.schedule(() -> send(answer.apply(question), asker), millis, TimeUnit.MILLISECONDS);
        }
    }

    private void send(byte[] message, InetSocketAddress asker) {
        try {
            socket.send(new DatagramPacket(message, message.length, asker));
        } catch (IOException closed) {
            socket.close();
        }
    }

    public Server address() {
        return new Server.Plain((InetSocketAddress) socket.getLocalSocketAddress());
    }

    @Override
    public void close() {
        socket.close();
    }
}
