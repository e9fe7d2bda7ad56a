package org.rhyton.models;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rhyton.Rhyton.*;

import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.rhyton.array.NDArray;
import org.rhyton.layers.Dense;
import org.rhyton.layers.Layer;
import org.rhyton.layers.LayerException;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.ModelFileException;
import org.rhyton.training.DataException;

/** Where users pass null most often, the error says what is missing. */
@NullUnmarked
class NothingGivenTest {
    private static final NDArray ONES = NDArray.ones(4, 3);

    @Test
    void arraysOfAModel() {
        Sequential model = new Sequential(new Dense(1).inputShape(3));
        model.compile(loss("mse"), optimizer("sgd"));
        NDArray none = null;
        Stream.<Executable>of(
                        () -> model.fit(none, ONES),
                        () -> model.fit(ONES, none),
                        () -> model.evaluate(ONES, none),
                        () -> model.trainOnBatch(none, ONES),
                        () -> model.testOnBatch(ONES, none),
                        () -> model.predict(none),
                        () -> model.apply(none),
                        () -> model.predictMonteCarlo(none, 2))
                .forEach(call -> assertTrue(
                        assertThrows(DataException.class, call).getMessage().contains("is null")));
    }

    @Test
    void layersAndTensors() {
        Layer none = null;
        Tensor nothing = null;
        assertThrows(LayerException.class, () -> new Sequential(new Dense(1), none));
        assertThrows(LayerException.class, () -> new Sequential().add(none));
        assertThrows(LayerException.class, () -> new Dense(1).apply(nothing));
    }

    /** {@code getResource} and {@code getResourceAsStream} give null for what is not there. */
    @Test
    void filesAndResources() {
        InputStream stream = getClass().getResourceAsStream("not-there.h5");
        URL url = getClass().getResource("not-there.h5");
        Path path = null;
        assertThrows(ModelFileException.class, () -> Models.load(stream));
        assertThrows(ModelFileException.class, () -> Models.load(url));
        assertThrows(ModelFileException.class, () -> Models.load(path));
    }
}
