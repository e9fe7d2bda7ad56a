"""Starts the kernel many times in a row, runs a cell each time, and counts hangs.

    ./rhyton jupyter install && python3 rhyton-jupyter/scripts/starts.py 50
"""
import statistics
import sys
import time

import jupyter_client

count = int(sys.argv[1]) if len(sys.argv) > 1 else 50
times, failures = [], 0
for number in range(1, count + 1):
    begin = time.time()
    manager = None
    try:
        manager, client = jupyter_client.manager.start_new_kernel(kernel_name="rhyton", startup_timeout=90)
        reply = client.execute_interactive("NDArray.ones(2, 3).sum()", timeout=60, output_hook=lambda message: None)
        if reply["content"]["status"] != "ok":
            raise RuntimeError(reply["content"])
        client.stop_channels()
        manager.shutdown_kernel(now=False)
        times.append(time.time() - begin)
    except Exception as problem:
        failures += 1
        print(f"start {number}: {problem!r}")
        if manager is not None:
            manager.shutdown_kernel(now=True)
print(f"{count - failures} of {count} starts; median {statistics.median(times):.1f} s, longest {max(times):.1f} s")
sys.exit(failures > 0)
