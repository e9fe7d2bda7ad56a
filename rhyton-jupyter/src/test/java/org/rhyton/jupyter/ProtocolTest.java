package org.rhyton.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The kernel as Jupyter's own client sees it; what is checked stands in {@code src/test/python/protocol.py}. */
class ProtocolTest {
    @Test
    @Timeout(300)
    void jupytersClientGetsWhatItAsksFor(@TempDir Path data) throws Exception {
        assertEquals(0, Jupyter.run(data, Jupyter.python(), "src/test/python/protocol.py"));
    }
}
