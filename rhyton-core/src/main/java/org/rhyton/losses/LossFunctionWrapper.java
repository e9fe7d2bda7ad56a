package org.rhyton.losses;

import java.util.function.BinaryOperator;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.ConfigException;

/** A loss from a user's function. A function has no name that a file could hold, so it is not saved. */
final class LossFunctionWrapper extends Loss {
    private final BinaryOperator<Tensor> function;

    LossFunctionWrapper(String name, Reduction reduction, BinaryOperator<Tensor> function) {
        super(name, reduction);
        this.function = function;
    }

    @Override
    public Tensor call(Tensor yTrue, Tensor yPred) {
        SameRank both = SameRank.of(yTrue, yPred);
        return function.apply(both.first(), both.second());
    }

    @Override
    public Record config() {
        throw new ConfigException(
                "The loss '" + name() + "' was made from a function by Loss.of and cannot be written to a file. To"
                        + " save it, write it as a class: extends Loss, with a nested record Config, and"
                        + " register it as registry.register(MyLoss.class, MyLoss.Config.class,"
                        + " MyLoss::new). Or save the model without its compile options, and compile it"
                        + " again after loading.");
    }

    @Override
    public String toString() {
        return "Loss[name=" + name() + ", reduction=" + reduction() + "]";
    }
}
