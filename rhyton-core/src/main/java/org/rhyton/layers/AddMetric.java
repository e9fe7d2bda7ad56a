package org.rhyton.layers;

import org.jspecify.annotations.Nullable;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.ConfigException;

/**
 * Passes its input on and reports its mean over the batches under a name. What {@code model.addMetric(tensor, name)} puts into
 * a graph of layers. The shape stays. Keras 2: the {@code AddMetric} layer behind {@code Model.add_metric}; Keras 3 has none.
 */
public final class AddMetric extends ConfiguredLayer<AddMetric, AddMetric.Config> {
    /**
     * What is reported.
     *
     * @param metricName what it is called in logs
     * @param aggregation how batches are put together: only "mean" is known
     */
    public record Config(String metricName, @Nullable String aggregation) {
        public Config {
            if (!"mean".equals(aggregation)) {
                throw new ConfigException(
                        "AddMetric reports the mean over batches (aggregation 'mean'), got " + aggregation);
            }
        }

        public Config(String metricName) {
            this(metricName, "mean");
        }
    }

    public AddMetric(String metricName) {
        this(new Config(metricName));
    }

    public AddMetric(Config config) {
        super(config);
    }

    /** How batches are put together; "mean", which is all there is. */
    public AddMetric aggregation(String value) {
        return with("aggregation", value);
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        call.addMetric(config().metricName(), x);
        return x;
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
