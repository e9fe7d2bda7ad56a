package org.rhyton.jupyter;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.jspecify.annotations.Nullable;

/** Runs the code of cells in this JVM and keeps what it returned or threw as it is, which JShell itself makes texts of. */
final class CellControl extends DirectExecutionControl implements ExecutionControlProvider {
    private final CellVariables variables = new CellVariables();
    private @Nullable Object result;
    private @Nullable Throwable thrown;
    private @Nullable Thread running;
    private boolean interrupted;

    @Override
    public String name() {
        return "cells";
    }

    @Override
    public ExecutionControl generate(ExecutionEnv env, java.util.Map<String, String> parameters) {
        return this;
    }

    /** What the last piece of code returned. */
    @Nullable
    Object result() {
        return result;
    }

    /** What the last piece of code threw; null for nothing. */
    @Nullable
    Throwable thrown() {
        return thrown;
    }

    /** Forgets what was; called before a cell. */
    synchronized void begin() {
        interrupted = false;
        Interrupts.request(false);
        forget();
    }

    /** Forgets what a piece of code came to. */
    void forget() {
        variables.begin();
        result = null;
        thrown = null;
    }

    /** Ends the cell: at once if its code runs, and before it does while it is being compiled. */
    synchronized void interrupt() {
        interrupted = true;
        Interrupts.request(true);
        if (running != null) running.interrupt();
    }

    @Override
    public void load(ClassBytecodes[] classes)
            throws ClassInstallException, NotImplementedException, EngineTerminationException {
        super.load(Arrays.stream(classes)
                .map(each -> new ClassBytecodes(each.name(), checked(each.bytecodes())))
                .toArray(ClassBytecodes[]::new));
        for (ClassBytecodes each : classes) {
            try {
                variables.moveTo(findClass(each.name()));
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException("it was loaded just now", e);
            }
        }
    }

    /** What cells have declared. */
    CellVariables variables() {
        return variables;
    }

    private static byte[] checked(byte[] bytes) {
        try {
            return Interrupts.withChecks(bytes);
        } catch (IllegalArgumentException e) {
            return bytes; // a class that cannot be looked into runs as it is
        }
    }

    @Override
    protected String invoke(Method code) throws Exception {
        enter();
        try {
            // Services and drivers of libraries that cells depend on are looked for where cells themselves are.
            Thread.currentThread()
                    .setContextClassLoader(code.getDeclaringClass().getClassLoader());
            result = code.invoke(null);
            return "";
        } catch (InvocationTargetException e) {
            thrown = e.getCause();
            throw e;
        } finally {
            leave();
        }
    }

    private synchronized void enter() throws InvocationTargetException {
        if (interrupted) {
            thrown = new Interrupts.CellInterrupted();
            throw new InvocationTargetException(thrown);
        }
        running = Thread.currentThread();
    }

    private synchronized void leave() {
        running = null;
        Thread.interrupted();
    }
}
