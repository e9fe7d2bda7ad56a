package org.rhyton.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.rhyton.array.NDArray;
import org.rhyton.layers.Call;
import org.rhyton.losses.Losses;
import org.rhyton.models.Model;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
import org.rhyton.optimizers.SGD;
import org.rhyton.training.Options;

/** One training step taken apart: prediction, the parts of the loss in their order, gradients, update. */
final class OneStep {
    private static final String LOSS = "categorical_crossentropy";

    /** The learning rate of the case, which follows from its weights and gradients. */
    private static final double RATE = 0.1;

    private OneStep() {}

    static Outcome run(GoldenCase golden) {
        Comparison comparison = golden.comparison();
        Model model = GoldenModels.of(golden.object("model"));
        model.setWeights(golden.arrays("initial_weights"));
        double[] rows = golden.numbers("rows");
        GoldenObject data = golden.shared().object("data");
        NDArray x = data.array("X").rows((int) rows[0], (int) rows[1]);
        NDArray y = data.array("y_onehot").rows((int) rows[0], (int) rows[1]);

        List<NDArray> expected = new ArrayList<>();
        expected.add(golden.array("prediction"));
        expected.add(golden.array("data_loss"));
        expected.addAll(golden.arrays("model_losses_in_order"));
        expected.add(golden.array("total_loss"));
        expected.addAll(golden.arrays("gradients_of_total"));
        List<NDArray> found = Ops.compile((List<Tensor> given) -> parts(model, given.get(0), given.get(1)))
                .call(List.of(x, y));
        comparison.equal("number of parts", found.size(), expected.size());
        for (int i = 0; i < Math.min(found.size(), expected.size()); i++) {
            comparison.array("part " + i, found.get(i), expected.get(i));
        }

        model.compile(Options.loss(LOSS), Options.optimizer(new SGD(RATE)));
        double loss = model.trainOnBatch(x, y)[0];
        comparison.number(
                "trainOnBatch", loss, golden.object("train_on_batch_loss").number("loss"));
        List<NDArray> after = golden.arrays("weights_after");
        for (int i = 0; i < after.size(); i++) {
            comparison.array("weight " + i + " after", model.getWeights().get(i), after.get(i));
        }
        return comparison.outcome();
    }

    private static List<Tensor> parts(Model model, Tensor x, Tensor y) {
        Call call = Call.training();
        Tensor prediction = model.invoke(List.of(x), call).getFirst();
        Tensor dataLoss = Losses.get(LOSS).apply(y, prediction);
        List<Tensor> added = new ArrayList<>(call.losses());
        for (Variable weight : model.trainableWeights()) {
            UnaryOperator<Tensor> regularizer = weight.regularizer();
            if (regularizer != null) added.add(regularizer.apply(weight.read()));
        }
        Tensor total = dataLoss;
        for (Tensor each : added) total = total.plus(each);
        List<Tensor> parts = new ArrayList<>(List.of(prediction, dataLoss));
        parts.addAll(added);
        parts.add(total);
        parts.addAll(Ops.gradients(total, model.trainableWeights()));
        return parts;
    }
}
