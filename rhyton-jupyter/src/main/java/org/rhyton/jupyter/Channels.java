package org.rhyton.jupyter;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/**
 * The five sockets between the kernel and its front ends. Each is made, used and closed by one thread, which sleeps until
 * there is something to do; everyone else hands over messages. So a thread that is interrupted, as that of the cells is,
 * is never inside of ZeroMQ, whose channels an interrupt would close.
 */
final class Channels {
    /** How long a socket tries to get rid of what is sent, when all ends, in milliseconds. */
    private static final int LINGER = 1000;

    /**
     * Milliseconds between batches of pieces of streams and updates of displays. Training updates its display thousands of
     * times a second; in between the updates are joined, so that no front end is flooded.
     */
    private static final long PACE = 20;

    /** How often one who waits for input looks whether it is still wanted, in milliseconds. */
    private static final int INPUT_LOOK = 100;

    private final Connection connection;
    private final Wire wire;
    private final ZMQ.Context context = ZMQ.context(1);
    private final BlockingQueue<Message> outgoing = new LinkedBlockingQueue<>();
    private final BlockingQueue<InputRequest> inputRequests = new LinkedBlockingQueue<>();
    private final CountDownLatch bound = new CountDownLatch(5);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    /** What answers a request. */
    interface Handler {
        /** The reply; null for none. */
        @Nullable
        Message handle(Message request);
    }

    private record InputRequest(Message request, CompletableFuture<String> answer) {}

    Channels(Connection connection) {
        this.connection = connection;
        this.wire = new Wire(connection.key());
    }

    /** Binds all sockets and begins to serve them. */
    void open(Handler handler) throws InterruptedException {
        start("iopub", SocketType.PUB, connection.iopub(), this::publishAll);
        start("heartbeat", SocketType.REP, connection.heartbeat(), Channels::echo);
        start("stdin", SocketType.ROUTER, connection.stdin(), this::askForInput);
        start("control", SocketType.ROUTER, connection.control(), socket -> serve(socket, handler));
        start("shell", SocketType.ROUTER, connection.shell(), socket -> serve(socket, handler));
        bound.await();
    }

    private void start(String name, SocketType type, int port, Consumer<ZMQ.Socket> work) {
        Thread thread = new Thread(
                () -> {
                    ZMQ.Socket socket = context.socket(type);
                    try (socket) {
                        socket.setLinger(LINGER);
                        socket.setHWM(0); // no message is dropped: front ends wait for the one that ends a cell
                        socket.bind(connection.address(port));
                        bound.countDown();
                        work.accept(socket);
                    } catch (ZMQException e) {
                        if (e.getErrorCode() != ZMQ.Error.ETERM.getCode()) throw e; // else all ends
                    }
                },
                "jupyter-" + name);
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
    }

    // ---- requests

    private void serve(ZMQ.Socket socket, Handler handler) {
        boolean aborting = false;
        while (true) {
            Message request = wire.receive(socket, aborting ? ZMQ.DONTWAIT : 0);
            if (request == null) {
                aborting = false;
                continue;
            }
            publish(request.child("status", Map.of("execution_state", "busy")));
            boolean execution = request.type().equals("execute_request");
            Message reply = aborting && execution
                    ? request.child("execute_reply", Map.of("status", "aborted"))
                    : handler.handle(request);
            if (reply != null) wire.send(socket, reply);
            publish(request.child("status", Map.of("execution_state", "idle")));
            // What was queued behind a cell that failed is not run.
            if (execution && reply != null && "error".equals(reply.content().get("status"))) {
                aborting = request.flag("stop_on_error", true);
            }
            if (request.type().equals("shutdown_request")) closing.countDown();
        }
    }

    private static void echo(ZMQ.Socket socket) {
        while (true) {
            byte[] beat = socket.recv();
            if (beat != null) socket.send(beat);
        }
    }

    // ---- what is published

    /** Hands over a message for all front ends. */
    void publish(Message message) {
        outgoing.add(message);
    }

    private void publishAll(ZMQ.Socket socket) {
        try {
            while (true) {
                List<Message> batch = new ArrayList<>(List.of(outgoing.take()));
                outgoing.drainTo(batch);
                for (Message message : joined(batch)) {
                    if (message == Message.NONE) return;
                    wire.publish(socket, message);
                }
                if (batch.stream().anyMatch(Channels::flows)) Thread.sleep(PACE);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    /** Whether more of its kind may follow at once, with which it can be {@link #joined}. */
    private static boolean flows(Message message) {
        return message.type().equals("stream") || message.type().equals("update_display_data");
    }

    /** The same with what follows upon itself made one: pieces of a stream, and updates of a display. */
    static List<Message> joined(List<Message> batch) {
        List<Message> joined = new ArrayList<>();
        for (Message message : batch) {
            Message last = joined.isEmpty() ? Message.NONE : joined.getLast();
            if (isSame(last, message, "stream") && last.text("name").equals(message.text("name"))) {
                Map<String, @Nullable Object> content = new HashMap<>(message.content());
                content.put("text", last.text("text") + message.text("text"));
                joined.set(
                        joined.size() - 1,
                        new Message(message.identities(), message.header(), message.parent(), content));
            } else if (isSame(last, message, "update_display_data")
                    && String.valueOf(last.content().get("transient"))
                            .equals(String.valueOf(message.content().get("transient")))) {
                joined.set(joined.size() - 1, message);
            } else {
                joined.add(message);
            }
        }
        return joined;
    }

    private static boolean isSame(Message first, Message second, String type) {
        return first.type().equals(type)
                && second.type().equals(type)
                && first.parent().equals(second.parent());
    }

    // ---- input

    /**
     * Asks the user of the front end that sent a request for a line.
     *
     * @throws InterruptedIOException when the waiting thread is interrupted
     */
    String input(Message request, String prompt) throws IOException {
        CompletableFuture<String> answer = new CompletableFuture<>();
        Map<String, Object> content = Map.of("prompt", prompt, "password", false);
        inputRequests.add(new InputRequest(request.child("input_request", content), answer));
        try {
            return answer.get();
        } catch (InterruptedException e) {
            answer.cancel(false);
            throw new InterruptedIOException("interrupted while waiting for input");
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    private void askForInput(ZMQ.Socket socket) {
        socket.setReceiveTimeOut(INPUT_LOOK);
        try {
            while (closing.getCount() > 0) {
                InputRequest wanted = inputRequests.poll(INPUT_LOOK, TimeUnit.MILLISECONDS);
                if (wanted == null) continue;
                while (wire.receive(socket, ZMQ.DONTWAIT) != null) {
                    // answers to questions that were given up
                }
                wire.send(socket, wanted.request());
                while (!wanted.answer().isDone() && closing.getCount() > 0) {
                    Message reply = wire.receive(socket, 0);
                    if (reply != null) wanted.answer().complete(reply.text("value"));
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    // ---- the end

    /** Ends what {@link #awaitEnd} waits for. */
    void end() {
        closing.countDown();
    }

    /** Waits until a front end asks the kernel to end. */
    void awaitEndRequest() throws InterruptedException {
        closing.await();
    }

    /** Waits until a front end asks the kernel to end, then sends what is left and closes all sockets. */
    void awaitEnd() throws InterruptedException {
        awaitEndRequest();
        publish(Message.NONE);
        threads.getFirst().join(LINGER);
        context.term();
    }
}
