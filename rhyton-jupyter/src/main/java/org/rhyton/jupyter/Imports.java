package org.rhyton.jupyter;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.rhyton.Rhyton;
import org.rhyton.plot.Plots;

/** What every notebook has imported: all that Rhyton's modules export, and what Java programs use most. */
final class Imports {
    private static final List<String> JAVA =
            List.of("java.io.*", "java.nio.file.*", "java.util.*", "java.util.function.*", "java.util.stream.*");

    /** Of classes that share a name, those that are meant when nobody says which. */
    static final List<String> PREFERRED = Stream.concat(
                    Stream.of("Activation", "Average", "Identity").map(name -> "org.rhyton.layers." + name),
                    Stream.of(
                                    "BinaryCrossentropy",
                                    "CategoricalCrossentropy",
                                    "CategoricalHinge",
                                    "CosineSimilarity",
                                    "Hinge",
                                    "KLDivergence",
                                    "MeanAbsoluteError",
                                    "MeanAbsolutePercentageError",
                                    "MeanSquaredError",
                                    "MeanSquaredLogarithmicError",
                                    "Poisson",
                                    "SparseCategoricalCrossentropy",
                                    "SquaredHinge")
                            .map(name -> "org.rhyton.losses." + name))
            .filter(Imports::exists)
            .toList();

    private static final List<String> STATIC = Stream.of(
                    "Rhyton", "array.DType", "data.Splits", "data.SplitOption", "jupyter.Notebook", "plot.Plots")
            .map(name -> "static org.rhyton." + name + ".*")
            .toList();

    private Imports() {}

    static List<String> all() {
        return Stream.of(
                        JAVA.stream(),
                        Stream.concat(packagesBeside(Rhyton.class), packagesBeside(Plots.class))
                                .map(name -> name + ".*"),
                        PREFERRED.stream(),
                        STATIC.stream())
                .flatMap(each -> each)
                .toList();
    }

    /** The packages that the module of a class exports, though it is on the class path here and no module to Java. */
    static Stream<String> packagesBeside(Class<?> known) {
        return ModuleFinder.of(placeOf(known)).findAll().stream()
                .map(ModuleReference::descriptor)
                .map(ModuleDescriptor::exports)
                .flatMap(exports -> exports.stream().filter(each -> !each.isQualified()))
                .map(ModuleDescriptor.Exports::source)
                .sorted();
    }

    /** The folder or archive of a class. */
    static Path placeOf(Class<?> known) {
        try {
            URI place =
                    known.getProtectionDomain().getCodeSource().getLocation().toURI();
            return Path.of(place);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean exists(String name) {
        try {
            Class.forName(name, false, Imports.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
