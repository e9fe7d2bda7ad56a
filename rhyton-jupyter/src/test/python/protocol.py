"""Talks to the kernel as Jupyter's front ends do, and checks its answers."""
import time

import jupyter_client

manager, client = jupyter_client.manager.start_new_kernel(kernel_name="rhyton", startup_timeout=90)


def answer(message_id, timeout=60):
    while True:
        reply = client.get_shell_msg(timeout=timeout)
        if reply["parent_header"].get("msg_id") == message_id:
            return reply["content"]


def run(code, line=None, interrupt=False, **options):
    """Runs a cell, interrupts it after its first output if wanted; returns the reply and what was published."""
    sent = client.execute(code, allow_stdin=line is not None, **options)
    if line is not None:
        client.get_stdin_msg(timeout=60)
        client.input(line)
    published = []
    while True:
        message = client.get_iopub_msg(timeout=120)
        if message["parent_header"].get("msg_id") != sent:
            continue
        if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
            return answer(sent), published
        published.append((message["msg_type"], message["content"]))
        if interrupt and message["msg_type"] in ("stream", "display_data"):
            time.sleep(0.5)
            manager.interrupt_kernel()
            interrupt = False


def printed(published, name="stdout"):
    return "".join(content["text"] for kind, content in published if kind == "stream" and content["name"] == name)


def shown(published):
    return [content["data"] for kind, content in published if kind in ("execute_result", "display_data")]


def check(truth, *details):
    if not truth:
        raise AssertionError(details)


# Values, streams, displays.
reply, published = run("int x = 20;\nx + 1")
check(reply["status"] == "ok" and shown(published) == [{"text/plain": "21"}], reply, published)
reply, published = run('System.out.println("out é"); System.err.print("err"); display("in the middle"); "last"')
check(printed(published) == "out é\n" and printed(published, "stderr") == "err", published)
check([data["text/plain"] for data in shown(published)] == ["in the middle", "last"], published)

# Errors.
reply, published = run("int y = 1 +;")
check(reply["status"] == "error" and reply["ename"] == "CompileError", reply)
check(any("^" in line for line in reply["traceback"]), reply)

# Training: one display that is updated, then the curves.
reply, published = run("""var model = new Sequential(new Dense(4).inputShape(3), new Dense(1));
model.compile(loss("mse"), optimizer("adam"));
model.fit(NDArray.ones(200, 3), NDArray.ones(200, 1), epochs(3), validationSplit(0.1))""")
displays = {content["transient"]["display_id"] for kind, content in published if "update" in kind or kind == "display_data"}
check(len(displays) == 1, published)
final = [content for kind, content in published if kind == "update_display_data"][-1]["data"]["text/plain"]
check(final.count("\n") == 5 and "Epoch 3/3" in final and "\b" not in final and "\r" not in final, final)
check("image/png" in shown(published)[-1], [list(data) for data in shown(published)])

# Interrupts: training, then a loop that looks at nothing; the kernel and the model go on.
big = "model.fit(NDArray.ones(200, 3), NDArray.ones(200, 1), batchSize(1), epochs(10_000_000))"
reply, published = run(big, interrupt=True)
check(reply["ename"] == "Interrupted" and "fit was interrupted after" in reply["evalue"], reply)
reply, published = run("model.fit(NDArray.ones(20, 3), NDArray.ones(20, 1)).epoch().size()")
check(shown(published)[-1]["text/plain"] == "1", reply, published)
reply, published = run('{ System.out.println("running"); while (true) x++; }', interrupt=True)
check(reply["ename"] == "Interrupted", reply)

# What is queued behind a failing cell is not run.
failing = client.execute('throw new IllegalStateException("no");')
queued = client.execute('System.out.println("never")')
check(answer(failing)["status"] == "error")
check(answer(queued)["status"] == "aborted")

# Input.
reply, published = run('var name = IO.readln("name? ");\n"hello " + name', line="Ada")
check(shown(published) == [{"text/plain": "hello Ada"}], published)
reply, published = run('System.in.read()')
check(reply["status"] == "error" and "takes no input" in reply["evalue"], reply)

# Questions about code.
found = answer(client.complete("model.predi", 11))
check(found["matches"] == ["predict(", "predictMonteCarlo("] and found["cursor_start"] == 6, found)
found = answer(client.inspect("model", 3))
check(found["found"] and found["data"]["text/plain"] == "Sequential model", found)
check(answer(client.is_complete("if (true) {"))["status"] == "incomplete")

# Restart forgets everything; a shut down kernel is gone.
manager.restart_kernel(now=False)
client.wait_for_ready(timeout=90)
reply, published = run("x")
check(reply["ename"] == "CompileError", reply)
client.stop_channels()
manager.shutdown_kernel(now=False)
check(not manager.is_alive())
print("the kernel answered as it should")
