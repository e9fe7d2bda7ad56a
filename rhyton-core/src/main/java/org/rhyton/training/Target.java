package org.rhyton.training;

import java.util.ArrayList;
import java.util.List;
import org.rhyton.array.Array;
import org.rhyton.array.DType;
import org.rhyton.array.Dim;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;
import org.rhyton.array.StringArray;
import org.rhyton.layers.InputLayer;
import org.rhyton.layers.Layer;
import org.rhyton.ops.Tensor;

/**
 * What is trained: a model as training sees it.
 *
 * @param model maps inputs to outputs
 * @param storage saves the model
 * @param inputs the symbolic inputs that the model was drawn with: their shapes and types
 * @param outputNames the names of the layers that make the outputs
 * @param outputs the symbolic outputs
 */
public record Target(
        Layer model, Storage storage, List<Tensor> inputs, List<String> outputNames, List<Tensor> outputs) {
    public Target {
        inputs = List.copyOf(inputs);
        outputNames = List.copyOf(outputNames);
        outputs = List.copyOf(outputs);
    }

    /** The floating type that the model computes in. */
    DType floating() {
        return model.dtype();
    }

    /** The shape of an output. */
    Shape outputShape(int index) {
        return outputs.get(index).shape();
    }

    /** New symbolic inputs of the same types. */
    public List<Tensor> freshInputs() {
        return inputs.stream()
                .map(input -> Tensor.symbolic("x", input.shape(), input.elementType(), null))
                .toList();
    }

    /**
     * Data as the model takes it. As in Keras, a last axis of one element may be missing, or be there beside those of the
     * model's input.
     *
     * @param data one array for each of the inputs
     * @throws DataException when it is texts and not numbers, or the reverse
     * @throws ShapeException when a shape does not fit
     */
    public List<Array> fitted(List<? extends Array> data) {
        List<Array> fitted = new ArrayList<>();
        for (int i = 0; i < data.size(); i++) fitted.add(fitted(i, data.get(i)));
        return fitted;
    }

    private Array fitted(int index, Array data) {
        Tensor input = inputs.get(index);
        if (input.isText() != data instanceof StringArray) {
            throw new DataException("input " + index + " of model '" + model.name() + "' takes "
                    + (input.isText() ? "texts, a StringArray" : "numbers, an NDArray") + "; got data of type "
                    + data.elementType().keras() + " and shape " + data.shape());
        }
        Shape wanted = input.shape().with(0, InputLayer.BATCH);
        Shape given = data.shape();
        if (wanted.accepts(given)) return data;
        if (wanted.accepts(given.append(Dim.of(1)))) return data.reshape(given.append(Dim.of(1)));
        boolean isColumn = given.rank() > 1 && given.size(-1) == 1;
        if (isColumn && wanted.accepts(given.slice(0, -1))) return data.reshape(given.slice(0, -1));
        throw new ShapeException("input " + index + " of model '" + model.name() + "' takes data of shape "
                + input.shape() + ", got " + given + "; reshape the data, or make the model for this shape");
    }
}
