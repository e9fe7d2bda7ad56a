package org.rhyton.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.NDArray;
import org.rhyton.data.Dataset;

/** What {@code fit}, {@code evaluate} or {@code predict} was given. */
public final class RunSettings {
    int epochs = 1;
    int initialEpoch;
    int batchSize = 32;
    boolean shuffle = true;

    @Nullable
    Integer verbose;

    double validationSplit;
    int validationFreq = 1;

    @Nullable
    Integer validationBatchSize;

    @Nullable
    Integer validationSteps;

    @Nullable
    Data validation;

    @Nullable
    Dataset validationDataset;

    @Nullable
    Integer stepsPerEpoch;

    @Nullable
    Integer steps;

    List<NDArray> sampleWeight = List.of();
    Map<Integer, Double> classWeight = Map.of();
    final List<Callback> callbacks = new ArrayList<>();

    @Nullable
    Progress progress;

    @Nullable
    TextStyle textStyle;

    boolean stopOnNonFiniteLoss = true;

    private RunSettings() {}

    /** Where progress is told, and how; as the given level of verbosity says when nothing else was asked for. */
    Progress progressOr(int usual) {
        Progress asked = progress != null ? progress : Progress.verbose(verbose == null ? usual : verbose);
        return textStyle == null ? asked : asked.text(textStyle);
    }

    static RunSettings of(FitOption... options) {
        RunSettings settings = new RunSettings();
        for (FitOption option : options) option.applyTo(settings);
        return settings;
    }
}
