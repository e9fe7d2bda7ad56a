package org.rhyton.jupyter;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.rhyton.training.Progress;
import org.rhyton.training.ProgressBar;

/** Answers the requests of front ends. */
final class Kernel implements Channels.Handler {
    private final Channels channels;
    private final LiveText progress = new LiveText(this::publish);
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            task -> Thread.ofPlatform().name("cells").daemon().unstarted(task));
    private final Future<Cells> cells;
    private volatile Message current = Message.NONE;
    private int count;

    Kernel(Channels channels) {
        this.channels = channels;
        System.setOut(CellStream.printingTo(text -> print("stdout", text)));
        System.setErr(CellStream.printingTo(text -> print("stderr", text)));
        System.setIn(new CellInput(this::readLine));
        if (!FrontEnd.isTerminal()) Progress.setAutomatic(new Progress(ProgressBar.Style.LIVE, progress::accept));
        else Progress.setAutomatic(Progress.liveBar(System.out));
        Notebook.publishWith((type, content) -> {
            progress.end();
            publish(type, content);
        });
        cells = thread.submit(() -> new Cells(System.err::print));
    }

    // ---- what cells send

    private void publish(String type, Map<String, ? extends @Nullable Object> content) {
        channels.publish(current.child(type, content));
    }

    private void print(String stream, String text) {
        progress.end();
        publish("stream", Map.of("name", stream, "text", text));
    }

    private String readLine() throws IOException {
        if (!current.flag("allow_stdin", false)) {
            throw new IOException("this front end takes no input; run the notebook in one that does");
        }
        return channels.input(current, "");
    }

    // ---- requests

    @Override
    public @Nullable Message handle(Message request) {
        return switch (request.type()) {
            case "kernel_info_request" -> request.child("kernel_info_reply", info());
            case "execute_request" -> request.child("execute_reply", execute(request));
            case "complete_request" -> request.child("complete_reply", complete(request));
            case "inspect_request" -> request.child("inspect_reply", inspect(request));
            case "is_complete_request" -> request.child("is_complete_reply", isComplete(request));
            case "history_request" -> request.child("history_reply", Map.of("status", "ok", "history", List.of()));
            case "comm_info_request" -> request.child("comm_info_reply", Map.of("status", "ok", "comms", Map.of()));
            case "interrupt_request" -> request.child("interrupt_reply", interrupt());
            case "shutdown_request" ->
                request.child("shutdown_reply", Map.of("status", "ok", "restart", request.flag("restart", false)));
            default -> null;
        };
    }

    private static Map<String, Object> info() {
        return Map.of(
                "status", "ok",
                "protocol_version", "5.3",
                "implementation", "rhyton",
                "implementation_version", "0.1.0",
                "banner", "Java " + Cells.javaVersion() + " with Rhyton",
                "help_links", List.of(),
                "language_info",
                        Map.of(
                                "name", "java",
                                "version", Cells.javaVersion(),
                                "mimetype", "text/x-java-source",
                                "file_extension", ".jsh",
                                "pygments_lexer", "java",
                                "codemirror_mode", "text/x-java"));
    }

    private Map<String, @Nullable Object> execute(Message request) {
        boolean silent = request.flag("silent", false);
        if (!silent) count++;
        current = request;
        progress.end();
        String code = request.text("code");
        if (!silent) publish("execute_input", Map.of("code", code, "execution_count", count));
        CellError error;
        try {
            Cells.Outcome outcome = onCells(shell -> shell.run(code, count));
            error = outcome.error();
            if (outcome.value() != null && !silent) publishResult(outcome.value());
        } catch (ExecutionException e) {
            error = Errors.plain("KernelError", String.valueOf(e.getCause()));
        }
        Map<String, @Nullable Object> reply = new HashMap<>(Map.of("execution_count", count));
        reply.put("status", error == null ? "ok" : "error");
        if (error == null) {
            reply.put("user_expressions", Map.of());
            reply.put("payload", List.of());
        } else {
            Map<String, Object> details =
                    Map.of("ename", error.name(), "evalue", error.message(), "traceback", error.lines());
            publish("error", details);
            reply.putAll(details);
        }
        return reply;
    }

    private void publishResult(Object value) throws ExecutionException {
        Rendering rendering = onCells(shell -> Rendering.of(value));
        publish(
                "execute_result",
                Map.of(
                        "execution_count", count,
                        "data", rendering.data(),
                        "metadata", rendering.metadata()));
    }

    private Map<String, Object> complete(Message request) {
        String code = request.text("code");
        int cursor = Math.clamp(
                code.offsetByCodePoints(
                        0, Math.min(request.number("cursor_pos"), code.codePointCount(0, code.length()))),
                0,
                code.length());
        Cells.Completions found = ask(shell -> shell.complete(code, cursor), new Cells.Completions(List.of(), 0, 0));
        return Map.of(
                "status", "ok",
                "matches", found.texts(),
                "cursor_start", code.codePointCount(0, found.start()),
                "cursor_end", code.codePointCount(0, found.end()),
                "metadata", Map.of());
    }

    private Map<String, Object> inspect(Message request) {
        String code = request.text("code");
        int cursor = Math.min(request.number("cursor_pos"), code.length());
        String found = ask(shell -> shell.inspect(code, cursor), "");
        return Map.of(
                "status",
                "ok",
                "found",
                !found.isEmpty(),
                "data",
                found.isEmpty() ? Map.of() : Map.of("text/plain", found),
                "metadata",
                Map.of());
    }

    private Map<String, Object> isComplete(Message request) {
        String status = ask(shell -> shell.isComplete(request.text("code")), "unknown");
        return status.equals("incomplete") ? Map.of("status", status, "indent", "    ") : Map.of("status", status);
    }

    /** Served on the control socket, beside a cell that runs. */
    private Map<String, Object> interrupt() {
        if (cells.isDone()) cells.resultNow().interrupt();
        return Map.of("status", "ok");
    }

    // ---- the thread of the cells

    private interface Question<T> {
        T ask(Cells shell) throws Exception;
    }

    private <T> T onCells(Question<T> question) throws ExecutionException {
        Callable<T> task = () -> question.ask(cells.get());
        try {
            return thread.submit(task).get();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the threads of sockets", e);
        }
    }

    /** Answers a question about code; one that JShell fails over has no answer. */
    private <T> T ask(Question<T> question, T none) {
        try {
            return onCells(question);
        } catch (ExecutionException e) {
            return none;
        }
    }
}
