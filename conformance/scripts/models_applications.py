"""The networks of keras.applications, on small images, without the weights that they were trained to."""

import keras

# Name: the size of the images, and whether the network takes pixels from 0 to 255.
NETWORKS = dict(
    MobileNet=(64, False),
    MobileNetV2=(64, False),
    MobileNetV3Small=(64, True),
    MobileNetV3Large=(64, True),
    ResNet50=(64, False),
    ResNet50V2=(64, False),
    EfficientNetB0=(64, True),
    EfficientNetV2B0=(64, True),
    DenseNet121=(64, False),
    VGG16=(32, False),
    VGG19=(32, False),
    InceptionV3=(75, False),
    Xception=(71, False),
    InceptionResNetV2=(75, False),
    NASNetMobile=(64, False),
    ConvNeXtTiny=(32, True),
)


def untrained(models, model):
    """Statistics and biases are not what they begin with; kernels are, so that what is deep stays finite."""
    rng = models.rng
    for weight in model.weights:
        kind, shape = weight.path.split("/")[-1], weight.shape
        if kind == "moving_mean":
            weight.assign(rng.normal(size=shape) * 0.1)
        elif kind == "moving_variance":
            weight.assign(rng.uniform(0.5, 1.5, shape))
        elif kind in ("beta", "bias"):
            weight.assign(rng.normal(size=shape) * 0.05)
        elif kind == "gamma":
            weight.assign(weight * rng.uniform(0.8, 1.2, shape))


def make(models):
    for name, (size, takes_pixels) in NETWORKS.items():
        keras.backend.clear_session()
        keras.utils.set_random_seed(1)
        model = getattr(keras.applications, name)(weights=None, input_shape=(size, size, 3), classes=10)
        untrained(models, model)
        shape = (2, size, size, 3)
        images = models.rng.uniform(0, 255, shape) if takes_pixels else models.rng.normal(size=shape)
        models.add(f"app_{name}", model, [images.astype("float32")], random=False)
