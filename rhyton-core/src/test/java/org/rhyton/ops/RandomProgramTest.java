package org.rhyton.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rhyton.array.NDArray;
import org.rhyton.internal.kernel.Team;

/** Random programs compute the same bits fused, in shared memory and in place as they do operation by operation. */
class RandomProgramTest {
    private static final int[] BATCHES = {4, 1, 0, 33, 1030, 7, 4};
    private final int threads = Team.threads();

    @AfterEach
    void restoreThreads() {
        Team.setThreads(threads);
    }

    @Test
    void compiledEqualsEagerForEveryBatchSize() {
        long operations = 0;
        for (long seed = 0; seed < Long.getLong("rhyton.programs", 150); seed++) {
            int size = 10 + (int) (seed % 40);
            RandomProgram program = new RandomProgram(seed, size);
            CompiledFunction compiled = Ops.compile(program).withSignature(RandomProgram.symbolicInputs());
            List<NDArray> start =
                    program.variables.stream().map(Variable::value).toList();
            for (int batch : BATCHES) {
                String name = "program " + seed + " on " + batch + " rows";
                List<NDArray> inputs = RandomProgram.inputs(seed, batch);
                try {
                    List<NDArray> expected = run(compiled.eagerly(), program, inputs, start);
                    for (int count = 1; count <= 3; count++) {
                        Team.setThreads(count);
                        compare(expected, run(compiled, program, inputs, start), name + " with " + count + " threads");
                    }
                } catch (RuntimeException e) {
                    throw new AssertionError(name + " failed", e);
                }
            }
            operations += size;
        }
        assertNotEquals(0, operations);
    }

    private static void compare(List<NDArray> expected, List<NDArray> actual, String name) {
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(expected.get(i).shape(), actual.get(i).shape(), name + ", result " + i);
            assertEquals(expected.get(i), actual.get(i), name + ", result " + i);
        }
    }

    /** The results, and then what the variables are after the run. */
    private static List<NDArray> run(
            CompiledFunction function, RandomProgram program, List<NDArray> inputs, List<NDArray> start) {
        for (int i = 0; i < start.size(); i++) program.variables.get(i).assign(start.get(i));
        List<NDArray> results = new ArrayList<>(function.call(inputs, 17));
        program.variables.forEach(variable -> results.add(variable.value()));
        return results;
    }
}
