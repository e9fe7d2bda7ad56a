package org.rhyton.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rhyton.internal.kernel.Team;

/** Training comes to the same bits interpreted and compiled, in any process, for any number of threads. */
class SameBitsTest {
    /** What the other JVMs run. */
    static final class Main {
        private Main() {}

        public static void main(String[] args) {
            System.out.println(RobustnessTest.trained(Integer.parseInt(args[0])));
        }
    }

    @Test
    void interpretedAndCompiled() throws IOException, InterruptedException {
        int threads = Team.threads();
        try {
            String here = RobustnessTest.trained(2);
            assertEquals(here, RobustnessTest.trained(1));
            assertEquals(here, RobustnessTest.trained(3));
            assertEquals(here, OtherJvm.run(List.of("-Xint"), Main.class, "1"));
            assertEquals(here, OtherJvm.run(List.of("-Xint"), Main.class, "2"));
        } finally {
            Team.setThreads(threads);
        }
    }
}
