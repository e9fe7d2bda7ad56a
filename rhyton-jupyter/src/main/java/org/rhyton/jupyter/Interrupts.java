package org.rhyton.jupyter;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.HashSet;
import java.util.Set;

/**
 * Ends cells that loop. Java has no way to stop a thread that does not look at its interrupt, so a look is compiled into
 * every jump backwards of a cell's code. All threads that run such code stop.
 */
public final class Interrupts {
    private static final ClassDesc OWNER = ClassDesc.of(Interrupts.class.getName());
    private static volatile boolean requested;

    private Interrupts() {}

    /** Thrown in the middle of a cell; an error, so that handlers of exceptions let it pass. */
    static final class CellInterrupted extends Error {
        private static final long serialVersionUID = 1L;

        CellInterrupted() {
            super("the cell was interrupted");
        }
    }

    /** Called by the code of cells. */
    public static void check() {
        if (requested) throw new CellInterrupted();
    }

    static void request(boolean value) {
        requested = value;
    }

    /** The class with a look at every jump backwards. */
    static byte[] withChecks(byte[] bytes) {
        ClassFile files = ClassFile.of();
        return files.transformClass(
                files.parse(bytes), ClassTransform.transformingMethodBodies(CodeTransform.ofStateful(Checks::new)));
    }

    private static final class Checks implements CodeTransform {
        private final Set<Label> passed = new HashSet<>();

        @Override
        public void accept(CodeBuilder builder, CodeElement element) {
            if (element instanceof LabelTarget target) passed.add(target.label());
            if (element instanceof BranchInstruction branch && passed.contains(branch.target())) {
                builder.invokestatic(OWNER, "check", ConstantDescs.MTD_void);
            }
            builder.with(element);
        }
    }
}
