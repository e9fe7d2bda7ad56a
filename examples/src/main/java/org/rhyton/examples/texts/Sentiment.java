package org.rhyton.examples.texts;

import static org.rhyton.Rhyton.batchSize;
import static org.rhyton.Rhyton.epochs;
import static org.rhyton.Rhyton.loadModel;
import static org.rhyton.Rhyton.loss;
import static org.rhyton.Rhyton.metrics;
import static org.rhyton.Rhyton.optimizer;
import static org.rhyton.Rhyton.setRandomSeed;
import static org.rhyton.Rhyton.verbose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rhyton.array.NDArray;
import org.rhyton.array.StringArray;
import org.rhyton.layers.Dense;
import org.rhyton.layers.Embedding;
import org.rhyton.layers.GlobalAveragePooling1D;
import org.rhyton.layers.TextVectorization;
import org.rhyton.models.Sequential;
import org.rhyton.optimizers.Adam;

/**
 * Learns from a handful of sentences whether a review is kind: from texts to an answer in one model, which is saved as one file
 * that Keras loads too.
 */
public final class Sentiment {
    private static final StringArray REVIEWS = StringArray.of(
            "A wonderful film, I loved it!",
            "Terrible. I hated every minute of it",
            "Loved the actors, loved the story",
            "The story was terrible",
            "What a wonderful story",
            "A boring film, I hated the actors",
            "The actors were great, I loved every minute",
            "Boring and terrible, a waste of time");
    private static final NDArray KIND =
            NDArray.of(1f, 0f, 1f, 0f, 1f, 0f, 1f, 0f).reshape(8, 1);

    private Sentiment() {}

    /** Trains, saves, loads and asks. */
    @SuppressWarnings("SystemOut") // a program for the terminal
    public static void main(String[] args) throws IOException {
        setRandomSeed(42);
        var words = new TextVectorization().maxTokens(1000);
        words.adapt(REVIEWS);
        var model = new Sequential(
                words.inputShape(1),
                new Embedding(1000, 16).maskZero(true),
                new GlobalAveragePooling1D(),
                new Dense(1).activation("sigmoid"));
        model.compile(loss("binary_crossentropy"), optimizer(new Adam(0.02)), metrics("accuracy"));
        model.summary();
        model.fit(REVIEWS, KIND, epochs(30), batchSize(4), verbose(2));

        Path file = Files.createTempDirectory("rhyton").resolve("sentiment.keras");
        model.save(file);
        StringArray asked = StringArray.of("I loved this wonderful film", "boring, a terrible story");
        System.out.println(loadModel(file).predict(asked));
    }
}
