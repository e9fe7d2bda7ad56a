package org.rhyton.activations;

import java.util.function.UnaryOperator;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * Keras's functions, each with its default arguments. They are one class; as lambdas they would be one each, all of which
 * every program would load.
 */
enum DefaultFunction implements UnaryOperator<Tensor> {
    LINEAR("linear"),
    RELU("relu"),
    RELU6("relu6"),
    LEAKY_RELU("leaky_relu"),
    ELU("elu"),
    CELU("celu"),
    SELU("selu"),
    GELU("gelu"),
    SILU("silu"),
    MISH("mish"),
    SOFTPLUS("softplus"),
    SQUAREPLUS("squareplus"),
    SPARSE_PLUS("sparse_plus"),
    SOFTSIGN("softsign"),
    SIGMOID("sigmoid"),
    LOG_SIGMOID("log_sigmoid"),
    SPARSE_SIGMOID("sparse_sigmoid"),
    HARD_SIGMOID("hard_sigmoid"),
    HARD_SIGMOID_KERAS_2("hard_sigmoid"),
    HARD_SILU("hard_silu"),
    TANH("tanh"),
    HARD_TANH("hard_tanh"),
    TANH_SHRINK("tanh_shrink"),
    SOFT_SHRINK("soft_shrink"),
    HARD_SHRINK("hard_shrink"),
    EXPONENTIAL("exponential"),
    SOFTMAX("softmax"),
    LOG_SOFTMAX("log_softmax"),
    SPARSEMAX("sparsemax"),
    GLU("glu");

    private final String kerasName;

    DefaultFunction(String kerasName) {
        this.kerasName = kerasName;
    }

    String kerasName() {
        return kerasName;
    }

    @Override
    public Tensor apply(Tensor x) {
        return switch (this) {
            case LINEAR -> x;
            case RELU -> Ops.relu(x);
            case RELU6 -> Formulas.relu6(x);
            case LEAKY_RELU -> Formulas.leakyRelu(x, 0.2);
            case ELU -> Formulas.elu(x, 1);
            case CELU -> Formulas.celu(x, 1);
            case SELU -> Formulas.selu(x);
            case GELU -> Formulas.gelu(x, false);
            case SILU -> Formulas.silu(x);
            case MISH -> Formulas.mish(x);
            case SOFTPLUS -> Ops.softplus(x);
            case SQUAREPLUS -> Formulas.squareplus(x, 4);
            case SPARSE_PLUS -> Formulas.sparsePlus(x);
            case SOFTSIGN -> Formulas.softsign(x);
            case SIGMOID -> Ops.sigmoid(x);
            case LOG_SIGMOID -> Formulas.logSigmoid(x);
            case SPARSE_SIGMOID -> Formulas.sparseSigmoid(x);
            case HARD_SIGMOID -> Formulas.hardSigmoid(x);
            case HARD_SIGMOID_KERAS_2 -> Formulas.hardSigmoidOfKeras2(x);
            case HARD_SILU -> Formulas.hardSilu(x);
            case TANH -> Ops.tanh(x);
            case HARD_TANH -> Ops.clip(x, -1, 1);
            case TANH_SHRINK -> Formulas.tanhShrink(x);
            case SOFT_SHRINK -> Formulas.softShrink(x, 0.5);
            case HARD_SHRINK -> Formulas.hardShrink(x, 0.5);
            case EXPONENTIAL -> Ops.exp(x);
            case SOFTMAX -> Ops.softmax(x);
            case LOG_SOFTMAX -> Ops.logSoftmax(x);
            case SPARSEMAX -> Formulas.sparsemax(x, -1);
            case GLU -> Formulas.glu(x, -1);
        };
    }
}
