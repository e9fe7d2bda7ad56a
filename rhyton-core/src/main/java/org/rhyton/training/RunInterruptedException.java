package org.rhyton.training;

import org.jspecify.annotations.Nullable;

/**
 * {@code fit}, {@code evaluate} or {@code predict} was stopped between two batches, because {@link Thread#interrupt} was
 * called on its thread.
 *
 * <p>The model is whole: its weights and the optimizer's state are as the last step left them. It can be used, saved and
 * trained further, also in the handler of this exception: as with {@link InterruptedException}, the thread is no longer
 * marked as interrupted.
 *
 * <pre>{@code
 * try {
 *     model.fit(x, y, epochs(100));
 * } catch (RunInterruptedException e) {
 *     model.save(file);
 * }
 * }</pre>
 */
public final class RunInterruptedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private RunInterruptedException(String message) {
        super(message);
    }

    /**
     * Throws if the current thread was interrupted, and clears its mark.
     *
     * @param run what runs: {@code fit}
     * @param step how many steps are done
     * @param steps of how many; null when nobody knows
     */
    static void check(String run, int step, @Nullable Integer steps) {
        if (Thread.interrupted()) {
            throw new RunInterruptedException(
                    run + " was interrupted after " + step + (steps == null ? "" : " of " + steps)
                            + " steps; the model is as the last whole step left it: use it, save it or train it"
                            + " further");
        }
    }
}
