package org.rhyton.examples.notebook;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.rhyton.datasets.DatasetException;
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
                Lesson lesson = new Lesson(seed, new Printing(), folder);
                lesson.avoidingOverfitting(only);
                if (only.contains(Section.TRANSFER)) lesson.transferLearning();
            }
            return 0;
        } catch (DatasetException e) {
            System.err.println(e.getMessage());
            return 1;
        }
    }

    /** Prints to standard output, titles underlined. */
    private static final class Printing implements Lesson.Console {
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
        public Progress progress() {
            return progress;
        }
    }
}
