package org.rhyton.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.layers.Call;
import org.rhyton.models.Model;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/** Runs exported models in ONNX Runtime. */
final class OrtSessions {
    private static final OrtEnvironment ENVIRONMENT = OrtEnvironment.getEnvironment();

    private OrtSessions() {}

    /** Compares what a model computes with what its export does. */
    static void assertSame(Model model, List<Tensor> like, List<List<NDArray>> batches, double tolerance) {
        OnnxModel exported = like.isEmpty() ? OnnxModel.of(model) : OnnxModel.of(model, like);
        try (OrtSession session = session(exported)) {
            for (List<NDArray> batch : batches) {
                List<NDArray> wanted = Ops.compile((List<Tensor> x) -> model.invoke(x, Call.inference()))
                        .call(batch);
                List<NDArray> found = run(session, exported, batch);
                assertEquals(wanted.size(), found.size(), "outputs");
                for (int i = 0; i < wanted.size(); i++) assertClose(wanted.get(i), found.get(i), tolerance);
            }
        } catch (OrtException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    static OrtSession session(OnnxModel model) throws OrtException {
        SessionOptions options = new SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.setSessionLogLevel(ai.onnxruntime.OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
        return ENVIRONMENT.createSession(model.toBytes(), options);
    }

    static List<NDArray> run(OrtSession session, OnnxModel model, List<NDArray> inputs) throws OrtException {
        Map<String, OnnxTensor> feeds = new LinkedHashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            String name = model.inputs().get(i);
            TensorInfo info = (TensorInfo) session.getInputInfo().get(name).getInfo();
            feeds.put(name, tensor(inputs.get(i), info));
        }
        try (OrtSession.Result result = session.run(feeds)) {
            List<NDArray> outputs = new ArrayList<>();
            for (String name : model.outputs()) {
                outputs.add(array((OnnxTensor) result.get(name).orElseThrow()));
            }
            return outputs;
        } finally {
            feeds.values().forEach(OnnxTensor::close);
        }
    }

    private static OnnxTensor tensor(NDArray array, TensorInfo info) throws OrtException {
        DType wanted = switch (info.type) {
            case FLOAT -> DType.FLOAT32;
            case DOUBLE -> DType.FLOAT64;
            case INT32 -> DType.INT32;
            case INT64 -> DType.INT64;
            case UINT8 -> DType.UINT8;
            case BOOL -> DType.BOOL;
            default -> throw new AssertionError("an input of type " + info.type);
        };
        NDArray typed = array.astype(wanted);
        ByteBuffer bytes = ByteBuffer.allocateDirect(Math.max(1, typed.size() * wanted.bytes()))
                .order(ByteOrder.nativeOrder());
        switch (wanted) {
            case FLOAT32 -> bytes.asFloatBuffer().put(typed.toFloatArray());
            case FLOAT64 -> bytes.asDoubleBuffer().put(typed.toDoubleArray());
            case INT32 -> bytes.asIntBuffer().put(typed.toIntArray());
            case INT64 -> bytes.asLongBuffer().put(typed.toLongArray());
            case UINT8, BOOL -> bytes.put(0, typed.astype(DType.UINT8).toByteArray());
        }
        bytes.limit(typed.size() * wanted.bytes());
        long[] dims =
                java.util.Arrays.stream(typed.shape().dims()).asLongStream().toArray();
        return OnnxTensor.createTensor(ENVIRONMENT, bytes, dims, info.type);
    }

    private static NDArray array(OnnxTensor tensor) {
        int[] dims = java.util.Arrays.stream(tensor.getInfo().getShape())
                .mapToInt(Math::toIntExact)
                .toArray();
        ByteBuffer bytes = tensor.getByteBuffer().order(ByteOrder.nativeOrder());
        int count = java.util.Arrays.stream(dims).reduce(1, Math::multiplyExact);
        NDArray flat = switch (tensor.getInfo().type) {
            case FLOAT -> {
                float[] values = new float[count];
                bytes.asFloatBuffer().get(values);
                yield NDArray.of(values);
            }
            case DOUBLE -> {
                double[] values = new double[count];
                bytes.asDoubleBuffer().get(values);
                yield NDArray.of(values);
            }
            case INT32 -> {
                int[] values = new int[count];
                bytes.asIntBuffer().get(values);
                yield NDArray.of(values);
            }
            case INT64 -> {
                long[] values = new long[count];
                bytes.asLongBuffer().get(values);
                yield NDArray.of(values);
            }
            case UINT8, BOOL -> {
                byte[] values = new byte[count];
                bytes.get(values);
                NDArray unsigned = NDArray.ofUnsigned(values);
                yield tensor.getInfo().type == ai.onnxruntime.OnnxJavaType.BOOL
                        ? unsigned.astype(DType.BOOL)
                        : unsigned;
            }
            default -> throw new AssertionError("an output of type " + tensor.getInfo().type);
        };
        return flat.reshape(dims);
    }

    private static void assertClose(NDArray wanted, NDArray found, double tolerance) {
        assertEquals(wanted.shape(), found.shape());
        assertEquals(wanted.dtype(), found.dtype());
        double[] a = wanted.toDoubleArray();
        double[] b = found.toDoubleArray();
        for (int i = 0; i < a.length; i++) {
            boolean equal =
                    Double.compare(a[i], b[i]) == 0 || Math.abs(a[i] - b[i]) <= tolerance * Math.max(1, Math.abs(a[i]));
            if (!equal) throw new AssertionError("element " + i + " is " + b[i] + ", not " + a[i]);
        }
    }
}
