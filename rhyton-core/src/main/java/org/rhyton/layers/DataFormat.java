package org.rhyton.layers;

import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/** Where the channels of images are: after the space axes, as in Keras by default, or before them. */
public enum DataFormat {
    CHANNELS_LAST,
    CHANNELS_FIRST;

    /** The tensor with its channels at the end. */
    Tensor toChannelsLast(Tensor x) {
        if (this == CHANNELS_LAST || x.rank() < 3) return x;
        int[] order = new int[x.rank()];
        for (int axis = 1; axis < order.length - 1; axis++) order[axis] = axis + 1;
        order[order.length - 1] = 1;
        return Ops.transpose(x, order);
    }

    /** A tensor with its channels at the end, in this format. */
    Tensor fromChannelsLast(Tensor x) {
        if (this == CHANNELS_LAST || x.rank() < 3) return x;
        int[] order = new int[x.rank()];
        order[1] = order.length - 1;
        for (int axis = 2; axis < order.length; axis++) order[axis] = axis - 1;
        return Ops.transpose(x, order);
    }

    /** The axis of the channels. */
    int channelAxis() {
        return this == CHANNELS_LAST ? -1 : 1;
    }
}
