package org.rhyton.operations;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rhyton.internal.text.DidYouMean;

/**
 * The functions of TensorFlow that functional models of Keras 2 call, as {@code TFOpLambda}, each with the operation of
 * {@code keras.ops} that computes it.
 */
public final class TensorFlowFunctions {
    private static final Map<String, Entry> ALL = Collections.unmodifiableMap(new Table().all());

    private TensorFlowFunctions() {}

    /**
     * A function of TensorFlow.
     *
     * @param kind the operation that computes it
     * @param parameters its parameters in order, each with the operation's name for it; "" for one that must not be told
     * @param settings what the operation is told always
     */
    public record Entry(OperationKind kind, Map<String, String> parameters, Map<String, Object> settings) {}

    /**
     * The function of a name without {@code tf}: {@code math.reduce_mean}.
     *
     * @throws OperationException when there is none; the message has the nearest one
     */
    public static Entry of(String name) {
        @Nullable Entry entry = ALL.get(name);
        if (entry != null) return entry;
        throw new OperationException("the function 'tf." + name + "' is not computed here."
                + DidYouMean.hint(name, ALL.keySet())
                + " Save the model from Keras with a layer in its place: one of keras.layers, or a registered one of"
                + " your own");
    }

    /** The table, as it is written down. */
    private static final class Table {
        private final Map<String, Entry> all = new LinkedHashMap<>();

        Map<String, Entry> all() {
            arithmetic();
            reductions();
            arrangements();
            networks();
            return all;
        }

        /** Functions of some names with the same parameters: {@code "x:x1 y:x2"}. */
        private void add(String names, String className, String parameters) {
            add(names, className, parameters, Map.of());
        }

        private void add(String names, String className, String parameters, Map<String, Object> settings) {
            Map<String, String> byName = new LinkedHashMap<>();
            for (String parameter : parameters.split(" ", -1)) {
                int colon = parameter.indexOf(':');
                String name = colon < 0 ? parameter : parameter.substring(0, colon);
                byName.put(name, colon < 0 ? parameter : parameter.substring(colon + 1));
            }
            byName.put("name", "");
            Entry entry = new Entry(Operations.of(className), Collections.unmodifiableMap(byName), settings);
            for (String name : names.split(" ", -1)) all.put(name, entry);
        }

        private void binary(String names, String className) {
            add(names, className, "x:x1 y:x2");
        }

        private void unary(String names, String className) {
            add(names, className, "x");
        }

        private void arithmetic() {
            binary("math.add __operators__.add add", "Add");
            binary("math.subtract __operators__.sub subtract", "Subtract");
            binary("math.multiply __operators__.mul multiply", "Multiply");
            binary("math.divide math.truediv __operators__.truediv divide realdiv", "TrueDivide");
            binary("math.floordiv __operators__.floordiv", "FloorDivide");
            binary("math.floormod math.mod __operators__.mod", "Mod");
            binary("math.divide_no_nan", "DivideNoNan");
            binary("math.pow __operators__.pow pow", "Power");
            binary("math.maximum maximum", "Maximum");
            binary("math.minimum minimum", "Minimum");
            binary("math.equal __operators__.eq equal", "Equal");
            binary("math.not_equal __operators__.ne not_equal", "NotEqual");
            binary("math.less less", "Less");
            binary("math.less_equal less_equal", "LessEqual");
            binary("math.greater greater", "Greater");
            binary("math.greater_equal greater_equal", "GreaterEqual");
            binary("math.logical_and __operators__.and logical_and", "LogicalAnd");
            binary("math.logical_or __operators__.or logical_or", "LogicalOr");
            binary("math.logical_xor __operators__.xor", "LogicalXor");
            unary("math.logical_not __operators__.invert logical_not", "LogicalNot");
            unary("math.negative __operators__.neg negative", "Negative");
            unary("math.abs __operators__.abs abs", "Absolute");
            unary("math.sign sign", "Sign");
            unary("math.square square", "Square");
            unary("math.sqrt sqrt", "Sqrt");
            unary("math.rsqrt", "Rsqrt");
            unary("math.reciprocal", "Reciprocal");
            unary("math.exp exp", "Exp");
            unary("math.expm1", "Expm1");
            unary("math.log", "Log");
            unary("math.log1p", "Log1p");
            unary("math.sin sin", "Sin");
            unary("math.cos cos", "Cos");
            unary("math.tan tan", "Tan");
            unary("math.asin asin", "Arcsin");
            unary("math.acos acos", "Arccos");
            unary("math.atan atan", "Arctan");
            unary("math.sinh sinh", "Sinh");
            unary("math.cosh cosh", "Cosh");
            unary("math.tanh tanh nn.tanh", "Tanh");
            unary("math.sigmoid sigmoid nn.sigmoid", "Sigmoid");
            unary("math.erf", "Erf");
            unary("math.floor floor", "Floor");
            unary("math.ceil", "Ceil");
            unary("math.round round", "Round");
            unary("math.is_nan", "Isnan");
            unary("math.is_inf", "Isinf");
            unary("math.is_finite", "Isfinite");
            add("identity", "Copy", "input:x");
            add("stop_gradient", "StopGradient", "input:variable");
            add("cast", "Cast", "x dtype");
            add("clip_by_value", "Clip", "t:x clip_value_min:x_min clip_value_max:x_max");
            add("where", "Where", "condition x:x1 y:x2");
            add("zeros_like", "ZerosLike", "input:x dtype");
            add("ones_like", "OnesLike", "input:x dtype");
        }

        private void reductions() {
            String parameters = "input_tensor:x axis keepdims";
            add("math.reduce_mean reduce_mean", "Mean", parameters);
            add("math.reduce_sum reduce_sum", "Sum", parameters);
            add("math.reduce_prod reduce_prod", "Prod", parameters);
            add("math.reduce_max reduce_max", "Max", parameters);
            add("math.reduce_min reduce_min", "Min", parameters);
            add("math.reduce_std", "Std", parameters);
            add("math.reduce_variance", "Var", parameters);
            add("math.reduce_any reduce_any", "Any", parameters);
            add("math.reduce_all reduce_all", "All", parameters);
            add("math.reduce_logsumexp reduce_logsumexp", "Logsumexp", parameters);
            add("math.argmax argmax", "Argmax", "input:x axis output_type:", Map.of("axis", 0L));
            add("math.argmin argmin", "Argmin", "input:x axis output_type:", Map.of("axis", 0L));
            add("math.cumsum cumsum", "Cumsum", "x axis exclusive: reverse:", Map.of("axis", 0L));
            add("math.cumprod", "Cumprod", "x axis exclusive: reverse:", Map.of("axis", 0L));
            add("math.top_k nn.top_k", "TopK", "input:x k sorted", Map.of("k", 1L));
            add("linalg.norm norm", "Norm", "tensor:x ord axis keepdims");
            add("nn.moments", "Moments", "x axes shift: keepdims");
            add(
                    "math.l2_normalize nn.l2_normalize linalg.l2_normalize",
                    "Normalize",
                    "x axis epsilon: dim:",
                    Map.of("epsilon", 1e-6));
        }

        private void arrangements() {
            add("concat", "Concatenate", "values:xs axis");
            add("stack", "Stack", "values:x axis");
            add("unstack", "Unstack", "value:x num axis");
            add("split", "Split", "value:x num_or_size_splits:indices_or_sections axis num:");
            add("reshape", "Reshape", "tensor:x shape:newshape");
            add("transpose", "Transpose", "a:x perm:axes conjugate:");
            add("expand_dims", "ExpandDims", "input:x axis");
            add("squeeze", "Squeeze", "input:x axis");
            add("tile", "Tile", "input:x multiples:repeats");
            add("repeat", "Repeat", "input:x repeats axis");
            add("broadcast_to", "BroadcastTo", "input:x shape");
            add("reverse", "Flip", "tensor:x axis");
            add("roll", "Roll", "input:x shift axis");
            add("pad", "Pad", "tensor:x paddings:pad_width mode constant_values");
            add("gather", "Take", "params:x indices validate_indices: axis batch_dims:", Map.of("axis", 0L));
            add("slice", "Slice", "input_:inputs begin:start_indices size:shape");
            add("one_hot", "OneHot", "indices:x depth:num_classes on_value: off_value: axis dtype");
            add("__operators__.getitem", "GetItem", "tensor:x slice_spec:key var:");
            add(
                    "linalg.matmul matmul __operators__.matmul",
                    "Matmul",
                    "a:x1 b:x2 transpose_a: transpose_b: adjoint_a: adjoint_b: a_is_sparse: b_is_sparse: output_type:");
            add("tensordot", "Tensordot", "a:x1 b:x2 axes");
        }

        private void networks() {
            add("nn.relu", "Relu", "features:x");
            add("nn.relu6", "Relu6", "features:x");
            add("nn.elu", "Elu", "features:x");
            add("nn.selu", "Selu", "features:x");
            add("nn.gelu", "Gelu", "features:x approximate", Map.of("approximate", false));
            add("nn.softplus math.softplus", "Softplus", "features:x");
            add("nn.softsign", "Softsign", "features:x");
            add("nn.silu nn.swish", "Silu", "features:x beta:");
            add("nn.leaky_relu", "LeakyRelu", "features:x alpha:negative_slope");
            add("nn.softmax", "Softmax", "logits:x axis");
            add("nn.log_softmax", "LogSoftmax", "logits:x axis");
            add("nn.bias_add", "Add", "value:x1 bias:x2 data_format:");
            add("image.resize", "Resize", "images size method:interpolation preserve_aspect_ratio: antialias");
        }
    }
}
