package org.rhyton.datasets;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.internal.kernel.Kernels;

/**
 * Fashion-MNIST: 70,000 pictures of clothing, 28 by 28 grey pixels, in ten classes (Xiao, Rasul, Vollgraf 2017; MIT
 * licence). Keras: {@code keras.datasets.fashion_mnist}.
 */
public final class FashionMnist {
    /** What the labels 0 to 9 stand for. */
    public static final List<String> CLASS_NAMES = List.of(
            "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot");

    static final DatasetFile TRAIN_IMAGES = new DatasetFile(
            "train-images-idx3-ubyte.gz",
            Shape.of(60000, 28, 28),
            "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888");
    static final DatasetFile TRAIN_LABELS = new DatasetFile(
            "train-labels-idx1-ubyte.gz",
            Shape.of(60000),
            "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9");
    static final DatasetFile TEST_IMAGES = new DatasetFile(
            "t10k-images-idx3-ubyte.gz",
            Shape.of(10000, 28, 28),
            "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b");
    static final DatasetFile TEST_LABELS = new DatasetFile(
            "t10k-labels-idx1-ubyte.gz",
            Shape.of(10000),
            "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34");
    private static final List<DatasetFile> FILES = List.of(TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS);

    private static final String MIRROR = "https://storage.googleapis.com/tensorflow/tf-keras-datasets/";
    private static final Path DEBIAN_FOLDER = Path.of("/usr/share/datasets/fashion-mnist");
    private static final String DEBIAN_PACKAGE = "dataset-fashion-mnist";

    private FashionMnist() {}

    /**
     * The data set: 60,000 training and 10,000 test images of shape (28, 28), uint8. It is read from the cache
     * ({@code $RHYTON_HOME/datasets/fashion-mnist}, else {@code ~/.cache/rhyton/datasets/fashion-mnist}), or from Debian's
     * package {@code dataset-fashion-mnist}, or is downloaded into the cache (30 MB), which is told on standard error.
     *
     * @throws DatasetNotFoundException when the files are nowhere; the message names every way to get them
     * @throws DatasetCorruptException when a file is not what it should be
     */
    public static ImageData load() {
        return load(DatasetStore.cacheFolder("fashion-mnist"));
    }

    /** The data set, kept in a folder of one's own instead of the cache folder; see {@link #load()}. */
    public static ImageData load(Path folder) {
        var store = new DatasetStore(
                "Fashion-MNIST", folder, DEBIAN_FOLDER, DEBIAN_PACKAGE, URI.create(MIRROR), System.err);
        NDArray xTest = store.read(TEST_IMAGES, FILES);
        NDArray yTest = store.read(TEST_LABELS, FILES);
        // Not before: while the JVM compiles kernels, it would compute SHA-256 without having compiled that.
        Kernels.warmUp();
        return new ImageData(store.read(TRAIN_IMAGES, FILES), store.read(TRAIN_LABELS, FILES), xTest, yTest);
    }
}
