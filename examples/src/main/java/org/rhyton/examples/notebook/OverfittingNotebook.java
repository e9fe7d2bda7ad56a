package org.rhyton.examples.notebook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rhyton.plot.Picture;
import org.rhyton.plot.PlotException;
import org.rhyton.training.Progress;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code rhyton notebook}: runs the {@link Lesson}. */
@Command(
        name = "notebook",
        mixinStandardHelpOptions = true,
        description = "Runs the lesson on avoiding overfitting and on transfer learning, on the real Fashion-MNIST.",
        footer = {
            "",
            "Examples:",
            "  rhyton notebook                      the whole lesson",
            "  rhyton notebook --only dropout       one section",
            "  rhyton notebook --plots pictures     and draw curves, predictions and networks",
            "  rhyton notebook --seeds 8            all runs for seeds 1 to 8, beside a reference"
        })
public final class OverfittingNotebook implements Callable<Integer> {
    @Option(names = "--seed", defaultValue = "1", description = "The random seed (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--seeds", paramLabel = "N", description = "Train everything for seeds 1 to N and compare.")
    private int seeds;

    @Option(
            names = "--only",
            paramLabel = "SECTION",
            description = "Run one section: regularization, dropout, alpha_dropout, max_norm or transfer.")
    private List<Section> only = List.of(Section.values());

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Where model_A.h5 is saved (default: the current folder).")
    private Path folder = Path.of(".");

    @Option(
            names = "--plots",
            paramLabel = "DIR",
            description =
                    "Draw learning curves, predictions, weights and networks, and save them there as PNG and SVG.")
    private @Nullable Path plots;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new OverfittingNotebook())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() {
        try {
            if (seeds > 0) new Parity(seeds, folder).run(System.out);
            else {
                if (plots != null) Files.createDirectories(plots);
                Lesson lesson = new Lesson(seed, new Printing(), folder);
                lesson.avoidingOverfitting(only);
                if (only.contains(Section.TRANSFER)) lesson.transferLearning();
            }
            return 0;
        } catch (IOException e) {
            System.err.println("could not make the folder for the pictures: " + e);
            return 1;
        } catch (PlotException | UncheckedIOException e) {
            System.err.println(e.getMessage());
            return 1;
        }
    }

    /** Prints to standard output, titles underlined. */
    private final class Printing implements Lesson.Console {
        private final Progress progress = Progress.automatic();

        @Override
        public void title(String text) {
            System.out.println();
            System.out.println(text);
            System.out.println("-".repeat(text.length()));
        }

        @Override
        public void print(Object text) {
            System.out.println(text.toString().stripTrailing());
        }

        @Override
        public void picture(String name, Supplier<Picture> picture) {
            if (plots == null) return;
            Picture drawn = picture.get();
            drawn.save(plots.resolve(name + ".png"));
            drawn.save(plots.resolve(name + ".svg"));
            print("drew " + plots.resolve(name) + ".png and .svg");
        }

        @Override
        public Progress progress() {
            return progress;
        }
    }
}
