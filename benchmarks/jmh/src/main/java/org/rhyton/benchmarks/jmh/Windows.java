package org.rhyton.benchmarks.jmh;

/**
 * The windows of a batch of square images with the channels last, without borders, as the tables that kernels take.
 *
 * @param starts where each window begins
 * @param taps where, from there, the elements of a window are, each with all its channels
 * @param columns the same, channel by channel
 * @param results where the results of each window begin, as many as there are filters
 */
record Windows(int channels, int filters, int[] starts, int[] taps, int[] columns, int[] results) {
    static Windows of(int images, int side, int channels, int window, int stride, int filters) {
        int outputs = (side - window) / stride + 1;
        int[] starts = new int[images * outputs * outputs];
        int[] results = new int[starts.length];
        for (int i = 0; i < starts.length; i++) {
            int image = i / (outputs * outputs);
            int y = i / outputs % outputs * stride;
            int x = i % outputs * stride;
            starts[i] = ((image * side + y) * side + x) * channels;
            results[i] = i * filters;
        }
        int[] taps = new int[window * window];
        for (int t = 0; t < taps.length; t++) taps[t] = (t / window * side + t % window) * channels;
        int[] columns = new int[taps.length * channels];
        for (int p = 0; p < columns.length; p++) columns[p] = taps[p / channels] + p % channels;
        return new Windows(channels, filters, starts, taps, columns, results);
    }

    int count() {
        return starts.length;
    }
}
