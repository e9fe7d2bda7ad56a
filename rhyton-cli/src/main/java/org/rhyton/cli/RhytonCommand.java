package org.rhyton.cli;

import java.lang.module.ModuleDescriptor;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program: one command for each thing that can be done with model files. */
@Command(
        name = "rhyton",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = RhytonCommand.Version.class,
        description = "Looks into files of Keras models, converts and compares them, and predicts with them.",
        subcommands = {SummaryCommand.class, PredictCommand.class, ConvertCommand.class, DiffCommand.class})
public final class RhytonCommand implements Runnable {
    /** What was asked for was not done. */
    static final int FAILED = 2;

    /** The version of the module, which the build writes into it. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            ModuleDescriptor module = RhytonCommand.class.getModule().getDescriptor();
            String version = module == null ? null : module.rawVersion().orElse(null);
            return new String[] {"rhyton " + (version == null ? "of an unknown version" : version)};
        }
    }

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--stack-trace",
            scope = ScopeType.INHERIT,
            hidden = true,
            description = "show where an error arose")
    private boolean stackTrace;

    /** For the command line. */
    public RhytonCommand() {}

    /** Runs the program and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The program, to be run within another. */
    static CommandLine commandLine() {
        RhytonCommand program = new RhytonCommand();
        return new CommandLine(program)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((problem, command, result) -> {
                    command.getErr().println("rhyton: " + Failures.describe(problem));
                    if (program.stackTrace) problem.printStackTrace(command.getErr());
                    return FAILED;
                });
    }

    @Override
    public void run() {
        if (spec == null) throw new IllegalStateException("RhytonCommand is run by picocli's CommandLine");
        throw new ParameterException(spec.commandLine(), "Say what to do: summary, predict, convert or diff.");
    }
}
