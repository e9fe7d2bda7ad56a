package org.rhyton.callbacks;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rhyton.training.Callback;
import org.rhyton.training.TrainerControl;

/** A callback that acts on the run it watches, and has something to say about it. */
abstract class ControllingCallback implements Callback {
    private final Set<String> warned = new HashSet<>();
    private @Nullable TrainerControl control;

    @Override
    public void setTrainer(TrainerControl trainer) {
        this.control = trainer;
    }

    /**
     * The run that is watched.
     *
     * @throws CallbackException when there is none yet
     */
    protected final TrainerControl control() {
        TrainerControl current = control;
        if (current == null) {
            throw new CallbackException(
                    getClass().getSimpleName() + " watches no training yet: give it to fit with callbacks(...)");
        }
        return current;
    }

    /** Warns, once for each text. */
    protected final void warn(String text) {
        if (warned.add(text)) System.getLogger(getClass().getName()).log(System.Logger.Level.WARNING, text);
    }
}
