package org.rhyton.conformance;

import java.util.Map;
import org.rhyton.array.NDArray;
import org.rhyton.layers.Dense;
import org.rhyton.models.Sequential;
import org.rhyton.training.DataException;
import org.rhyton.training.Options;

/** Class weights together with sample weights, which Keras refuses. */
final class BothWeights {
    private BothWeights() {}

    static Outcome run(GoldenCase golden) {
        GoldenObject data = golden.shared().object("data");
        NDArray x = data.array("X");
        Sequential model = new Sequential(
                new Dense(3).activation("softmax").inputShape(x.shape().size(1)));
        model.compile(Options.loss("categorical_crossentropy"), Options.optimizer("sgd"));
        try {
            model.fit(
                    x,
                    data.array("y_onehot"),
                    Options.verbose(0),
                    Options.classWeight(Map.of(0, 0.5)),
                    Options.sampleWeight(data.array("sample_weight")));
        } catch (DataException e) {
            return Outcome.passed(0);
        }
        return Outcome.failed("class weights with sample weights were taken; Keras: " + golden.text("error"));
    }
}
